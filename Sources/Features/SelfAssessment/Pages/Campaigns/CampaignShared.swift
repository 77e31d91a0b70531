// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// What the members would gain to do together: the chapters where the group is weakest, and what most of them miss.
struct CampaignShared {
    let model: CampaignModel
    let t: Language

    var render: HTML {
        let chapters = chapterSheet
        let misses = missSheet
        if chapters.isEmpty || misses.isEmpty { return chapters + misses }
        return columns(chapters, misses)
    }

    private var chapterSheet: HTML {
        let weak = model.comparison.weakChapters(model.measure, limit: 3)
        guard !weak.isEmpty else { return HTML() }
        let sentences = CampaignSentences(model: model, t: t)
        let items = weak.map { chapter, median in
            TodoItem(
                chapter.title,
                reason: t(
                    "La moitié des établissements n’y dépasse pas \(sentences.share(median)).",
                    "Half of the establishments are at \(sentences.share(median)) or below."),
                code: chapter.code == Chapter.wholeFramework ? nil : chapter.code)
        }
        return sheet(
            t("Ce que le groupe gagnerait à traiter ensemble", "What the group would gain to do together"),
            todoList(t, items))
    }

    private var missSheet: HTML {
        let misses = model.comparison.misses
        guard !misses.isEmpty else { return HTML() }
        let framework = model.campaign.framework
        let items = misses.map { miss in
            TodoItem(
                miss.requirement.words(t).title,
                reason: t(
                    "\(t.number(miss.missing)) sur \(t.number(miss.answered)) n’y satisfont pas.",
                    "\(t.number(miss.missing)) of \(t.number(miss.answered)) do not meet it."),
                state: miss.requirement.priority == .indispensable
                    ? StateBadge(.missing, t("Indispensable", "Indispensable")) : nil,
                href: FrameworkURL.show(framework).path.anchored(at: FrameworkTree.anchor(miss.requirement.code)),
                code: miss.requirement.code)
        }
        return sheet(t("Ce qui manque à la plupart", "What most of them lack"), todoList(t, items))
    }
}
