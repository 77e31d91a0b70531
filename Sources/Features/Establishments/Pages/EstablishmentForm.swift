// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The form that makes an organisation or corrects it.
enum EstablishmentForm {
    struct Model: Sendable {
        let title: String
        let lead: String
        let button: String
        let action: URLPath
        let back: URLPath
        var draft: EstablishmentDraft
        /// What may be made here; empty when the kind is settled.
        var kinds: [Organisation.Kind] = []
        var errors = FormErrors()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let faults = model.errors.all.map { FieldError(name: $0.field, message: $0.message) }
        let content: HTML = """
            \(identity(model, t))\(numbers(model, t))\(place(model, t))\
            \(formActions("\(submit(model.button))\(buttonLink(t("Annuler", "Cancel"), href: model.back))"))
            """
        return pageHead(t, PageHead(model.title, lead: model.lead)) + errorSummary(t, faults)
            + form(action: model.action, content)
    }

    /// Whether the fields of a kind are on the page: those of the settled kind, or of every kind that may be chosen.
    private static func offers(_ model: Model, _ carries: (Organisation.Kind) -> Bool) -> Bool {
        model.kinds.isEmpty ? model.draft.kind.map(carries) ?? false : model.kinds.contains(where: carries)
    }

    private static func identity(_ model: Model, _ t: Language) -> HTML {
        let kinds: HTML = when(
            !model.kinds.isEmpty,
            radioGroup(
                Field(t, "nature", label: t("Nature", "Kind"), error: model.errors["nature"], isRequired: true),
                model.kinds.map { Choice($0.rawValue, $0.title(t), note: note(on: $0, t)) },
                selected: model.draft.kind?.rawValue))
        let name = textField(
            Field(t, "nom", label: t("Nom", "Name"), error: model.errors["nom"], isRequired: true),
            value: model.draft.name, autocomplete: "organization", maxLength: 300)
        return kinds + name
    }

    private static func note(on kind: Organisation.Kind, _ t: Language) -> String? {
        switch kind {
        case .national: nil
        case .region: t("Une agence régionale de santé ou son groupement.", "A regional health agency.")
        case .ght: t("Des établissements publics liés par une convention.", "Public hospitals bound by an agreement.")
        case .legalEntity: t("L’organisme qui gère un ou plusieurs sites.", "The body that runs one or several sites.")
        case .site: t("Un lieu\u{00A0}: hôpital, clinique, EHPAD.", "A place: hospital, clinic, nursing home.")
        }
    }

    private static func numbers(_ model: Model, _ t: Language) -> HTML {
        let draft = model.draft
        let errors = model.errors
        let finess: HTML = when(
            offers(model, \.hasFINESS),
            textField(
                Field(
                    t, "finess", label: t("Numéro FINESS", "FINESS number"),
                    hint: t(
                        "Neuf chiffres ou lettres\u{00A0}; facultatif. Une région et un GHT n’en ont pas.",
                        "Nine digits or letters; optional. A region and a group have none."), error: errors["finess"]),
                value: draft.finess, maxLength: 20))
        let category: HTML = when(
            offers(model, \.hasFINESS),
            fieldRow([
                textField(
                    Field(
                        t, "categorie", label: t("Code de la catégorie", "Category code"),
                        hint: t("355 pour un centre hospitalier.", "355 for a hospital."), error: errors["categorie"]),
                    value: draft.categoryCode, maxLength: 10),
                textField(
                    Field(t, "libelle", label: t("Catégorie", "Category"), error: errors["libelle"]),
                    value: draft.categoryLabel, maxLength: 200),
            ]))
        let code: HTML = when(
            offers(model, \.hasCode),
            textField(
                Field(
                    t, "code", label: t("Code de la région ou du GHT", "Code of the region or group"),
                    hint: t(
                        "Il sert à reconnaître la région ou le groupement dans les fichiers importés\u{00A0}; "
                            + "facultatif.",
                        "It tells imported files which region or group is meant; optional."), error: errors["code"]),
                value: draft.code, maxLength: 40))
        let role: HTML = when(
            offers(model) { $0 == .legalEntity },
            select(
                Field(t, "role", label: t("Rôle dans le GHT", "Role in the group"), error: errors["role"]),
                Organisation.GroupRole.allCases.map { Choice($0.rawValue, $0.title(t)) },
                selected: draft.groupRole?.rawValue, placeholder: t("Sans objet", "Not applicable")))
        return finess + category + code + role
    }

    private static func place(_ model: Model, _ t: Language) -> HTML {
        fieldRow([
            textField(
                Field(t, "ville", label: t("Ville", "Town"), error: model.errors["ville"]), value: model.draft.town,
                maxLength: 200),
            textField(
                Field(
                    t, "departement", label: t("Département", "Department"),
                    hint: t("38, 2A ou 974.", "38, 2A or 974."), error: model.errors["departement"]),
                value: model.draft.department, maxLength: 3),
        ])
    }
}
