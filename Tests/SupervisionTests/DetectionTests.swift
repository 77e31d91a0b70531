// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Journal
import Logging
import Organisations
import Persistence
import Primitives
import Sigma
import Site
import TestSupport
import Testing

@testable import Supervision

/// Events as Winlogbeat writes them.
func event(
    _ channel: String, _ id: Int, host: String = "PC-1", second: Int = 0, record: Int = 1, _ data: [String: String]
) -> String {
    let fields = data.sorted { $0.key < $1.key }
        .map { "\"\($0.key)\":\"\($0.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
        .joined(separator: ",")
    let time = noon.adding(seconds: second).text
    return """
        {"@timestamp":"\(time)","winlog":{"channel":"\(channel)","event_id":"\(id)","computer_name":"\(host)",\
        "record_id":\(record),"event_data":{\(fields)}}}
        """
}

let sysmon = "Microsoft-Windows-Sysmon/Operational"

@Suite("The rules that the program carries")
struct CarriedRulesTests {
    private let rules = RuleLibrary(folder: "/nonexistent").rules

    private func alerts(_ lines: [String]) -> Set<String> {
        var hunter = LiveHunter(rules)
        var correlator = Correlator(rules)
        var titles: Set<String> = []
        _ = hunter.read(Array(lines.joined(separator: "\n").utf8)) { seen in
            for rule in seen.alerting { titles.insert(rules.headline(rule).title) }
            for rule in seen.correlated {
                let match = Correlator.Match(time: Double(seen.time ?? 0) / 1e9, token: 0, values: seen.values)
                for found in correlator.note(rule: rule, match) {
                    titles.insert(rules.correlations[found.correlation].title)
                }
            }
        }
        return titles
    }

    @Test func `all of them are read`() {
        #expect(rules.refused == [])
        #expect(rules.rules.count >= 20)
        #expect(rules.correlations.count >= 9)
        #expect(rules.rules.allSatisfy { $0.licence == "EUPL-1.2" && !$0.description.isEmpty })
    }

    @Test func `deleting shadow copies alerts at once, from both sources`() {
        let command = ["CommandLine": "vssadmin.exe Delete Shadows /All /Quiet"]
        #expect(alerts([event(sysmon, 1, command)]) == ["Suppression des instantanés de disque"])
        #expect(alerts([event("Security", 4688, command)]) == ["Suppression des instantanés de disque"])
        #expect(
            alerts([event(sysmon, 1, ["CommandLine": "wbadmin delete catalog -quiet"])])
                == ["Suppression de sauvegardes Windows"])
        #expect(
            alerts([event(sysmon, 1, ["CommandLine": "bcdedit /set {default} recoveryenabled No"])])
                == ["Réparation de Windows désactivée au démarrage"])
    }

    @Test func `one stopped service is nothing, ten in two minutes are an alert`() {
        let stops = (0..<10).map {
            event(sysmon, 1, second: $0, record: $0, ["CommandLine": "net stop service\($0) /y"])
        }
        #expect(alerts(Array(stops.prefix(9))).isEmpty)
        #expect(alerts(stops) == ["Services arrêtés en série"])
        let slow = (0..<10).map { event(sysmon, 1, second: 60 * $0, ["CommandLine": "net stop service\($0)"]) }
        #expect(alerts(slow).isEmpty)
    }

    @Test func `documents that get a second extension in a row are an encryption`() {
        let files = (0..<25).map { number in
            event(
                sysmon, 11, second: number / 5, record: number,
                ["TargetFilename": "D:\\Partage\\lettre\(number).docx.locked", "Image": "C:\\Temp\\x.exe"])
        }
        #expect(alerts(files) == ["Chiffrement de documents en cours"])
        let ordinary = (0..<25).map {
            event(sysmon, 11, second: $0, ["TargetFilename": "D:\\Partage\\lettre\($0).docx", "Image": "word.exe"])
        }
        #expect(alerts(ordinary).isEmpty)
    }

    @Test func `one account on many machines is an alert`() {
        let logons = (0..<15).map {
            event("Security", 4624, host: "PC-\($0)", second: $0, ["LogonType": "3", "TargetUserName": "svc-labo"])
        }
        #expect(alerts(logons) == ["Un compte ouvre des sessions sur beaucoup de machines"])
        #expect(alerts(logons.map { $0.replacing("svc-labo", with: "SRV01$") }).isEmpty)
    }

    @Test func `logs that are emptied and canaries that are touched alert at once`() {
        #expect(alerts([event("Security", 1102, [:])]) == ["Journal de sécurité vidé"])
        #expect(alerts([event("System", 104, [:])]) == ["Journal Windows vidé"])
        #expect(
            alerts([event("Security", 4663, ["ObjectName": "E:\\Paie\\carene-canari.xlsx"])])
                == ["Fichier canari ouvert"])
    }
}

@Suite("From the spool to an alert")
struct DetectorTests {
    private func detect(
        _ lines: [String], filters: [String] = [], archive: EventArchive? = nil, in database: any Database
    ) async throws -> (Organisation, [Alert]) {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let place = try await database.hospital()
        let spool = try Spool(folder: folder)
        let detector = Detector(
            database: database, clock: .fixed(noon), library: RuleLibrary(folder: folder + ".rules"), spool: spool,
            archive: archive, logger: Logger(label: "test"), alarm: {})
        for line in lines {
            try await spool.append(SpoolRecord(organisation: place.id, lines: Array((line + "\n").utf8)))
        }
        if !filters.isEmpty { try await put(filters, at: place, in: database) }
        let work = Task { await detector.run() }
        var tries = 0
        while try await position(in: database) == nil, tries < 400 {
            tries += 1
            try await Task.sleep(for: .milliseconds(25))
        }
        try await Task.sleep(for: .milliseconds(100))
        work.cancel()
        let alerts = try await database.read { session in
            try AlertStore.page(AlertQuery(under: place.lineage), in: session).rows
        }
        return (place, alerts)
    }

    private func position(in database: any Database) async throws -> SpoolPosition? {
        try await database.read { session in try LiveStore.position(in: session) }
    }

    private func put(_ filters: [String], at place: Organisation, in database: any Database) async throws {
        let id = try await database.write { session in
            try LiveStore.keep(alerts: [draft("autre", on: "PC-9", of: place.id)], at: noon, in: session)[0]
        }
        let alert = try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
        try await database.changing { change in
            for filter in filters {
                try FilterStore.add(filter: filter, title: "connu", reason: "r", for: alert, in: change)
            }
            try change.session.execute("UPDATE supervision_filter SET rule_id = \(shadowRule)")
        }
    }

    private var shadowRule: String {
        RuleLibrary(folder: "/nonexistent").rules.rules.first { $0.title == "Suppression des instantanés de disque" }?
            .id ?? ""
    }

    private let shadow = event(
        sysmon, 1, ["CommandLine": "vssadmin delete shadows /all", "Image": "C:\\x\\vssadmin.exe", "User": "svc"])

    @Test(arguments: TestEngine.available)
    func `an event becomes an alert, a machine and a source`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let (place, alerts) = try await detect([shadow, shadow, "not json"], in: database)
            let alert = try #require(alerts.first)
            #expect(alerts.count == 1)
            #expect(alert.title == "Suppression des instantanés de disque")
            #expect(alert.events == 1, "the same record twice is one event")
            #expect(alert.host == "PC-1")
            #expect(alert.key == "C:\\x\\vssadmin.exe, svc")
            let (hosts, classes) = try await database.read { session in
                (
                    try HostStore.page(
                        of: place.id, text: "", filter: nil, now: noon, limit: 9, offset: 0, in: session
                    ).rows,
                    try HostStore.classes(of: place.id, now: noon, in: session)
                )
            }
            #expect(hosts.map(\.name) == ["PC-1"])
            #expect(hosts.first?.sources.keys.contains(.sysmon) == true)
            #expect(classes.map(\.eventID) == [1])
        }
    }

    @Test func `what is examined is kept and can be looked for, whatever the rules said`() async throws {
        let folder = temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = EventArchive(folder: folder)
        try await withDatabase(.sqlite, migrations: schema) { database in
            let quiet = event(sysmon, 3, host: "PC-3", ["DestinationIp": "203.0.113.7"])
            let (place, alerts) = try await detect([shadow, quiet], archive: archive, in: database)
            #expect(alerts.count == 1)
            let senders = try await database.read { session in
                try KeptStore.senders(under: place.lineage, in: session)
            }
            #expect(senders.isEmpty, "nobody has a token")
            let seen = try await KeptSearch().search(
                archive.leaves(of: [place.id]),
                for: [SoughtValue(.address, "203.0.113.7"), SoughtValue(.process, "vssadmin")])
            #expect(Set(seen.sightings.map(\.host)) == ["PC-3", "PC-1"])
            let hosts = try await database.read { session in
                try KeptStore.hosts(under: place.lineage, since: noon.adding(seconds: -1), in: session)
            }
            #expect(hosts == 2)
        }
    }

    @Test func `a rule for information alerts nobody`() {
        let text = """
            title: Session fermée
            id: 4c1f0f3e-0000-4000-8000-000000000001
            logsource:
                product: windows
                service: security
            detection:
                selection:
                    EventID: 4634
                condition: selection
            level: informational
            """
        let rules = RuleSet(SigmaReader().read(text, file: "x.yml").documents)
        for (lowest, expected) in [(Level.low, 0), (.informational, 1)] {
            var hunter = LiveHunter(rules, alertingFrom: lowest)
            var count = 0
            _ = hunter.read(Array(event("Security", 4634, [:]).utf8)) { count += $0.alerting.count }
            #expect(count == expected)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a filter of the establishment keeps an alert off`(engine: TestEngine) async throws {
        let filter = """
            title: connu
            logsource:
                product: windows
                category: process_creation
            filter:
                rules: any
                selection:
                    User: svc
                condition: selection
            """
        try await withDatabase(engine, migrations: schema) { database in
            let other = event(
                sysmon, 1, host: "PC-2", record: 2, ["CommandLine": "vssadmin delete shadows", "User": "x"])
            let (_, alerts) = try await detect([shadow, other], filters: [filter], in: database)
            #expect(alerts.filter { $0.title != "autre" }.map(\.host) == ["PC-2"])
        }
    }
}

@Suite("Rules brought by archive")
struct RuleProposalTests {
    private func rule(_ id: String, _ value: String) -> [UInt8] {
        Array(
            """
            title: Règle \(id)
            id: \(id)
            logsource:
                product: windows
            detection:
                selection:
                    CommandLine|contains: '\(value)'
                condition: selection
            level: high
            """.utf8)
    }

    private func archive(_ files: [(String, [UInt8])]) throws -> String {
        let writer = try ZipWriter(modifiedAt: noon)
        for (path, bytes) in files { try writer.add(path: path, bytes: bytes) }
        try writer.finish()
        let path = temporaryFolder() + ".zip"
        try Data(writer.drain()).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `the difference is told before anything changes`() throws {
        let folder = temporaryFolder()
        defer {
            for end in ["", ".propose", ".precedentes"] { try? FileManager.default.removeItem(atPath: folder + end) }
        }
        let proposals = RuleProposals(folder: folder)
        let first = try proposals.keep(
            try archive([("a.yml", rule("a", "x")), ("b.yml", rule("b", "y")), ("LICENSE", Array("DRL".utf8))]),
            named: "r.zip", at: noon)
        try proposals.apply(first)
        let library = RuleLibrary(folder: folder)
        #expect(library.rules.rules.contains { $0.id == "a" })
        #expect(library.current.licences == ["LICENSE"])

        let broken = Array("title: cassée\nid: d\nlogsource:\n    product: windows\n".utf8)
        let second = try proposals.keep(
            try archive([("a.yml", rule("a", "z")), ("c/c.yml", rule("c", "y")), ("d.yml", broken)]), named: "r.zip",
            at: noon)
        let difference = try proposals.difference(second)
        #expect(difference.added.map(\.id) == ["c"])
        #expect(difference.changed.map(\.id) == ["a"])
        #expect(difference.removed.map(\.id) == ["b"])
        #expect(difference.refused.map { "\($0.origin.file):\($0.origin.line)" } == ["d.yml:1"])
        // Until it is applied, nothing moved.
        library.reload()
        #expect(library.rules.rules.contains { $0.id == "b" })
        try proposals.apply(second)
        library.reload()
        #expect(!library.rules.rules.contains { $0.id == "b" })
        #expect(library.rules.rules.contains { $0.id == "c" })
        #expect(throws: SupervisionError.proposalGone) { try proposals.difference(second) }
    }

    @Test func `an archive without rules changes nothing`() throws {
        let folder = temporaryFolder()
        let proposals = RuleProposals(folder: folder)
        #expect(throws: SupervisionError.noRules) {
            try proposals.keep(try archive([("readme.txt", [65])]), named: "r.zip", at: noon)
        }
        try? FileManager.default.removeItem(atPath: folder + ".propose")
    }

    @Test func `a rule about events that never arrive is blind`() {
        let rules = RuleLibrary(folder: "/nonexistent").rules
        let nothing = AttackCoverage(rules, arriving: [])
        #expect(nothing.blind == nothing.rules)
        let some = AttackCoverage(rules, arriving: [("security", 4688), ("security", 1102)])
        #expect(some.blind < some.rules)
        #expect(some.blind > 0)
        #expect(some.sources.first?.arrives == false)
    }
}
