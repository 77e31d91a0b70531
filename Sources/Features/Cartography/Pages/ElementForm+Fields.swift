// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

extension ElementForm {
    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let action =
            model.node.map { CartographyURL.edition(place, .init($0.id)).path } ?? CartographyURL.creation(place).path
        let back =
            model.node.map { CartographyURL.element(place, .init($0.id)).path } ?? CartographyURL.elements(place).path
        let lead =
            model.node == nil
            ? t(
                "Une activité de soins, un service numérique ou un composant. Ses liens se disent ensuite.",
                "An activity of care, a digital service or a component. Its links are said afterwards.") : ""
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead)))\(errorSummary(t, model.errors.faults))\
            \(form(action: action, """
                \(fields(model, t))\
                \(formActions("\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: back))"))
                """))
            """
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        let (typed, errors) = (model.typed, model.errors)
        return """
            \(fieldRow([
                textField(
                    Field(t, "nom", label: t("Nom", "Name"), error: errors["nom"], isRequired: true), value: typed.name,
                    maxLength: 150),
                select(
                    Field(t, "nature", label: t("Nature", "Kind"), error: errors["nature"], isRequired: true),
                    groups: Layer.allCases.map { layer in
                        (layer.title(t), NodeKind.kinds(of: layer).map { kind in
                            Choice(
                                Typed.value(layer, kind),
                                kind == .other ? "\(kind.title(t)) (\(ElementFacts.lowered(layer.title(t))))" : kind.title(t))
                        })
                    }, selected: typed.kind, placeholder: t("Choisissez", "Choose")),
            ]))\
            \(fieldRow([
                select(
                    Field(
                        t, "classe", label: t("Classe de soins", "Care class"),
                        hint: t("Combien de temps le soin peut attendre. Vide si ce n’est pas décidé.",
                            "How long care can wait. Empty if not decided.")),
                    CareClass.all.map { Choice(String($0), CareClass.title($0, t)) }, selected: typed.careClass,
                    placeholder: t("Non décidée", "Not decided")),
                textField(
                    Field(
                        t, "code", label: t("Code", "Code"),
                        hint: t("Court, sans accent\u{00A0}: les fichiers s’en servent. Vide\u{00A0}: tiré du nom.",
                            "Short, unaccented: files use it. Empty: taken from the name."),
                        error: errors["code"]), value: typed.code, maxLength: 60),
            ]))\
            \(textArea(
                Field(t, "description", label: t("À quoi il sert", "What it is for"), error: errors["description"]),
                value: typed.description, rows: 3, maxLength: 2000))\
            \(fieldRow([
                textField(
                    Field(
                        t, "responsable", label: t("Responsable", "Owner"),
                        hint: t("Une fonction plutôt qu’un nom.", "A function rather than a name."),
                        error: errors["responsable"]), value: typed.owner, maxLength: 200),
                textField(
                    Field(t, "fournisseur", label: t("Fournisseur ou éditeur", "Supplier or publisher"),
                        error: errors["fournisseur"]), value: typed.supplier, maxLength: 200),
                textField(
                    Field(
                        t, "volume", label: t("Données à restaurer, en Go", "Data to restore, in GB"),
                        hint: t("Vide si vous ne savez pas.", "Empty if you do not know."), error: errors["volume"]),
                    value: typed.volume, maxLength: 15, isNumeric: true),
            ]))
            """
    }
}
