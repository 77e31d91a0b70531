// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Journal
import Markup
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Governance
@testable import Organisations

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
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
    + GovernanceFeature().migrations

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        at now: Instant = noon, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: now, body)
    }
}

/// A group of two hospitals, the first with two sites, and a nursing home elsewhere.
struct World: Sendable {
    let group: Organisation
    let north: Organisation
    let south: Organisation
    let sites: [Organisation]
    let elsewhere: Organisation

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                -> Organisation
            {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let group = try add("GHT d’essai", .ght)
            let north = try add("CH du Nord", .legalEntity, under: group)
            return World(
                group: group, north: north, south: try add("CH du Sud", .legalEntity, under: group),
                sites: [try add("Site A", .site, under: north), try add("Site B", .site, under: north)],
                elsewhere: try add("EHPAD d’ailleurs", .legalEntity))
        }
    }

    func facts(of organisation: Organisation, in database: any Database, on day: Day = today) async throws
        -> GovernanceFacts
    {
        try await database.read { session in try GovernanceFacts.read(of: organisation, on: day, in: session) }
    }
}

/// Organisations that no database knows, for rules and rendering.
func organisation(_ number: Int, _ name: String, _ kind: Organisation.Kind = .legalEntity, under: [Int] = [])
    -> Organisation
{
    let path = (under + [number]).map { makeID($0, Organisation.self).text + "/" }.joined()
    return Organisation(
        id: makeID(number), parent: under.last.map { makeID($0) }, kind: kind, code: nil, name: name, finess: nil,
        category: nil, town: nil, department: nil, groupRole: nil, isClosed: false, closedOn: nil,
        lineage: Lineage(stored: path))
}

func appointment(
    _ number: Int, _ job: Job = .rssi, at keeper: Organisation, title: String = "", person: String = "Claire Morel",
    from: Int = -100, until: Int? = nil, share: Int = 60, served: [Organisation] = [], removed: Bool = false
) -> Appointment {
    Appointment(
        id: makeID(number), keeper: Keeper(keeper), job: job, title: title, person: person, account: nil,
        startsOn: today.adding(days: from), endsOn: until.map { today.adding(days: $0) }, share: share, mission: nil,
        served: (served.isEmpty ? [keeper] : served).map { Keeper($0) }, removedAt: removed ? noon : nil)
}

func draft(
    _ job: Job = .rssi, from: Int = -100, until: Int? = nil, served: [Organisation], title: String = ""
) -> AppointmentDraft {
    AppointmentDraft(
        job: job, title: title, person: "Claire Morel", startsOn: today.adding(days: from),
        endsOn: until.map { today.adding(days: $0) }, share: 60, served: served.map(\.id))
}
