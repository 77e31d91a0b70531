// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The comparison as a table: one line for each member that the reader sees, then the group's median when it may be
/// told.
enum CampaignCSV {
    static func write(_ comparison: CampaignComparison, _ measure: CampaignMeasure) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        writer.write(
            ["etablissement", "repondu", "a_repondre", "moyenne_pourcent", "indice_sur_5"]
                + comparison.chapters.map { "\($0.code) \($0.title)" })
        for member in comparison.members {
            let tally = member.assessment.tally
            let known = Dictionary(member.chapters.map { ($0.code, $0.tally) }) { first, _ in first }
            writer.write(
                [
                    member.assessment.organisationName, String(tally.answered), String(tally.applicable),
                    percent(CampaignMeasure.mean.share(tally)), index(CampaignMeasure.index.share(tally)),
                ]
                    + comparison.chapters.map { chapter in
                        cell(known[chapter.code].flatMap { measure.share($0) }, measure)
                    })
        }
        if comparison.median(measure) != nil {
            writer.write(
                [
                    "Médiane du groupe", "", "", percent(CampaignMeasure.mean.share(comparison.medians.whole)),
                    index(CampaignMeasure.index.share(comparison.medians.whole)),
                ] + comparison.chapters.map { cell(measure.share(comparison.medians.chapters[$0.code]), measure) })
        }
        return writer.take()
    }

    private static func cell(_ share: Double?, _ measure: CampaignMeasure) -> String {
        switch measure {
        case .mean: percent(share)
        case .index: index(share)
        }
    }

    /// With a decimal comma: a French spreadsheet reads a number.
    private static func percent(_ share: Double?) -> String {
        share.map { Language.french.decimal($0 * 100, 1) } ?? ""
    }

    private static func index(_ share: Double?) -> String {
        share.map { Language.french.decimal($0 * 5, 2) } ?? ""
    }
}
