// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// How far a campaign has come, on the cockpit of its group.
enum CampaignPanel {
    static func html(_ campaign: Campaign, _ members: [Assessment], _ today: Day, _ t: Language) -> HTML {
        let finished = members.count { $0.isClosed || $0.tally.answered >= $0.tally.applicable }
        let started = members.count { $0.tally.answered > 0 }
        let due = campaign.dueOn.map { Verdict.due($0, today: today, t) + " " } ?? ""
        let begun = t.count(
            started, ("membre a commencé", "membres ont commencé"), ("member has started", "members have started"))
        let all = t.number(members.count)
        let words = t("\(due)\(begun), sur \(all).", "\(due)\(begun), out of \(all).")
        let comparison = Action(
            t("Comparer les membres", "Compare the members"), href: AssessmentURL.campaign(.init(campaign.id)).path)
        let label = t("Membres qui ont tout répondu", "Members that answered everything")
        return sheet(
            campaign.title, action: comparison,
            "\(progress(t, done: finished, total: members.count, label: label))\(paragraph(words))")
    }
}
