// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// The fields of a proof.
enum ProofForm {
    private typealias Name = ProofEntry.Name
    typealias Model = RegistrationPage.Model

    static let accepted = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt,.ods,.odp,.doc,.xls,.ppt,.txt,.csv,.md"

    static func render(_ model: Model, _ kind: ProofKind, _ t: Language) -> HTML {
        let action =
            model.previous.map { ProofsURL.replacement(.init($0.id)).path }
            ?? ProofsURL.registration(.init(model.organisation.id)).path
        var hidden: [(name: String, value: String)] = [(Name.kind, kind.id)]
        if let target = model.target {
            hidden.append((Name.requirement, "\(target.pin.framework)/\(target.pin.requirement)"))
        }
        let errors = errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) })
        let save = model.previous == nil ? t("Enregistrer la preuve", "Register the proof") : t("Remplacer", "Replace")
        return """
            \(pageHead(t, PageHead(RegistrationPage.title(model, t), lead: lead(model, kind, t))))\(errors)\
            \(form(
                action: action, isMultipart: true, hidden: hidden,
                """
                \(text(model, t))\(facts(model, kind, t))\(days(model, t))\(holders(model, t))\(file(model, t))\
                \(formActions(submit(save)))
                """))
            """
    }

    private static func lead(_ model: Model, _ kind: ProofKind, _ t: Language) -> String {
        if let previous = model.previous {
            return t(
                "L’ancienne version, du \(t.date(previous.obtainedOn)), reste consultable\u{00A0}; elle ne compte plus.",
                "The old version, of \(t.date(previous.obtainedOn)), can still be read; it no longer counts.")
        }
        let kind = ProofWords.kind(kind, t) + "."
        return [kind, RegistrationPage.target(model, t)].compactMap(\.self).joined(separator: " ")
    }

    private static func text(_ model: Model, _ t: Language) -> HTML {
        textField(
            Field(
                t, Name.title, label: t("Titre", "Title"),
                hint: t(
                    "Tel qu’on le cherchera\u{00A0}: «\u{00A0}PSSI du groupement, version 3\u{00A0}».",
                    "As one will look for it: “Group security policy, version 3”."),
                error: model.errors[Name.title], isRequired: true), value: model.entry.title,
            maxLength: ProofDraft.titleLimit)
    }

    private static func facts(_ model: Model, _ kind: ProofKind, _ t: Language) -> HTML {
        kind.facts.html { field in
            let value = model.entry.facts[field.name] ?? ""
            let name = Name.fact(field.name)
            switch field.form {
            case .word: return word(field, value, model, t)
            case .level(let range):
                let field = Field(t, name, label: field.title(t), error: model.errors[name])
                return select(
                    field, range.map { Choice(String($0), t.number($0)) }, selected: value,
                    placeholder: t("Non précisé", "Not given"))
            case .share, .number:
                let field = Field(
                    t, name, label: field.title(t), hint: t("Facultatif.", "Optional."), error: model.errors[name])
                return textField(field, value: value, maxLength: 15, isNumeric: true)
            }
        }
    }

    /// The words that rules use, and a place for another one.
    private static func word(_ fact: FactField, _ value: String, _ model: Model, _ t: Language) -> HTML {
        let known = model.words[fact.name] ?? []
        let other = Name.otherWord(fact.name)
        let typed = model.entry.otherWords[fact.name] ?? ""
        guard !known.isEmpty else {
            return textField(
                Field(t, other, label: fact.title(t), hint: t("Facultatif.", "Optional."), error: model.errors[other]),
                value: typed, maxLength: 120)
        }
        let choices = known.map { Choice($0, ProofWords.capitalised(FactVocabulary.word($0, of: fact.name, t))) }
            .sorted { folded($0.title) < folded($1.title) }
        let name = Name.fact(fact.name)
        let list = select(
            Field(
                t, name, label: fact.title(t),
                hint: t(
                    "Les réponses de cette liste sont celles que les référentiels reconnaissent.",
                    "The answers of this list are those that frameworks recognise."), error: model.errors[name]),
            choices, selected: value, placeholder: t("Non précisé", "Not given"))
        let free = textField(
            Field(
                t, other, label: t("\(fact.title(t)), autre", "\(fact.title(t)), other"),
                hint: t("Si la liste ne convient pas.", "If the list does not fit."), error: model.errors[other]),
            value: typed, maxLength: 120)
        return fieldRow([list, free])
    }

    private static func days(_ model: Model, _ t: Language) -> HTML {
        let obtained = dateField(
            Field(
                t, Name.obtained, label: t("Obtenue, signée ou revue le", "Obtained, signed or reviewed on"),
                hint: t(
                    "La date de la mesure ou de la dernière revue du document, pas celle du dépôt ici.",
                    "The date of the measurement or of the document's last review, not that of the upload."),
                error: model.errors[Name.obtained], isRequired: true), value: Day(text: model.entry.obtainedOn),
            maximum: model.today)
        let until = dateField(
            Field(
                t, Name.until, label: t("Valable jusqu’au", "Valid until"),
                hint: t(
                    "Laissez vide si la preuve ne fixe pas sa fin.", "Leave empty if the proof does not set its end."),
                error: model.errors[Name.until]), value: Day(text: model.entry.until))
        let months = textField(
            Field(
                t, Name.months, label: t("Ou valable pendant (en mois)", "Or valid for (in months)"),
                hint: t("La date de fin est alors calculée.", "The end is then computed."),
                error: model.errors[Name.months]), value: model.entry.months, maxLength: 3, isNumeric: true)
        return obtained + fieldRow([until, months])
    }

    private static func holders(_ model: Model, _ t: Language) -> HTML {
        let choices = model.places.enumerated().map { place, organisation in
            place == 0 && organisation.kind == .ght
                ? Choice(organisation.id.text, t("Tout le groupement", "The whole group"), note: organisation.name)
                : Choice(organisation.id.text, organisation.name, note: organisation.kind.title(t))
        }
        return checkboxGroup(
            Field(
                t, Name.holders, label: t("Pour qui vaut-elle\u{00A0}?", "Whom is it valid for?"),
                hint: t(
                    "Ce qui est coché comprend ce qui en dépend.", "What is ticked includes what stands below it."),
                error: model.errors[Name.holders], isRequired: true), choices, selected: model.entry.holders)
    }

    private static func file(_ model: Model, _ t: Language) -> HTML {
        let limit = t.number(Vault.fileLimit >> 20)
        let file = fileField(
            Field(
                t, Name.file, label: t("Fichier", "File"),
                hint: t(
                    "PDF, document bureautique, image ou texte, \(limit)\u{00A0}Mo au plus. Sans fichier, la preuve est une "
                        + "attestation\u{00A0}: dites dans la note sur quoi elle repose. Le fichier est chiffré dans le coffre.",
                    "PDF, office document, image or text, \(limit) MB at most. Without a file, the proof is a statement: say "
                        + "in the note what it rests on. The file is encrypted in the vault."),
                error: model.errors[Name.file]), accept: accepted)
        let same: HTML = when(model.previous?.file) { kept in
            checkbox(
                Field(
                    t, Name.keepsFile,
                    label: t("Le document est le même\u{00A0}: \(kept.name)", "The document is the same: \(kept.name)"),
                    hint: t(
                        "Par exemple s’il a été revu sans changement.",
                        "For instance if it was reviewed without change.")),
                isChecked: model.entry.keepsFile)
        }
        let note = textArea(
            Field(
                t, Name.note, label: t("Note", "Note"), hint: t("Facultatif.", "Optional."),
                error: model.errors[Name.note]), value: model.entry.note, rows: 3, maxLength: ProofDraft.noteLimit)
        return file + same + note
    }
}
