// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import FoundationEssentials
import Journal
import Markup
import Primitives
import Recovery
import Site

/// A plan as files: tables for a spreadsheet, everything as JSON, the plan file that the command line reads, a report.
enum PlanFiles {
    static func export(_ type: RestartURL.FileType) -> Route.Handler {
        { visit in
            let desk = try await PlanDesk.open(visit)
            let (plan, t) = (desk.plan, visit.language)
            // What leaves says in which order everything comes back: the journal keeps who took it.
            let bytes = try await bytes(desk, type, visit)
            try await visit.change { change in
                try PlanStore.record("restart.plan.exported", plan.organisation, plan.id, plan.title, in: change)
            }
            return .download(
                bytes, name: "\(t("redemarrage", "restart"))-\(plan.title).\(type.rawValue)", mediaType: mediaType(type)
            )
        }
    }

    private static func mediaType(_ type: RestartURL.FileType) -> String {
        switch type {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .json: "application/json"
        case .yaml: "application/yaml"
        case .pdf: "application/pdf"
        }
    }

    private static func bytes(_ desk: PlanDesk, _ type: RestartURL.FileType, _ visit: Visit) async throws -> [UInt8] {
        let (whole, t) = (desk.whole, visit.language)
        switch type {
        case .csv: return csv(whole.reading, t)
        case .xlsx: return try XLSXWriter.bytes(of: workbook(whole, at: visit.now, t))
        case .json: return try json(whole)
        case .yaml:
            return Array(RecoveryPlanFile.write(CodedModel(whole.frozen).model).utf8)
        case .pdf: return try await visit.pdfBytes(report(desk, t))
        }
    }

    // MARK: Tables

    static func csv(_ reading: PlanReading, _ t: Language) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        writer.write([
            "element", "etape", "phase", "equipes", "debut_h", "fin_h", "decide_de_la_date", "duree_probable_h",
            "source",
        ])
        for task in reading.plan.tasks.sorted(by: { ($0.start, $0.finish) < ($1.start, $1.finish) }) {
            guard let step = reading.step(task.step) else { continue }
            writer.write([
                reading.nodeName(step.node), step.title, StepWords.phase(step.phase, t),
                StepWords.people(step.people, reading.teamName, t), TypedNumber.text(task.start),
                TypedNumber.text(task.finish), task.isCritical ? t("oui", "yes") : t("non", "no"),
                TypedNumber.text(step.duration.likely), StepWords.source(step.source, nil, t).word ?? "",
            ])
        }
        return writer.take()
    }

    static func workbook(_ whole: WholePlan, at now: Instant, _ t: Language) -> Workbook {
        let reading = whole.reading
        func hour(_ value: Double?) -> Workbook.Cell { value.map { .number(($0 * 100).rounded() / 100) } ?? .text("") }
        let steps = Workbook.Sheet(
            name: t("Étapes", "Steps"),
            columns: [
                .init(t("Élément", "Element"), width: 34), .init(t("Étape", "Step"), width: 50, style: .wrapped),
                .init(t("Phase", "Phase")), .init(t("Équipes", "Teams"), width: 34, style: .wrapped),
                .init(t("Début (h)", "Start (h)")), .init(t("Fin (h)", "End (h)")),
                .init(t("Décide de la date", "Decides the date")),
            ],
            rows: reading.plan.tasks.sorted { ($0.start, $0.finish) < ($1.start, $1.finish) }.compactMap { task in
                guard let step = reading.step(task.step) else { return nil }
                return [
                    .text(reading.nodeName(step.node)), .text(step.title), .text(StepWords.phase(step.phase, t)),
                    .text(StepWords.people(step.people, reading.teamName, t)), hour(task.start), hour(task.finish),
                    .text(task.isCritical ? t("oui", "yes") : ""),
                ]
            }, frozenColumns: 1, printTitle: whole.plan.title)
        let services = Workbook.Sheet(
            name: t("Services", "Services"),
            columns: [
                .init(t("Service", "Service"), width: 34), .init(t("Classe", "Class")),
                .init(t("DMIA (h)", "Objective (h)")),
                .init(t("Prévu (h)", "Planned (h)")), .init(t("5 sur 10 (h)", "5 in 10 (h)")),
                .init(t("9 sur 10 (h)", "9 in 10 (h)")), .init(t("Tenir la DMIA", "On time")),
            ],
            rows: reading.awaited.map { line in
                [
                    .text(line.node.name), line.node.careClass.map { .number(Double($0)) } ?? .text(""),
                    hour(line.node.recoveryTimeObjective), hour(line.back.planned), hour(line.back.spread?.p50),
                    hour(line.back.spread?.p90), line.back.probabilityOnTime.map { .percent($0) } ?? .text(""),
                ]
            }, frozenColumns: 1, notes: [PlanWords.distance(whole.result, t)], printTitle: whole.plan.title)
        return Workbook(title: whole.plan.title, createdAt: now, language: t, sheets: [services, steps])
    }

    private struct File: Encodable {
        let format = "carene-restart-plan/1"
        let title: String
        let madeOn: String
        let model: RecoveryModel
        let plan: RecoveryPlan
    }

    static func json(_ whole: WholePlan) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(
            try encoder.encode(
                File(
                    title: whole.plan.title, madeOn: whole.plan.madeOn.text, model: whole.frozen.model,
                    plan: whole.result)))
    }

    // MARK: Report

    private static func report(_ desk: PlanDesk, _ t: Language) -> Report {
        let reading = desk.whole.reading
        let parts = PlanParts(reading: reading, t: t)
        let main: HTML = """
            \(sheet(t("Quand chaque service revient", "When each service is back"), table(t, parts.serviceTable)))\
            \(sheet(t("Ce qui rouvre, et quand", "What reopens, and when"), ReopeningsPage.list(ReopeningsPage.sorted(reading), reading, t)))\
            \(sheet(t("Ce qui décide de la date", "What decides the date"), parts.criticalChain))\
            \(sheet(t("Ce que donnerait une personne de plus", "What one more person would give"), parts.marginal))\
            \(parts.uncovered)\(TeamSheetsPage.sheets(reading, t))\
            \(paragraph(PlanWords.distance(reading.plan, t), isQuiet: true))
            """
        return Report(
            title: desk.plan.title, subtitle: PlanWords.lead(reading, t),
            audience: t("cellule de crise et responsables d’équipe seulement", "crisis cell and team leaders only"),
            place: desk.place, main: main)
    }
}
