// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// One exercise in three weeks, from a shipped scenario, nearly ready.
enum ExercisesDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        guard let scenario = ShippedScenarios.all.first(where: { $0.audience == .hospital }) else { return }
        let organisation = try demonstration.organisation(.support)
        let author = demonstration.person(.rssi).map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let today = demonstration.today
        let now = today.adding(days: -9).startUTC.adding(seconds: 9 * 3600)
        var draft = ExerciseDraft(scenario, on: today.adding(days: 21))
        draft.plannedAt = "13:30"
        draft.place = "Salle du conseil, et salle de réunion de la DSI\u{00A0}; animation au bureau 12"
        if draft.words["etablissement"] != nil { draft.words["etablissement"] = organisation.name }
        let wanted = draft
        let id = try await house.database.change(by: author, at: now) { change in
            try ExerciseChanges.add(wanted, from: scenario, at: organisation.id, in: change)
        }
        try await house.database.change(by: author, at: now.adding(seconds: 1200)) { change in
            guard let exercise = try ExerciseStore.exercise(id, in: change.session) else { return }
            let people: [ParticipantDraft] = [
                .init(kind: .director, position: "Directrice adjointe, qualité"),
                .init(kind: .animator, position: "RSSI du groupement"),
                .init(kind: .observer, cell: .strategic, position: "RSSI du Centre hospitalier de la Vallée"),
            ]
            let known = Set(try PeopleStore.participants(of: id, in: change.session).map(\.kind))
            for person in people where !known.contains(person.kind) {
                try PeopleChanges.add(person, to: exercise, in: change)
            }
            try ExerciseChanges.tick(exercise, ["direction", "rooms", "real"], in: change)
        }
    }
}
