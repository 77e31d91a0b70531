// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import Site

/// For the medical direction: which activity of care reopens when, how sure that is, and until when its degraded mode holds.
enum ReopeningsPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await PlanDesk.open(visit)
        let t = visit.language
        return desk.page(visit, title(t), .reopenings, render(desk.plan, desk.whole.reading, t))
    }

    static func title(_ t: Language) -> String { t("Que rouvre-t-on, et quand\u{00A0}?", "What reopens, and when?") }

    static func render(_ plan: RestartPlan, _ reading: PlanReading, _ t: Language) -> HTML {
        let lines = sorted(reading)
        guard !lines.isEmpty else {
            return """
                \(pageHead(t, PageHead(title(t))))\(PlanTabs.render(plan, current: .reopenings, t))\
                \(emptyState(
                    title: t("Aucune activité n’est sur la cartographie", "No activity is on the map"),
                    text: t(
                        "Ajoutez les activités de soin et les services qu’elles utilisent\u{00A0}: le plan dira quand chacune rouvre.",
                        "Add care activities and the services they use: the plan will say when each reopens.")))
                """
        }
        return """
            \(pageHead(t, PageHead(title(t), lead: lead(lines, t))))\(PlanTabs.render(plan, current: .reopenings, t))\
            \(sheet(t("Activité par activité", "Activity by activity"), list(lines, reading, t)))
            """
    }

    static func sorted(_ reading: PlanReading) -> [PlanReading.Line] {
        reading.lines(.activity).sorted { ($0.back.planned, $0.node.name) < ($1.back.planned, $1.node.name) }
    }

    private static func lead(_ lines: [PlanReading.Line], _ t: Language) -> String {
        let day = lines.count { $0.back.planned <= 72 }
        let uncovered = lines.count { $0.uncovered != nil }
        let open = t(
            "\(t.count(day, ("activité rouvre", "activités rouvrent"), ("", ""))) dans les trois premiers jours, sur \(t.number(lines.count)).",
            "\(t.count(day, ("", ""), ("activity reopens", "activities reopen"))) within the first three days, of \(t.number(lines.count))."
        )
        guard uncovered > 0 else { return open }
        return open
            + t(
                " Pour \(t.number(uncovered)) d’entre elles, le mode dégradé s’épuise avant\u{00A0}: prévoyez autre chose.",
                " For \(t.number(uncovered)) of them the degraded mode wears out before: plan something else.")
    }

    static func list(_ lines: [PlanReading.Line], _ reading: PlanReading, _ t: Language) -> HTML {
        Components.table(t, table(lines, reading, t))
    }

    static func table(_ lines: [PlanReading.Line], _ reading: PlanReading, _ t: Language) -> Table {
        let model = reading.model
        return Table(
            caption: t(
                "Annoncez plutôt l’heure de neuf fois sur dix\u{00A0}: une promesse tenue vaut mieux qu’une promesse courte.",
                "Rather announce the hour of nine in ten: a promise kept is worth more than a short one."),
            stacks: true,
            columns: [
                Column(t("Activité", "Activity")), Column(t("Rouvre", "Reopens"), isNumber: true),
                Column(t("À annoncer (9 sur 10)", "To announce (9 in 10)"), isNumber: true),
                Column(t("Mode dégradé", "Degraded mode")), Column(t("Retenue par", "Held by")),
            ],
            rows: lines.map { line in
                let moment = HourWords.moment(
                    line.back.planned, weekday: model.startWeekday, startHour: model.startHour, t)
                return [
                    "\(line.node.name)", "\(HourWords.mark(line.back.planned, t))<p class=\"quiet\">\(moment)</p>",
                    "\(line.back.spread.map { HourWords.mark($0.p90, t) } ?? "–")", degraded(line, t),
                    "\(holder(line, reading))",
                ]
            })
    }

    private static func degraded(_ line: PlanReading.Line, _ t: Language) -> HTML {
        guard let end = line.back.degradedModeEnds else {
            return "<span class=\"quiet\">\(t("durée non connue", "how long is not known"))</span>"
        }
        guard let hours = line.uncovered else {
            return badge(t, .proven, t("Tient jusqu’au retour", "Holds until the return"))
        }
        return badge(
            t, .missing,
            t(
                "S’épuise à \(HourWords.mark(end, t)), \(HourWords.length(hours, t)) sans rien",
                "Worn out at \(HourWords.mark(end, t)), \(HourWords.length(hours, t)) with nothing"))
    }

    /// The service whose return the activity waits for, rather than the step.
    private static func holder(_ line: PlanReading.Line, _ reading: PlanReading) -> String {
        guard let key = line.back.heldBy, let step = reading.step(key) else { return "–" }
        guard step.node == line.node.key else { return reading.nodeName(step.node) }
        // Its own last step: look below, at what came back last.
        let needs = reading.model.map.dependencies.filter { $0.from == line.node.key && $0.kind != .degradedWithout }
        let last = needs.compactMap { reading.back($0.to) }.max { $0.planned < $1.planned }
        return last.map { reading.nodeName($0.node) } ?? "–"
    }
}
