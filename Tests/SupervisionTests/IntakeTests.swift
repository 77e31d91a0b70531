// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Supervision

@Suite("Intake")
struct IntakeTests {
    private func bulk(_ text: String) -> BulkBody { BulkBody(Array(text.utf8)) }

    @Test func `events are kept one a line and answered one by one`() {
        let body = bulk(
            """
            {"create":{"_index":"winlogbeat"}}
            {"a":1}
            {"index":{}}
            {"b":{"c":2}}

            """)
        #expect(String(decoding: body.lines, as: UTF8.self) == "{\"a\":1}\n{\"b\":{\"c\":2}}\n")
        #expect(body.items == [.kept(action: "create"), .kept(action: "index")])
        let answer = String(decoding: body.answer(milliseconds: 3), as: UTF8.self)
        #expect(answer.contains("\"errors\":false"))
        #expect(answer.components(separatedBy: "\"status\":201").count == 3)
    }

    @Test func `what is no event is refused and the others are kept`() {
        let body = bulk(
            """
            {"create":{}}
            not json
            {"delete":{"_id":"1"}}
            nonsense
            {"create":{}}
            {"good":true}
            {"update":{}}
            {"doc":{}}
            {"create":{}}
            """)
        #expect(body.lines.count(where: { $0 == 0x0A }) == 1)
        #expect(body.items.count == 6)
        let answer = String(decoding: body.answer(milliseconds: 0), as: UTF8.self)
        #expect(answer.contains("\"errors\":true"))
        #expect((try? JSONSerialization.jsonObject(with: Data(answer.utf8))) != nil)
    }

    @Test func `an event of more than a megabyte is refused alone`() {
        let large = "{\"x\":\"" + String(repeating: "y", count: BulkBody.mostEventBytes) + "\"}"
        let body = bulk("{\"create\":{}}\n\(large)\n{\"create\":{}}\n{}\n")
        #expect(body.items.count == 2)
        guard case .refused(_, 413, _) = body.items[0] else { return #expect(Bool(false)) }
        #expect(body.lines.count == 3)
    }

    @Test func `any bytes are read without harm`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                [0x0A, 0x7B, 0x22, 0x7D, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
            }
            let body = BulkBody(bytes)
            #expect((try? JSONSerialization.jsonObject(with: Data(body.answer(milliseconds: 0)))) != nil)
        }
    }

    @Test func `a compressed body is read, and one made to swell is not`() throws {
        let packed = [UInt8](try #require(Data(base64Encoded: "H4sIAAAAAAAC/6tWSlSyMqzlqkajAZItdvcYAAAA")))
        let plain = try GzipBody.plain(packed, limit: 1000)
        #expect(String(decoding: plain, as: UTF8.self) == String(repeating: "{\"a\":1}\n", count: 3))
        #expect(throws: GzipBody.Fault.self) { try GzipBody.plain(packed, limit: 20) }
        #expect(throws: GzipBody.Fault.self) { try GzipBody.plain([1, 2, 3], limit: 100) }
    }

    @Test func `syslog is cut by counts and by line feeds, however it comes`() throws {
        let stream = Array("11 <13>1 {\"a\"}<14>1 - [x token=\"t\"] {\"b\":1}\n5 hello".utf8)
        for size in [1, 2, 7, 100] {
            var frames = SyslogFrames()
            var found: [String] = []
            for start in stride(from: 0, to: stream.count, by: size) {
                found += try frames.take(stream[start..<min(start + size, stream.count)]).map {
                    String(decoding: $0, as: UTF8.self)
                }
            }
            #expect(found == ["<13>1 {\"a\"}", "<14>1 - [x token=\"t\"] {\"b\":1}", "hello"])
        }
        let message = SyslogMessage(Array("<14>1 - [x token=\"t.1\"] {\"token\":\"no\"}".utf8))
        #expect(message.token == "t.1")
        #expect(message.event.map { String(decoding: $0, as: UTF8.self) } == "{\"token\":\"no\"}")
        #expect(SyslogMessage(Array("token=\"".utf8)).event == nil)
        var endless = SyslogFrames()
        #expect(throws: SyslogFrames.Fault.self) {
            for _ in 0..<20 { _ = try endless.take(Array(repeating: 0x41, count: 1 << 17)) }
        }
        var large = SyslogFrames()
        #expect(throws: SyslogFrames.Fault.self) { _ = try large.take(Array("99999999 x".utf8)) }
    }

    @Test(arguments: TestEngine.available)
    func `a token is told once, kept as a hash, and revoked`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let token = try await database.changing { change in
                try SenderStore.add("Winlogbeat", at: place.id, in: change)
            }
            let found = try await database.read { session in try SenderStore.organisation(of: token, in: session) }
            #expect(found == place.id)
            let wrong = try await database.read { session in
                try SenderStore.organisation(of: .make(at: noon), in: session)
            }
            #expect(wrong == nil)
            try await database.changing { change in try SenderStore.revoke(token.id, at: place.id, in: change) }
            let gone = try await database.read { session in try SenderStore.organisation(of: token, in: session) }
            #expect(gone == nil)
        }
    }
}

@Suite("Spool")
struct SpoolTests {
    private let place = Organisation.ID.make(at: noon)

    private func record(_ text: String) -> SpoolRecord { SpoolRecord(organisation: place, lines: Array(text.utf8)) }

    private func read(_ spool: Spool, from start: SpoolPosition, limit: Int = 1 << 20) -> ([String], SpoolPosition) {
        var position = start
        var texts: [String] = []
        while let batch = spool.read(from: position, limit: limit) {
            texts += batch.records.map { String(decoding: $0.lines, as: UTF8.self) }
            position = batch.next
        }
        return (texts, position)
    }

    @Test func `what was acknowledged is read after a restart, once`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder)
        for number in 0..<50 { try await spool.append(record("line \(number)\n")) }
        let (first, position) = read(spool, from: spool.begin(from: nil), limit: 300)
        #expect(first == (0..<50).map { "line \($0)\n" })
        try await spool.append(record("later\n"))

        let again = try Spool(folder: folder, after: position)
        #expect(read(again, from: again.begin(from: position)).0 == ["later\n"])
        #expect(read(again, from: again.begin(from: nil)).0.count == 51)
        try await again.append(record("last\n"))
        let (rest, end) = read(again, from: again.begin(from: position))
        #expect(rest == ["later\n", "last\n"])
        again.forget(before: end)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test func `a piece cut by a crash is gone past, and what was whole before it is kept`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder)
        try await spool.append(record("whole\n"))
        try await spool.append(record("cut in the middle\n"))
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        let path = folder + "/" + name
        let bytes = try #require(FileManager.default.contents(atPath: path))
        try Data(bytes.dropLast(5)).write(to: URL(fileURLWithPath: path))

        let again = try Spool(folder: folder)
        try await again.append(record("after\n"))
        #expect(read(again, from: again.begin(from: nil)).0 == ["whole\n", "after\n"])
    }

    @Test func `what is full refuses, and accepts again once it was examined`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder, limit: 2000)
        let big = String(repeating: "x", count: 900)
        try await spool.append(record(big))
        try await spool.append(record(big))
        await #expect(throws: Spool.Fault.full) { try await spool.append(record(big)) }
    }

    @Test func `many at once are all kept, in whole pieces`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = try Spool(folder: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { try await spool.append(record("\(number)\n")) } }
            try await group.waitForAll()
        }
        #expect(Set(read(spool, from: spool.begin(from: nil)).0).count == 200)
    }
}
