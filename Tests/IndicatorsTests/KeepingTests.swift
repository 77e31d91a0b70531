// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Documents
import Foundation
import Journal
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing
import ThreatIndicators

@testable import Indicators

/// What the room keeps, on both engines.
@Suite struct KeepingTests {
    @Test(arguments: TestEngine.available)
    func `the same value is kept once, and the stricter marking wins`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let first = [
                try draft(.domain, "mal.test", .green, until: today), try draft(.ipv4, "203.0.113.7"),
                try draft(.process, "CMD /c x"),
            ]
            let again = [
                try draft(.domain, "MAL.test", .red, until: today.adding(days: 9)), try draft(.process, "cmd /C X"),
                try draft(.ipv4, "203.0.113.8"),
            ]
            let (one, two) = try await database.changing { change in
                (
                    try IndicatorStore.keep(first, at: world.north.id, as: "indicators.added", in: change),
                    try IndicatorStore.keep(
                        again, at: world.north.id, as: "indicators.imported", detail: "MISP", in: change)
                )
            }
            #expect(one == (3, 0) && two == (1, 2))
            let all = try await database.read { session in try IndicatorStore.all(of: world.north.id, in: session) }
            #expect(all.count == 4)
            let domain = try #require(all.first { $0.indicator.value.kind == .domain })
            #expect(domain.tlp == .red && domain.validUntil == today.adding(days: 9))
            #expect(domain.indicator.source == "CERT d’essai" && domain.indicator.note == "note")
            let told = try await database.read { session in
                try session.all("SELECT action, detail FROM journal_entry ORDER BY sequence") {
                    row throws(DatabaseError) in (try row.text(0)) + " " + (try row.text(1))
                }
            }
            #expect(told.suffix(2) == ["indicators.added 3", "indicators.imported MISP\u{00A0}: 1 + 2"])
            #expect(!told.contains { $0.contains("mal.test") || $0.contains("203.0") })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a list is searched, filtered and paged, and shows what is below`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let drafts = try (0..<7).map { try draft(.domain, "h\($0).mal.test", $0 < 2 ? .red : .green) }
            let address = try draft(.ipv4, "203.0.113.7")
            try await database.changing { change in
                _ = try IndicatorStore.keep(drafts, at: world.north.id, as: "indicators.added", in: change)
                _ = try IndicatorStore.keep([address], at: world.south.id, as: "indicators.added", in: change)
            }
            func count(_ place: Organisation, _ filter: IndicatorFilter) async throws -> Int {
                try await database.read { session in
                    try IndicatorStore.page(under: place.lineage, filter, limit: 3, in: session).total
                }
            }
            #expect(try await count(world.group, IndicatorFilter()) == 8)
            #expect(try await count(world.south, IndicatorFilter()) == 1)
            #expect(try await count(world.group, IndicatorFilter(text: "H3 mal")) == 1)
            #expect(try await count(world.group, IndicatorFilter(text: "%_'\"")) == 0)
            #expect(try await count(world.group, IndicatorFilter(kind: .ipv4)) == 1)
            #expect(try await count(world.group, IndicatorFilter(tlp: .red)) == 2)
            #expect(try await count(world.group, IndicatorFilter(source: "CERT d’essai")) == 8)
            #expect(try await count(world.group, IndicatorFilter(source: "x")) == 0)
            let page = try await database.read { session in
                try IndicatorStore.page(under: world.group.lineage, limit: 3, offset: 6, in: session)
            }
            #expect(page.rows.count == 2 && page.total == 8)
        }
    }

    @Test(arguments: TestEngine.available)
    func `one is corrected, removed and restored, once each`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let wanted = try draft(.url, "https://mal.test/a")
            try await database.changing { change in
                _ = try IndicatorStore.keep([wanted], at: world.north.id, as: "indicators.added", in: change)
            }
            func read() async throws -> KeptIndicator {
                try await database.read { session in
                    try #require(try IndicatorStore.page(under: world.north.lineage, in: session).rows.first)
                }
            }
            let kept = try await read()
            var changed = kept.indicator
            changed.note = "autre"
            changed.tlp = .clear
            changed.isForDetection = false
            changed.validUntil = nil
            let corrected = IndicatorDraft(changed, validUntil: today)
            try await database.changing { change in
                try IndicatorStore.correct(kept, corrected, in: change)
                try IndicatorStore.remove(kept, in: change)
            }
            let after = try await read()
            #expect(after.tlp == .clear && after.isRemoved && !after.indicator.isForDetection)
            #expect(after.validUntil == today)
            await #expect(throws: IndicatorError.alreadySo) {
                try await database.changing { change in try IndicatorStore.remove(kept, in: change) }
            }
            try await database.changing { change in try IndicatorStore.restore(kept, in: change) }
            #expect(try await read().isRemoved == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a search says of each indicator how often, where and when it was seen`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let drafts = [try draft(.domain, "mal.test"), try draft(.ipv4, "203.0.113.7")]
            try await database.changing { change in
                _ = try IndicatorStore.keep(drafts, at: world.north.id, as: "indicators.added", in: change)
            }
            let wanted = try await database.read { session in try IndicatorStore.all(of: world.north.id, in: session) }
            let place = Phrase("Journaux", "Logs")
            let sought = SoughtValue(.domain, "mal.test")
            let seen = [
                Sighting(
                    sought, found: "a.mal.test", host: "PC-1", at: noon, firstAt: noon.adding(seconds: -60), times: 5,
                    place: place, excerpt: hostile + "\0"),
                Sighting(
                    sought, found: "mal.test", host: "PC-2", at: noon.adding(seconds: -10), place: place, excerpt: ""),
                // What nobody asked for is not kept.
                Sighting(SoughtValue(.md5, "x"), found: "", host: "", at: noon, place: place, excerpt: ""),
            ]
            let hunt = try await database.changing { change in
                try HuntStore.keep(
                    seen, of: wanted, kept: [], startedAt: noon, author: "Claire", at: world.north.id, in: change)
            }
            let (last, found, after) = try await database.read { session in
                (
                    try HuntStore.last(of: world.north.id, in: session), try HuntStore.sightings(of: hunt, in: session),
                    try IndicatorStore.all(of: world.north.id, in: session)
                )
            }
            #expect(last?.wanted == 2 && last?.seen == 1 && last?.id == hunt)
            #expect(found.total == 2 && found.rows.map(\.host) == ["PC-1", "PC-2"])
            #expect(found.rows.first?.excerpt == hostile)
            let domain = try #require(after.first { $0.indicator.value.kind == .domain }?.result)
            #expect(domain.times == 6 && domain.hosts == 2 && domain.lastAt == noon)
            #expect(domain.firstAt == noon.adding(seconds: -60))
            let address = try #require(after.first { $0.indicator.value.kind == .ipv4 }?.result)
            #expect(address.times == 0 && address.lastAt == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a sighting is written once in the log of an open incident, and the journal has none of its words`(
        _ engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let drafts = [try draft(.domain, "mal.test")]
            let (hunt, log) = try await database.changing { change in
                _ = try IndicatorStore.keep(drafts, at: world.north.id, as: "indicators.added", in: change)
                let hunt = try HuntStore.keep(
                    [
                        Sighting(
                            SoughtValue(.domain, "mal.test"), found: "mal.test", host: "PC-1", at: noon,
                            place: Phrase("Journaux", "Logs"), excerpt: "x")
                    ], of: try IndicatorStore.all(of: world.north.id, in: change.session), kept: [], startedAt: noon,
                    author: "Claire", at: world.north.id, in: change)
                return (
                    hunt, try CrisisLogStore.open(.incident, title: "Essai", at: world.group.id, in: change)
                )
            }
            let sighting = try await database.read { session in
                try #require(try HuntStore.sightings(of: hunt, in: session).rows.first)
            }
            let write: @Sendable (Change) throws -> Void = { change in
                let open = try IndicatorStore.openLogs(around: world.north.lineage, in: change.session)
                #expect(open.map(\.id) == [log])
                let record = try #require(try CrisisLogStore.log(log, in: change.session))
                try CrisisLogStore.append(
                    HuntPage.statement(sighting, .paris, .french), to: record, by: "Claire", in: change)
                try HuntStore.markLogged(sighting, at: world.north.id, in: change)
            }
            try await database.changing(write)
            await #expect(throws: IndicatorError.alreadySo) { try await database.changing(write) }
            let entries = try await database.read { session in try CrisisLogStore.entries(of: log, in: session) }
            #expect(entries.count == 1)
            #expect(entries.first?.statement.text.contains("vu sur PC-1") == true)
            let elsewhere = try await database.read { session in
                try HuntStore.sighting(sighting.id, of: world.south.id, in: session)
            }
            #expect(elsewhere == nil)
        }
    }

    @Test func `a file is recognised by what it holds`() throws {
        func read(_ text: String) throws -> (form: IndicatorFile.Form, reading: IndicatorReading) {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try Data(text.utf8).write(to: folder)
            defer { try? FileManager.default.removeItem(at: folder) }
            return try IndicatorFile.read(path: folder.path)
        }
        let stix =
            "\u{FEFF} {\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"pattern\":\"[domain-name:value = 'a.test']\"}]}"
        #expect(try read(stix).form == .stix && read(stix).reading.indicators.count == 1)
        let misp = "{\"Event\":{\"Attribute\":[{\"type\":\"domain\",\"value\":\"a.test\",\"to_ids\":true}]}}"
        #expect(try read(misp).form == .misp && read(misp).reading.indicators.count == 1)
        let table = "type;valeur;tlp\ndomain;a.test;green\nipv4;203.0.113.7;red\n"
        #expect(try read(table).form == .table && read(table).reading.indicators.count == 2)
        let list = "mal.test\n203.0.113.7\n10.0.0.1\n"
        #expect(try read(list).form == .text && read(list).reading.indicators.count == 2)
        #expect(try read(list).reading.leftOut.contains { $0.reason == .doubtful && $0.name == "10.0.0.1" })
        #expect(throws: IndicatorError.unreadable(.malformed(line: 1))) { try read("{\"type\"") }
        #expect(throws: IndicatorError.unreadable(.notMISP)) { try read("{}") }
    }

    @Test func `what leaves is what its marking lets leave`() throws {
        let keeper = Keeper(id: .make(at: noon), name: "CH", lineage: Lineage(stored: ""))
        let all = try TLP.allCases.map { tlp in
            KeptIndicator(
                id: .make(at: noon), keeper: keeper,
                indicator: ThreatIndicator(
                    try value(.domain, "\(tlp.label.dropFirst(4).filter(\.isLetter)).test"), tlp: tlp),
                validUntil: nil, log: nil, createdAt: noon, isRemoved: false, result: nil)
        }
        let outgoing = Outgoing(
            producer: keeper.id.text, producerName: "CH", title: "Essai", file: keeper.id.text,
            at: noon.millisecondsSinceEpoch)
        for audience in TLP.Audience.allCases {
            let leaving = all.filter { $0.tlp.allows(audience) }
            let stix = try STIXFile.read(ExportPage.write(leaving, .stix, outgoing))
            let misp = try MISPFile.read(ExportPage.write(leaving, .misp, outgoing))
            #expect(Set(stix.indicators.map(\.tlp)) == Set(leaving.map(\.tlp)))
            #expect(Set(misp.indicators.map(\.tlp)) == Set(leaving.map(\.tlp)))
            #expect(!stix.indicators.contains { $0.tlp == .red })
            let csv = String(decoding: ExportPage.write(leaving, .csv, outgoing), as: UTF8.self)
            #expect(csv.split(whereSeparator: \.isNewline).count == leaving.count + 1)
        }
    }
}
