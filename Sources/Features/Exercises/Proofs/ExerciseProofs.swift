// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Drills
import Evidence
import Journal
import Organisations
import Persistence
import Primitives

/// What an exercise proves. The kind and its two words are those that the shipped frameworks ask for; an exercise that is of
/// both kinds gives two proofs, because a proof has one word.
enum ExerciseProofs {
    static let feature = "exercises"

    enum Kind: String, CaseIterable {
        case cyberCrisis = "cyber-crisis"
        case continuity
    }

    static func object(_ exercise: Exercise.ID, _ kind: Kind) -> String { "\(exercise)/\(kind.rawValue)" }

    /// Nil for what does not count: not played to the end, or not by the rules.
    static func measurement(of exercise: Exercise, _ facts: CountingFacts, _ kind: Kind) -> Measurement? {
        guard exercise.state == .ended, exercise.ending != .emergency, exercise.removedAt == nil else { return nil }
        let verdict = CountingVerdict(facts)
        switch kind {
        case .cyberCrisis: guard verdict.countsForCrisis else { return nil }
        case .continuity: guard verdict.countsForContinuity else { return nil }
        }
        let title = "Exercice de crise\u{00A0}: \(exercise.title)"
        return Measurement(
            feature: feature, object: object(exercise.id, kind), kind: "exercise.held",
            title: String(title.unicodeScalars.prefix(200)), facts: ["kind": .text(kind.rawValue)],
            obtainedOn: exercise.plannedOn, organisation: exercise.keeper.id)
    }

    /// Brings the proofs in line with what is known now. To be called by whatever ends, removes or restores an exercise.
    static func settle(_ id: Exercise.ID, in change: Change) throws {
        guard let exercise = try ExerciseStore.exercise(id, in: change.session) else { return }
        let facts = CountingKeys.facts(try StatementStore.all(of: id, in: change.session))
        for kind in Kind.allCases {
            if let measurement = measurement(of: exercise, facts, kind) {
                try ProofStore.publish(measurement, in: change)
            } else {
                try ProofStore.retract(feature: feature, object: object(id, kind), in: change)
            }
        }
    }

    /// What was said of an exercise for it to count; the proof follows.
    static func say(_ facts: CountingFacts, of exercise: ExerciseHead, in change: Change) throws {
        try StatementStore.set(CountingKeys.kept(facts), of: exercise.id, in: change)
        try change.record(
            "exerciseCounting.said", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
        try settle(exercise.id, in: change)
    }
}
