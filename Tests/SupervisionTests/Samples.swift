// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Foundation
import Identity
import Journal
import Markup
import Persistence
import Primitives
import ServiceMaps
import Sigma
import TestSupport
import Testing

@testable import Organisations
@testable import Supervision

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let today = noon.dayUTC
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

let schema =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
    + SupervisionFeature(SupervisionSettings()).migrations

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        at now: Instant = noon, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: now, body)
    }

    func hospital(_ name: String = "CH d’essai") async throws -> Organisation {
        try await changing { change in
            try OrganisationStore.create(OrganisationDetails(name: name), kind: .legalEntity, under: nil, in: change)
        }
    }
}

func draft(
    _ title: String = "Règle d’essai", on host: String = "PC-1", key: String = "cmd.exe", level: Level = .high,
    events: [Int] = [1], of organisation: Organisation.ID, at: Instant = noon
) -> AlertDraft {
    var draft = AlertDraft(
        RuleSet.Headline(id: title, title: title, level: level, tags: ["attack.impact"]), host: host, key: key,
        organisation: organisation, at: at)
    for number in events {
        draft.add(
            AlertEvent(
                identity: Examination.identity([host, String(number)]), at: at.adding(seconds: number),
                channel: "Security",
                eventID: 4688, details: [("CommandLine", "cmd /c \(number)"), ("Image", #"C:\cmd.exe"#)], body: "{}"))
    }
    return draft
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

func temporaryFolder() -> String {
    NSTemporaryDirectory() + "carene-supervision-" + UUID().uuidString
}
