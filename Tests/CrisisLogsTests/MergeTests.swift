// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Crypto
import Documents
import Foundation
import Identity
import Organisations
import Persistence
import Primitives
import Synchronization
import TestSupport
import Testing

@testable import CrisisLogs

/// Two instances that work apart, and the archive that goes from one to the other.
struct MergeTests {
    @Test(arguments: TestEngine.available)
    func `two instances that worked apart merge both ways without loss`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { server in
            try await withDatabase(.sqlite, migrations: schema) { laptop in
                let log = try await server.makeLog()
                let first = try await server.say("écran noir", in: log)
                // The kit is made: the laptop has the log and its lines, and a name of its own.
                let copy = try await adopted(log, in: laptop)
                try await Self.bring(from: server, log, to: laptop, copy)
                for number in 1...6 {
                    try await server.say("serveur \(number)", in: log, at: noon.adding(seconds: number * 10))
                    try await laptop.say("portable \(number)", in: copy, at: noon.adding(seconds: number * 10 + 3600))
                }
                try await server.say("12 postes", in: log, relation: .corrects, about: first.reference)
                try await laptop.say("21 postes", in: copy, relation: .corrects, about: first.reference)
                let there = try await Self.bring(from: laptop, copy, to: server, log)
                #expect(there.added.count == 7 && there.forked.isEmpty)
                let back = try await Self.bring(from: server, log, to: laptop, copy)
                #expect(back.added.count == 7 && back.forked.isEmpty)
                let (one, other) = (try await server.lines(log), try await laptop.lines(copy))
                #expect(Set(one) == Set(other))
                #expect(one.count == 15)
                #expect(LogVerification(of: one, in: log.id.text).isIntact)
                // Nobody can tell which correction is right: both are shown, on both sides.
                let conflicts = LogReading(of: one).conflicts
                #expect(conflicts.map(\.reference) == [first.reference])
                #expect(Set(conflicts.flatMap(\.conflicting).map(\.statement.text)) == ["12 postes", "21 postes"])
                // Again changes nothing, and both go on with their own numbers.
                #expect(try await Self.bring(from: laptop, copy, to: server, log).added.isEmpty)
                try await server.say("la suite", in: log)
                #expect(LogVerification(of: try await server.lines(log), in: log.id.text).isIntact)
            }
        }
    }

    @discardableResult
    private static func bring(
        from source: any Database, _ log: CrisisLogRecord, to target: any Database, _ copy: CrisisLogRecord
    ) async throws -> LogMerge.Result {
        let entries = try await source.lines(log)
        return try await target.changing { change in try CrisisLogStore.merge(entries, into: copy, in: change) }
    }

    @Test(arguments: TestEngine.available)
    func `a database that was copied forks, and both lines are kept`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let log = try await database.makeLog()
            try await database.say("commune", in: log)
            let common = try await database.lines(log)
            let mine = try await database.say("la mienne", in: log)
            let theirs = LogChain.entry(
                in: log.id.text, reference: mine.reference, enteredAt: Moment(noon), clockOffset: 0, author: "Yann",
                statement: LogStatement(factAt: Moment(noon), kind: .decision, cell: .care, text: "la leur"),
                after: common[0].hash)
            let result = try await database.changing { change in
                try CrisisLogStore.merge(common + [theirs], into: log, in: change)
            }
            #expect(result.added == [theirs] && result.known == 1 && result.forked == [mine.reference])
            // This installation goes on after its own line.
            let next = try await database.say("ensuite", in: log)
            #expect(next.previousHash == mine.hash)
            let lines = try await database.lines(log)
            #expect(lines.count == 4)
            let found = LogVerification(of: lines, in: log.id.text)
            #expect(!found.isDamaged && !found.isIntact)
            #expect(LogReading(of: lines).lines(mine.reference).map(\.fork) == [1, 2])
        }
    }

    @Test func `a log kept elsewhere is not adopted twice`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let log = try await database.makeLog()
            let other = try await database.hospital("Clinique")
            let origin = CrisisLogStore.Origin(id: log.id, kind: log.kind, title: log.title, openedAt: log.openedAt)
            await #expect(throws: CrisisLogError.keptElsewhere("CH d’essai")) {
                try await database.changing { change in try CrisisLogStore.adopt(origin, at: other.id, in: change) }
            }
        }
    }

    // MARK: The archive

    private static let attached = Array("Relevé des coupures\n".utf8)

    private static func archive(_ database: any Database) async throws -> [UInt8] {
        let log = try await database.makeLog(.exercise)
        for number in 1...4 { try await database.say("ligne \(number)", in: log, at: noon.adding(seconds: number)) }
        let digest = Hexadecimal.text(of: Array(SHA256.hash(data: attached)))
        try await database.changing { change in
            try CrisisLogStore.append(
                LogStatement(
                    factAt: Moment(noon), kind: .information, cell: .care, text: "avec une pièce",
                    attachments: [.init(name: "relevé.txt", bytes: attached.count, digest: digest)]),
                to: log, by: "Claire", in: change)
        }
        let copy = try await CrisisLogShelf().copy(of: try await database.record(log.id), from: database, at: noon)
        let written = Mutex<[UInt8]>([])
        try await LogArchiveWriter.write(
            copy, by: try LogArchiveKey(of: SecretKey.fresh().key), madeBy: "Claire", at: noon, version: "essai",
            attachment: { $0.digest == digest ? attached : nil }, to: { bytes in written.withLock { $0 += bytes } })
        return written.withLock { $0 }
    }

    @Test func `an archive gives back every line and attachment`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let archive = try LogArchive(.bytes(try await Self.archive(database)))
            #expect(archive.entries.count == 5)
            #expect(archive.verification.isIntact)
            #expect(archive.origin.kind == .exercise)
            #expect(archive.attachments.map(\.name) == ["relevé.txt"])
            #expect(archive.missing.isEmpty)
            #expect(archive.fingerprint.count == 49)
            #expect(try archive.bytes(of: archive.attachments[0]) == Self.attached)
        }
    }

    @Test func `an archive that was touched is refused with its reason`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let whole = try await Self.archive(database)
            let zip = try ZipReader(.bytes(whole))
            func rebuilt(_ change: (String, [UInt8]) -> [UInt8]?) throws -> [UInt8] {
                let writer = try ZipWriter(modifiedAt: noon)
                for entry in zip.entries {
                    if let bytes = change(entry.path, try zip.read(entry.path, limit: 1 << 20)) {
                        try writer.add(path: entry.path, bytes: bytes)
                    }
                }
                try writer.finish()
                return writer.drain()
            }
            func fault(_ bytes: [UInt8]) -> LogArchiveFault? {
                do throws(LogArchiveFault) {
                    _ = try LogArchive(.bytes(bytes))
                    return nil
                } catch {
                    return error
                }
            }
            func swapped(_ bytes: [UInt8], _ from: String, _ to: String) -> [UInt8] {
                Array(String(decoding: bytes, as: UTF8.self).replacing(from, with: to).utf8)
            }
            let path = zip.entries.map(\.path).first { $0.hasPrefix("attachments/") } ?? ""
            let cases: [([UInt8], LogArchiveFault?)] = [
                (try rebuilt { _, bytes in bytes }, nil),
                (
                    try rebuilt { $0 == "lines.ndjson" ? swapped($1, "ligne 2", "ligne 9") : $1 },
                    .fileAltered("lines.ndjson")
                ),
                (
                    try rebuilt { $0 == "manifest.json" ? swapped($1, "Nuit du 21", "Nuit du 22") : $1 },
                    .signatureWrong
                ),
                (try rebuilt { $0 == "lines.ndjson" ? nil : $1 }, .notAnArchive),
                (try rebuilt { $0 == path ? nil : $1 }, .fileMissing(path)),
                (try rebuilt { $0 == path ? Array("autre".utf8) : $1 }, .fileAltered(path)),
            ]
            for (bytes, expected) in cases { #expect(fault(bytes) == expected) }
            let writer = try ZipWriter(modifiedAt: noon)
            for entry in zip.entries {
                try writer.add(path: entry.path, bytes: try zip.read(entry.path, limit: 1 << 20))
            }
            try writer.add(path: "extra.txt", bytes: [65])
            try writer.finish()
            #expect(fault(writer.drain()) == .fileUnexpected("extra.txt"))
        }
    }

    @Test func `nothing that pretends to be an archive stops the program`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let whole = try await Self.archive(database)
            var random = SystemRandomNumberGenerator()
            for _ in 0..<150 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count))) }
                do throws(LogArchiveFault) {
                    // A byte that matters to nobody, such as a date, may have changed.
                    let archive = try LogArchive(.bytes(bytes))
                    #expect(archive.entries.count == 5)
                } catch {
                    #expect(!error.message(.french).isEmpty && !error.message(.english).isEmpty)
                }
            }
        }
    }
}
