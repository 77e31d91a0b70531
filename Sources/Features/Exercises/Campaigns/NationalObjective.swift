// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What was asked of the whole country and what it reached, with the day to which the figure belongs. No figure newer than
/// these was published when they were written down.
struct NationalObjective: Sendable, Hashable {
    let day: Phrase
    let share: Double
    let sentence: Phrase
    let source: String

    static let all = [
        NationalObjective(
            day: Phrase("fin 2023", "end of 2023"), share: 0.5,
            sentence: Phrase(
                "Objectif national\u{00A0}: la moitié des établissements ont fait un exercice.",
                "National objective: half of the establishments have held an exercise."),
            source:
                "https://www.nextinpact.com/lebrief/72157/les-exercices-gestion-crise-cyber-se-generalisent-dans-etablissements-sante"
        ),
        NationalObjective(
            day: Phrase("fin 2024", "end of 2024"), share: 0.79,
            sentence: Phrase(
                "Atteint\u{00A0}: 2\u{00A0}235 exercices réalisés ou planifiés, soit 79\u{00A0}% des établissements.",
                "Reached: 2,235 exercises held or planned, that is 79% of the establishments."),
            source:
                "https://www.nextinpact.com/lebrief/72157/les-exercices-gestion-crise-cyber-se-generalisent-dans-etablissements-sante"
        ),
    ]

    /// The last figure known, to be compared with.
    static let reached = 0.79
}
