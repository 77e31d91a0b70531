// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import EventLogsFuzz
import Testing

/// Numbers that are the same in every run (G. Steele, D. Lea, S. Flood, Fast splittable pseudorandom number generators).
struct Randomness: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Attackers write these logs. Nothing they write stops the program; a failed check would stop the tests.
@Suite struct HostileTests {
    private static let log: [UInt8] = {
        var writer = Sample.log(records: 6)
        writer.add(
            Sample.system,
            Sample.values(
                .nested(
                    .element(
                        "EventData",
                        [
                            .data(nil, .value(0, 0x81)), .data("A", .value(1, 0x13), .value(0, 1), .entity("lt")),
                            .element("B", attributes: [("c", [.value(2, 0x0E)])], [.piece(.value(3, 0x21))]),
                        ]),
                    [
                        .bytes(0x81, utf16("a\0b\0")), .bytes(0x13, Sample.localSystem), .bytes(0x0E, [1, 2, 3]),
                        .nested(.element("C", [.piece(.value(0, 0x11))]), [.fileTime(1)]),
                    ])))
        return writer.file()
    }()

    @Test func `a wrong byte anywhere in a log does no harm`() {
        let log = HostileTests.log
        var randomness = Randomness(state: 1)
        // Where something is: the rest of the chunk is zeros.
        let end = 4096 + 512 + 3600
        for offset in stride(from: 0, to: end, by: 11) where offset < 128 || offset >= 4096 {
            var damaged = log
            damaged[offset] = UInt8.random(in: 0...255, using: &randomness)
            fuzzEVTX(damaged)
        }
    }

    @Test(arguments: 0..<8) func `random damage, with sound checksums or not, does no harm`(seed: UInt64) {
        var randomness = Randomness(state: seed)
        for _ in 0..<25 {
            var damaged = HostileTests.log
            for _ in 0..<Int.random(in: 1...12, using: &randomness) {
                let offset = Int.random(in: 4096 + 512..<4096 + 4200, using: &randomness)
                switch Int.random(in: 0..<4, using: &randomness) {
                case 0: damaged[offset] = UInt8.random(in: 0...255, using: &randomness)
                case 1:
                    damaged[offset] =
                        [0, 1, 0x0C, 0x0D, 0x21, 0x41, 0x7F, 0x80, 0xFF].randomElement(using: &randomness) ?? 0
                case 2:
                    let value = UInt32.random(in: 0...70_000, using: &randomness)
                    damaged.replaceSubrange(offset..<offset + 4, with: little(value))
                default:
                    let from = Int.random(in: 4096 + 512..<4096 + 4200, using: &randomness)
                    let count = Int.random(in: 1...64, using: &randomness)
                    damaged.replaceSubrange(offset..<offset + count, with: damaged[from..<from + count])
                }
            }
            fuzzEVTX(damaged)
        }
    }

    @Test func `random bytes are no log, and do no harm`() {
        var randomness = Randomness(state: 7)
        for size in [0, 1, 7, 8, 127, 4096, 4097, 70_000] {
            var bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &randomness) }
            fuzzEVTX(bytes)
            fuzzJSON(bytes)
            if size >= 8 { bytes.replaceSubrange(0..<8, with: HostileTests.log[0..<8]) }
            fuzzEVTX(bytes)
            if size >= 8 { bytes.replaceSubrange(0..<8, with: HostileTests.log[4096..<4104]) }
            fuzzEVTX(bytes)
        }
    }

    @Test(arguments: 0..<4) func `damaged JSON does no harm`(seed: UInt64) {
        var randomness = Randomness(state: seed)
        let samples = JSONShapeTests.cases.map { Array($0.json.utf8) }
        let marks = Array("{}[]\",:\\u0 \n\u{0}é".utf8)
        for _ in 0..<80 {
            var bytes = samples.randomElement(using: &randomness) ?? []
            for _ in 0..<Int.random(in: 1...8, using: &randomness) where !bytes.isEmpty {
                let offset = Int.random(in: 0..<bytes.count, using: &randomness)
                switch Int.random(in: 0..<4, using: &randomness) {
                case 0: bytes[offset] = UInt8.random(in: 0...255, using: &randomness)
                case 1: bytes.insert(marks.randomElement(using: &randomness) ?? 0, at: offset)
                case 2:
                    bytes.removeSubrange(offset..<min(bytes.count, offset + Int.random(in: 1...9, using: &randomness)))
                default: bytes += bytes[offset...].prefix(200)
                }
            }
            fuzzJSON(bytes)
        }
    }

    @Test func `a template that repeats a long value gives a bounded output`() {
        let pieces = (0..<2000).map { _ in Node.data(nil, .value(0, 1)) }
        let mixed = (0..<200).map { Node.data("N\($0)", .value(0, 1), .text("-"), .value(0, 1)) }
        var writer = EVTXWriter()
        writer.add(
            Sample.system,
            Sample.values(
                .nested(.element("EventData", pieces + mixed), [.string(String(repeating: "x", count: 5000))])))
        let file = writer.file()
        fuzzEVTX(file)
        var reader = EVTXReader(fields: FieldTable())
        var given = 0
        _ = reader.read(file.span.bytes) { event in
            event.forEachField { _, _, value in given += value.count }
            let size = event.withJSON { $0.count }
            #expect(size < 8 << 20)
            return true
        }
        #expect(given > 500_000 && given < 2 << 20)
    }

    @Test func `templates within templates end somewhere`() {
        var value = Value.string("end")
        var type: UInt8 = 1
        for _ in 0..<30 {
            value = .nested(.element("A", [.piece(.value(0, type))]), [value])
            type = 0x21
        }
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(value))
        let (events, outcome) = readLog(writer.file())
        #expect(events.isEmpty)
        #expect(outcome.lost == 1)
    }
}
