// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Testing

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

func makeID(_ number: Int) -> Organisation.ID {
    Organisation.ID.make(at: noon, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
}

/// Both languages: a sentence may be wrong in one only.
func checkPage(_ markup: HTML, _ comment: Comment? = nil) {
    #expect(TagBalance.fault(in: markup.text) == nil, comment)
    #expect(!markup.text.contains("<script"), comment)
    let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count, comment)
}

let schema = JournalMigrations.all + OrganisationMigrations.all

extension Database {
    func changing<Value: Sendable>(_ body: @escaping @Sendable (Change) throws -> Value) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: noon, body)
    }
}

/// A nation with two regions; in the first a group with one hospital and its site, in the second one hospital.
struct SampleTree: Sendable {
    let nation: Organisation
    let region: Organisation
    let group: Organisation
    let entity: Organisation
    let site: Organisation
    let stranger: Organisation
    let strangeGroup: Organisation

    static func make(in database: any Database) async throws -> SampleTree {
        try await database.changing { change in
            func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation?, finess: String? = nil)
                throws -> Organisation
            {
                let code = kind == .ght ? String(name.suffix(4)) : nil
                let details = OrganisationDetails(
                    name: name, finess: finess.flatMap { FINESS($0) }, code: code,
                    town: finess == nil ? nil : "Grenoble")
                return try OrganisationStore.create(details, kind: kind, under: parent?.id, in: change)
            }
            let nation = try add("France", .national, under: nil)
            let region = try add("Auvergne-Rhône-Alpes", .region, under: nation)
            let elsewhere = try add("Bretagne", .region, under: nation)
            let group = try add("GHT 38-1", .ght, under: region)
            let entity = try add("CH des Trois Vallées", .legalEntity, under: group, finess: "389990005")
            let site = try add("EHPAD Les Tilleuls", .site, under: entity, finess: "389990013")
            let strangeGroup = try add("GHT 29-1", .ght, under: elsewhere)
            let stranger = try add("CH du Ponant", .legalEntity, under: strangeGroup, finess: "299990006")
            return SampleTree(
                nation: nation, region: region, group: group, entity: entity, site: site, stranger: stranger,
                strangeGroup: strangeGroup)
        }
    }
}
