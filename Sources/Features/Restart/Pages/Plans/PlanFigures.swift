// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Recovery

/// At most five figures: the main service, the worst delay, who holds everything up, the degraded mode that wears out first,
/// how far the plan is from what is possible.
enum PlanFigures {
    static func figures(_ reading: PlanReading, _ t: Language) -> [Figure] {
        [principal(reading, t), worst(reading, t), bottleneck(reading, t), uncovered(reading, t), gap(reading.plan, t)]
            .compactMap { $0 }
    }

    private static func principal(_ reading: PlanReading, _ t: Language) -> Figure? {
        guard let line = reading.principal else { return nil }
        var notes: [String] = []
        if let spread = line.back.spread {
            notes.append(
                t(
                    "9 fois sur 10 avant \(HourWords.length(spread.p90, t))",
                    "9 in 10 before \(HourWords.length(spread.p90, t))"))
        }
        if let objective = line.node.recoveryTimeObjective {
            let hours = HourWords.length(objective, t)
            notes.append(
                line.verdict == .late
                    ? t("DMIA de \(hours) dépassée", "objective of \(hours) exceeded")
                    : t("DMIA de \(hours)", "objective of \(hours)"))
        }
        return Figure(
            HourWords.length(line.back.planned, t), meaning: line.node.name,
            note: notes.joined(separator: t(" ; ", "; ")), tone: tone(line.verdict))
    }

    private static func worst(_ reading: PlanReading, _ t: Language) -> Figure? {
        guard let line = reading.worst, let lateness = line.lateness else { return nil }
        let chance = line.back.probabilityOnTime.map {
            t("\(HourWords.chances($0, t)) de la tenir", "\(HourWords.chances($0, t)) to keep it")
        }
        guard lateness > 0.01 else {
            return Figure(
                HourWords.length(-lateness, t),
                meaning: t(
                    "d’avance pour le service le plus juste, \(line.node.name)",
                    "ahead for the tightest service, \(line.node.name)"), note: chance ?? "",
                tone: tone(line.verdict))
        }
        return Figure(
            HourWords.length(lateness, t),
            meaning: t("de retard sur la DMIA\u{00A0}: \(line.node.name)", "behind the objective: \(line.node.name)"),
            note: chance ?? t("le plus grand retard", "the greatest delay"), tone: .bad)
    }

    private static func bottleneck(_ reading: PlanReading, _ t: Language) -> Figure? {
        guard let one = reading.bottleneck else { return nil }
        let name = reading.teamName(one.resource)
        return Figure(
            "+1",
            meaning: t(
                "personne dans l’équipe qui retient tout, \(name)",
                "person in the team that holds everything up, \(name)"),
            note: gain(one, t), tone: .warn)
    }

    static func gain(_ one: RecoveryPlan.Marginal, _ t: Language) -> String {
        guard one.hoursGained >= 0.5 else {
            return t(
                "la fin ne bouge pas, les services reviennent moins tard", "the end stays, services are back less late")
        }
        let length = HourWords.length(one.hoursGained, t)
        return t("\(length) de gagnées sur la fin", "\(length) gained at the end")
    }

    private static func uncovered(_ reading: PlanReading, _ t: Language) -> Figure? {
        guard let line = reading.uncovered.first, let hours = line.uncovered, let end = line.back.degradedModeEnds
        else {
            return nil
        }
        return Figure(
            HourWords.length(hours, t),
            meaning: t("sans mode dégradé\u{00A0}: \(line.node.name)", "without degraded mode: \(line.node.name)"),
            note: t(
                "il s’épuise à \(HourWords.mark(end, t)), le retour est à \(HourWords.mark(line.back.planned, t))",
                "it is worn out at \(HourWords.mark(end, t)), the return is at \(HourWords.mark(line.back.planned, t))"),
            tone: .bad)
    }

    private static func gap(_ plan: RecoveryPlan, _ t: Language) -> Figure {
        let share = t.percent((max(plan.gap, 0) * 100).rounded(.up) / 100)
        return Figure(
            share,
            meaning: t("au plus, d’écart avec le meilleur plan possible", "at most, from the best possible plan"),
            note: t(
                "tout est revenu à \(HourWords.mark(plan.makespan, t)), personne ne peut avant \(HourWords.mark(plan.lowerBound, t))",
                "all is back at \(HourWords.mark(plan.makespan, t)), nobody can before \(HourWords.mark(plan.lowerBound, t))"
            ))
    }

    static func tone(_ verdict: PlanReading.Verdict) -> Tone {
        switch verdict {
        case .none: .neutral
        case .onTime: .good
        case .tight: .warn
        case .late: .bad
        }
    }
}
