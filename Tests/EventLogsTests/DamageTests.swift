// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct DamageTests {
    private let writer: EVTXWriter
    private let file: [UInt8]

    init() {
        var writer = Sample.log(records: 400)
        file = writer.file()
        self.writer = writer
    }

    @Test func `a sound log has no faults`() {
        let (events, outcome) = readLog(file)
        #expect(events.count == 400)
        #expect(outcome.faults == [] && outcome.lost == 0 && outcome.recovered == 0)
    }

    @Test func `a flipped bit in a record is reported, and the records around it are read`() throws {
        var damaged = file
        let place = writer.places[10]
        damaged[4096 + place.start] ^= 1
        let (events, outcome) = readLog(damaged)
        #expect(outcome.faults.map(\.kind) == [.chunkData, .notARecord])
        #expect(events.count == 399)
        #expect(outcome.recovered == writer.places.count { $0.chunk == 0 } - 1)
        #expect(!events.contains { $0.recordID == 11 })
    }

    @Test func `a record whose content is unsound is lost alone`() {
        var damaged = file
        damaged[4096 + writer.places[20].start + 24 + 4] = 0x3C
        let (events, outcome) = readLog(damaged)
        #expect(outcome.lost == 1)
        #expect(outcome.faults.contains { $0.kind == .record })
        #expect(events.count == 399)
    }

    @Test(arguments: [0, 8, 48, 49, 124, 300]) func `a damaged chunk header does not hide its records`(offset: Int) {
        var damaged = file
        damaged[4096 + offset] ^= 0x41
        let (events, outcome) = readLog(damaged)
        #expect(outcome.faults.first?.kind == .chunkHeader)
        #expect(events.count == 400)
    }

    @Test func `a header overwritten with zeros leaves the chunks`() {
        let damaged = Array(repeating: UInt8(0), count: 4096) + file.dropFirst(4096)
        let (events, outcome) = readLog(damaged)
        #expect(outcome.faults.map(\.kind) == [.fileHeader])
        #expect(events.count == 400)
    }

    @Test func `a header older than its content, as in a copy of a live log, hides nothing`() {
        var stale = file
        stale.replaceSubrange(42..<44, with: [1, 0])
        let (events, outcome) = readLog(stale)
        #expect(events.count == 400)
        #expect(outcome.faults.map(\.kind) == [.fileHeader])
        var dirty = writer
        dirty.isDirty = true
        let layout = EVTXLayout(dirty.file().span.bytes)
        #expect(layout.isDirty && layout.chunks.count == writer.chunks.count)
    }

    @Test func `records behind the end that a chunk announces are read while their numbers go on`() {
        // The header as it was when the chunk held 40 records.
        var young = Sample.log(records: 40)
        let old = young.file()
        var damaged = file
        damaged.replaceSubrange(4096..<4096 + 512, with: old[4096..<4096 + 512])
        let (events, outcome) = readLog(damaged)
        #expect(events.count == 400)
        #expect(outcome.recovered > 0)
        #expect(outcome.lost == 0)
    }

    @Test(arguments: [0, 512, 1536]) func `something that is no chunk is reported, and the next chunk found`(count: Int)
    {
        let foreign = (0..<count).map { UInt8(truncatingIfNeeded: $0 | 1) }
        let second = 4096 + 65_536
        let (events, outcome) = readLog(file[..<second] + foreign + file[second...])
        #expect(events.count == 400)
        #expect(outcome.faults.contains { $0.kind == .notAChunk } == (count > 0))
    }

    @Test func `space allocated in advance is no fault`() {
        let (events, outcome) = readLog(file + Array(repeating: 0, count: 65_536 * 2))
        #expect(events.count == 400)
        #expect(outcome.faults == [])
    }

    @Test func `a log cut at any length gives the records before the cut`() {
        var small = Sample.log(records: 12)
        let file = small.file()
        let ends = small.places.map { 4096 + $0.end }
        var reader = EVTXReader(fields: FieldTable())
        for length in 0...file.count where length < 8192 || length % 997 == 0 {
            let piece = Array(file[..<length])
            var count = 0
            _ = reader.read(piece.span.bytes) { _ in
                count += 1
                return true
            }
            #expect(count == ends.count { $0 <= length }, "cut at \(length)")
        }
    }

    @Test func `wrong checksums are reported though every record can be read`() {
        var damaged = file
        damaged[4096 + 52] ^= 1
        // The header's own checksum covers the other one.
        damaged.replaceSubrange(
            4096 + 124..<4096 + 128, with: little(crc32(damaged[4096..<4216] + damaged[4096 + 128..<4096 + 512])))
        let (events, outcome) = readLog(damaged)
        #expect(outcome.faults.map(\.kind) == [.chunkData])
        #expect(events.count == 400)
        #expect(outcome.recovered > 0)
    }

    private func readLog(_ bytes: ArraySlice<UInt8>) -> (events: [Seen], outcome: EVTXChunkOutcome) {
        EventLogsTests.readLog(Array(bytes))
    }

    private func readLog(_ bytes: [UInt8]) -> (events: [Seen], outcome: EVTXChunkOutcome) {
        EventLogsTests.readLog(bytes)
    }
}
