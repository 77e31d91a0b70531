// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Identity
import Journal
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import ServiceMaps
import TestSupport
import Testing

@testable import Crisis

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

let schema =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + ServiceMapMigrations.all
    + CrisisLogMigrations.all + CrisisMigrations.all

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        after seconds: Int = 0, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: noon.adding(seconds: seconds), body)
    }
}

/// A hospital with two people and an incident that runs.
struct World: Sendable {
    let region: Organisation
    let place: Organisation
    let other: Organisation
    let first: Account.ID
    let second: Account.ID
    let incident: Incident.ID

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation?) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let region = try add("Région d’essai", .region, under: nil)
            let place = try add("CH du Nord", .legalEntity, under: region)
            let other = try add("CH du Sud", .legalEntity, under: region)
            func person(_ name: String) throws -> Account.ID {
                try AccountStore.create(
                    email: EmailAddress("\(name)@essai.example"), name: name, language: .french, in: change)
            }
            let report = IncidentReport(title: "Fichiers illisibles", detail: "Au secrétariat.", detectedAt: noon)
            return World(
                region: region, place: place, other: other, first: try person("anne"), second: try person("bruno"),
                incident: try IncidentChanges.declare(report, at: place.id, by: "Anne, RSSI", in: change))
        }
    }

    func read(_ database: any Database) async throws -> Incident {
        let (id, place) = (incident, place.id)
        return try #require(
            try await database.read { session in try IncidentStore.incident(id, of: place, in: session) })
    }

    func lines(_ database: any Database) async throws -> [String] {
        let log = try await read(database).log
        return try await database.read { session in
            try CrisisLogStore.entries(of: log, in: session).map(\.statement.text)
        }
    }

    /// Does something to the incident as it is then.
    @discardableResult
    func change<Value: Sendable>(
        _ database: any Database, after seconds: Int = 0,
        _ body: @escaping @Sendable (Incident, Change) throws -> Value
    ) async throws -> Value {
        let (id, place) = (incident, place.id)
        return try await database.changing(after: seconds) { change in
            guard let incident = try IncidentStore.incident(id, of: place, in: change.session) else {
                throw CrisisError.unknown
            }
            return try body(incident, change)
        }
    }
}

extension Qualification {
    /// What is known of an incident already, to change one thing of it.
    init(_ incident: Incident) {
        self.init(
            title: incident.title, detail: incident.detail, kind: incident.kind, severity: incident.severity,
            severityReason: incident.severityReason, measures: incident.measures, diverted: incident.diverted,
            units: incident.units, firstSignAt: incident.firstSignAt, detectedAt: incident.detectedAt,
            breachKnownAt: incident.breachKnownAt, containedAt: incident.containedAt, restoredAt: incident.restoredAt,
            answers: [:], affected: [])
    }
}

/// What every page must satisfy, whatever its content.
func checkPage(_ markup: HTML, _ comment: Comment? = nil) {
    #expect(TagBalance.fault(in: markup.text) == nil, comment)
    #expect(!markup.text.contains("<script"), comment)
    let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count, comment)
}
