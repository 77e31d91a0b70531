// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// The page of a campaign.
struct CampaignModel: Sendable {
    let comparison: CampaignComparison
    var measure = CampaignMeasure.mean
    var order = CampaignOrder()
    let today: Day
    var manages = false

    var campaign: Campaign { comparison.campaign }
    var part: URLPath.Part { URLPath.Part(campaign.id) }

    /// This page with another measure or another order; what is usual is left out of the address.
    func address(_ measure: CampaignMeasure, _ order: CampaignOrder) -> URLPath {
        var path = AssessmentURL.campaign(part).path.with("mesure", measure == .mean ? nil : measure.rawValue)
        if order != CampaignOrder() {
            path = path.with("tri", order.key.rawValue)
                .with("ordre", order.isDescending ? "decroissant" : "croissant")
        }
        return path
    }

    func title(_ t: Language) -> String {
        switch comparison.vision {
        case .group, .shared: t("Les établissements comparés", "The establishments compared")
        case .member: t("Où vous en êtes dans le groupe", "Where you stand in the group")
        }
    }

    static func render(_ model: CampaignModel, _ t: Language) -> HTML {
        let sentences = CampaignSentences(model: model, t: t)
        let head = pageHead(
            t,
            PageHead(
                model.title(t), lead: sentences.lead, actions: actions(model, t),
                state: model.campaign.closedAt == nil ? nil : StateBadge(.closed, t("Close", "Closed"))))
        guard !model.comparison.members.isEmpty else { return head + nobody(t) }
        var parts: [HTML] = [figures(t, sentences.figures)]
        if let secret = sentences.secret {
            parts.append(notice(Notice(.information, title: secret.title, text: secret.text)))
        }
        parts.append(tabs(t, measures(model, t), label: t("Ce qui est comparé", "What is compared")))
        parts.append(CampaignTables(model: model, t: t).heatMap)
        parts.append(CampaignTables(model: model, t: t).ranking)
        parts.append(CampaignShared(model: model, t: t).render)
        parts.append(history(model, t))
        return head + stack(parts)
    }

    private static func nobody(_ t: Language) -> HTML {
        emptyState(
            title: t("Aucun établissement à montrer", "No establishment to show"),
            text: t(
                "Les établissements de cette campagne ne font pas partie de ce que vous suivez.",
                "The establishments of this campaign are not part of what you follow."))
    }

    private static func actions(_ model: CampaignModel, _ t: Language) -> [Action] {
        let measure = model.measure == .mean ? nil : model.measure.rawValue
        var list = [
            Action(
                t("Exporter vers Excel", "Export to Excel"),
                href: AssessmentURL.campaignWorkbook(model.part).path.with("mesure", measure)),
            Action(
                t("Exporter en CSV", "Export as CSV"),
                href: AssessmentURL.campaignCSV(model.part).path.with("mesure", measure)),
        ]
        guard model.manages else { return list }
        if model.campaign.closedAt == nil {
            list.append(
                Action(
                    t("Clore la campagne", "Close the campaign"), post: AssessmentURL.campaignClosure(model.part).path,
                    confirm: t(
                        "Clore la campagne et toutes ses évaluations\u{00A0}? Vous pourrez la rouvrir.",
                        "Close the campaign and all its assessments? You can reopen it.")))
        } else {
            list.append(
                Action(
                    t("Rouvrir la campagne", "Reopen the campaign"),
                    post: AssessmentURL.campaignReopening(model.part).path))
        }
        return list
    }

    private static func measures(_ model: CampaignModel, _ t: Language) -> [NavigationItem] {
        CampaignMeasure.allCases.map { measure in
            NavigationItem(
                measure == .mean
                    ? t("Moyenne des réponses", "Mean of the answers")
                    : t("Indice, l’indispensable d’abord", "Index, the indispensable first"),
                href: model.address(measure, model.order), isCurrent: measure == model.measure)
        }
    }

    private static func history(_ model: CampaignModel, _ t: Language) -> HTML {
        let points = model.comparison.history.compactMap { moment in
            model.measure.share(moment.median).map { TrendPoint(moment.day, $0, label: moment.title) }
        }
        guard points.count > 1, let first = points.first, let last = points.last else { return HTML() }
        let change = (last.value - first.value) * 100
        let moved = t.count(Int(abs(change).rounded()), ("point", "points"), ("point", "points"))
        let caption =
            abs(change) < 0.5
            ? t(
                "La médiane du groupe n’a pas bougé d’une campagne à l’autre.",
                "The group's median has not moved between campaigns.")
            : change > 0
                ? t(
                    "La médiane du groupe a gagné \(moved) depuis la première campagne.",
                    "The group's median has gained \(moved) since the first campaign.")
                : t(
                    "La médiane du groupe a perdu \(moved) depuis la première campagne.",
                    "The group's median has lost \(moved) since the first campaign.")
        return sheet(t("D’une campagne à l’autre", "From one campaign to the next"), trend(t, points, caption: caption))
    }
}
