// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct JSONShapeTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var json: String
        var expected: [String: [String]]

        var testDescription: String { name }
    }

    /// The same process start, as each tool sends it.
    static let cases: [Case] = [
        Case(
            name: "evtx_dump",
            json: ##"""
                {"Event":{"#attributes":{"xmlns":"http://schemas.microsoft.com/win/2004/08/events/event"},"System":{
                "Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon","Guid":"5770385F"}},"EventID":1,
                "TimeCreated":{"#attributes":{"SystemTime":"2026-04-17T05:24:53.092051Z"}},"EventRecordID":7,
                "Correlation":null,"Execution":{"#attributes":{"ProcessID":4,"ThreadID":5}},
                "Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"PC1","Security":{"#attributes":{"UserID":"S-1-5-18"}}},
                "EventData":{"ProcessId":42,"Image":"C:\\a.exe","RuleName":""}}}
                """##,
            expected: [
                "UserID": ["S-1-5-18"], "ProcessID": ["4"], "ProcessId": ["42"], "RuleName": [""],
                "Provider_Guid": ["5770385F"],
            ]),
        Case(
            name: "evtx_dump, attributes apart",
            json: ##"""
                {"Event":{"System":{"Provider_attributes":{"Name":"Microsoft-Windows-Sysmon"},"EventID":1,
                "TimeCreated_attributes":{"SystemTime":"2026-04-17T05:24:53.092051Z"},"EventRecordID":7,
                "Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"PC1"},
                "EventData":{"ProcessId":42,"Image":"C:\\a.exe"}},"Event_attributes":{"xmlns":"x"}}
                """##,
            expected: ["ProcessId": ["42"]]),
        Case(
            name: "evtx_dump, qualifiers and lists",
            json: ##"""
                {"Event":{"System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon"}},
                "EventID":{"#attributes":{"Qualifiers":16384},"#text":1},"Channel":"Microsoft-Windows-Sysmon/Operational",
                "TimeCreated":{"#attributes":{"SystemTime":"2026-04-17T05:24:53.092051Z"}},"EventRecordID":7,
                "Computer":"PC1"},"EventData":{"Image":"C:\\a.exe","Data":{"#text":["x","y",3]},"Binary":null}}}
                """##,
            expected: ["Qualifiers": ["16384"], "Data": ["x", "y", "3"], "Binary": [""]]),
        Case(
            name: "Winlogbeat",
            json: ##"""
                {"@timestamp":"2026-04-17T05:24:53.092051Z","agent":{"type":"winlogbeat"},"event":{"code":"1","provider":"x"},
                "host":{"name":"other"},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","computer_name":"PC1",
                "event_id":"1","provider_name":"Microsoft-Windows-Sysmon","record_id":7,"process":{"pid":4,"thread":{"id":5}},
                "user":{"identifier":"S-1-5-18"},"keywords":["a","b"],
                "event_data":{"ProcessId":"42","Image":"C:\\a.exe","Company":"-"}},"message":"Process Create"}
                """##,
            expected: [
                "ProcessId": ["42"], "ProcessID": ["4"], "ThreadID": ["5"], "UserID": ["S-1-5-18"],
                "Keywords": ["a", "b"],
                "Message": ["Process Create"], "Company": ["-"],
            ]),
        Case(
            name: "Winlogbeat whose pipeline moved the fields to ECS",
            json: ##"""
                {"@timestamp":"2026-04-17T05:24:53.092051Z","event":{"code":1},"winlog":{"channel":
                "Microsoft-Windows-Sysmon/Operational","computer_name":"PC1","provider_name":"Microsoft-Windows-Sysmon",
                "record_id":7},"process":{"executable":"C:\\a.exe","pid":42,"command_line":"a -b","parent":{
                "executable":"C:\\p.exe","command_line":"p"},"hash":{"md5":"ab","sha256":"cd"},"pe":{"imphash":"ef",
                "original_file_name":"A.EXE"}},"user":{"name":"marie"},"registry":{"path":"HKLM\\x"}}
                """##,
            expected: [
                "ProcessId": ["42"], "CommandLine": ["a -b"], "ParentImage": ["C:\\p.exe"], "ParentCommandLine": ["p"],
                "Hashes": ["MD5=AB,SHA256=CD,IMPHASH=EF"], "OriginalFileName": ["A.EXE"], "User": ["marie"],
                "TargetObject": ["HKLM\\x"], "process.executable": ["C:\\a.exe"],
            ]),
        Case(
            name: "Winlogbeat with dotted names, wrapped by Elasticsearch",
            json: ##"""
                {"_index":"w","_source":{"@timestamp":"2026-04-17T05:24:53.092051Z","event.code":"1",
                "winlog.channel":"Microsoft-Windows-Sysmon/Operational","winlog.computer_name":"PC1",
                "winlog.provider_name":"Microsoft-Windows-Sysmon","winlog.record_id":"7",
                "winlog.event_data.Image":"C:\\a.exe","destination.ip":"10.0.0.1"}}
                """##,
            expected: ["DestinationIp": ["10.0.0.1"]]),
        Case(
            name: "Winlogbeat 6",
            json: ##"""
                {"@timestamp":"2026-04-17T05:24:53.092051Z","computer_name":"PC1","event_id":1,"record_number":"7",
                "log_name":"Microsoft-Windows-Sysmon/Operational","source_name":"Microsoft-Windows-Sysmon","process_id":4,
                "event_data":{"Image":"C:\\a.exe","ProcessId":"42"}}
                """##,
            expected: ["ProcessId": ["42"], "ProcessID": ["4"]]),
        Case(
            name: "NXLog and Mordor",
            json: ##"""
                {"EventTime":"2026-04-17 07:24:53.092051 +02:00","Hostname":"PC1","Keywords":-9223372036854775808,"EventID":1,
                "SourceName":"Microsoft-Windows-Sysmon","ProviderGuid":"{5770385F}","RecordNumber":7,"ProcessID":4,
                "Channel":"Microsoft-Windows-Sysmon/Operational","ProviderName":"a field of the event","ProcessId":"42",
                "Image":"C:\\a.exe","UserID":"S-1-5-18"}
                """##,
            expected: ["ProcessID": ["4"], "ProcessId": ["42"], "ProviderName": ["a field of the event"]]),
        Case(
            name: "Fluent Bit with values in order",
            json: ##"""
                {"ProviderName":"Microsoft-Windows-Sysmon","ProviderGuid":"{5770385F}","Qualifiers":0,"EventID":1,"Version":5,
                "Level":4,"Task":1,"Opcode":0,"Keywords":"0x8000000000000000","TimeCreated":"2026-04-17 07:24:53.092051 +0200",
                "EventRecordID":7,"ActivityID":"","ProcessID":4,"ThreadID":5,"Channel":"Microsoft-Windows-Sysmon/Operational",
                "Computer":"PC1","UserID":"S-1-5-18","Message":"Process Create:","StringInserts":["-","2026","{G}",42,
                "C:\\a.exe","1.0","d","p","c","A.EXE","a -b","C:\\","marie","{L}","0x1",1,"High","SHA1=","{P}",41,"C:\\p.exe",
                "p"]}
                """##,
            expected: ["ProcessId": ["42"], "CommandLine": ["a -b"], "ParentImage": ["C:\\p.exe"], "Version": ["5"]]),
        Case(
            name: "A flat event whose fields are in its message",
            json: ##"""
                {"EventTime":"2026-04-17T05:24:53.092051Z","Hostname":"PC1","EventID":"1","SourceName":"Microsoft-Windows-Sysmon",
                "RecordNumber":7,"Channel":"Microsoft-Windows-Sysmon/Operational",
                "Message":"Process Create:\r\nRuleName: -\r\nProcessId: 42\r\nImage: C:\\a.exe\r\nCommandLine: a: b"}
                """##,
            expected: ["ProcessId": ["42"], "CommandLine": ["a: b"]]),
        Case(
            name: "Wazuh",
            json: ##"""
                {"timestamp":"t","rule":{"id":"1"},"data":{"win":{"system":{"providerName":"Microsoft-Windows-Sysmon",
                "eventID":"1","systemTime":"2026-04-17T05:24:53.092051Z","eventRecordID":"7","computer":"PC1",
                "channel":"Microsoft-Windows-Sysmon/Operational"},"eventdata":{"image":"C:\\a.exe","commandLine":"a"}}}}
                """##,
            expected: ["commandLine": ["a"]]),
        Case(
            name: "An event within the message of another",
            json: ##"""
                {"host":"relay","message":"tag: {\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Image\":\"C:\\\\a.exe\",\"SourceName\":\"Microsoft-Windows-Sysmon\",\"EventTime\":\"2026-04-17T05:24:53.092051Z\",\"Hostname\":\"PC1\",\"RecordNumber\":7}"}
                """##,
            expected: [:]),
        Case(
            name: "A syslog line",
            json: ##"<14>1 2026-04-17T05:24:53Z relay nxlog 12 - [m@1 x="{y}"] "##
                + ##"{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Image":"C:\\a.exe","##
                + ##""SourceName":"Microsoft-Windows-Sysmon","EventTime":"2026-04-17T05:24:53.092051Z","Hostname":"PC1","##
                + ##""RecordNumber":7}"##,
            expected: [:]),
    ]

    @Test(arguments: cases) func `each layout is recognised and gives the same names`(layout: Case) throws {
        let (events, outcome) = readJSON(layout.json)
        #expect(outcome.unreadable == 0)
        #expect(outcome.consumed == layout.json.utf8.count)
        #expect(events.count == 1)
        let event = try #require(events.first)
        #expect(event.eventID == 1)
        #expect(event["EventID"] == "1")
        #expect(event["Channel"] == "Microsoft-Windows-Sysmon/Operational")
        #expect(event["Provider_Name"] == "Microsoft-Windows-Sysmon")
        #expect(event["Computer"] == "PC1")
        #expect(event.recordID == 7)
        #expect(event.time?.description == "2026-04-17T05:24:53.092051Z")
        #expect(event["Image"] ?? event["image"] == "C:\\a.exe")
        for (name, values) in layout.expected { #expect(event.fields[name] == values, "\(name)") }
    }

    @Test func `what a rule asks for is found by key`() {
        var table = FieldTable()
        let image = table.intern("Image")
        let processID = table.intern("ProcessId")
        var reader = JSONReader(fields: table)
        for layout in JSONShapeTests.cases {
            let bytes = Array(layout.json.utf8)
            _ = reader.read(bytes.span.bytes) { event in
                let found = event.string(image)
                #expect(found == "C:\\a.exe", "\(layout.name)")
                let number = event.integer(processID)
                #expect(number == 42 || layout.expected["ProcessId"] == nil, "\(layout.name)")
                let channel = event.channel()
                #expect(channel == "Microsoft-Windows-Sysmon/Operational")
                return true
            }
        }
    }

    @Test func `JSON that is no Windows event gives its fields by path`() throws {
        let (events, _) = readJSON(#"{"a":{"b":[1,{"c":true}],"d":null},"e":"f"}"#)
        let event = try #require(events.first)
        #expect(event.fields == ["a.b": ["1"], "c": ["true"], "a.d": [""], "e": ["f"]])
    }

    @Test func `a record written as JSON reads as the record does`() {
        var writer = Sample.log(records: 60)
        let records = readLog(writer.file()).events
        let lines = records.map(\.json).joined(separator: "\n")
        let (events, outcome) = readJSON(lines)
        #expect(outcome.unreadable == 0)
        #expect(events.count == records.count)
        for (event, record) in zip(events, records) {
            #expect(event.fields == record.fields)
            #expect(event.json == record.json)
            #expect(event.time == record.time)
        }
    }
}
