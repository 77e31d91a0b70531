// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// One line of the lists that are alike, new or to change.
enum EntryForm {
    struct Model: Sendable {
        let kind: EntryKind
        let place: Organisation
        let entry: Entry?
        var values: [String: String]
        var contacts: [(id: Contact.ID, name: String)] = []
        var errors = FormErrors()
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) {
        for field in model.kind.fields {
            let value = form[field.name]
            model.values[field.name] = value
            switch field.input {
            case .line(let limit), .paragraph(let limit):
                if field.isRequired {
                    model.errors.require(value, field.name, limit: limit, in: t)
                } else {
                    model.errors.bound(value, field.name, limit: limit, in: t)
                }
            case .day: model.values[field.name] = model.errors.day(form, field.name, in: t)?.text ?? ""
            case .order:
                guard let number = Int(value), (1...999).contains(number) else {
                    model.errors.add(t("Un nombre de 1 à 999.", "A number from 1 to 999."), to: field.name)
                    continue
                }
            case .choice(let choices):
                if !choices.contains(where: { $0.value == value }) {
                    model.errors.add(t("Choisissez dans la liste.", "Choose from the list."), to: field.name)
                }
            case .contact:
                if !value.isEmpty, Contact.ID(value) == nil {
                    model.errors.add(CrisisKitError.unknownContact.message(t), to: field.name)
                }
            case .tick: model.values[field.name] = form.has(field.name) ? "1" : ""
            }
        }
    }

    static func title(_ model: Model, _ t: Language) -> String { model.entry?.name ?? model.kind.question(t) }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (kind, place) = (model.kind, URLPath.Part(model.place.id))
        let action =
            model.entry.map { CrisisKitURL.entry(kind, place, .init($0.id)).path }
            ?? CrisisKitURL.entryCreation(kind, place).path
        let buttons = formActions(
            "\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: CrisisKitURL.entries(kind, place).path))"
        )
        return """
            \(pageHead(t, PageHead(title(model, t), lead: kind.lead(t))))\(errorSummary(t, model.errors.faults))\
            \(form(action: action, kind.fields.html { control($0, model, t) } + buttons))\(others(model, t))
            """
    }

    private static func control(_ field: EntryField, _ model: Model, _ t: Language) -> HTML {
        let value = model.values[field.name] ?? ""
        let shown = Field(
            t, field.name, label: field.title(t), hint: field.hint?(t), error: model.errors[field.name],
            isRequired: field.isRequired)
        switch field.input {
        case .line(let limit): return textField(shown, value: value, maxLength: limit)
        case .paragraph(let limit): return textArea(shown, value: value, rows: 3, maxLength: limit)
        case .day: return dateField(shown, value: Day(text: value))
        case .order: return textField(shown, value: value, maxLength: 3, isNumeric: true)
        case .choice(let choices):
            return select(
                shown, choices.map { Choice($0.value, $0.title(t)) }, selected: value,
                placeholder: t("Choisissez", "Choose"))
        case .contact:
            return select(
                shown, model.contacts.map { Choice($0.id.text, $0.name) }, selected: value,
                placeholder: t("Personne encore", "Nobody yet"))
        case .tick: return checkbox(shown, isChecked: !value.isEmpty)
        }
    }

    private static func others(_ model: Model, _ t: Language) -> HTML {
        guard let entry = model.entry else { return HTML() }
        let place = URLPath.Part(model.place.id)
        return actions([
            entry.isRemoved
                ? Action(
                    t("Rétablir", "Restore"),
                    post: CrisisKitURL.entryRestoration(model.kind, place, .init(entry.id)).path)
                : Action(
                    t("Retirer de la liste", "Remove from the list"),
                    post: CrisisKitURL.entryRemoval(model.kind, place, .init(entry.id)).path, style: .danger,
                    confirm: t(
                        "Retirer cette ligne\u{00A0}? Vous pourrez la rétablir.",
                        "Remove this line? You can restore it."))
        ])
    }
}
