// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Evidence
import Identity
import Journal
import Markup
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport
import Testing

@testable import Backups
@testable import Organisations

let noon = Instant(millisecondsSinceEpoch: 1_796_040_000_000)
let today = noon.dayUTC
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

func makeID<Subject>(_ number: Int, _: Subject.Type = Subject.self) -> Identifier<Subject> {
    Identifier.make(at: noon, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
}

/// What every page must satisfy, whatever its content.
func checkPage(_ markup: HTML, _ comment: Comment? = nil) {
    #expect(TagBalance.fault(in: markup.text) == nil, comment)
    #expect(!markup.text.contains("<script"), comment)
    let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count, comment)
    #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
    var level = 0
    for heading in markup.text.matches(of: /<h([1-6])/) {
        let next = Int(heading.1) ?? 0
        #expect(level == 0 || next <= level + 1, comment)
        level = next
    }
}

let schema =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
    + ServiceMapMigrations.all + BackupsFeature().migrations

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        at now: Instant = noon, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: now, body)
    }

    func settle(at now: Instant = noon) async throws {
        try await write { session in
            try AlertStore.settle(under: nil, at: now, today: now.dayUTC, in: session)
        }
    }
}

/// A group and two hospitals; the first has a patient record that care hangs on, standing on an hypervisor.
struct World: Sendable {
    let group: Organisation
    let north: Organisation
    let south: Organisation
    let record: PlacedNode
    let hypervisor: PlacedNode
    let payroll: PlacedNode
    let southern: PlacedNode

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func place(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                -> Organisation
            {
                try OrganisationStore.create(OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            func node(
                _ code: String, _ name: String, _ layer: Layer, _ kind: NodeKind, _ care: Int?, of keeper: Organisation
            ) throws -> PlacedNode {
                let id = try ServiceMapStore.add(
                    NodeDraft(code: code, name: name, layer: layer, kind: kind, careClass: care), to: keeper.id,
                    in: change)
                return try #require(try ServiceMapStore.node(id, in: change.session))
            }
            let group = try place("GHT d’essai", .ght)
            let north = try place("CH du Nord", .legalEntity, under: group)
            let south = try place("CH du Sud", .legalEntity, under: group)
            let record = try node("dpi", "Dossier patient", .service, .clinicalApplication, 1, of: north)
            let hypervisor = try node("hyp", "Hyperviseur", .component, .hypervisor, nil, of: north)
            try ServiceMapStore.link(record, to: hypervisor, kind: .needs, in: change)
            try ServiceMapStore.decide(
                Objectives(recoveryTime: 8, recoveryPoint: 24), of: record, in: change)
            return World(
                group: group, north: north, south: south,
                record: try #require(try ServiceMapStore.node(record.id, in: change.session)), hypervisor: hypervisor,
                payroll: try node("paie", "Paie", .service, .businessApplication, 4, of: north),
                southern: try node("dpi", "Dossier du Sud", .service, .clinicalApplication, 1, of: south))
        }
    }

    @discardableResult
    func declare(
        _ name: String = "DPI nuit", covering nodes: [PlacedNode]? = nil, essentials: Set<Essential> = [],
        every hours: Double = 12, copies: [BackupCopy] = [.offline], rules: [BackupRule] = [],
        in database: any Database
    ) async throws -> BackupJob {
        let (place, covered) = (north, (nodes ?? [record]).map(\.id))
        return try await database.changing { change in
            let id = try JobStore.declare(
                BackupJobDraft(
                    name: name, tool: "restic", interval: hours, essentials: essentials, watcher: "Systèmes",
                    nodes: covered, copies: copies, rules: rules), at: place, in: change)
            return try #require(try JobStore.job(id, in: change.session))
        }
    }

    /// A neutral table of these ends and results, brought at noon.
    @discardableResult
    func bring(
        _ lines: [(job: String, hoursAgo: Int, result: String)], kind: String = "backup", in database: any Database
    ) async throws -> BackupImport {
        let text = lines.map { line in
            "\(line.job);\(kind);\(noon.adding(seconds: -line.hoursAgo * 3600).text);\(line.result)"
        }
        return try await bring(
            (["job;kind;finished;result"] + text).joined(separator: "\n") + "\n", in: database)
    }

    @discardableResult
    func bring(_ text: String, _ context: ReportContext = ReportContext(), in database: any Database) async throws
        -> BackupImport
    {
        let report = try BackupReport.read(Array(text.utf8), context)
        let place = north
        return try await database.changing { change in
            let id = try ImportStore.keep(report, named: "essai.csv", way: .page, at: place, in: change)
            return try #require(try ImportStore.report(id, in: change.session))
        }
    }

    func facts(of place: Organisation? = nil, at now: Instant = noon, in database: any Database) async throws
        -> BackupFacts
    {
        let place = place ?? north
        return try await database.read { session in
            try BackupFacts.read(of: place, at: now, today: now.dayUTC, in: session)
        }
    }

    func alerts(
        of place: Organisation? = nil, _ filter: AlertStore.Filter = .open, on day: Day = today,
        in database: any Database
    ) async throws -> [BackupAlert] {
        let lineage = (place ?? north).lineage
        return try await database.read { session in
            try AlertStore.page(under: lineage, filter: filter, on: day, limit: 100, offset: 0, in: session).rows
        }
    }
}

extension BackupCopy {
    static let offline = BackupCopy(place: "Bandes", medium: .tape, isOffsite: true, isImmutable: true)
}
