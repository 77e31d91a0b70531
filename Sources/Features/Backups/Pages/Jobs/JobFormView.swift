// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// How the form of a job looks.
enum JobFormView {
    static func render(_ model: JobForm.Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let action =
            model.job.map { BackupsURL.jobEdition(place, .init($0.id)).path } ?? BackupsURL.jobCreation(place).path
        let back = model.job.map { BackupsURL.job(place, .init($0.id)).path } ?? BackupsURL.jobs(place).path
        let head = PageHead(
            JobForm.title(model, t),
            lead: t(
                "Décrivez la tâche une fois\u{00A0}; les comptes rendus de l’outil viendront s’y ranger d’eux-mêmes.",
                "Describe the job once; the reports of the program will find their way to it."))
        let buttons: HTML =
            "\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: back))"
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(form(action: action, "\(identity(model, t))\(covered(model, t))\(copies(model, t))\(rule(model, t))\(formActions(buttons))"))
            """
    }

    private static func identity(_ model: JobForm.Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            textField(
                Field(t, "nom", label: t("Nom de la tâche", "Name of the job"), error: model.errors["nom"], isRequired: true),
                value: model.name, maxLength: 150),
            textField(
                Field(
                    t, "outil", label: t("Outil", "Program"), hint: "restic, borg, Veeam…", error: model.errors["outil"],
                    isRequired: true), value: model.tool, maxLength: 100),
        ]))\
        \(fieldRow([
            textField(
                Field(
                    t, "rythme", label: t("Une fois toutes les, en heures", "Once every, in hours"),
                    error: model.errors["rythme"], isRequired: true), value: model.interval, maxLength: 8),
            textField(
                Field(
                    t, "suivi", label: t("Qui lit les comptes rendus", "Who reads the reports"),
                    hint: t("Une fonction plutôt qu’un nom.", "A function rather than a name."), error: model.errors["suivi"]),
                value: model.watcher, maxLength: 200),
        ]))
        """
    }

    private static func covered(_ model: JobForm.Model, _ t: Language) -> HTML {
        let essentials = checkboxGroup(
            Field(
                t, "indispensables", label: t("Elle sauvegarde aussi un indispensable", "It also saves an essential"),
                hint: t(
                    "Ce qui doit revenir avant tout le reste, et que l’on oublie le plus.",
                    "What must come back before all else, and is forgotten most.")),
            Essential.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.essentials)
        let nodes = model.choices.render(
            t, label: t("Ce qu’elle couvre", "What it covers"), selected: model.nodes, model.errors)
        return nodes + essentials
    }

    private static func copies(_ model: JobForm.Model, _ t: Language) -> HTML {
        let flags = [
            Choice("hors-site", t("Hors site", "Offsite")),
            Choice("immuable", t("Immuable ou hors ligne", "Immutable or offline")),
            Choice("chiffree", t("Chiffrée", "Encrypted")),
            Choice("acces", t("Accès indépendant du domaine", "Access apart from the domain")),
        ]
        return (1...BackupJobDraft.copyLimit).html { index in
            let copy = index <= model.copies.count ? model.copies[index - 1] : JobForm.Model.Copy()
            let fields: HTML = """
                \(fieldRow([
                    textField(
                        Field(
                            t, "lieu-\(index)", label: t("Lieu de la copie \(index)", "Place of copy \(index)"),
                            error: model.errors["lieu-\(index)"]), value: copy.place, maxLength: 100),
                    select(
                        Field(
                            t, "support-\(index)", label: t("Support de la copie \(index)", "Medium of copy \(index)"),
                            error: model.errors["support-\(index)"]),
                        Medium.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: copy.medium,
                        placeholder: t("Choisissez", "Choose")),
                ]))\
                \(checkboxGroup(
                    Field(t, "proprietes-\(index)", label: t("La copie \(index) est", "Copy \(index) is")), flags,
                    selected: copy.flags))
                """
            // Closed ones are those that nobody needed yet.
            return disclosure(
                copy.place.isEmpty
                    ? t("Copie \(index)", "Copy \(index)")
                    : t("Copie \(index)\u{00A0}: \(copy.place)", "Copy \(index): \(copy.place)"),
                isOpen: index == 1 || copy != JobForm.Model.Copy(), fields)
        }
    }

    private static func rule(_ model: JobForm.Model, _ t: Language) -> HTML {
        let hint = t("Vide\u{00A0}: n’importe. * remplace des lettres.", "Empty: any. * stands for letters.")
        return """
            \(fieldRow([
                textField(
                    Field(
                        t, "libelle", label: t("Nom porté par les comptes rendus", "Name that the reports carry"), hint: hint,
                        error: model.errors["libelle"]), value: model.label, maxLength: 200),
                textField(
                    Field(t, "machine", label: t("Machine", "Machine"), hint: hint, error: model.errors["machine"]),
                    value: model.host, maxLength: 200),
                textField(
                    Field(t, "depot", label: t("Dépôt", "Repository"), hint: hint, error: model.errors["depot"]),
                    value: model.repository, maxLength: 200),
            ]))\
            \(textArea(
                Field(t, "note", label: t("À savoir", "To know"), error: model.errors["note"]), value: model.note, rows: 2,
                maxLength: 2000))
            """
    }
}
