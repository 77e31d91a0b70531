// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Persistence
import Primitives
import Site
import Testing

@testable import Agenda
@testable import Organisations

/// Values and databases that the tests of the agenda start from.
enum AgendaSample {
    /// A Saturday.
    static let now = Instant(text: "2026-11-21T09:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)
    static let today = now.dayUTC
    static let hostile = #"<script>alert("x")</script> & 'co' </td>"#

    static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    static func id<Subject>(_ number: Int, of _: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier.make(at: now, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
    }

    static func organisation(_ number: Int, _ name: String, under: [Int] = []) -> Organisation {
        let own: Organisation.ID = id(number)
        let path = (under + [number]).map { id($0, of: Organisation.self).text + "/" }.joined()
        return Organisation(
            id: own, parent: under.last.map { id($0) }, kind: .legalEntity, code: nil, name: name, finess: nil,
            category: nil, town: nil, department: nil, groupRole: nil, isClosed: false, closedOn: nil,
            lineage: Lineage(stored: path))
    }

    static let hospital = organisation(2, "CH du Nord", under: [1])

    /// What security officers alone may read.
    static let reading = Permission("essai.read", Phrase("Lire", "Read"), roles: [.securityOfficer])

    static func duty(
        _ id: String, _ day: Day, from: Day? = nil, kind: Duty.Kind = .deadline, title: String? = nil,
        detail: String = "Le guide le demande.", at organisation: Organisation = hospital, owner: Account.ID? = nil,
        isToConfirm: Bool = false
    ) -> Duty {
        Duty(
            id: id, kind: kind, day: day, from: from,
            title: Phrase(title ?? "Échéance \(id)", title ?? "Deadline \(id)"),
            detail: Phrase(detail, detail), at: organisation, href: "/evaluations/\(id)", owner: owner,
            audience: reading, isToConfirm: isToConfirm)
    }

    static func access(_ role: Role, on organisation: Organisation, account: Account.ID = id(9), until: Day? = nil)
        -> Access
    {
        Access(
            account: account, name: "Claire Morel",
            grants: [
                Grant(
                    role: role, organisation: organisation.id, organisationName: organisation.name,
                    lineage: organisation.lineage, until: until)
            ], today: today)
    }

    static func model(
        _ duties: [Duty], scope: AgendaScope = .organisation(hospital.id, name: hospital.name),
        filter: DutyFilter = DutyFilter(), account: Account.ID = id(9), page: Int = 1
    ) -> AgendaModel {
        AgendaModel(scope, duties, filter: filter, account: account, today: today, page: page)
    }

    /// What every page must satisfy, whatever its content.
    static func expectSound(_ markup: HTML, _ comment: Comment? = nil) {
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
}

extension AgendaSample {
    static let migrations =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + AgendaFeature().migrations

    /// A group with one hospital, and an establishment elsewhere.
    struct World: Sendable {
        let group: Organisation
        let north: Organisation
        let elsewhere: Organisation

        static func make(in database: any Database) async throws -> World {
            try await database.changing { change in
                let group = try OrganisationStore.create(
                    OrganisationDetails(name: "GHT d’essai"), kind: .ght, under: nil, in: change)
                let north = try OrganisationStore.create(
                    OrganisationDetails(name: "CH du Nord"), kind: .legalEntity, under: group.id, in: change)
                let elsewhere = try OrganisationStore.create(
                    OrganisationDetails(name: "EHPAD d’ailleurs"), kind: .legalEntity, under: nil, in: change)
                return World(group: group, north: north, elsewhere: elsewhere)
            }
        }
    }

    static func person(
        _ name: String, _ role: Role?, on organisation: Organisation, language: Language = .french, until: Day? = nil,
        in database: any Database
    ) async throws -> Account.ID {
        try await database.changing { change in
            let id = try AccountStore.create(
                email: try EmailAddress("\(folded(name).replacing(" ", with: "."))@exemple.fr"), name: name,
                language: language, in: change)
            if let role {
                try AccountStore.give(role, on: organisation.id, to: id, until: until, by: .serverOperator, in: change)
            }
            return id
        }
    }
}

extension Database {
    func changing<Value: Sendable>(
        at now: Instant = AgendaSample.now, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: now, body)
    }
}
