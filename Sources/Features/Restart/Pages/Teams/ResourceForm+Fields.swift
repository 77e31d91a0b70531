// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import Site

extension ResourceForm {
    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t), lead: lead(model.kind, t), button: t("Enregistrer", "Save"),
            action: model.id.map { RestartURL.resource(place, model.kind, .init($0)).path }
                ?? RestartURL.resourceCreation(place, model.kind).path,
            back: RestartURL.resources(place).path, errors: model.draft.errors)
        if let id = model.id {
            view.others = [
                model.isRemoved
                    ? Action(
                        t("Rétablir", "Restore"),
                        post: RestartURL.resourceRestoration(place, model.kind, .init(id)).path)
                    : Action(
                        t("Retirer", "Remove"), post: RestartURL.resourceRemoval(place, model.kind, .init(id)).path,
                        style: .danger,
                        confirm: t(
                            "Retirer «\u{00A0}\(model.name)\u{00A0}»\u{00A0}? Cela s’annule.",
                            "Remove “\(model.name)”? This can be undone."))
            ]
        }
        let fields: HTML =
            switch model.kind {
            case .team: team(model.draft, t)
            case .means: means(model.draft, t)
            case .helpers: helpers(model, t)
            case .setback: setback(model.draft, t)
            }
        return view.render(t, fields)
    }

    private static func lead(_ kind: ResourceKind, _ t: Language) -> String {
        switch kind {
        case .team:
            t(
                "Comptez les personnes qui peuvent vraiment venir, vacances et maladies comprises. La limite par jour évite que des gens épuisés détruisent la dernière bonne copie.",
                "Count the people who can really come, holidays and illness included. The daily limit keeps exhausted people from destroying the last good copy."
            )
        case .means:
            t(
                "Ce qui s’occupe comme une équipe sans être des gens\u{00A0}: flux de restauration, places dans la bulle saine.",
                "What is taken like a team without being people: restore streams, clean-room places.")
        case .helpers:
            t(
                "Un renfort compte à partir de l’heure où il travaille vraiment, trajet et accueil compris.",
                "Helpers count from the hour at which they really work, travel and welcome included.")
        case .setback:
            t(
                "S’il arrive, il allonge ensemble toutes les étapes visées. C’est ce qui sépare le plan probable du plan sûr.",
                "If it happens, it makes all the steps concerned longer together. This is what separates the likely plan from the safe one."
            )
        }
    }

    private static func text(
        _ draft: ResourceDraft, _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        isNumeric: Bool = true, _ t: Language
    ) -> HTML {
        textField(
            Field(t, name, label: label, hint: hint, error: draft.errors[name], isRequired: isRequired),
            value: draft[name], maxLength: isNumeric ? 10 : 150, isNumeric: isNumeric)
    }

    private static func team(_ draft: ResourceDraft, _ t: Language) -> HTML {
        let rhythms = Team.Period.Rhythm.allCases.map { Choice($0.rawValue, StepWords.rhythm($0, t)) }
        return """
            \(text(draft, "nom", t("Nom de l’équipe", "Name of the team"), isNumeric: false, t))\
            \(fieldRow([
                text(draft, "personnes", t("Personnes", "People"), t),
                text(draft, "heures", t("Heures par jour et par personne, au plus", "Hours a day and person, at most"), t),
            ]))\
            \(fieldRow([
                select(
                    Field(t, "rythme1", label: t("Au début de la crise", "At the beginning"), error: draft.errors["rythme1"], isRequired: true),
                    rhythms, selected: draft.rhythms.first),
                text(
                    draft, "premieres", t("Ce rythme tient jusqu’à l’heure", "That rhythm lasts until hour"),
                    hint: t("72 pour trois jours\u{00A0}; vide s’il ne change pas.", "72 for three days; empty if it never changes."), isRequired: false, t),
                select(
                    Field(t, "rythme2", label: t("Ensuite", "Then"), error: draft.errors["rythme2"]), rhythms,
                    selected: draft.rhythms.count > 1 ? draft.rhythms[1] : nil, placeholder: t("Le même rythme", "The same")),
            ]))\
            \(fieldRow([
                text(draft, "ouvre", t("De jour, à partir de (heure)", "By day, from (hour)"), t),
                text(draft, "ferme", t("De jour, jusqu’à (heure)", "By day, until (hour)"), t),
            ]))
            """
    }

    private static func means(_ draft: ResourceDraft, _ t: Language) -> HTML {
        fieldRow([
            text(draft, "nom", t("Nom", "Name"), isNumeric: false, t),
            text(draft, "unites", t("Combien à la fois", "How many at once"), t),
        ])
    }

    private static func helpers(_ model: Model, _ t: Language) -> HTML {
        let draft = model.draft
        let group: HTML = when(
            !model.senders.isEmpty,
            select(
                Field(t, "etablissement", label: t("Établissement du groupe", "Establishment of the group")),
                model.senders.map { Choice($0.id.text, $0.name) }, selected: draft["etablissement"],
                placeholder: t("Aucun", "None")))
        return """
            \(fieldRow([
                group,
                text(
                    draft, "origine", t("Ou qui d’autre", "Or who else"),
                    hint: t("Prestataire, éditeur, CERT.", "Contractor, vendor, CERT."), isRequired: model.senders.isEmpty, isNumeric: false, t),
            ]))\
            \(fieldRow([
                select(
                    Field(t, "equipe", label: t("Équipe renforcée", "Team"), error: draft.errors["equipe"], isRequired: true),
                    model.teams.map { Choice($0.key, $0.name) }, selected: draft["equipe"], placeholder: t("Choisissez", "Choose")),
                text(draft, "personnes", t("Personnes", "People"), t),
            ]))\
            \(fieldRow([
                text(draft, "debut", t("À partir de l’heure", "From hour"), hint: t("24 pour H+24.", "24 for H+24."), t),
                text(draft, "fin", t("Jusqu’à l’heure", "Until hour"), hint: t("Vide\u{00A0}: jusqu’à la fin.", "Empty: to the end."), isRequired: false, t),
            ]))
            """
    }

    private static func setback(_ draft: ResourceDraft, _ t: Language) -> HTML {
        """
        \(fieldRow([
            text(draft, "nom", t("Aléa", "Risk"), isNumeric: false, t),
            text(draft, "probabilite", t("Probabilité, en %", "Probability, in %"), t),
        ]))\
        \(fieldRow([
            text(draft, "bas", t("Durées multipliées par, au mieux", "Durations times, at best"), t),
            text(draft, "probable", t("Le plus souvent", "Most often"), t),
            text(draft, "haut", t("Au pire", "At worst"), t),
        ]))\
        \(checkboxGroup(
            Field(t, "phases", label: t("Quelles étapes", "Which steps"), hint: t("Aucune cochée\u{00A0}: toutes.", "None ticked: all.")),
            RecoveryStep.Phase.allCases.map { Choice($0.rawValue, StepWords.phase($0, t)) }, selected: draft.phases))\
        \(disclosure(
            t("Seulement pour certaines natures d’éléments", "Only for some kinds of elements"), isOpen: !draft.kinds.isEmpty,
            checkboxGroup(
                Field(t, "natures", label: t("Natures", "Kinds"), isLabelHidden: true),
                NodeKind.allCases.map { Choice($0.rawValue, StepWords.kind($0, t)) }, selected: draft.kinds)))
        """
    }
}
