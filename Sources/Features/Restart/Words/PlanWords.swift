// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery

/// Plans in sentences.
enum PlanWords {
    /// How far from what is possible. Never "the best": a bound is not a proof.
    static func distance(_ plan: RecoveryPlan, _ t: Language) -> String {
        guard plan.gap > 0.0005 else {
            return t(
                "Aucun plan ne peut finir plus tôt avec ces équipes.", "No plan can end sooner with these teams.")
        }
        let share = t.percent((plan.gap * 100).rounded(.up) / 100)
        return t(
            "Ce plan finit au plus \(share) après le meilleur possible.",
            "This plan ends at most \(share) after the best possible.")
    }

    /// The answer to the question of the page: when the most important service is back, and how sure that is.
    static func lead(_ reading: PlanReading, _ t: Language) -> String {
        guard let principal = reading.principal else {
            let mark = HourWords.mark(reading.plan.makespan, t)
            return t("Tout est revenu à \(mark).", "Everything is back at \(mark).")
        }
        let mark = HourWords.mark(principal.back.planned, t)
        var text = t(
            "\(principal.node.name)\u{00A0}: retour à \(mark) si tout se passe comme prévu",
            "\(principal.node.name): back at \(mark) if all goes as planned")
        if let spread = principal.back.spread {
            let p90 = HourWords.mark(spread.p90, t)
            text += t(", neuf fois sur dix avant \(p90)", ", nine times in ten before \(p90)")
        }
        text += ". " + lateness(reading, t)
        guard reading.plan.isBeyondCalendar else { return text }
        return text
            + t(
                " Ce plan est si long que ses dernières dates ne sont que des ordres de grandeur.",
                " This plan is so long that its last dates are no more than orders of magnitude.")
    }

    static func lateness(_ reading: PlanReading, _ t: Language) -> String {
        let known = reading.awaited.filter { $0.lateness != nil }
        guard !known.isEmpty else {
            return t(
                "Aucun service n’a encore de DMIA\u{00A0}: le plan ne peut pas dire ce qui est en retard.",
                "No service has an objective yet: the plan cannot say what is late.")
        }
        let late = reading.late.count
        guard late > 0 else {
            return t("Aucun service ne dépasse sa DMIA.", "No service exceeds its objective.")
        }
        return t(
            "\(t.count(late, ("service dépasse sa DMIA", "services dépassent leur DMIA"), ("", ""))), sur \(t.number(known.count)).",
            "\(t.count(late, ("", ""), ("service exceeds its objective", "services exceed their objectives"))), of \(t.number(known.count))."
        )
    }

    static func verdict(_ line: PlanReading.Line, _ t: Language) -> StateBadge {
        switch line.verdict {
        case .none: StateBadge(.unanswered, t("Sans DMIA", "No objective"))
        case .onTime: StateBadge(.proven, t("À temps", "On time"))
        case .tight: StateBadge(.expiring, t("Juste", "Tight"))
        case .late:
            StateBadge(
                .missing,
                t(
                    "Retard de \(HourWords.length(line.lateness ?? 0, t))",
                    "\(HourWords.length(line.lateness ?? 0, t)) late"))
        }
    }

    /// "si elle revient" and "avant la DMIA" in one word or two, for pictures.
    static func shortVerdict(_ verdict: PlanReading.Verdict, _ t: Language) -> String {
        switch verdict {
        case .none: ""
        case .onTime: t("à temps", "on time")
        case .tight: t("juste", "tight")
        case .late: t("en retard", "late")
        }
    }

    static func title(_ whatIf: WhatIf, _ model: RecoveryModel, _ t: Language) -> String {
        func team(_ key: String) -> String { model.teams.first { $0.key == key }?.name ?? key }
        var parts: [String] = []
        for (key, people) in whatIf.more.sorted(by: { $0.key < $1.key }) {
            parts.append(t("+\(people) \(team(key))", "+\(people) \(team(key))"))
        }
        if whatIf.helpersSooner > 0 {
            let hours = HourWords.length(whatIf.helpersSooner, t)
            parts.append(t("renforts \(hours) plus tôt", "helpers \(hours) sooner"))
        }
        if whatIf.secondSite { parts.append(t("second site de restauration", "second restore site")) }
        if whatIf.fasterRestore { parts.append(t("restauration deux fois plus rapide", "restore twice as fast")) }
        if let absent = whatIf.absentTeam {
            let hours = HourWords.length(whatIf.absentHours, t)
            parts.append(t("\(team(absent)) absente \(hours)", "\(team(absent)) away for \(hours)"))
        }
        for index in whatIf.happened where model.setbacks.indices.contains(index) {
            parts.append(model.setbacks[index].name)
        }
        if whatIf.fridayNight { parts.append(t("attaque un vendredi à 22\u{00A0}h", "attack on a Friday at 22:00")) }
        let text = parts.joined(separator: ", ")
        return String((text.prefix(1).uppercased() + text.dropFirst()).prefix(150))
    }
}
