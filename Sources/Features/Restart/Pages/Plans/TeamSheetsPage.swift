// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import Site

/// What each team does, in order: one sheet of paper a team.
enum TeamSheetsPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await PlanDesk.open(visit)
        let t = visit.language
        return desk.page(visit, title(t), .teams, render(desk.plan, desk.whole.reading, t))
    }

    static func title(_ t: Language) -> String {
        t("Qui fait quoi, dans quel ordre\u{00A0}?", "Who does what, in which order?")
    }

    static func render(_ plan: RestartPlan, _ reading: PlanReading, _ t: Language) -> HTML {
        let lead = t(
            "Une page par équipe à l’impression, avec une case à cocher par étape. Donnez la sienne à chacune\u{00A0}: le réseau ne sera pas là pour la montrer.",
            "One page a team when printed, with a box to tick for each step. Give each its own: the network will not be there to show it."
        )
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(PlanTabs.render(plan, current: .teams, t))\
            \(sheets(reading, t))
            """
    }

    static func sheets(_ reading: PlanReading, _ t: Language) -> HTML {
        let model = reading.model
        let list = model.teams.filter { !reading.tasks(of: $0.key).isEmpty }
        return list.html { team in
            let tasks = reading.tasks(of: team.key)
            let helpers = model.reinforcements.filter { $0.team == team.key }.map { one in
                t(
                    "+\(one.people) de \(one.origin) dès \(HourWords.mark(one.from, t))",
                    "+\(one.people) from \(one.origin) from \(HourWords.mark(one.from, t))")
            }
            let people = t.count(team.people, ("personne", "personnes"), ("person", "people"))
            return """
                <section class="sheet team-sheet"><div class="sheet-head"><h2>\(team.name)</h2>\
                <span class="quiet">\(([people, StepWords.periods(team.periods, t)] + helpers).joined(separator: " · "))</span></div>\
                \(table(t, Table(
                    caption: t("Étapes de l’équipe \(team.name)", "Steps of the team \(team.name)"), isCaptionHidden: true,
                    columns: columns(t), rows: tasks.enumerated().map { row($1, of: team.key, number: $0 + 1, reading, t) })))</section>
                """
        }
    }

    private static func columns(_ t: Language) -> [Column] {
        [
            Column(t("N°", "No."), isNumber: true), Column(t("Fait", "Done"), isShort: true),
            Column(t("Étape", "Step")),
            Column(t("Début", "Start"), isNumber: true), Column(t("Fin", "End"), isNumber: true),
            Column(t("Quand", "When")), Column(t("Avec", "With")), Column(t("Heure réelle", "Real time")),
        ]
    }

    private static func row(
        _ task: RecoveryPlan.Task, of team: String, number: Int, _ reading: PlanReading, _ t: Language
    ) -> [HTML] {
        let step = reading.step(task.step)
        let moment = HourWords.moment(
            task.start, weekday: reading.model.startWeekday, startHour: reading.model.startHour, t)
        // Who else comes; the own team only where it sends more than one.
        let with = (step?.people ?? [:]).filter { $0.key != team || $0.value > 1 }
        return [
            "\(number)", "<span class=\"tick-box\" aria-hidden=\"true\"></span>",
            """
            <strong>\(step.map { reading.nodeName($0.node) } ?? "")</strong> \(step?.title ?? task.step)\
            \(when(task.isCritical, " <span class=\"quiet\">\(t("décide de la date de fin", "decides the end"))</span>"))
            """,
            "\(HourWords.mark(task.start, t))", "\(HourWords.mark(task.finish, t))", "\(moment)",
            "\(with.isEmpty ? "" : StepWords.people(with, reading.teamName, t))", "",
        ]
    }
}
