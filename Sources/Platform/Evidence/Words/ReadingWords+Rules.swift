// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives

/// A rule read against proofs, told with the shape of the rule.
extension ReadingWords {
    /// What a part is to the rule around it.
    enum Place {
        case needed
        /// Another way to satisfy a choice that is already satisfied.
        case alternative
        /// Under a negation: being absent is what is wanted.
        case unwanted
    }

    public func html(_ reading: RuleReading) -> HTML { html(reading, .needed) }

    private func html(_ reading: RuleReading, _ place: Place) -> HTML {
        switch reading {
        case .proof(let condition): "<ul><li>\(html(condition, place))</li></ul>"
        case .all(let parts, _) where parts.count == 1, .any(let parts, _) where parts.count == 1:
            parts.html { html($0, place) }
        case .all(let parts, _):
            list(t("Il faut toutes ces preuves\u{00A0}:", "All these proofs are needed:"), parts, place)
        case .any(let parts, let standing):
            list(
                t("Il suffit d’une de ces preuves\u{00A0}:", "One of these proofs is enough:"), parts,
                standing.holds ? .alternative : place)
        case .atLeast(let count, let parts, let standing):
            list(
                t(
                    "Il en faut au moins \(t.number(count)) parmi celles-ci\u{00A0}:",
                    "At least \(t.number(count)) of these are needed:"), parts, standing.holds ? .alternative : place)
        case .not(let inner, let standing):
            list(
                standing.holds
                    ? t(
                        "Il ne faut pas que ceci soit vrai, et ce ne l’est pas\u{00A0}:",
                        "This must not be the case, and is not:")
                    : t(
                        "Il ne faut pas que ceci soit vrai, or ça l’est\u{00A0}:",
                        "This must not be the case, yet it is:"),
                [inner], .unwanted)
        }
    }

    private func list(_ title: String, _ parts: [RuleReading], _ place: Place) -> HTML {
        """
        <p>\(title)</p><ul>\(parts.html { part in
            if case .proof(let condition) = part {
                "<li>\(html(condition, place))</li>"
            } else {
                "<li>\(html(part, place))</li>"
            }
        })</ul>
        """
    }

    /// One condition: what it asks, which proofs count for it, which do not and why.
    private func html(_ reading: ConditionReading, _ place: Place) -> HTML {
        let misses = reading.counting.isEmpty && place != .unwanted ? reading.misses : []
        return """
            <strong>\(verdict(reading.standing, place))</strong> \(capitalised(words(reading.condition))).\
            \(when(!reading.counting.isEmpty, " \(counting(reading))"))\
            \(when(!misses.isEmpty, "<ul>\(misses.html { "<li>\(html($0, reading.condition))</li>" })</ul>"))
            """
    }

    private func verdict(_ standing: EvidenceStanding, _ place: Place) -> String {
        switch (standing, place) {
        case (.holds, .unwanted): t("Présent\u{00A0}:", "Present:")
        case (_, .unwanted): t("Absent\u{00A0}:", "Absent:")
        case (.holds, _): t("Réuni\u{00A0}:", "There:")
        case (_, .alternative): t("Autre possibilité\u{00A0}:", "Another way:")
        case (.lapsed(let last), _): t("Perdu depuis le \(date(last))\u{00A0}:", "Lost since \(date(last)):")
        case (.partial, _): t("Commencé\u{00A0}:", "Begun:")
        case (.missing, _): t("Manque\u{00A0}:", "Missing:")
        }
    }

    private func counting(_ reading: ConditionReading) -> HTML {
        let proofs = reading.counting.enumerated().html { place, id in
            place == 0 ? link(id) : "\(t(", ", ", "))\(link(id))"
        }
        let end: String =
            switch reading.standing {
            case .holds(let end?): t(", jusqu’au \(date(end)).", ", until \(date(end)).")
            default: "."
            }
        let verb =
            reading.counting.count == 1 ? t("Compte\u{00A0}: ", "Counting: ") : t("Comptent\u{00A0}: ", "Counting: ")
        return "\(verb)\(proofs)\(end)"
    }

    func html(_ miss: ConditionReading.Miss, _ condition: ProofCondition) -> HTML {
        """
        \(link(miss.proof)) \(t("ne compte pas\u{00A0}: ", "does not count: "))\(sentence(miss.reason, condition)).
        """
    }

    /// What is missing of a rule, one piece of a sentence each.
    func missing(_ reading: RuleReading) -> [String] {
        guard !reading.standing.holds else { return [] }
        switch reading {
        case .proof(let condition): return [words(condition.condition)]
        case .all(let parts, _): return parts.flatMap { missing($0) }
        case .any(let parts, _): return [joined(parts, t(", ou ", ", or "))]
        case .atLeast(let count, let parts, _):
            let open = joined(parts.filter { !$0.standing.holds }, t("\u{00A0}; ", "; "))
            let left = max(1, count - parts.count { $0.standing.holds })
            return [
                t(
                    "au moins \(t.number(left)) de ces preuves\u{00A0}: \(open)",
                    "at least \(t.number(left)) of: \(open)")
            ]
        case .not(let inner, _):
            let present = inner.conditions.map { words($0.condition) }.joined(separator: t(", ", ", "))
            return [t("que ceci ne soit plus vrai\u{00A0}: \(present)", "that this no longer be the case: \(present)")]
        }
    }

    private func joined(_ parts: [RuleReading], _ separator: String) -> String {
        parts.map { missing($0).joined(separator: t(" et ", " and ")) }.filter { !$0.isEmpty }
            .joined(separator: separator)
    }

    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
