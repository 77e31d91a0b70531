// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// A filter written from an alert, to be read before it is kept.
enum FilterForm {
    struct Model: Sendable {
        let place: Organisation
        let alert: Alert
        var title: String
        var body: String
        var reason: String
        var errors: FormErrors
    }

    static func title(_ t: Language) -> String {
        t("Qu’est-ce qui ne doit plus alerter\u{00A0}?", "What must not alert any more?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let alert = model.alert
        let lead = t(
            "Le filtre proposé écarte «\u{00A0}\(alert.title)\u{00A0}» pour ce programme et cette machine seulement. Élargissez-le si c’est connu ailleurs.",
            "The proposed filter keeps off “\(alert.title)” for this program and this machine alone. Widen it if it is known elsewhere."
        )
        let content: HTML = """
            \(textField(
                Field(t, "titre", label: t("Titre", "Title"), error: model.errors["titre"], isRequired: true),
                value: model.title, maxLength: 200))\
            \(textField(
                Field(
                    t, "motif", label: t("Pourquoi c’est sans danger", "Why it is harmless"),
                    hint: t(
                        "La personne qui relira ce filtre dans un an n’aura que cette phrase.",
                        "Whoever reviews this filter in a year has only this sentence."),
                    error: model.errors["motif"], isRequired: true),
                value: model.reason, maxLength: 1000))\
            \(textArea(
                Field(
                    t, "filtre", label: t("Filtre Sigma", "Sigma filter"),
                    hint: t(
                        "Les étoiles valent n’importe quoi\u{00A0}; retirez la ligne Computer pour toutes les machines.",
                        "Stars stand for anything; remove the line Computer for all machines."),
                    error: model.errors["filtre"], isRequired: true),
                value: model.body, rows: 14, maxLength: 20_000))\
            \(formActions("""
                \(submit(t("Mettre le filtre en place", "Put the filter in force")))\
                \(buttonLink(
                    t("Annuler", "Cancel"),
                    href: SupervisionURL.alert(.init(model.place.id), .init(alert.id)).path))
                """))
            """
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, model.errors.faults))\
            \(form(
                action: SupervisionURL.alertFilter(.init(model.place.id), .init(alert.id)).path, content))
            """
    }
}
