// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport

@testable import Exercises

/// A hospital with a small exercise: two cells, a branch, a reserve.
enum ExerciseSample {
    static let migrations: [Migration] =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
        + CrisisLogMigrations.all + ExercisesMigrations.all
    static let now = Instant(text: "2026-11-21T09:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)

    static let scenario = Scenario(
        id: "essai", version: 1, title: "Panne de nuit", summary: "Tout s’arrête.", threat: .ransomware,
        level: .beginner, duration: 60, stopWord: "Réel réel", rules: ["On joue."], forbidden: ["Les vrais patients."],
        variables: [.init("etablissement", "Hôpital")], situation: "À {{etablissement}}.", synopsis: "Un secret.",
        cells: [.strategic, .care],
        roles: [
            Role(id: "directeur", kind: .director, title: "Directeur d’exercice"),
            Role(id: "garde", kind: .player, cell: .strategic, title: "Garde"),
        ],
        objectives: [Objective(id: "alerter", title: "Alerter", criteria: [Criterion(id: "a1", text: "Prévenue")])],
        injects: [
            Inject(
                id: "s01", at: 0, from: "Urgences", to: "care", channel: .mail, title: "Plus rien ne marche",
                text: "Ici {{etablissement}}. <script>alert(1)</script>", objectives: ["alerter"],
                expected: [Expectation(text: "Prévenir", within: 5, kind: .contact)],
                branches: [Branch(ifNotDoneBy: 10, then: "r01")]),
            Inject(
                id: "s02", at: 20, from: "Presse", to: "garde", channel: .phone, title: "Secret d’appel", text: "Allô ?"
            ),
            Inject(
                id: "r01", degree: .reserve, from: "Urgences", to: "care", channel: .paper, title: "Relance", text: "?"),
        ])

    struct World: Sendable {
        let database: any Database
        let organisation: Organisation
        let exercise: Exercise.ID

        static func make(in database: any Database) async throws -> World {
            let hospital = try await database.changing { change in
                let nation = try OrganisationStore.create(
                    OrganisationDetails(name: "Pays"), kind: .national, under: nil, in: change)
                return try OrganisationStore.create(
                    OrganisationDetails(name: "Hôpital"), kind: .legalEntity, under: nation.id, in: change)
            }
            let draft = ExerciseDraft(scenario, on: now.dayUTC)
            let id = try await database.changing { change in
                try ExerciseChanges.add(draft, from: scenario, at: hospital.id, in: change)
            }
            return World(database: database, organisation: hospital, exercise: id)
        }

        func state() async throws -> Exercise {
            let (id, place) = (exercise, organisation.id)
            guard let found = try await database.read({ try ExerciseStore.exercise(id, of: place, in: $0) }) else {
                throw ExercisesError.unknown
            }
            return found
        }

        func inject(_ code: String) async throws -> PlayedInject {
            let id = exercise
            guard
                let found = try await database.read({ try InjectStore.all(of: id, in: $0) }).first(where: {
                    $0.inject.id == code
                })
            else { throw ExercisesError.unknown }
            return found
        }

        func start() async throws {
            let exercise = try await state()
            try await database.changing(at: now) { change in try PlayStore.start(exercise, in: change) }
        }

        func send(_ code: String, at seconds: Int) async throws {
            let (exercise, inject) = (try await state(), try await inject(code))
            try await database.changing(at: now.adding(seconds: seconds)) { change in
                try PlayStore.send(inject, seen: inject.version, second: seconds, of: exercise, in: change)
            }
        }

        func lines() async throws -> [String] {
            let exercise = try await state()
            guard let log = exercise.log.flatMap({ CrisisLogRecord.ID($0) }) else { return [] }
            return try await database.read { try CrisisLogStore.entries(of: log, in: $0) }.map(\.statement.text)
        }
    }
}

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        at now: Instant = ExerciseSample.now, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "Anne"), at: now, body)
    }
}
