// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The form of a reflex sheet, new or to adapt.
enum SheetForm {
    struct Model: Sendable {
        let place: Organisation
        /// Nil for a new one.
        let sheet: ReflexSheet?
        var typed: ReflexSheetDraft
        var changed = ""
        var errors = FormErrors()
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.sheet.map { t("Adapter «\u{00A0}\($0.draft.title)\u{00A0}»", "Adapt “\($0.draft.title)”") }
            ?? t("Que doit faire celui qui tient cette fiche\u{00A0}?", "What must whoever holds this sheet do?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Une ligne par geste, un verbe pour commencer. Dix lignes au plus tiennent sur une page.",
                "One line for each act, a verb to begin. Ten lines at most hold on a page."),
            button: t("Enregistrer", "Save"),
            action: model.sheet.map { ContinuityURL.sheetEdition(place, .init($0.id)).path }
                ?? ContinuityURL.sheetCreation(place).path,
            back: model.sheet.map { ContinuityURL.sheet(place, .init($0.id)).path } ?? ContinuityURL.sheets(place).path,
            errors: model.errors,
            hidden: model.sheet.map { [(name: "version", value: String($0.version))] } ?? [])
        let typed = model.typed
        let change: HTML = when(
            model.sheet != nil,
            textField(
                Field(
                    t, "change", label: t("Ce qui change dans cette version", "What this version changes"),
                    error: model.errors["change"]), value: model.changed, maxLength: 500))
        return view.render(
            t,
            """
            \(textField(
                Field(t, "titre", label: t("Titre", "Title"), error: model.errors["titre"], isRequired: true),
                value: typed.title, maxLength: 150))\
            \(fieldRow([
                textField(
                    Field(t, "pour", label: t("Pour qui", "For whom"), error: model.errors["pour"]),
                    value: typed.audience, maxLength: 300),
                textField(
                    Field(t, "quand", label: t("Quand la prendre", "When to take it"), error: model.errors["quand"]),
                    value: typed.trigger, maxLength: 500),
            ]))\
            \(textArea(
                Field(
                    t, "gestes", label: t("Gestes, un par ligne", "Acts, one a line"), error: model.errors["gestes"],
                    isRequired: true), value: typed.steps, rows: 10, maxLength: 4000))\
            \(fieldRow([
                textArea(
                    Field(t, "eviter", label: t("Ne pas faire", "Not to do"), error: model.errors["eviter"]),
                    value: typed.avoid, rows: 4, maxLength: 1500),
                textArea(
                    Field(
                        t, "appeler", label: t("Appeler", "Call"),
                        hint: t("Fonction et numéro hors réseau.", "Function and number off the network."),
                        error: model.errors["appeler"]), value: typed.call, rows: 4, maxLength: 1500),
            ]))\
            \(textArea(
                Field(
                    t, "unites", label: t("Accrochée dans ces unités, une par ligne", "Hangs in these units, one a line"),
                    error: model.errors["unites"]), value: typed.units, rows: 3, maxLength: 1000))\(change)
            """)
    }

    static func read(_ form: Site.Form, _ t: Language) -> (typed: ReflexSheetDraft, changed: String, errors: FormErrors)
    {
        var errors = FormErrors()
        let typed = ReflexSheetDraft(
            title: form["titre"], audience: form["pour"], trigger: form["quand"], steps: form["gestes"],
            avoid: form["eviter"], call: form["appeler"], units: form["unites"])
        errors.require(typed.title, "titre", limit: 150, in: t)
        errors.bound(typed.audience, "pour", limit: 300, in: t)
        errors.bound(typed.trigger, "quand", limit: 500, in: t)
        errors.require(typed.steps, "gestes", limit: 4000, in: t)
        errors.bound(typed.avoid, "eviter", limit: 1500, in: t)
        errors.bound(typed.call, "appeler", limit: 1500, in: t)
        errors.bound(typed.units, "unites", limit: 1000, in: t)
        errors.bound(form["change"], "change", limit: 500, in: t)
        return (typed, form["change"], errors)
    }
}
