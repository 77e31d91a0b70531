// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Every impact analysis of an organisation in one table, to work on or to hand over.
enum AnalysesFile {
    @Sendable
    static func table(_ visit: Visit) async throws -> Reply {
        let (place, lines) = try await gathered(visit)
        var file = CSVWriter(.frenchExcel)
        file.write(columns(visit.language).map(\.title))
        for line in lines { file.write(cells(line, on: visit.today, visit.language)) }
        return .download(
            file.take(), name: "bilans-\(place.organisation.name).csv", mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func workbook(_ visit: Visit) async throws -> Reply {
        let (place, lines) = try await gathered(visit)
        let t = visit.language
        let title = t("Bilans d’impact, \(place.organisation.name)", "Impact analyses, \(place.organisation.name)")
        let book = Workbook(
            title: title, createdAt: visit.now, language: t,
            sheets: [
                Workbook.Sheet(
                    name: t("Bilans", "Analyses"),
                    columns: columns(t).map { Workbook.Column($0.title, width: $0.width, style: .wrapped) },
                    rows: lines.map { line in cells(line, on: visit.today, t).map { .text($0) } }, frozenColumns: 1,
                    printTitle: title)
            ])
        return .download(
            try XLSXWriter.bytes(of: book), name: "bilans-\(place.organisation.name).xlsx",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }

    private static func gathered(_ visit: Visit) async throws -> (Place, [AnalysesPage.Line]) {
        let place = try await visit.continued()
        let lines = try await AnalysesPage.lines(of: place.organisation, for: visit)
        let id = place.organisation.id.text
        // It tells where it hurts: the journal keeps who took it.
        try await visit.change { change in try change.record("impactAnalysis.exported", organisation: id) }
        return (place, lines)
    }

    static func columns(_ t: Language) -> [(title: String, width: Double)] {
        var columns: [(title: String, width: Double)] = [
            (t("Activité ou service", "Activity or service"), 32), (t("Établissement", "Establishment"), 28),
            (t("Étage", "Layer"), 12), (t("Classe de soin", "Care class"), 10), (t("État", "State"), 14),
            (t("Durée tolérable", "Tolerable period"), 14), (t("DMIA", "RTO"), 12), (t("PDMA", "RPO"), 12),
        ]
        for domain in ImpactDomain.allCases {
            for moment in ImpactMoment.dated {
                columns.append(("\(domain.title(t)), \(Duration.words(moment.hours, t))", 12))
            }
            columns.append((t("\(domain.title(t)), note", "\(domain.title(t)), note"), 32))
        }
        return columns + [
            (t("Pointes", "Peaks"), 24), (t("Interrogés", "Asked"), 28), (t("Interrogés le", "Asked on"), 14),
            (t("Validé par", "Validated by"), 24), (t("Validé le", "Validated on"), 14),
            (t("À revoir le", "To be reviewed on"), 14), (t("Remarques", "Remarks"), 40),
        ]
    }

    static func cells(_ line: AnalysesPage.Line, on day: Day, _ t: Language) -> [String] {
        let node = line.node.node
        let analysis = line.analysis ?? Analysis.empty(of: line.node.id)
        var cells = [
            node.name, line.node.keeperName, NodeWords.layer(node.layer, t), node.careClass.map { String($0) } ?? "",
            StateWords.title(line.state(on: day), t), hours(node.maximumTolerablePeriod, t),
            hours(node.recoveryTimeObjective, t), hours(node.recoveryPointObjective, t),
        ]
        for domain in ImpactDomain.allCases {
            let course = analysis.course(domain)
            cells += ImpactMoment.dated.map { course.level(at: $0)?.title(t) ?? "" }
            cells.append(course.note)
        }
        return cells + [
            analysis.peaks.isEmpty ? "" : PeakWords.sentence(analysis.peaks, t), analysis.asked,
            analysis.askedOn?.text ?? "", analysis.validation?.by ?? "", analysis.validation?.on.text ?? "",
            analysis.validation?.reviewOn?.text ?? "", analysis.note,
        ]
    }

    private static func hours(_ hours: Double?, _ t: Language) -> String { hours.map { Duration.words($0, t) } ?? "" }
}
