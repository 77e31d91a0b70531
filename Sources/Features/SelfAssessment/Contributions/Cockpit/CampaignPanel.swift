// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// How far a campaign has come and where the group is weak, on the cockpit of the group.
enum CampaignPanel {
    static func html(_ model: CampaignModel, _ t: Language) -> HTML {
        let comparison = model.comparison
        let bars = comparison.chapters.map { chapter in
            Components.ChapterScore(
                chapter.title, CampaignMeasure.mean.share(comparison.medians.chapters[chapter.code]))
        }
        return """
            \(progress(t, done: comparison.answered, total: comparison.applicable,
                label: t("Réponses données", "Answers given")))\
            \(barsByChapter(t, bars, caption: caption(comparison, t)))
            """
    }

    private static func caption(_ comparison: CampaignComparison, _ t: Language) -> String {
        guard let weakest = comparison.weakChapters(.mean, limit: 1).first else {
            return t("La médiane des membres, chapitre par chapitre.", "The members’ median, chapter by chapter.")
        }
        let title = weakest.chapter.title
        return t(
            "La médiane des membres\u{00A0}: le chapitre le plus faible est «\u{00A0}\(title)\u{00A0}».",
            "The members’ median: the weakest chapter is “\(title)”.")
    }
}
