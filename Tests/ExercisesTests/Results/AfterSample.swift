// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Drills
import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps
import TestSupport
import Testing

@testable import Exercises

/// A hospital of a group, and exercises that were played there.
struct AfterSample: Sendable {
    static let now = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
    static let today = now.dayUTC
    static let schema =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
        + ServiceMapMigrations.all + CrisisLogMigrations.all + ExercisesFeature().migrations

    static let scenario = Scenario(
        id: "essai", version: 1, title: "Rançongiciel d’essai", summary: "Un essai.", threat: .ransomware,
        level: .beginner, duration: 120, stopWord: "STOP", rules: ["Règle"], forbidden: ["Production"],
        situation: "Il est 22 h.", synopsis: "Tout s’arrête.",
        cells: [.strategic, .operational, .care],
        objectives: [
            Objective(
                id: "alerter", title: "Alerter vite",
                criteria: [
                    Criterion(id: "a1", text: "La direction est prévenue"),
                    Criterion(
                        id: "a2", text: "Première décision en 30 min", kind: .delay, from: .start, to: .firstDecision,
                        within: 30),
                ])
        ],
        injects: [
            Inject(
                id: "s01", at: 0, from: "Astreinte", to: "operational", channel: .phone, title: "Écrans noirs",
                text: "Plus rien ne répond.", objectives: ["alerter"],
                expected: [Expectation(text: "Appeler le RSSI", within: 20)])
        ],
        hotWash: ["Que feriez-vous autrement ?"])

    let group: Organisation
    let north: Organisation
    let south: Organisation

    static func make(in database: any Database) async throws -> AfterSample {
        try await changing(database) { change in
            let group = try OrganisationStore.create(
                OrganisationDetails(name: "GHT d’essai"), kind: .ght, under: nil, in: change)
            return AfterSample(
                group: group,
                north: try OrganisationStore.create(
                    OrganisationDetails(name: "CH du Nord"), kind: .legalEntity, under: group.id, in: change),
                south: try OrganisationStore.create(
                    OrganisationDetails(name: "CH du Sud"), kind: .legalEntity, under: group.id, in: change))
        }
    }

    @discardableResult
    static func changing<Value: Sendable>(
        _ database: any Database, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await database.change(by: Actor(account: nil, name: "essai"), at: now, body)
    }

    /// Prepared for a day; entered as played on paper when `isPlayed`.
    func exercise(
        _ title: String, at place: Organisation, on day: Day = today, isPlayed: Bool = true, in database: any Database
    ) async throws -> Exercise {
        let id = Exercise.ID.make(at: Self.now)
        let scenario = try StoredJSON.text(Self.scenario)
        let inject = Self.scenario.injects[0]
        let (expected, objectives) = (try StoredJSON.text(inject.expected), try StoredJSON.text(inject.objectives))
        return try await Self.changing(database) { change in
            try change.session.execute(
                """
                INSERT INTO exercise (id, organisation_id, title, folded_title, scenario, scenario_code, scenario_version,
                    threat, level, form, planned_on, duration, stop_word, rules, forbidden, words, checklist, state,
                    created_at, created_by)
                VALUES (\(id), \(place.id), \(title), \(folded(title)), \(scenario), 'essai', 1, 'ransomware', 'beginner',
                    'simulation', \(day), 120, 'STOP', '[]', '[]', '{}', '[]', 'prepared', \(change.now), 'essai')
                """)
            try change.session.execute(
                """
                INSERT INTO exercise_inject (id, exercise_id, code, at_minute, degree, sender, recipient, cell, channel,
                    title, folded_title, text, objectives, expected, branches, advice)
                VALUES (\(PlayedInject.ID.make(at: change.now)), \(id), 's01', 0, 'main', 'Astreinte', 'operational',
                    'operational', 'phone', 'Écrans noirs', 'ecrans noirs', 'Plus rien.', \(objectives), \(expected),
                    '[]', '')
                """)
            try change.record("essai")
            guard let made = try ExerciseStore.exercise(id, in: change.session) else { throw ResultError.unknown }
            guard isPlayed else { return made }
            let end = day.startUTC.adding(seconds: 12 * 3600)
            try RekeyStore.open(made, from: end.adding(seconds: -7200), to: end, in: change)
            guard let played = try ExerciseStore.exercise(id, in: change.session) else { throw ResultError.unknown }
            return played
        }
    }

    static func head(_ exercise: Exercise) -> ExerciseHead {
        ExerciseHead(id: exercise.id, keeper: exercise.keeper, title: exercise.title)
    }

    static func facts(_ exercise: Exercise, in database: any Database) async throws -> ExerciseFacts {
        try await database.read { session in
            guard let current = try ExerciseStore.exercise(exercise.id, in: session) else { throw ResultError.unknown }
            return try ExerciseFacts.read(current, in: session)
        }
    }
}
