// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

extension AssessmentListPage {
    static func campaigns(_ model: Model, _ t: Language) -> HTML {
        let running = model.campaigns.filter { !$0.isClosed }
        guard !running.isEmpty else { return HTML() }
        return sheet(
            t("Campagnes en cours", "Campaigns in progress"),
            """
            <ul class="items">\(running.html { campaign in
                let due = campaign.dueOn.map { " " + Verdict.due($0, today: model.today, t) } ?? ""
                let title: HTML = campaign.href.map { "<a href=\"\($0)\">\(campaign.title)</a>" } ?? "\(campaign.title)"
                return """
                    <li>\(title) <span class="quiet">(\(campaign.organisation))</span>.\(due)</li>
                    """
            })</ul>
            """)
    }

    /// On the page of an establishment, every line would name it again: the column is for what has several.
    static func namesPlaces(_ model: Model) -> Bool {
        model.rows.contains { $0.organisation != model.place.id }
    }

    static func list(_ model: Model, _ t: Language) -> Table {
        let establishment = Column(
            t("Établissement", "Establishment"), sortKey: AssessmentQuery.Sort.organisation.rawValue)
        return Table(
            caption: t("Évaluations", "Assessments"), isCaptionHidden: true,
            columns: [Column(t("Évaluation", "Assessment"))] + (namesPlaces(model) ? [establishment] : []) + [
                Column(
                    t("Indice sur 5", "Index out of 5"), sortKey: AssessmentQuery.Sort.score.rawValue, isNumber: true),
                Column(t("Avancement", "Progress"), sortKey: AssessmentQuery.Sort.progress.rawValue, isNumber: true),
                Column(t("Échéance", "Due"), sortKey: AssessmentQuery.Sort.due.rawValue, isShort: true),
                Column(t("État", "State"), isShort: true),
            ],
            rows: model.rows.map { row($0, model, t) }, sort: (model.filter.sort.rawValue, model.filter.isDescending),
            sortHref: { key, isDescending in model.filter.sorted(key, isDescending).href(model.place.id) })
    }

    private static func row(_ assessment: Assessment, _ model: Model, _ t: Language) -> [HTML] {
        let tally = assessment.tally
        let isWhole = !model.entrusted.contains(assessment.id)
        let title: HTML = """
            <a href="\(AssessmentURL.assessment(.init(assessment.id)).path)">\(assessment.title)</a>
            """
        return [title] + (namesPlaces(model) ? ["\(assessment.organisationName)"] : []) + [
            "\(isWhole && tally.answered > 0 ? tally.index.map { t.decimal($0) } ?? "–" : "–")",
            "\(isWhole ? t.percent(tally.progress) : "–")", "\(assessment.dueOn.map { t.date($0) } ?? "–")",
            state(assessment, model.today, t),
        ]
    }

    private static func state(_ assessment: Assessment, _ today: Day, _ t: Language) -> HTML {
        if assessment.isClosed { return badge(t, .closed, t("Close", "Closed")) }
        if let due = assessment.dueOn, due < today { return badge(t, .missing, t("En retard", "Late")) }
        if assessment.tally.answered >= assessment.tally.applicable {
            return badge(t, .declared, t("Répondue", "Answered"))
        }
        return badge(t, .unanswered, t("En cours", "In progress"))
    }
}
