// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives

/// What a campaign says before any table.
struct CampaignSentences {
    let model: CampaignModel
    let t: Language

    private var comparison: CampaignComparison { model.comparison }
    private var measure: CampaignMeasure { model.measure }

    func share(_ share: Double) -> String {
        switch measure {
        case .mean: t.percent(share)
        case .index: Verdict.index(share * 5, t)
        }
    }

    var lead: String {
        "\(comparison.campaign.title). \(verdict)"
    }

    private var verdict: String {
        switch comparison.vision {
        case .member: memberVerdict
        case .group, .shared: groupVerdict
        }
    }

    private var groupVerdict: String {
        let shares = comparison.members.compactMap { measure.share($0.assessment.tally) }
        guard let low = shares.min(), let high = shares.max() else {
            return t("Aucun établissement n’a encore répondu.", "No establishment has answered yet.")
        }
        let finished =
            comparison.finished == comparison.members.count
            ? t("Tous ont fini de répondre", "All have finished answering")
            : t(
                "\(t.number(comparison.finished)) sur \(t.number(comparison.members.count)) ont fini de répondre",
                "\(t.number(comparison.finished)) of \(t.number(comparison.members.count)) have finished answering")
        guard shares.count > 1, let median = comparison.median(measure) else {
            return t("\(finished)\u{00A0}; un seul a commencé.", "\(finished); only one has begun.")
        }
        return t(
            "\(finished). La moitié dépasse \(share(median))\u{00A0}; on va de \(share(low)) à \(share(high)).",
            "\(finished). Half are above \(share(median)); from \(share(low)) to \(share(high)).")
    }

    private var memberVerdict: String {
        guard let own = comparison.members.first, let value = measure.share(own.assessment.tally) else {
            return t("Vous n’avez pas encore répondu.", "You have not answered yet.")
        }
        let name = own.assessment.organisationName
        guard let gap = comparison.gap(of: own, measure), let median = comparison.median(measure) else {
            return t("\(name) est à \(share(value)).", "\(name) is at \(share(value)).")
        }
        if abs(gap) < 0.005 {
            return t(
                "\(name) est à la médiane du groupe, \(share(median)).",
                "\(name) is at the group's median, \(share(median)).")
        }
        return gap > 0
            ? t(
                "\(name), à \(share(value)), est au-dessus de la médiane du groupe (\(share(median))).",
                "\(name), at \(share(value)), is above the group's median (\(share(median))).")
            : t(
                "\(name), à \(share(value)), est au-dessous de la médiane du groupe (\(share(median))).",
                "\(name), at \(share(value)), is below the group's median (\(share(median))).")
    }

    /// Why a member does not see the median.
    var secret: (title: String, text: String)? {
        guard comparison.vision == .member, comparison.median(measure) == nil else { return nil }
        return (
            t("La médiane du groupe n’est pas encore montrée", "The group's median is not shown yet"),
            t(
                "Elle apparaît quand trois établissements au moins ont répondu, dont deux que vous ne suivez pas\u{00A0}: avant, elle laisserait deviner le résultat d’un voisin.",
                "It appears when at least three establishments have answered, two of which you do not follow: before that, it would give a neighbour's result away."
            )
        )
    }

    var figures: [Figure] {
        var list = [
            Figure(
                t(
                    "\(t.number(comparison.answered)) sur \(t.number(comparison.applicable))",
                    "\(t.number(comparison.answered)) of \(t.number(comparison.applicable))"),
                meaning: t("réponses données", "answers given"),
                note: comparison.vision == .member
                    ? ""
                    : t.count(
                        comparison.members.count, ("établissement", "établissements"),
                        ("establishment", "establishments")))
        ]
        if let median = comparison.median(measure) {
            list.append(
                Figure(
                    share(median), meaning: t("à la médiane du groupe", "at the group's median"),
                    spark: comparison.history.compactMap { measure.share($0.median) }))
        }
        let shares = comparison.members.compactMap { measure.share($0.assessment.tally) }
        if shares.count > 1, let low = shares.min(), let high = shares.max() {
            list.append(
                Figure(
                    difference(high - low),
                    meaning: t("entre le premier et le dernier", "between the first and the last")))
        }
        if let due = comparison.campaign.dueOn, comparison.campaign.closedAt == nil {
            let left = model.today.days(until: due)
            list.append(
                Figure(
                    t.count(abs(left), ("jour", "jours"), ("day", "days")),
                    meaning: left < 0 ? t("de retard", "late") : t("pour finir de répondre", "to finish answering"),
                    note: t("le \(t.date(due))", "on \(t.date(due))"),
                    tone: Verdict.tone(of: due, today: model.today)))
        }
        return list
    }

    /// "12 points", "0,6 point".
    func difference(_ share: Double) -> String {
        switch measure {
        case .mean:
            let points = t.decimal(abs(share) * 100, 0)
            return points == "0" || points == "1"
                ? t("\(points) point", "\(points) point") : t("\(points) points", "\(points) points")
        case .index:
            let points = t.decimal(abs(share) * 5, 1)
            return abs(share) * 5 < 2
                ? t("\(points) point", "\(points) points") : t("\(points) points", "\(points) points")
        }
    }

    /// With its direction: "+12 points", "−3 points".
    func gap(_ share: Double) -> String {
        let amount = difference(share)
        let isNothing = measure == .mean ? abs(share) < 0.005 : abs(share) < 0.01
        return isNothing ? amount : (share > 0 ? "+" : "\u{2212}") + amount
    }
}
