// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Journal
import Markup
import Planning
import Primitives
import Site

/// The roadmap as a workbook, a CSV file or a PDF.
enum RoadmapExport {
    @Sendable
    static func xlsx(_ visit: Visit) async throws -> Reply {
        let (desk, reading, t) = try await open(visit)
        let workbook = workbook(desk.roadmap, desk.snapshot, reading, at: visit.now, t)
        return .download(
            try XLSXWriter.bytes(of: workbook), name: name(desk, "xlsx"),
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }

    @Sendable
    static func csv(_ visit: Visit) async throws -> Reply {
        let (desk, reading, t) = try await open(visit)
        return .download(
            csv(desk.snapshot, reading, t), name: name(desk, "csv"), mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func pdf(_ visit: Visit) async throws -> Reply {
        let (desk, reading, t) = try await open(visit)
        guard let scenario = desk.current else { throw RoadmapError.unreadable }
        let tables = PlanTables(snapshot: desk.snapshot, reading: reading, roadmap: desk.roadmap.id, t: t)
        let main: HTML = """
            \(ObstacleWords.html(ObstacleWords.lines(reading, desk.snapshot, t), t))\
            \(sheet(t("Le plan, trimestre par trimestre", "The plan, quarter by quarter"), tables.byQuarter))\
            \(sheet(t("L’argent, année par année", "The money, year by year"), tables.money))\
            \(sheet(t("Le temps, compétence par compétence", "The time, skill by skill"), tables.effort))\
            \(paragraph(estimates(t), isQuiet: true))
            """
        let report = Report(
            title: desk.roadmap.title, subtitle: RoadmapPage.lead(reading, scenario.plan, t),
            audience: t("l’établissement et son groupe seulement", "the establishment and its group only"),
            place: desk.place, main: main)
        return try await visit.pdf(report, name: name(desk, "pdf"))
    }

    private static func open(_ visit: Visit) async throws -> (RoadmapDesk, PlanReading, Language) {
        let desk = try await RoadmapDesk.open(visit)
        guard let scenario = desk.current else { throw RoadmapError.unreadable }
        let roadmap = desk.roadmap
        // What an establishment will spend and where it is weak leaves Carène: the journal keeps who took it.
        try await visit.change { change in try RoadmapStore.record("roadmap.exported", roadmap, in: change) }
        return (desk, desk.reading(of: scenario), visit.language)
    }

    private static func name(_ desk: RoadmapDesk, _ type: String) -> String {
        "feuille-de-route-\(desk.roadmap.organisationName)-v\(desk.roadmap.version).\(type)"
    }

    static func estimates(_ t: Language) -> String {
        t(
            "Coûts, jours et parts comblées sont des estimations, à remplacer par vos devis.",
            "Costs, days and shares closed are estimates, to be replaced by your quotes.")
    }

    private static func who(_ label: RoadmapSnapshot.ActionLabel, _ snapshot: RoadmapSnapshot) -> String {
        label.members.filter(snapshot.members.indices.contains).map { snapshot.members[$0].name }
            .joined(separator: ", ")
    }

    static func workbook(
        _ roadmap: Roadmap, _ snapshot: RoadmapSnapshot, _ reading: PlanReading, at now: Instant, _ t: Language
    ) -> Workbook {
        let contributions = reading.contributions()
        let plan = Workbook.Sheet(
            name: t("Plan", "Plan"),
            columns: [
                .init(t("Action", "Action"), width: 50, style: .wrapped),
                .init(t("Pour", "For"), width: 36, style: .wrapped),
                .init(t("Pilier", "Pillar"), width: 26), .init(t("Début", "Start"), width: 14),
                .init(t("Fin", "End"), width: 14),
                .init(t("Coût (estimation)", "Cost (estimate)")), .init(t("Jours (estimation)", "Days (estimate)")),
                .init(t("Écart comblé", "Gap closed")),
            ],
            rows: reading.lines.map { line in
                let action = reading.problem.actions[line.action]
                let label = snapshot.actions[line.action]
                let share = reading.total > 0 ? (contributions[line.action] ?? 0) / reading.total : 0
                return [
                    .text(label.title), .text(who(label, snapshot)), .text(label.pillar.title(t)),
                    .date(snapshot.quarter(line.start).firstDay), .date(snapshot.quarter(line.end).lastDay),
                    .euros(reading.cost(line)), .number(action.effort.reduce(0, +)), .percent(share),
                ]
            },
            frozenColumns: 1, notes: [estimates(t)], printTitle: roadmap.title)
        let money = Workbook.Sheet(
            name: t("Argent", "Money"),
            columns: [.init(t("Année", "Year")), .init(t("Budget", "Budget")), .init(t("Prévu", "Planned"))],
            rows: reading.spending.enumerated().map { year, spent in
                [
                    .number(snapshot.year(year)),
                    .euros(reading.problem.budgets.indices.contains(year) ? reading.problem.budgets[year] : 0),
                    .euros(spent),
                ]
            }, printTitle: roadmap.title)
        let days = Workbook.Sheet(
            name: t("Jours", "Days"),
            columns: [.init(t("Compétence", "Skill"), width: 30)]
                + (0..<reading.closed.count).map { .init(snapshot.quarter($0).words(t), width: 10) },
            rows: reading.problem.skills.indices.map { skill in
                let name = reading.problem.skills[skill]
                return [.text(Skill(rawValue: name)?.title(t) ?? name)]
                    + (reading.effort.indices.contains(skill) ? reading.effort[skill] : []).map { .number($0) }
            }, frozenColumns: 1, printTitle: roadmap.title)
        return Workbook(title: roadmap.title, createdAt: now, language: t, sheets: [plan, money, days])
    }

    static func csv(_ snapshot: RoadmapSnapshot, _ reading: PlanReading, _ t: Language) -> [UInt8] {
        let contributions = reading.contributions()
        var writer = CSVWriter(.frenchExcel)
        writer.write([
            "identifiant", "action", "etablissements", "pilier", "debut", "fin", "cout_estime_euros", "jours_estimes",
            "ecart_comble_pourcent",
        ])
        for line in reading.lines {
            let action = reading.problem.actions[line.action]
            let label = snapshot.actions[line.action]
            let share = reading.total > 0 ? (contributions[line.action] ?? 0) / reading.total * 100 : 0
            writer.write([
                action.id, label.title, who(label, snapshot), label.pillar.title(t),
                snapshot.quarter(line.start).firstDay.text, snapshot.quarter(line.end).lastDay.text,
                plain(reading.cost(line)), plain(action.effort.reduce(0, +)), plain(share),
            ])
        }
        return writer.take()
    }

    /// Two decimals at most, with the comma that French spreadsheets expect.
    private static func plain(_ value: Double) -> String { TypedNumber.text((value * 100).rounded() / 100) }
}
