// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// What the crisis kit holds of the restart: the plan to follow on paper when there is no server.
enum RestartKit {
    static func documents(of organisation: Organisation, in house: House, _ t: Language) async throws -> [KitDocument] {
        let whole = try await house.database.read { session -> WholePlan? in
            guard let plan = try PlanStore.latest(of: organisation.id, in: session) else { return nil }
            return try PlanStore.whole(plan.id, of: organisation.id, in: session)
        }
        return whole.map { documents($0, t) } ?? []
    }

    static func documents(_ whole: WholePlan, _ t: Language) -> [KitDocument] {
        let reading = whole.reading
        let parts = PlanParts(reading: reading, t: t)
        let services = KitDocument(
            identifier: "redemarrage-services", title: t("Quand chaque service revient", "When each service is back"),
            summary: t(
                "À regarder avant de promettre une heure à un service de soins.",
                "To be looked at before an hour is promised to a care unit."),
            chapter: .restart,
            content: """
                <p>\(PlanWords.lead(reading, t))</p>\
                \(GanttChart.services(Array(reading.awaited.prefix(40)), reading, t).html(t, caption: t(
                    "Chaque barre va de la première étape au retour du service.", "Each bar goes from the first step to the return.")))\
                \(table(t, parts.serviceTable))\(ReopeningsPage.list(ReopeningsPage.sorted(reading), reading, t))
                """,
            tables: [serviceRows(reading, t)])
        let teams = KitDocument(
            identifier: "redemarrage-equipes",
            title: t("Plan de redémarrage, équipe par équipe", "Restart plan, team by team"),
            summary: t(
                "Une page par équipe, à imprimer et à cocher au stylo.",
                "One page a team, to be printed and ticked by pen."),
            chapter: .restart, content: TeamSheetsPage.sheets(reading, t), tables: [stepRows(reading, t)])
        return [services, teams]
    }

    private static func serviceRows(_ reading: PlanReading, _ t: Language) -> KitDocument.Table {
        KitDocument.Table(
            name: "services", header: ["service", "classe", "dmia_h", "prevu_h", "neuf_sur_dix_h", "verdict"],
            rows: reading.awaited.map { line in
                [
                    line.node.name, line.node.careClass.map(String.init) ?? "",
                    line.node.recoveryTimeObjective.map(TypedNumber.text) ?? "", TypedNumber.text(line.back.planned),
                    line.back.spread.map { TypedNumber.text($0.p90) } ?? "", PlanWords.verdict(line, t).word ?? "",
                ]
            })
    }

    private static func stepRows(_ reading: PlanReading, _ t: Language) -> KitDocument.Table {
        KitDocument.Table(
            name: "etapes", header: ["element", "etape", "equipes", "debut_h", "fin_h", "decide_de_la_date"],
            rows: reading.plan.tasks.sorted { ($0.start, $0.finish) < ($1.start, $1.finish) }.compactMap { task in
                guard let step = reading.step(task.step) else { return nil }
                return [
                    reading.nodeName(step.node), step.title, StepWords.people(step.people, reading.teamName, t),
                    TypedNumber.text(task.start), TypedNumber.text(task.finish),
                    task.isCritical ? t("oui", "yes") : t("non", "no"),
                ]
            })
    }
}
