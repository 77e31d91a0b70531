// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct RecordTests {
    @Test func `System and data are found by name, whatever the case`() throws {
        var table = FieldTable(["image", "CommandLine"])
        let processID = table.intern("PROCESSID")
        let image = table.intern("Image")
        let absent = table.intern("ParentImage")
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.process("C:\\Windows\\cmd.exe", "cmd /c \"vssadmin\""))
        let file = writer.file()
        var reader = EVTXReader(fields: table)
        let outcome = reader.read(file.span.bytes) { event in
            let value1 = event.provider()
            #expect(value1 == "Microsoft-Windows-Sysmon")
            let value2 = event.channel()
            #expect(value2 == "Microsoft-Windows-Sysmon/Operational")
            let value3 = event.computer()
            #expect(value3 == "PC-ACCUEIL")
            let value4 = event.eventID()
            #expect(value4 == 1)
            let value5 = event.recordID()
            #expect(value5 == 1)
            let value6 = event.time()?.description
            #expect(value6 == "2026-04-17T05:25:15.092051Z")
            let value7 = event.string(image)
            #expect(value7 == "C:\\Windows\\cmd.exe")
            let value8 = event.integer(processID)
            #expect(value8 == 15_276, "what the event carries hides what System says")
            let hasAbsent = event.has(absent)
            #expect(!hasAbsent)
            let value9 = event.string(SystemField.userID.key)
            #expect(value9 == "S-1-5-18")
            let value10 = event.string(SystemField.activityID.key)
            #expect(value10 == nil)
            let whole = event.withWholeText { text($0) }
            #expect(whole.hasSuffix("cmd /c \"vssadmin\""))
            return true
        }
        #expect(outcome.records == 1)
        #expect(outcome.faults == [])
    }

    @Test func `the JSON is the one that the usual converter writes`() {
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.process("C:\\a.exe", "a"))
        #expect(
            readLog(writer.file()).events.first?.json
                == ##"{"Event":{"#attributes":{"xmlns":"http://schemas.microsoft.com/win/2004/08/events/event"},"##
                + ##""System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon","##
                + ##""Guid":"5770385F-C22A-43E0-BF4C-06F5698FFBD9"}},"EventID":1,"Version":5,"Level":4,"##
                + ##""Keywords":"0x8000000000000000","TimeCreated":{"#attributes":{"##
                + ##""SystemTime":"2026-04-17T05:25:15.092051Z"}},"EventRecordID":83239,"Correlation":null,"##
                + ##""Execution":{"#attributes":{"ProcessID":3208,"ThreadID":1724}},"##
                + ##""Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"PC-ACCUEIL","##
                + ##""Security":{"#attributes":{"UserID":"S-1-5-18"}}},"##
                + ##""EventData":{"RuleName":"","ProcessId":15276,"Image":"C:\\a.exe","CommandLine":"a"}}}"##)
    }

    @Test func `elements of user data are fields, and so are their attributes`() throws {
        let data = Node.element(
            "UserData",
            [
                .element(
                    "LogFileCleared", attributes: [("xmlns", [.text("http://manifests.microsoft.com/win/2004/08")])],
                    [
                        .element("SubjectUserName", [.piece(.value(0, 1))]),
                        .element("BackupPath", attributes: [("kind", [.text("local")])], []),
                    ])
            ])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(eventID: 1102, .nested(data, [.string("attaquant")])))
        let event = try #require(readLog(writer.file()).events.first)
        #expect(event["SubjectUserName"] == "attaquant")
        #expect(event["BackupPath"] == "")
        #expect(event["BackupPath_kind"] == "local")
        #expect(
            event.json.contains(
                ##""LogFileCleared":{"#attributes":{"xmlns":"http://manifests.microsoft.com/win/2004/08"},"SubjectUserName":"attaquant","BackupPath":{"#attributes":{"kind":"local"}}}"##
            ), "\(event.json)")
    }

    @Test func `texts made of pieces are put together`() throws {
        let data = Node.element(
            "EventData",
            [
                .data(
                    "Mixed", .text("a "), .value(0, 1), .entity("amp"), .character(0xE9), .cdata("<c>"), .value(1, 8),
                    .entity("unknown")),
                .data("Literal", .text("as it stands")), .data("Empty"),
            ])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(.nested(data, [.string("b"), .uint32(7)])))
        let event = try #require(readLog(writer.file()).events.first)
        #expect(event["Mixed"] == "a b&é<c>7&unknown;")
        #expect(event["Literal"] == "as it stands")
        #expect(event["Empty"] == "")
    }

    @Test func `data without names keep their order`() throws {
        let data = Node.element(
            "EventData",
            [.data(nil, .value(0, 1)), .data(nil, .value(1, 8)), .element("Binary", [.piece(.value(2, 0x0E))])])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(.nested(data, [.string("one"), .uint32(2), .bytes(0x0E, [1, 2])])))
        let event = try #require(readLog(writer.file()).events.first)
        #expect(event.fields["Data"] == ["one", "2"])
        #expect(event["Binary"] == "0102")
        #expect(event.json.contains(##""EventData":{"Binary":"0102","Data":{"#text":["one",2]}}"##), "\(event.json)")
    }

    @Test func `a repeated element is numbered in JSON`() throws {
        let data = Node.element(
            "UserData", [.element("A", [.element("B", [.piece(.text("1"))]), .element("B"), .element("B")])])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(.nested(data, [])))
        let event = try #require(readLog(writer.file()).events.first)
        #expect(event.json.contains(#""A":{"B":"1","B_1":null,"B_2":null}"#), "\(event.json)")
    }

    @Test(arguments: [UInt16(400), 600, 800]) func `the fields of PowerShell's classic events are found in their text`(
        eventID: UInt16
    ) throws {
        let system = Node.element(
            "Event",
            [
                .element(
                    "System",
                    [
                        .element("Provider", attributes: [("Name", [.text("PowerShell")])]),
                        .element("EventID", [.piece(.value(0, 6))]),
                        .element("Channel", [.piece(.text("Windows PowerShell"))]),
                    ]),
                .element("EventData", [.data(nil, .value(1, 1)), .data(nil, .value(2, 1))]),
            ])
        let lines =
            "\tNewEngineState=Available\r\n\r\n\tHostName=ConsoleHost\r\n\tHostApplication=powershell -enc A==\r\n\tEngineVersion="
        var writer = EVTXWriter()
        writer.add(system, [.uint16(eventID), .string("x=1; HostName=forged"), .string(lines)])
        let file = writer.file()
        var table = FieldTable()
        let application = table.intern("HostApplication")
        let host = table.intern("HostName")
        let version = table.intern("EngineVersion")
        let x = table.intern("x")
        var reader = EVTXReader(fields: table)
        let outcome = reader.read(file.span.bytes) { event in
            let value11 = event.string(application)
            #expect(value11 == "powershell -enc A==")
            let value12 = event.string(host)
            #expect(value12 == "ConsoleHost")
            let value13 = event.string(version)
            #expect(value13 == "")
            let hasForged = event.has(x)
            #expect(!hasForged, "a command is no list of fields")
            let isEncoded = event.anyValue(of: application) { text($0).contains("-enc") }
            #expect(isEncoded)
            return true
        }
        #expect(outcome.records == 1)
    }

    @Test func `a template used again in another chunk, at another place, gives the same fields`() {
        var writer = Sample.log(records: 900)
        let (events, outcome) = readLog(writer.file())
        #expect(outcome.faults == [])
        #expect(writer.chunks.count > 2)
        #expect(events.count == 900)
        for (index, event) in events.enumerated() {
            #expect(event["Image"] == "C:\\Windows\\\(index).exe")
            #expect(event.recordID == UInt64(index + 1))
        }
    }

    @Test func `reading stops when it is asked to`() {
        var writer = Sample.log(records: 10)
        let file = writer.file()
        var reader = EVTXReader(fields: FieldTable())
        var count = 0
        let outcome = reader.read(file.span.bytes) { _ in
            count += 1
            return count < 3
        }
        #expect(count == 3)
        #expect(outcome.isStopped)
    }
}
