// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// Four figures of a campaign; the fifth place of the cockpit is for the group itself.
struct GroupFigures {
    let model: CampaignModel
    let t: Language

    private var comparison: CampaignComparison { model.comparison }
    private var isRunning: Bool { model.campaign.closedAt == nil }
    private var href: URLPath { model.address(.mean, CampaignOrder()) }

    var list: [Figure] {
        var list = [median, finished]
        if isRunning, let due = model.campaign.dueOn { list.append(deadline(due)) }
        list.append(lacking)
        return list
    }

    /// The mean of what is answered: the index would fall at the start of each campaign, when nobody has answered yet.
    private var median: Figure {
        guard let median = comparison.median(.mean) else {
            return Figure(
                "–", meaning: t("personne n’a encore répondu", "nobody has answered yet"),
                note: t("la médiane viendra avec les réponses", "the median will come with the answers"), href: href)
        }
        return Figure(
            t.percent(median),
            meaning: t("à la médiane des membres", "at the members’ median"), note: trend, tone: tone(median),
            spark: comparison.history.compactMap { $0.median.mean.map { $0 * 100 } }, href: href)
    }

    /// Against the campaign before this one.
    private var trend: String {
        let shares = comparison.history.compactMap(\.median.mean)
        guard shares.count > 1, let last = shares.last else {
            return t("première campagne du groupe", "first campaign of the group")
        }
        let change = last - shares[shares.count - 2]
        let points = t.count(Int((abs(change) * 100).rounded()), ("point", "points"), ("point", "points"))
        if abs(change) < 0.005 { return t("comme à la campagne précédente", "as in the campaign before") }
        return change > 0
            ? t("\(points) de plus qu’à la campagne précédente", "\(points) more than in the campaign before")
            : t("\(points) de moins qu’à la campagne précédente", "\(points) less than in the campaign before")
    }

    private func tone(_ share: Double) -> Tone { share < 0.4 ? .bad : share < 0.6 ? .warn : .good }

    private var finished: Figure {
        let (done, all) = (comparison.finished, comparison.members.count)
        let idle = comparison.members.count { $0.assessment.tally.answered == 0 }
        return Figure(
            t("\(t.number(done)) sur \(t.number(all))", "\(t.number(done)) of \(t.number(all))"),
            meaning: done < 2
                ? t("membre a fini de répondre", "member has finished answering")
                : t("membres ont fini de répondre", "members have finished answering"),
            note: idle > 0
                ? t.count(
                    idle, ("n’a pas commencé", "n’ont pas commencé"), ("has not started", "have not started"))
                : t("tous ont commencé", "all have started"),
            tone: done == all ? .good : idle > 0 ? .warn : .neutral, href: href)
    }

    private func deadline(_ due: Day) -> Figure {
        let left = model.today.days(until: due)
        return Figure(
            t.count(abs(left), ("jour", "jours"), ("day", "days")),
            meaning: left < 0 ? t("de retard", "late") : t("pour finir de répondre", "to finish answering"),
            note: left < 0
                ? t("c’était prévu le \(t.date(due))", "it was due on \(t.date(due))")
                : t("le \(t.date(due))", "on \(t.date(due))"),
            tone: Verdict.tone(of: due, today: model.today))
    }

    private var lacking: Figure {
        let count = comparison.misses.count
        return Figure(
            t.number(count),
            meaning: count < 2
                ? t("exigence que la plupart n’atteignent pas", "requirement that most do not meet")
                : t("exigences que la plupart n’atteignent pas", "requirements that most do not meet"),
            note: comparison.misses.first.map { miss in
                let title = miss.requirement.words(t).title
                return t("surtout «\u{00A0}\(title)\u{00A0}»", "above all “\(title)”")
            }
                ?? t("rien ne manque à plus de la moitié", "nothing is missing for more than half of them"),
            tone: count == 0 ? .good : .bad, href: href)
    }
}
