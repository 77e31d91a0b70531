// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Primitives
import Site

extension OpeningPage {
    /// Who, which levels, which title, until when.
    static func second(_ model: Model, _ framework: Framework, _ t: Language) -> HTML {
        let lead =
            model.isInterview
            ? t(
                "«\u{00A0}\(framework.title(t))\u{00A0}»\u{00A0}: un entretien guidé de 20 minutes.",
                "“\(framework.title(t))”: a guided interview of 20 minutes.")
            : t(
                "«\u{00A0}\(framework.title(t))\u{00A0}», version \(framework.identity.version).",
                "“\(framework.title(t))”, version \(framework.identity.version).")
        let back = Action(
            t("Changer de référentiel", "Change the framework"),
            href: AssessmentURL.opening(.init(model.organisation.id)).path)
        let doubt: HTML = when(
            framework.status == .toConfirm,
            notice(
                Notice(
                    .information, title: t("Ce référentiel est à confirmer", "This framework is to be confirmed"),
                    text: t(
                        "Aucune source publique ne règle encore son texte\u{00A0}: lisez ses scores avec prudence.",
                        "No public source settles its text yet: read its scores with care."))))
        return """
            \(pageHead(t, PageHead(t("Ouvrir une évaluation", "Open an assessment"), lead: lead, actions: [back])))\
            \(doubt)\
            \(form(
                action: AssessmentURL.opening(.init(model.organisation.id)).path,
                hidden: [(Name.framework, framework.identity.description)],
                """
                \(errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
                \(audience(model, t))\(profiles(model, framework, t))\
                \(textField(
                    Field(t, Name.title, label: t("Titre", "Title"), error: model.errors[Name.title], isRequired: true),
                    value: model.entry.title, maxLength: 150))\
                \(dateField(
                    Field(t, Name.due, label: t("Échéance", "Due date"),
                        hint: t("Facultative, rappelée sur chaque page.", "Optional, recalled on every page."),
                        error: model.errors[Name.due]),
                    value: Day(text: model.entry.dueOn), minimum: model.today))\
                \(formActions(submit(t("Ouvrir l’évaluation", "Open the assessment"))))
                """))
            """
    }

    private static func audience(_ model: Model, _ t: Language) -> HTML {
        guard !model.members.isEmpty else { return HTML() }
        let name = model.organisation.name
        let choices = [
            Choice(
                Entry.Audience.members.rawValue, t("Une campagne pour ses membres", "A campaign for its members"),
                note: t(
                    "Chaque membre choisi reçoit la sienne, et vous comparez les résultats.",
                    "Each chosen member gets its own, and you compare the results.")),
            Choice(
                Entry.Audience.one.rawValue,
                t("Une seule évaluation, pour \(name)", "One assessment only, for \(name)"),
                note: t("La liste des membres ci-dessous ne compte pas.", "The list of members below does not count.")),
        ]
        let members = model.members.map { member in
            Choice(member.id.text, member.name, note: member.kind.title(t))
        }
        return """
            \(radioGroup(
                Field(t, Name.audience, label: t("Pour qui\u{00A0}?", "For whom?")), choices,
                selected: model.entry.audience.rawValue))\
            \(checkboxGroup(
                Field(t, Name.member, label: t("Membres évalués", "Members assessed"),
                    error: model.errors[Name.member]),
                members, selected: model.entry.members))
            """
    }

    private static func profiles(_ model: Model, _ framework: Framework, _ t: Language) -> HTML {
        guard !framework.profiles.isEmpty else { return HTML() }
        let choices = framework.profiles.map { profile in
            let count = framework.assessable(in: [profile.code]).count
            let size = t.count(count, ("exigence", "exigences"), ("requirement", "requirements"))
            return Choice(
                profile.code, profile.title,
                note: profile.description.isEmpty ? size : "\(profile.description) \(size).")
        }
        return checkboxGroup(
            Field(
                t, Name.profile, label: t("Niveaux ou profils concernés", "Levels or profiles concerned"),
                hint: t("Aucun coché\u{00A0}: tous comptent.", "None checked: all of them count."),
                error: model.errors[Name.profile]),
            choices, selected: model.entry.profiles)
    }
}
