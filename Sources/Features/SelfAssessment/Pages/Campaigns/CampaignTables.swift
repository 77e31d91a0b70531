// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// Members × chapters, then the ranking.
struct CampaignTables {
    let model: CampaignModel
    let t: Language

    private var comparison: CampaignComparison { model.comparison }
    private var measure: CampaignMeasure { model.measure }

    private var medianName: String { t("Médiane du groupe", "Group's median") }

    var heatMap: HTML {
        let chapters = comparison.chapters
        let rows = comparison.members.map { member in
            let known = Dictionary(member.chapters.map { ($0.code, $0.tally) }) { first, _ in first }
            return HeatRow(
                member.assessment.organisationName,
                chapters.map { known[$0.code].flatMap { measure.share($0) }.map { $0 * 100 } }, href: href(member))
        }
        let medians = chapters.map { measure.share(comparison.medians.chapters[$0.code]).map { $0 * 100 } }
        let caption =
            measure == .mean
            ? t("Moyenne des réponses par chapitre, en pourcentage", "Mean of the answers by chapter, in percent")
            : t("Indice par chapitre, rapporté à 100", "Index by chapter, brought to 100")
        return Components.heatMap(
            t, caption: caption, rowTitle: t("Établissement", "Establishment"), columns: chapters.map(\.title),
            rows: rows, summary: medians.contains { $0 != nil } ? HeatRow(medianName, medians) : nil)
    }

    private func href(_ member: CampaignMember) -> URLPath {
        AssessmentURL.assessment(.init(member.assessment.id)).path
    }

    var ranking: HTML {
        let sentences = CampaignSentences(model: model, t: t)
        let columns = [
            Column(t("Établissement", "Establishment"), sortKey: CampaignOrder.Key.organisation.rawValue),
            Column(t("Réponses", "Answers"), sortKey: CampaignOrder.Key.progress.rawValue, isNumber: true),
            Column(t("Moyenne", "Mean"), sortKey: CampaignOrder.Key.mean.rawValue, isNumber: true),
            Column(t("Indice", "Index"), sortKey: CampaignOrder.Key.index.rawValue, isNumber: true),
            Column(t("Écart à la médiane", "Gap to the median"), isNumber: true),
            Column(t("Chapitre le plus faible", "Weakest chapter")),
        ]
        let rows = model.order.sorted(comparison.members).map { member -> [HTML] in
            let tally = member.assessment.tally
            return [
                "<a href=\"\(href(member))\">\(member.assessment.organisationName)</a>",
                "\(t("\(t.number(tally.answered)) sur \(t.number(tally.applicable))", "\(t.number(tally.answered)) of \(t.number(tally.applicable))"))",
                "\(CampaignMeasure.mean.share(tally).map { t.percent($0) } ?? "–")",
                "\(CampaignMeasure.index.share(tally).map { t.decimal($0 * 5) } ?? "–")",
                "\(comparison.gap(of: member, measure).map(sentences.gap) ?? "–")",
                "\(member.weakest(measure)?.title ?? "")",
            ]
        }
        let list = Table(
            caption: t("Classement des établissements", "Ranking of the establishments"), isCaptionHidden: true,
            columns: columns, rows: rows, sort: (model.order.key.rawValue, model.order.isDescending),
            sortHref: { key, isDescending in
                let order = CampaignOrder(
                    key: CampaignOrder.Key(rawValue: key) ?? .index, isDescending: isDescending)
                return model.address(measure, order)
            })
        let title =
            comparison.vision == .member
            ? t("Ce que vous suivez", "What you follow") : t("Où en est chacun", "Where each one stands")
        return sheet(title, table(t, list))
    }
}
