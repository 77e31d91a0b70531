// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives

/// What proves a requirement, in plain sentences: the same rule that will be evaluated, told to people.
public struct EvidenceSentence {
    /// The name of each kind of proof that the rule mentions, as the features of the house publish it.
    let kinds: [String: Phrase]
    let t: Language

    /// - Parameter kind: `visit.house.proofKind`, asked once for each kind of the rule.
    public init(_ rule: EvidenceRule, kind: (String) -> Phrase?, _ t: Language) {
        var kinds: [String: Phrase] = [:]
        for condition in rule.conditions { kinds[condition.kind] = kind(condition.kind) }
        self.init(kinds: kinds, t)
    }

    public init(kinds: [String: Phrase], _ t: Language) {
        self.kinds = kinds
        self.t = t
    }

    public func html(_ rule: EvidenceRule) -> HTML {
        switch rule {
        case .proof(let condition): "<p>\(capitalised(sentence(condition))).</p>"
        // A rule of one term is the term: "one of these is enough" before a single line would puzzle.
        case .any(let rules) where rules.count == 1, .all(let rules) where rules.count == 1: rules.html(html)
        case .any(let rules):
            list(t("Il suffit d’une de ces preuves\u{00A0}:", "One of these proofs is enough:"), rules)
        case .all(let rules): list(t("Il faut toutes ces preuves\u{00A0}:", "All these proofs are needed:"), rules)
        case .atLeast(let count, let rules):
            list(
                t(
                    "Il en faut au moins \(t.number(count)) parmi celles-ci\u{00A0}:",
                    "At least \(t.number(count)) of these are needed:"), rules)
        case .not(let inner):
            list(t("Il faut que ceci ne soit pas vrai\u{00A0}:", "This must not be the case:"), [inner])
        }
    }

    private func list(_ title: String, _ rules: [EvidenceRule]) -> HTML {
        """
        <p>\(title)</p><ul>\(rules.html { rule in
            if case .proof(let condition) = rule { "<li>\(sentence(condition))</li>" } else { "<li>\(html(rule))</li>" }
        })</ul>
        """
    }

    /// "un audit de l’annuaire sur les sauvegardes, de niveau 3 au moins, de moins de 60 jours à la déclaration".
    public func sentence(_ condition: ProofCondition) -> String {
        let kind =
            kinds[condition.kind]?(t)
            ?? t("une preuve «\u{00A0}\(condition.kind)\u{00A0}»", "a “\(condition.kind)” proof")
        let facts = condition.facts.map { FactWords.words($0, t) }
        let attached = facts.filter { !$0.isApart }.map(\.text)
        let apart = facts.filter(\.isApart).map(\.text) + times(condition)
        return ([([kind] + attached).joined(separator: " ")] + apart).joined(separator: ", ")
    }

    private func times(_ condition: ProofCondition) -> [String] {
        var times: [String] = []
        if let within = condition.within {
            let length = DeadlineSentence.length(within, t)
            times.append(t("de moins de \(length) à la déclaration", "less than \(length) old when declared"))
        }
        if let since = condition.since {
            let day = DeadlineSentence.date(since, t)
            times.append(t("avec une date ou une revue à partir du \(day)", "obtained or reviewed since \(day)"))
        }
        if let until = condition.until {
            let day = DeadlineSentence.date(until, t)
            times.append(t("au plus tard le \(day)", "no later than \(day)"))
        }
        if let spacing = condition.spacing {
            let from = DeadlineSentence.length(spacing.from, t)
            let to = DeadlineSentence.length(spacing.to, t)
            let count = t.number(spacing.count)
            times.append(
                t(
                    "\(count) relevés, espacés chacun de \(from) à \(to)",
                    "\(count) measurements, each \(from) to \(to) apart"))
        }
        return times
    }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
