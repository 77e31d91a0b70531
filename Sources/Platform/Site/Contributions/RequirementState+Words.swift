// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Primitives

/// The states of design §6 as every page shows them: a shape, a word, a colour.
extension RequirementState {
    public func badge(_ t: Language) -> StateBadge {
        switch self {
        case .proven: StateBadge(.proven, t("Prouvé", "Proven"))
        case .expiring(let day):
            StateBadge(
                .expiring,
                t("Prouvé jusqu’au \(DeadlineSentence.date(day, t))", "Proven until \(DeadlineSentence.date(day, t))"))
        case .expired(let day):
            StateBadge(
                .missing,
                t("Périmé depuis le \(DeadlineSentence.date(day, t))", "Lapsed since \(DeadlineSentence.date(day, t))"))
        case .partial: StateBadge(.expiring, t("Partiel", "Partial"))
        case .declared: StateBadge(.declared, t("Déclaré", "Declared"))
        case .notMet: StateBadge(.missing, t("Non atteint", "Not met"))
        case .notApplicable: StateBadge(.notApplicable, t("Sans objet", "Not applicable"))
        case .open: StateBadge(.unanswered, t("Sans réponse ni preuve", "Neither answer nor proof"))
        }
    }

    /// In lists of figures: the order in which one looks at them, what is missing first.
    public var urgency: Int {
        switch self {
        case .notMet: 0
        case .open: 1
        case .expired: 2
        case .partial: 3
        case .expiring: 4
        case .declared: 5
        case .proven: 6
        case .notApplicable: 7
        }
    }

    /// One word for spreadsheets and machines' readers.
    public func word(_ t: Language) -> String {
        switch self {
        case .expiring: t("Prouvé, expire bientôt", "Proven, expiring")
        case .expired: t("Périmé", "Lapsed")
        case .open: t("Sans réponse", "Open")
        default: badge(t).word ?? ""
        }
    }
}

extension RequirementState.Difference {
    /// What disagrees, and what to do about it. The program never settles it.
    public func sentence(_ t: Language) -> String {
        switch self {
        case .provenButAnsweredLess:
            t(
                "Des preuves valables montrent que l’exigence est atteinte, mais la réponse dit moins. Relisez la réponse.",
                "Valid proofs show that the requirement is met, but the answer says less. Read the answer again.")
        case .answeredButLapsed:
            t(
                "La réponse dit «\u{00A0}atteint\u{00A0}», mais les preuves ne sont plus valables. Renouvelez-les ou revoyez "
                    + "la réponse.",
                "The answer says “met”, but the proofs have lapsed. Renew them or review the answer.")
        case .answeredButPartlyProven:
            t(
                "La réponse dit «\u{00A0}atteint\u{00A0}», mais les preuves n’en couvrent qu’une partie.",
                "The answer says “met”, but the proofs cover only a part of it.")
        case .setAsideButProven:
            t(
                "L’exigence est dite sans objet, et pourtant des preuves la satisfont.",
                "The requirement is said not to apply, and yet proofs satisfy it.")
        }
    }
}
