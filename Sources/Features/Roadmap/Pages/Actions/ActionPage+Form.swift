// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Planning
import Primitives
import Site

extension ActionPage {
    private typealias Name = ActionDraft.Name

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(title(model, t), lead: lead(model, t), actions: actions(model, t))
        return """
            \(pageHead(t, head))\(when(model.item) { facts($0.action, model, t) })\
            \(when(model.manages, sheet(
                model.item == nil ? t("L’action", "The action") : t("La modifier pour votre organisation", "Change it for your organisation"),
                form(model, t))))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        guard let item = model.item else {
            return t(
                "Elle sera proposée ici et dans ce qui dépend de \(model.organisation.name).",
                "It will be proposed here and below \(model.organisation.name).")
        }
        guard let origin = item.origin else {
            return t(
                "Bibliothèque de Carène\u{00A0}: les chiffres sont des estimations.",
                "Carène's library: the figures are estimates.")
        }
        return origin.isOwn
            ? t(
                "Écrite par \(origin.updatedBy) pour \(origin.organisationName).",
                "Written by \(origin.updatedBy) for \(origin.organisationName).")
            : t(
                "Modifiée par \(origin.updatedBy) pour \(origin.organisationName).",
                "Changed by \(origin.updatedBy) for \(origin.organisationName).")
    }

    private static func actions(_ model: Model, _ t: Language) -> [Action] {
        guard model.manages, let item = model.item, let origin = item.origin,
            origin.organisation == model.organisation.id
        else { return [] }
        let path = RoadmapURL.actionReset(.init(model.organisation.id), .init(item.action.id)).path
        return [
            origin.isOwn && item.former == nil
                ? Action(
                    t("Supprimer cette action", "Delete this action"), post: path, style: .danger,
                    confirm: t(
                        "Supprimer cette action\u{00A0}? Les feuilles de route déjà calculées la gardent.",
                        "Delete this action? Roadmaps computed already keep it."))
                : Action(
                    t("Revenir à l’original", "Back to the original"), post: path,
                    confirm: t(
                        "Oublier vos modifications et revenir à l’original\u{00A0}?",
                        "Forget your changes and go back to the original?"))
        ]
    }

    private static func facts(_ action: CandidateAction, _ model: Model, _ t: Language) -> HTML {
        let estimate = t("estimation", "estimate")
        var list: [(term: String, value: HTML)] = [
            (t("Pilier", "Pillar"), "\(action.pillar.title(t))"),
            (t("Coût", "Cost"), "\(t.euros(from: action.cost.low, to: action.cost.high)) <small>\(estimate)</small>"),
            (
                t("Coût annuel ensuite", "Yearly cost afterwards"),
                "\(t.euros(from: action.recurring.low, to: action.recurring.high)) <small>\(estimate)</small>"
            ),
            (
                t("Durée", "Duration"),
                "\(t.count(action.duration, ("trimestre", "trimestres"), ("quarter", "quarters"))) <small>\(estimate)</small>"
            ),
        ]
        let days = Skill.allCases.compactMap { skill in
            action.effort[skill].map { "\(skill.title(t))\(t("\u{00A0}:", ":")) \(t.days($0))" }
        }
        if !days.isEmpty {
            list.append(
                (
                    t("Temps interne", "Internal time"),
                    "\(days.joined(separator: t(" ; ", "; "))) <small>\(estimate)</small>"
                ))
        }
        if let sharing = action.sharing {
            list.append(
                (
                    t("En commun", "Shared"),
                    """
                    \(t(
                        "coût × \(t.decimal(sharing.costFactor)), jours × \(t.decimal(sharing.effortFactor)), une fois pour tous",
                        "cost × \(t.decimal(sharing.costFactor)), days × \(t.decimal(sharing.effortFactor)), once for all"))\
                     <small>\(estimate)</small>
                    """
                ))
        }
        if !action.after.isEmpty { list.append((t("Après", "After"), "\(action.after.joined(separator: ", "))")) }
        if !action.sources.isEmpty {
            list.append((t("Sources", "Sources"), items(action.sources.map { "\($0)" })))
        }
        let requirements = table(
            t,
            Table(
                caption: t("Exigences qu’elle aide à satisfaire", "Requirements that it helps to meet"),
                columns: [
                    Column(t("Exigence", "Requirement")), Column(t("Référentiel", "Framework"), isShort: true),
                    Column(t("Part (estimation)", "Share (estimate)"), isNumber: true),
                ],
                rows: action.closes.map { closing in
                    let title = model.requirements[MemberReading.key(closing.framework, closing.code)] ?? ""
                    return [
                        "<span class=\"code\">\(closing.code)</span> \(title)", "\(closing.framework)",
                        "\(t.percent(closing.share))",
                    ]
                }))
        return """
            \(sheet(t("De quoi il s’agit", "What it is"), "\(prose(action.description))\(definitionList(list))"))\
            \(when(!action.closes.isEmpty, requirements))
            """
    }

    private static func form(_ model: Model, _ t: Language) -> HTML {
        let draft = model.draft
        let errors = model.errors
        let organisation = URLPath.Part(model.organisation.id)
        let path =
            model.item.map { RoadmapURL.action(organisation, .init($0.action.id)).path }
            ?? RoadmapURL.newAction(organisation).path
        func text(_ name: String, _ label: String, _ value: String, hint: String? = nil, isNumeric: Bool = false)
            -> HTML
        {
            textField(
                Field(t, name, label: label, hint: hint, error: errors[name]), value: value,
                maxLength: isNumeric ? 20 : 300, isNumeric: isNumeric)
        }
        let euros = t("Euros, estimation.", "Euros, estimate.")
        return Components.form(
            action: path,
            """
            \(errorSummary(t, errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
            \(when(model.item == nil, text(Name.id, t("Identifiant", "Identifier"), draft.id, hint: t("Par exemple LOC-01.", "For instance LOC-01."))))\
            \(text(Name.title, t("Titre", "Title"), draft.title))\
            \(textArea(Field(t, Name.description, label: t("Description", "Description"), error: errors[Name.description]), value: draft.description, rows: 5))\
            \(select(Field(t, Name.pillar, label: t("Pilier", "Pillar"), error: errors[Name.pillar]),
                CandidateAction.Pillar.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: draft.pillar))\
            \(fieldRow([
                text(Name.costLow, t("Coût, au moins", "Cost, at least"), draft.costLow, hint: euros, isNumeric: true),
                text(Name.costHigh, t("Coût, au plus", "Cost, at most"), draft.costHigh, hint: euros, isNumeric: true),
                text(Name.recurringLow, t("Par an ensuite, au moins", "Yearly afterwards, at least"), draft.recurringLow, hint: euros, isNumeric: true),
                text(Name.recurringHigh, t("Par an ensuite, au plus", "Yearly afterwards, at most"), draft.recurringHigh, hint: euros, isNumeric: true),
            ]))\
            \(fieldRow(Skill.allCases.map { skill in
                text(Name.days(skill), t("Jours\u{00A0}: \(skill.title.french)", "Days: \(skill.title.english)"), draft.effort[skill] ?? "", isNumeric: true)
            }))\
            \(fieldRow([
                text(Name.duration, t("Durée en trimestres", "Duration in quarters"), draft.duration, isNumeric: true),
                text(Name.after, t("Actions préalables", "Prerequisites"), draft.after, hint: t("Identifiants séparés par des virgules.", "Identifiers separated by commas.")),
            ]))\
            \(checkbox(Field(t, Name.shared, label: t("Peut se faire une fois pour plusieurs établissements", "Can be done once for several establishments")), isChecked: draft.isShared))\
            \(fieldRow([
                text(Name.costFactor, t("Coût en commun, par rapport à un seul", "Cost when shared, compared with one"), draft.costFactor, hint: t("1,5 pour une fois et demie.", "1.5 for one and a half times."), isNumeric: true),
                text(Name.effortFactor, t("Jours en commun, par rapport à un seul", "Days when shared, compared with one"), draft.effortFactor, isNumeric: true),
            ]))\
            \(textArea(
                Field(t, Name.closes, label: t("Exigences satisfaites", "Requirements met"),
                    hint: t("Une par ligne\u{00A0}: référentiel, code, part de 0 à 1. Par exemple «\u{00A0}care-d2 D2.1.1 0,6\u{00A0}».",
                        "One a line: framework, code, share from 0 to 1. For instance “care-d2 D2.1.1 0.6”."),
                    error: errors[Name.closes]),
                value: draft.closes, rows: 6))\
            \(formActions(submit(t("Enregistrer l’action", "Save the action"))))
            """)
    }
}
