// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives

extension Skill {
    var title: Phrase {
        switch self {
        case .governance: Phrase("Pilotage et sécurité", "Governance and security")
        case .infrastructure: Phrase("Infrastructure et réseau", "Infrastructure and network")
        case .applications: Phrase("Applications", "Applications")
        case .care: Phrase("Services de soins", "Care departments")
        case .training: Phrase("Formation", "Training")
        }
    }
}

extension CandidateAction.Pillar {
    var title: Phrase {
        switch self {
        case .governance: Phrase("Gouvernance et résilience", "Governance and resilience")
        case .resources: Phrase("Ressources et mutualisation", "Resources and pooling")
        case .awareness: Phrase("Sensibilisation", "Awareness")
        case .operations: Phrase("Sécurité opérationnelle", "Operational security")
        }
    }
}

extension RoadmapSnapshot.Reason {
    var title: Phrase {
        switch self {
        case .missing: Phrase("manque", "missing")
        case .partial: Phrase("en partie", "partly")
        case .toProve: Phrase("à prouver", "to be proven")
        case .expired: Phrase("preuve périmée", "expired proof")
        }
    }
}

extension RoadmapTask.Status {
    var title: Phrase {
        switch self {
        case .planned: Phrase("À venir", "To come")
        case .underWay: Phrase("En cours", "Under way")
        case .done: Phrase("Faite", "Done")
        case .abandoned: Phrase("Abandonnée", "Given up")
        }
    }
}

/// How good a plan is, in plain words.
enum PlanWords {
    /// "Ce plan atteint au moins 99,2 % du meilleur plan possible."
    static func distance(_ plan: StoredPlan, _ t: Language) -> String {
        guard plan.bound > 0 else {
            return t(
                "Il n’y a rien à combler\u{00A0}: tout plan se vaut.", "There is nothing to close: any plan will do.")
        }
        // Rounded down: what is proven is never told larger than it is.
        let share = ((plan.value / plan.bound) * 1000).rounded(.down) / 1000
        if plan.value >= plan.bound * (1 - 1e-6) {
            return t("Aucun plan ne fait mieux\u{00A0}: c’est prouvé.", "No plan does better: it is proven.")
        }
        let percent = t.percent(min(max(share, 0), 1), 1)
        switch plan.origin {
        case .optimised:
            return t(
                "Ce plan atteint au moins \(percent) du meilleur plan possible.",
                "This plan reaches at least \(percent) of the best possible plan.")
        case .greedy:
            return t(
                "Ce premier plan est rapide\u{00A0}: il atteint au moins \(percent) du meilleur plan possible, sans doute davantage.",
                "This first plan is quick: it reaches at least \(percent) of the best possible plan, probably more.")
        }
    }

    /// "comble 64 % de l’écart".
    static func closed(_ share: Double?, _ t: Language) -> String {
        guard let share else { return t("ne comble aucun écart", "closes no gap") }
        return t("comble \(t.percent(share)) de l’écart", "closes \(t.percent(share)) of the gap")
    }

    /// What a supposition changes, as its title.
    static func title(_ whatIf: WhatIf, titles: (String) -> String, _ t: Language) -> String {
        var parts: [String] = []
        if whatIf.budgetFactor != 1 {
            let change = t.percent(abs(whatIf.budgetFactor - 1))
            parts.append(
                whatIf.budgetFactor < 1
                    ? t("budget −\(change)", "budget −\(change)") : t("budget +\(change)", "budget +\(change)"))
        }
        for skill in Skill.allCases {
            guard let days = whatIf.extraDays[skill], days > 0 else { continue }
            parts.append(
                t(
                    "\(t.days(days)) de plus par trimestre (\(skill.title.french.lowercased()))",
                    "\(t.days(days)) more each quarter (\(skill.title.english.lowercased()))"))
        }
        parts += whatIf.forced.map { t("avec «\u{00A0}\(titles($0))\u{00A0}»", "with “\(titles($0))”") }
        parts += whatIf.forbidden.map { t("sans «\u{00A0}\(titles($0))\u{00A0}»", "without “\(titles($0))”") }
        let title = parts.isEmpty ? t("Rien de changé", "Nothing changed") : parts.joined(separator: ", ")
        let first = title.prefix(1).uppercased() + title.dropFirst()
        return String(String.UnicodeScalarView(first.unicodeScalars.prefix(150)))
    }
}
