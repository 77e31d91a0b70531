// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// The pieces that sentences about facts are made of.
extension FactWords {
    /// What a fact is, with its article: "le niveau".
    static func title(_ name: String, _ t: Language) -> String {
        switch name {
        case "level": t("le niveau", "the level")
        case "share": t("la part atteinte", "the share reached")
        case "value": t("la valeur", "the value")
        case "subject": t("le sujet", "the subject")
        case "scope": t("le périmètre", "the scope")
        case "plan": t("le plan", "the plan")
        case "function": t("la fonction", "the function")
        case "kind": t("la nature", "the kind")
        case "audience": t("le public", "the audience")
        case "indicator": t("l’indicateur", "the indicator")
        case "source": t("l’outil ou le prestataire", "the tool or provider")
        default: t("«\u{00A0}\(spoken(name))\u{00A0}»", "“\(spoken(name))”")
        }
    }

    /// The same, as the subject of what was found: "le niveau relevé".
    static func measured(_ name: String, _ t: Language) -> String {
        switch name {
        case "level": t("le niveau relevé", "the level found")
        case "value": t("la valeur relevée", "the value found")
        default: title(name, t)
        }
    }

    /// What a number has to be: "3 au moins".
    static func target(_ fact: FactCondition, _ t: Language) -> String {
        bound(fact, value(fact.value, of: fact.name, t), t)
    }

    /// A value alone: "2", "40 %", "les sauvegardes".
    public static func value(_ value: FactCondition.Value, of name: String, _ t: Language) -> String {
        switch value {
        case .flag(let isTrue): isTrue ? t("oui", "yes") : t("non", "no")
        case .number(let number) where name == "share" || name == "value":
            t.percent(number, number * 100 == (number * 100).rounded() ? 0 : 1)
        case .number(let number): t.decimal(number, number == number.rounded() ? 0 : 2)
        case .text(let word): FactVocabulary.word(word, of: name, t)
        }
    }
}

extension FactVocabulary {
    /// A word of a fact as people say it; one that no framework uses, as it was typed.
    public static func word(_ word: String, of name: String, _ t: Language) -> String {
        let known: Phrase? =
            switch name {
            case "subject", "scope", "plan": topics[word]
            case "function": functions[word]
            case "kind": kinds[word]
            case "audience": audiences[word]
            case "indicator": indicators[word]
            default: nil
            }
        return known?(t) ?? word
    }
}
