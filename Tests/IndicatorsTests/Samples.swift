// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Evidence
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import ServiceMaps
import Site
import TestSupport
import Testing
import ThreatIndicators

@testable import Indicators

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let today = noon.dayUTC
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

let schema =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
    + ServiceMapMigrations.all + CrisisLogMigrations.all + IndicatorsFeature().migrations

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: noon, body)
    }
}

/// A group with two hospitals.
struct World: Sendable {
    let group: Organisation
    let north: Organisation
    let south: Organisation

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                -> Organisation
            {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let group = try add("GHT d’essai", .ght)
            return World(
                group: group, north: try add("CH du Nord", .legalEntity, under: group),
                south: try add("CH du Sud", .legalEntity, under: group))
        }
    }
}

func value(_ kind: IndicatorKind, _ text: String) throws -> IndicatorValue { try #require(IndicatorValue(kind, text)) }

func draft(_ kind: IndicatorKind, _ text: String, _ tlp: TLP = .amber, until: Day? = nil) throws -> IndicatorDraft {
    IndicatorDraft(
        ThreatIndicator(try value(kind, text), tlp: tlp, source: "CERT d’essai", note: "note"), validUntil: until)
}

/// What every page must satisfy, whatever its content.
func checkPage(_ markup: HTML, _ comment: Comment? = nil) {
    #expect(TagBalance.fault(in: markup.text) == nil, comment)
    #expect(!markup.text.contains("<script"), comment)
    let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count, comment)
    #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
}
