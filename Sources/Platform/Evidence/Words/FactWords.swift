// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// A condition on a fact of a proof, in words that continue the name of the proof: "sur les sauvegardes", "de niveau 3
/// au moins". A fact that these words do not know is named as the framework writes it.
public enum FactWords {
    /// - Returns: `isApart` when a comma comes before.
    public static func words(_ fact: FactCondition, _ t: Language) -> (text: String, isApart: Bool) {
        switch (fact.name, fact.value) {
        case ("subject", .text(let value)), ("scope", .text(let value)), ("plan", .text(let value)):
            return (topic(value, t), false)
        case ("function", .text(let value)): return (function(value, t), false)
        case ("kind", .text(let value)): return (kind(value, t), true)
        case ("audience", .text(let value)): return (audience(value, t), false)
        case ("indicator", .text(let value)): return (indicator(value, t), true)
        case ("level", .number(let value)):
            return (
                t(
                    "de niveau \(bound(fact, t.decimal(value, 0), t))",
                    "of level \(bound(fact, t.decimal(value, 0), t))"), true
            )
        case ("share", .number(let value)), ("value", .number(let value)):
            let share = bound(fact, t.percent(value, value * 100 == (value * 100).rounded() ? 0 : 1), t)
            return (t("pour une part de \(share)", "for a share of \(share)"), true)
        default: return (other(fact, t), true)
        }
    }

    /// "3 au moins", "moins de 3".
    static func bound(_ fact: FactCondition, _ value: String, _ t: Language) -> String {
        switch fact.comparison {
        case .equal: value
        case .notEqual: t("autre que \(value)", "other than \(value)")
        case .less: t("moins de \(value)", "less than \(value)")
        case .lessOrEqual: t("\(value) au plus", "\(value) at most")
        case .greater: t("plus de \(value)", "more than \(value)")
        case .greaterOrEqual: t("\(value) au moins", "\(value) at least")
        }
    }

    private static func topic(_ value: String, _ t: Language) -> String {
        if let known = FactVocabulary.topics[value] { return t("sur \(known.french)", "on \(known.english)") }
        return t("sur «\u{00A0}\(spoken(value))\u{00A0}»", "on “\(spoken(value))”")
    }

    private static func function(_ value: String, _ t: Language) -> String {
        if let known = FactVocabulary.functions[value] { return t("comme \(known.french)", "as \(known.english)") }
        return t("comme «\u{00A0}\(spoken(value))\u{00A0}»", "as “\(spoken(value))”")
    }

    private static func kind(_ value: String, _ t: Language) -> String {
        if let known = FactVocabulary.kinds[value] { return known(t) }
        return t("de type «\u{00A0}\(spoken(value))\u{00A0}»", "of type “\(spoken(value))”")
    }

    private static func audience(_ value: String, _ t: Language) -> String {
        if let known = FactVocabulary.audiences[value] { return t("par \(known.french)", "by \(known.english)") }
        return t("par «\u{00A0}\(spoken(value))\u{00A0}»", "by “\(spoken(value))”")
    }

    private static func indicator(_ value: String, _ t: Language) -> String {
        FactVocabulary.indicators[value]?(t) ?? t("«\u{00A0}\(spoken(value))\u{00A0}»", "“\(spoken(value))”")
    }

    private static func other(_ fact: FactCondition, _ t: Language) -> String {
        let value =
            switch fact.value {
            case .text(let text): t("«\u{00A0}\(spoken(text))\u{00A0}»", "“\(spoken(text))”")
            case .number(let number): bound(fact, t.decimal(number, number == number.rounded() ? 0 : 2), t)
            case .flag(let isTrue): isTrue ? t("oui", "yes") : t("non", "no")
            }
        return t("\(spoken(fact.name))\u{00A0}: \(value)", "\(spoken(fact.name)): \(value)")
    }

    static func spoken(_ value: String) -> String { value.replacing("-", with: " ") }
}
