// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The comparison of a campaign as a workbook: what `CampaignCSV` says, with numbers as numbers.
enum CampaignWorkbook {
    static func bytes(
        of comparison: CampaignComparison, _ measure: CampaignMeasure, at now: Instant, _ t: Language
    ) throws(DocumentError) -> [UInt8] {
        try XLSXWriter.bytes(of: workbook(comparison, measure, at: now, t))
    }

    static func workbook(
        _ comparison: CampaignComparison, _ measure: CampaignMeasure, at now: Instant, _ t: Language
    ) -> Workbook {
        let columns: [Workbook.Column] =
            [
                .init(t("Établissement", "Establishment"), width: 36, style: .wrapped),
                .init(t("Répondues", "Answered"), width: 11), .init(t("À répondre", "To answer"), width: 11),
                .init(t("Moyenne", "Mean"), width: 11), .init(t("Indice sur 5", "Index out of 5"), width: 11),
            ] + comparison.chapters.map { .init("\($0.code) \($0.title)", width: 18) }
        var rows = comparison.members.map { member -> [Workbook.Cell] in
            let tally = member.assessment.tally
            let known = Dictionary(member.chapters.map { ($0.code, $0.tally) }) { first, _ in first }
            return [
                .text(member.assessment.organisationName), .number(tally.answered), .number(tally.applicable),
                cell(CampaignMeasure.mean.share(tally), .mean), cell(CampaignMeasure.index.share(tally), .index),
            ] + comparison.chapters.map { chapter in cell(known[chapter.code].flatMap { measure.share($0) }, measure) }
        }
        if comparison.median(measure) != nil {
            let bold = Workbook.Style(bold: true)
            let whole = comparison.medians.whole
            rows.append(
                [
                    .text(t("Médiane du groupe", "Group's median"), bold), .empty, .empty,
                    cell(CampaignMeasure.mean.share(whole), .mean, bold),
                    cell(CampaignMeasure.index.share(whole), .index, bold),
                ]
                    + comparison.chapters.map {
                        cell(measure.share(comparison.medians.chapters[$0.code]), measure, bold)
                    })
        }
        let title = comparison.campaign.title
        return Workbook(
            title: title, createdAt: now, language: t,
            sheets: [
                Workbook.Sheet(
                    name: t("Comparaison", "Comparison"), columns: columns, rows: rows, frozenColumns: 1,
                    printTitle: title),
                WorkbookReading.comparison(measure, t),
            ])
    }

    private static func cell(
        _ share: Double?, _ measure: CampaignMeasure, _ style: Workbook.Style? = nil
    ) -> Workbook.Cell {
        guard let share else { return .empty }
        return switch measure {
        case .mean: .percent(share, style)
        case .index: .number((share * 500).rounded() / 100, style)
        }
    }
}
