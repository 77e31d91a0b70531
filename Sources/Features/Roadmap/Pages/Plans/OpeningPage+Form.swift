// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Planning
import Primitives
import Site

extension OpeningPage {
    private typealias Name = OpeningDraft.Name

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead =
            model.isNext
            ? t(
                "Repris de la version précédente\u{00A0}: corrigez ce qui a changé. L’ancienne est gardée.",
                "Taken from the former version: correct what has changed. The old one is kept.")
            : t(
                "Dites l’argent et les jours dont vous disposez. Un premier plan paraît aussitôt, le meilleur suit.",
                "Say the money and the days that you have. A first plan shows at once, the best one follows.")
        let errors = model.errors
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(form(
                action: RoadmapURL.opening(.init(model.organisation.id)).path,
                """
                \(errorSummary(t, errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
                \(textField(
                    Field(t, Name.title, label: t("Titre", "Title"), error: errors[Name.title], isRequired: true),
                    value: model.draft.title, maxLength: 150))\
                \(period(model, t))\(members(model, t))\(frameworks(model, t))\(money(model, t))\(people(model, t))\
                \(excluded(model, t))\
                \(formActions(submit(t("Calculer le plan", "Compute the plan"))))
                """))
            """
    }

    private static func period(_ model: Model, _ t: Language) -> HTML {
        let now = Quarter(model.today)
        let starts = OpeningDraft.starts.map { now.adding($0) }.map { Choice($0.text, $0.words(t)) }
        let lengths = RoadmapSettings.horizon.map {
            Choice(String($0), t.count($0, ("trimestre", "trimestres"), ("quarter", "quarters")))
        }
        return fieldRow([
            select(
                Field(t, Name.first, label: t("Premier trimestre", "First quarter"), error: model.errors[Name.first]),
                starts, selected: model.draft.first),
            select(
                Field(t, Name.quarters, label: t("Durée", "Length"), error: model.errors[Name.quarters]), lengths,
                selected: model.draft.quarters),
        ])
    }

    private static func members(_ model: Model, _ t: Language) -> HTML {
        let field = Field(
            t, Name.member, label: t("Pour quels établissements\u{00A0}?", "For which establishments?"),
            hint: model.candidates.count > 1
                ? t(
                    "Une action qui s’y prête est faite une fois pour tous ceux qu’elle aide.",
                    "An action that lends itself to it is done once for all those it helps.") : nil,
            error: model.errors[Name.member])
        return checkboxGroup(field, model.candidates.map { Choice($0.id.text, $0.name) }, selected: model.draft.members)
    }

    private static func frameworks(_ model: Model, _ t: Language) -> HTML {
        let choices = [
            Choice("0", t("Ne compte pas", "Does not count")),
            Choice("0.5", t("Compte pour moitié", "Counts for half")),
            Choice("1", t("Compte", "Counts")), Choice("2", t("Compte double", "Counts twice")),
        ]
        let fields = model.frameworks.map { framework in
            select(
                Field(
                    t, Name.weight(framework.identity), label: framework.title,
                    error: model.errors[Name.weight(framework.identity)]),
                choices, selected: model.draft.weights[framework.identity])
        }
        return """
            <fieldset class="field"><legend>\(t("Quels référentiels comptent\u{00A0}?", "Which frameworks count?"))</legend>\
            \(fieldRow(fields))</fieldset>
            """
    }

    private static func money(_ model: Model, _ t: Language) -> HTML {
        let fields = (0..<4).map { year in
            textField(
                Field(
                    t, Name.budget(year),
                    label: year == 0
                        ? t("Budget de la première année", "Budget of the first year")
                        : t("Budget de l’année \(year + 1)", "Budget of year \(year + 1)"),
                    hint: year == 0
                        ? t(
                            "En euros\u{00A0}; ce qu’il en reste si elle est commencée.",
                            "In euros; what is left of it when it has begun.")
                        : t("Vide\u{00A0}: comme l’année d’avant.", "Empty: as the year before."),
                    error: model.errors[Name.budget(year)], isRequired: year == 0),
                value: model.draft.budgets.indices.contains(year) ? model.draft.budgets[year] : "", maxLength: 20,
                isNumeric: true)
        }
        return """
            <fieldset class="field"><legend>\(t("Combien d’argent\u{00A0}?", "How much money?"))</legend>\
            \(fieldRow(fields))</fieldset>
            """
    }

    private static func people(_ model: Model, _ t: Language) -> HTML {
        let fields = Skill.allCases.map { skill in
            textField(
                Field(
                    t, Name.days(skill), label: skill.title(t),
                    hint: t("Jours par trimestre.", "Days each quarter."), error: model.errors[Name.days(skill)],
                    isRequired: true),
                value: model.draft.capacity[skill] ?? "", maxLength: 20, isNumeric: true)
        }
        return """
            <fieldset class="field"><legend>\
            \(t("Combien de jours de travail pour ces actions\u{00A0}?", "How many working days for these actions?"))</legend>\
            <p class="quiet">\(t(
                "Tous établissements ensemble. Une personne à plein temps fait environ 60 jours par trimestre\u{00A0}; comptez ce qui reste une fois le quotidien assuré.",
                "All establishments together. Somebody full-time makes about 60 days each quarter; count what is left once daily work is done."))</p>\
            \(fieldRow(fields))</fieldset>
            """
    }

    private static func excluded(_ model: Model, _ t: Language) -> HTML {
        let group = checkboxGroup(
            Field(
                t, Name.excluded, label: t("Déjà faites, ou hors de question", "Done already, or out of question"),
                hint: t(
                    "Elles ne seront pas proposées, et aucune autre ne les attendra.",
                    "They will not be proposed, and no other will wait for them.")),
            model.actions.map { Choice($0.id, $0.title) }, selected: model.draft.excluded)
        return disclosure(
            t("Écarter des actions", "Leave actions out"), isOpen: !model.draft.excluded.isEmpty, group)
    }
}
