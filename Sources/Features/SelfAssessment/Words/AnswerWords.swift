// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Primitives

/// Answers in the words of the framework's own scale.
struct AnswerWords {
    let scale: Scale
    let t: Language

    static let notApplicable = "so"

    /// The levels of the scale, then "Sans objet".
    var choices: [Choice] {
        scale.levels.map { Choice(String($0.value), $0.title, note: $0.description.isEmpty ? nil : $0.description) }
            + [Choice(Self.notApplicable, t("Sans objet", "Not applicable"))]
    }

    /// What a choice of the form means; nil for a value that the form does not offer.
    func reading(_ value: String) -> (status: Answer.Status, level: Int?)? {
        switch value {
        case "": (.open, nil)
        case Self.notApplicable: (.notApplicable, nil)
        default: Int(value).flatMap { scale.level($0) }.map { (.answered, $0.value) }
        }
    }

    func value(_ status: Answer.Status, _ level: Int?) -> String? {
        switch status {
        case .open: nil
        case .notApplicable: Self.notApplicable
        case .answered: level.map { String($0) }
        }
    }

    func title(_ status: Answer.Status, _ level: Int?) -> String {
        switch status {
        case .open: t("Sans réponse", "Not answered")
        case .notApplicable: t("Sans objet", "Not applicable")
        case .answered: level.map(title) ?? t("Sans réponse", "Not answered")
        }
    }

    func title(_ level: Int) -> String { scale.level(level)?.title ?? t.number(level) }

    /// The state of an answer: nothing is proven here, only declared.
    func badge(_ status: Answer.Status, _ level: Int?) -> StateBadge {
        switch status {
        case .open: StateBadge(.unanswered)
        case .notApplicable: StateBadge(.notApplicable)
        case .answered:
            level == scale.levels.first?.value
                ? StateBadge(.missing, level.map(title)) : StateBadge(.declared, level.map(title))
        }
    }
}
