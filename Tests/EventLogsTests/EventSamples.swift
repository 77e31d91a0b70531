// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs

/// A record as Windows writes one: System in a template, the event's own data in another one within.
enum Sample {
    static let system = Node.element(
        "Event", attributes: [("xmlns", [.text("http://schemas.microsoft.com/win/2004/08/events/event")])],
        [
            .element(
                "System",
                [
                    .element("Provider", attributes: [("Name", [.value(0, 1)]), ("Guid", [.value(1, 0x0F)])]),
                    .element("EventID", attributes: [("Qualifiers", [.value(2, 6)])], [.piece(.value(3, 6))]),
                    .element("Version", [.piece(.value(4, 4))]),
                    .element("Level", [.piece(.value(5, 4))]),
                    .element("Keywords", [.piece(.value(6, 0x15))]),
                    .element("TimeCreated", attributes: [("SystemTime", [.value(7, 0x11)])]),
                    .element("EventRecordID", [.piece(.value(8, 10))]),
                    .element("Correlation", attributes: [("ActivityID", [.value(9, 0x0F)])]),
                    .element("Execution", attributes: [("ProcessID", [.value(10, 8)]), ("ThreadID", [.value(11, 8)])]),
                    .element("Channel", [.piece(.text("Microsoft-Windows-Sysmon/Operational"))]),
                    .element("Computer", [.piece(.value(12, 1))]),
                    .element("Security", attributes: [("UserID", [.value(13, 0x13)])]),
                ]),
            .piece(.value(14, 0x21)),
        ])

    static let guid: [UInt8] = [
        0x5F, 0x38, 0x70, 0x57, 0x2A, 0xC2, 0xE0, 0x43, 0xBF, 0x4C, 0x06, 0xF5, 0x69, 0x8F, 0xFB, 0xD9,
    ]
    static let localSystem: [UInt8] = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0]

    /// The values of `system`, around data.
    static func values(eventID: UInt16 = 1, _ data: Value) -> [Value] {
        [
            .string("Microsoft-Windows-Sysmon"), .bytes(0x0F, guid), .null, .uint16(eventID), .uint8(5), .uint8(4),
            .hex64(0x8000_0000_0000_0000), .fileTime(134_208_771_150_000_000 + 920_510), .uint64(83_239), .null,
            .uint32(3208),
            .uint32(1724), .string("PC-ACCUEIL"), .bytes(0x13, localSystem), data,
        ]
    }

    static let processData = Node.element(
        "EventData",
        [
            .data("RuleName", .value(0, 1)), .data("ProcessId", .value(1, 8)), .data("Image", .value(2, 1)),
            .data("CommandLine", .value(3, 1)),
        ])

    static func process(_ image: String, _ commandLine: String, rule: Value = .null) -> [Value] {
        values(.nested(processData, [rule, .uint32(15_276), .string(image), .string(commandLine)]))
    }

    /// A log of so many process starts.
    static func log(records: Int) -> EVTXWriter {
        var writer = EVTXWriter()
        for index in 0..<records {
            writer.add(
                system,
                process("C:\\Windows\\\(index).exe", "\(index).exe /é \(String(repeating: "x", count: index % 40))"))
        }
        return writer
    }
}

/// What the tests keep of an event.
struct Seen: Equatable {
    var fields: [String: [String]] = [:]
    var json = ""
    var eventID: Int?
    var recordID: UInt64?
    var time: EventTime?

    init(_ event: inout Event) {
        event.forEachField { _, name, value in fields[text(name), default: []].append(text(value)) }
        json = event.withJSON { text($0) }
        eventID = event.eventID()
        recordID = event.recordID()
        time = event.time()
    }

    subscript(name: String) -> String? { fields[name]?.first }
}

func text(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
}

func readLog(_ bytes: [UInt8], names: [String] = []) -> (events: [Seen], outcome: EVTXChunkOutcome) {
    var reader = EVTXReader(fields: FieldTable(names))
    var events: [Seen] = []
    let outcome = reader.read(bytes.span.bytes) { event in
        events.append(Seen(&event))
        return true
    }
    return (events, outcome)
}

func readJSON(_ text: String, names: [String] = []) -> (events: [Seen], outcome: JSONOutcome) {
    readJSON(Array(text.utf8), names: names)
}

func readJSON(_ bytes: [UInt8], names: [String] = []) -> (events: [Seen], outcome: JSONOutcome) {
    var reader = JSONReader(fields: FieldTable(names))
    var events: [Seen] = []
    let outcome = reader.read(bytes.span.bytes) { event in
        events.append(Seen(&event))
        return true
    }
    return (events, outcome)
}
