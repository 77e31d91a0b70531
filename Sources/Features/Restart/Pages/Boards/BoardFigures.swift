// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Recovery

/// On the day, four or five figures: the main service, the next one, who holds everything up, the degraded mode that wears out
/// first, what is blocked.
enum BoardFigures {
    static func figures(_ reading: BoardReading, _ t: Language) -> [Figure] {
        guard let plan = reading.reading else { return blocked(reading, t).map { [$0] } ?? [] }
        var list: [Figure] = []
        if let principal = plan.principal { list.append(service(principal, reading, t)) }
        let next = plan.awaited.filter { !reading.isBack($0.node.key) && $0.node.key != plan.principal?.node.key }
            .min { $0.back.planned < $1.back.planned }
        if let next { list.append(service(next, reading, t)) }
        if let bottleneck = plan.bottleneck {
            list.append(
                Figure(
                    "+1",
                    meaning: t(
                        "personne dans l’équipe qui retient tout, \(plan.teamName(bottleneck.resource))",
                        "person in the team that holds everything up, \(plan.teamName(bottleneck.resource))"),
                    note: PlanFigures.gain(bottleneck, t), tone: .warn))
        }
        if let degraded = degraded(reading, plan, t) { list.append(degraded) }
        if let blocked = blocked(reading, t) { list.append(blocked) }
        return Array(list.prefix(5))
    }

    private static func service(_ line: PlanReading.Line, _ reading: BoardReading, _ t: Language) -> Figure {
        if reading.isBack(line.node.key) {
            return Figure(
                t("Revenu", "Back"), meaning: line.node.name, note: HourWords.mark(line.back.planned, t), tone: .good)
        }
        var notes: [String] = []
        if let spread = line.back.spread {
            notes.append(
                t("9 sur 10 avant \(HourWords.mark(spread.p90, t))", "9 in 10 before \(HourWords.mark(spread.p90, t))"))
        }
        if let objective = line.node.recoveryTimeObjective {
            let hours = HourWords.length(objective, t)
            switch line.verdict {
            case .late: notes.append(t("DMIA de \(hours) dépassée", "objective of \(hours) exceeded"))
            case .tight, .onTime, .none:
                notes.append(
                    line.back.probabilityOnTime.map {
                        t(
                            "\(HourWords.chances($0, t)) de tenir la DMIA de \(hours)",
                            "\(HourWords.chances($0, t)) to keep the objective of \(hours)")
                    } ?? t("DMIA de \(hours)", "objective of \(hours)"))
            }
        }
        return Figure(
            HourWords.mark(line.back.planned, t), meaning: line.node.name,
            note: notes.joined(separator: t(" ; ", "; ")),
            tone: PlanFigures.tone(line.verdict))
    }

    private static func degraded(_ reading: BoardReading, _ plan: PlanReading, _ t: Language) -> Figure? {
        let waiting = plan.lines(.activity).filter { !reading.isBack($0.node.key) && $0.back.degradedModeEnds != nil }
        // Those that wear out before the return come first.
        let first = waiting.min { left, right in
            let (one, two) = (left.uncovered == nil ? 1 : 0, right.uncovered == nil ? 1 : 0)
            guard one == two else { return one < two }
            return (left.back.degradedModeEnds ?? 0) < (right.back.degradedModeEnds ?? 0)
        }
        guard let line = first, let end = line.back.degradedModeEnds else { return nil }
        let left = end - reading.hour
        let back = HourWords.mark(line.back.planned, t)
        return Figure(
            left > 0 ? HourWords.length(left, t) : t("Épuisé", "Worn out"),
            meaning: left > 0
                ? t("de mode dégradé restant\u{00A0}: \(line.node.name)", "of degraded mode left: \(line.node.name)")
                : t("le mode dégradé de\u{00A0}: \(line.node.name)", "the degraded mode of: \(line.node.name)"),
            note: t("le retour est prévu à \(back)", "the return is planned at \(back)"),
            tone: line.uncovered == nil ? .warn : .bad)
    }

    private static func blocked(_ reading: BoardReading, _ t: Language) -> Figure? {
        let count = reading.count(.blocked)
        guard count > 0 else { return nil }
        return Figure(
            t.number(count),
            meaning: t(count < 2 ? "étape bloquée" : "étapes bloquées", count == 1 ? "step blocked" : "steps blocked"),
            note: t("leur note dit pourquoi", "their note says why"), tone: .bad)
    }
}

extension GanttChart {
    /// The services of a board: what is back is grey.
    static func board(
        _ lines: [PlanReading.Line], _ board: BoardReading, _ reading: PlanReading, now: Double?, _ t: Language
    ) -> GanttChart {
        let chart = services(lines, reading, now: now, t)
        let back = lines.map { board.isBack($0.node.key) }
        let rows = zip(chart.rows, back).map { row, isBack in
            guard isBack else { return row }
            var done = row
            done.bars = row.bars.map { bar in
                var bar = bar
                (bar.tone, bar.latest) = (.done, nil)
                return bar
            }
            done.note = t("revenu", "back")
            return done
        }
        return GanttChart(rows: rows, weekday: chart.weekday, startHour: chart.startHour, now: now)
    }
}
