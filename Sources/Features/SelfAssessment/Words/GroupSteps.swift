// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// What to do first for a group: help those who will not finish in time, then work together on what most of them lack.
struct GroupSteps {
    let model: CampaignModel
    let t: Language

    private var comparison: CampaignComparison { model.comparison }
    private var isRunning: Bool { model.campaign.closedAt == nil }

    var list: [TodoItem] {
        var list = isRunning ? behind : []
        list += misses
        if list.count < 5 { list += chapters.prefix(5 - list.count) }
        return list
    }

    /// At most two: those with the smallest share of answers, when it is under half.
    private var behind: [TodoItem] {
        let late = comparison.members.filter { $0.assessment.tally.progress < 0.5 }
            .sorted { $0.assessment.tally.progress < $1.assessment.tally.progress }
        let due = model.campaign.dueOn.map { " " + Verdict.due($0, today: model.today, t) } ?? ""
        return late.prefix(2).map { member in
            let tally = member.assessment.tally
            let name = member.assessment.organisationName
            let answered = t(
                "\(t.count(tally.answered, ("réponse", "réponses"), ("", ""))) sur \(t.number(tally.applicable)).",
                "\(t.number(tally.answered)) of \(t.number(tally.applicable)) answers.")
            return TodoItem(
                t("Aider «\u{00A0}\(name)\u{00A0}» à répondre", "Help “\(name)” to answer"),
                reason: answered + due,
                state: tally.answered == 0
                    ? StateBadge(.missing, t("Pas commencé", "Not started"))
                    : StateBadge(.unanswered, t("En cours", "In progress")),
                href: AssessmentURL.assessment(.init(member.assessment.id)).path)
        }
    }

    /// At most three, and the work that one member can do for all.
    private var misses: [TodoItem] {
        comparison.misses.prefix(3).map { miss in
            TodoItem(
                miss.requirement.words(t).title,
                reason: t(
                    "\(t.number(miss.missing)) membres sur \(t.number(miss.answered)) n’y sont pas tout à fait\u{00A0}: un travail commun servirait à tous.",
                    "\(t.number(miss.missing)) members of \(t.number(miss.answered)) do not fully meet it: work done once would serve all of them."
                ),
                state: miss.requirement.priority == .indispensable
                    ? StateBadge(.missing, t("Indispensable", "Indispensable")) : nil,
                href: FrameworkURL.show(model.campaign.framework).path
                    .anchored(at: FrameworkTree.anchor(miss.requirement.code)),
                code: miss.requirement.code)
        }
    }

    private var chapters: [TodoItem] {
        comparison.weakChapters(.mean, limit: 3).map { chapter, median in
            TodoItem(
                t("Travailler ensemble\u{00A0}: \(chapter.title)", "Work together: \(chapter.title)"),
                reason: t(
                    "La moitié des membres n’y dépasse pas \(t.percent(median)).",
                    "Half of the members are at \(t.percent(median)) or below."),
                href: model.address(.mean, CampaignOrder()))
        }
    }
}
