// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// The overview of an assessment: where the organisation stands, what is strong, what is weak, what to do first.
enum AssessmentPage {
    struct Model: Sendable {
        let assessment: Assessment
        let framework: Framework
        let score: Scorecard
        /// Counted over what this person sees.
        let toReview: Int
        let strengths: [Requirement]
        let weaknesses: [Requirement]
        let steps: [NextStep]
        let trend: [TrendPoint]
        let rights: Desk.Rights
        /// Where answering goes on; nil when nothing is left, or not for this person.
        let onward: URLPath?
        let today: Day
        let zone: TimeZoneRule
        /// What proofs say beside the answers; nil when nothing can be said.
        var evidence: DeskEvidence.Count?
        /// Whether the house can make PDFs.
        var canPrint = true
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        let t = visit.language
        guard !desk.rights.isLimited else { return EntrustedPage.reply(desk, visit) }
        var model = model(desk, trend: try await trend(desk, visit), visit)
        model.evidence = try await DeskEvidence.read(desk, visit)?.count
        model.canPrint = await visit.house.canPrint
        return visit.page(
            Page(
                title(model, t), at: desk.place, trail: desk.trail(t),
                printAudience: t(
                    "Diffusion restreinte à l’établissement et à son groupe",
                    "For the establishment and its group only"),
                main: render(model, t)))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        let (name, framework) = (model.assessment.organisationName, model.framework.title(t))
        return t(
            "\(name)\u{00A0}: où en est-on sur «\u{00A0}\(framework)\u{00A0}»\u{00A0}?",
            "\(name): where do we stand on “\(framework)”?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        """
        \(pageHead(t, PageHead(title(model, t), lead: lead(model, t), actions: headActions(model, t),
            state: model.assessment.isClosed ? StateBadge(.closed, t("Close", "Closed")) : nil)))\
        \(figures(t, figureList(model, t)))\
        \(columns(
            stack([firstThings(model, t), chapters(model, t), trendSheet(model, t)]),
            stack([strengths(model, t), weaknesses(model, t), profiles(model, t), AssessmentActions.sheets(model, t)]),
            .wideLeft))\
        \(ScoreExplanation.html(t))
        """
    }

    /// The verdict: the index in words, the strongest and the weakest chapter, what is left.
    static func lead(_ model: Model, _ t: Language) -> String {
        let whole = model.score.whole
        guard whole.answered > 0 else {
            let waiting = t.count(
                whole.applicable, ("exigence attend", "exigences attendent"),
                ("requirement awaits", "requirements await"))
            return t("Aucune réponse encore\u{00A0}: \(waiting) la vôtre.", "No answer yet: \(waiting) yours.")
        }
        let index = Verdict.index(whole.index, t)
        let words = Verdict.words(whole.index, t)
        var sentences = [t("Indice \(index)\u{00A0}: \(words).", "Index \(index): \(words).")]
        if let best = model.score.strongestChapters.first, let worst = model.score.weakestChapters.first,
            best.code != worst.code
        {
            let (strong, weak) = (chapterTitle(best, model, t), chapterTitle(worst, model, t))
            sentences.append(
                t(
                    "Point fort\u{00A0}: \(strong)\u{00A0}; point faible\u{00A0}: \(weak).",
                    "Strong point: \(strong); weak point: \(weak)."))
        }
        if let due = model.assessment.dueOn, !model.assessment.isClosed {
            sentences.append(Verdict.due(due, today: model.today, t))
        }
        return sentences.joined(separator: " ")
    }

    static func chapterTitle(_ score: Catalogs.ChapterScore, _ model: Model, _ t: Language) -> String {
        model.framework.chapter(score.code).map { model.framework.title(of: $0, t) } ?? score.title
    }

    static func chapterURL(_ code: String, _ model: Model) -> URLPath {
        AssessmentURL.chapter(.init(model.assessment.id), .init(code)).path
    }

    private static func headActions(_ model: Model, _ t: Language) -> [Action] {
        guard let onward = model.onward else { return [] }
        let isStarted = model.score.whole.answered > 0
        let title =
            isStarted ? t("Continuer à répondre", "Continue answering") : t("Commencer à répondre", "Start answering")
        return [Action(title, href: onward, style: .primary)]
    }
}
