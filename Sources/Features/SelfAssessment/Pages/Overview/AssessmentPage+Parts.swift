// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

extension AssessmentPage {
    static func firstThings(_ model: Model, _ t: Language) -> HTML {
        guard !model.steps.isEmpty else {
            return sheet(
                t("Les premières choses à faire", "The first things to do"),
                emptyState(
                    title: t("Rien ne reste à faire", "Nothing is left to do"),
                    text: t(
                        "Toutes les exigences applicables sont remplies. Tenez-les à jour à la prochaine évaluation.",
                        "Every applicable requirement is met. Keep them up to date at the next assessment.")))
        }
        let count = model.steps.count
        let title =
            count == 10
            ? t("Les dix premières choses à faire", "The first ten things to do")
            : t("Les premières choses à faire", "The first things to do")
        return sheet(title, todoList(t, items(model.steps, of: model.assessment.id, model.framework, t)))
    }

    /// Also on the cockpit.
    static func items(
        _ steps: [NextStep], of assessment: Assessment.ID, _ framework: Framework, _ t: Language
    ) -> [TodoItem] {
        let reasons = ReasonSentence(framework: framework, t: t)
        return steps.compactMap { step in
            framework.requirement(step.requirement).map { requirement in
                TodoItem(
                    requirement.words(t).title, reason: reasons.sentence(step), state: reasons.badge(step),
                    href: AssessmentURL.requirement(.init(assessment), .init(requirement.code)).path,
                    code: requirement.code)
            }
        }
    }

    static func chapters(_ model: Model, _ t: Language) -> HTML {
        let scores = model.score.chapters.map { chapter in
            Components.ChapterScore(
                chapterTitle(chapter, model, t), chapter.score.answered > 0 ? chapter.score.mean : nil,
                href: chapterURL(chapter.code, model))
        }
        return sheet(
            t("Chapitre par chapitre", "Chapter by chapter"),
            "\(barsByChapter(t, scores, caption: chapterCaption(model, t)))\(chapterTable(model, t))")
    }

    private static func chapterCaption(_ model: Model, _ t: Language) -> String {
        guard let weakest = model.score.weakestChapters.first, model.score.weakestChapters.count > 1 else {
            return t("La moyenne de chaque chapitre.", "The mean of each chapter.")
        }
        let title = chapterTitle(weakest, model, t)
        return t("«\u{00A0}\(title)\u{00A0}» est le chapitre le plus faible.", "“\(title)” is the weakest chapter.")
    }

    private static func chapterTable(_ model: Model, _ t: Language) -> HTML {
        let rows = model.score.chapters.map { chapter -> [HTML] in
            let score = chapter.score
            let name = chapterTitle(chapter, model, t)
            return [
                "<a href=\"\(chapterURL(chapter.code, model))\">\(name)</a>",
                "\(score.answered > 0 ? score.index.map { t.decimal($0) } ?? "–" : "–")",
                "\(t.number(score.answered)) / \(t.number(score.applicable))",
            ]
        }
        return table(
            t,
            Table(
                caption: t("Indice et avancement de chaque chapitre", "Index and progress of each chapter"),
                columns: [
                    Column(t("Chapitre", "Chapter")), Column(t("Indice sur 5", "Index out of 5"), isNumber: true),
                    Column(t("Répondues", "Answered"), isNumber: true),
                ],
                rows: rows))
    }

    static func profiles(_ model: Model, _ t: Language) -> HTML {
        let rows = model.framework.profiles.compactMap { profile -> [HTML]? in
            guard let score = model.score.profiles[profile.code], score.total > 0 else { return nil }
            let isMeasured = score.answered > 0
            return [
                "\(profile.title)", "\(isMeasured ? score.index.map { t.decimal($0) } ?? "–" : "–")",
                "\(score.mean.map { t.percent($0) } ?? "–")",
            ]
        }
        guard !rows.isEmpty else { return HTML() }
        return sheet(
            t("Niveau par niveau", "Level by level"),
            table(
                t,
                Table(
                    caption: t("Score de chaque niveau du référentiel", "Score of each level of the framework"),
                    isCaptionHidden: true,
                    columns: [
                        Column(t("Niveau", "Level")), Column(t("Indice", "Index"), isNumber: true),
                        Column(t("Moyenne", "Mean"), isNumber: true),
                    ],
                    rows: rows)))
    }

    static func strengths(_ model: Model, _ t: Language) -> HTML {
        points(
            model.strengths, t("Points forts", "Strengths"),
            t(
                "Les points forts apparaîtront avec les premières réponses.",
                "Strengths will appear with the first answers."),
            model, t)
    }

    static func weaknesses(_ model: Model, _ t: Language) -> HTML {
        points(
            model.weaknesses, t("Points faibles", "Weaknesses"),
            model.score.whole.answered > 0
                ? t("Tout ce qui est répondu est rempli.", "Everything answered is met.")
                : t(
                    "Les points faibles apparaîtront avec les premières réponses.",
                    "Weaknesses will appear with the first answers."),
            model, t)
    }

    private static func points(
        _ requirements: [Requirement], _ title: String, _ otherwise: String, _ model: Model, _ t: Language
    ) -> HTML {
        guard !requirements.isEmpty else { return sheet(title, paragraph(otherwise, isQuiet: true)) }
        return sheet(
            title,
            """
            <ul class="items">\(requirements.html { requirement in
                let href = AssessmentURL.requirement(.init(model.assessment.id), .init(requirement.code)).path
                return """
                    <li><a href="\(href)">\(requirement.words(t).title)</a> \
                    <span class="code">\(requirement.code)</span></li>
                    """
            })</ul>
            """)
    }

    static func trendSheet(_ model: Model, _ t: Language) -> HTML {
        guard model.trend.count > 1, let first = model.trend.first, let last = model.trend.last else { return HTML() }
        let change = last.value - first.value
        let points = t.count(Int((abs(change) * 100).rounded()), ("point", "points"), ("point", "points"))
        let caption =
            change >= 0.005
            ? t(
                "La moyenne a gagné \(points) depuis le \(t.date(first.day)).",
                "The mean gained \(points) since \(t.date(first.day)).")
            : change <= -0.005
                ? t(
                    "La moyenne a perdu \(points) depuis le \(t.date(first.day)).",
                    "The mean lost \(points) since \(t.date(first.day)).")
                : t(
                    "La moyenne est stable depuis le \(t.date(first.day)).",
                    "The mean has been stable since \(t.date(first.day)).")
        return sheet(
            t("D’une évaluation à l’autre", "From one assessment to the next"),
            Components.trend(t, model.trend, caption: caption))
    }
}
