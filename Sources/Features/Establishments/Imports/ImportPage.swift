// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// Where the files come in: one form for each, with what it must look like and where to find it.
enum ImportPage {
    struct Model: Sendable {
        let id: Organisation.ID
        let name: String
        let offered: [ImportKind]
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        page(visit, try await place(visit), FormErrors(), status: .ok)
    }

    static func receive(_ kind: ImportKind, _ visit: Visit, _ shelf: RefusalShelf) async throws -> Reply {
        let place = try await place(visit)
        guard kind.isOffered(at: place.organisation.kind) else { throw Refusal.forbidden }
        // The boundaries and headers of the form come on top of the file.
        let form = try await visit.form(fileLimit: kind.sizeLimit + 64 * 1024)
        guard let upload = form.file(kind.field) else {
            var errors = FormErrors()
            errors.add(
                visit.language(
                    "Choisissez un fichier\u{00A0}; un fichier vide ne compte pas.",
                    "Choose a file; an empty file does not count."), to: kind.field)
            return page(visit, place, errors, status: .unprocessable)
        }
        let job = try await ImportJob(kind: kind, upload: upload, place: place, shelf: shelf).start(for: visit)
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    private static func place(_ visit: Visit) async throws -> Place {
        try await visit.place(try visit.identifier("organisation"), for: EstablishmentPermissions.load)
    }

    private static func page(_ visit: Visit, _ place: Place, _ errors: FormErrors, status: Status) -> Reply {
        let t = visit.language
        let organisation = place.organisation
        let model = Model(
            id: organisation.id, name: organisation.name,
            offered: ImportKind.allCases.filter { $0.isOffered(at: organisation.kind) }, errors: errors)
        let trail = CardPage.trail(to: place, then: t("Imports", "Imports"), t)
        return visit.page(Page(title(t), at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ t: Language) -> String {
        t("Quel fichier voulez-vous charger\u{00A0}?", "Which file do you want to load?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Chaque fichier peut être chargé plusieurs fois\u{00A0}: seul ce qui a changé est modifié. Une "
                    + "ligne fautive est refusée avec sa raison, les autres sont prises\u{00A0}; un fichier illisible ne "
                    + "change rien.",
                "Each file can be loaded several times: only what changed is touched. A faulty line is refused "
                    + "with its reason, the others are taken; a file that cannot be read changes nothing."
            ))
        let faults = model.errors.all.map { FieldError(name: $0.field, message: $0.message) }
        let elsewhere: HTML = when(
            !model.offered.contains(.register),
            paragraph(
                t(
                    "L’extrait FINESS met à jour tout le pays\u{00A0}: l’administrateur national le charge.",
                    "The FINESS extract brings the whole country up to date: the national administrator loads it."),
                isQuiet: true))
        let forms = stack(model.offered.map { sheet($0, model, t) })
        return pageHead(t, head) + errorSummary(t, faults) + forms + elsewhere
    }

    private static func sheet(_ kind: ImportKind, _ model: Model, _ t: Language) -> HTML {
        let help = ImportHelp(kind)
        let limit = t.number(kind.sizeLimit >> 20)
        let field = fileField(
            Field(
                t, kind.field, label: t("Fichier", "File"),
                hint: t("\(limit) Mo au plus.", "\(limit) MB at most."), error: model.errors[kind.field],
                isRequired: true), accept: help.accept)
        let examples = help.examples.html { "<p><code>\($0)</code></p>" }
        return Components.sheet(
            kind.title(t),
            """
            \(paragraph(help.format(t)))\(paragraph(help.source(t)))\
            \(disclosure(t("Voir un exemple", "Show an example"), examples))\
            \(form(
                action: kind.path(at: model.id), isMultipart: true,
                field + formActions(submit(t("Charger", "Load"), style: .plain))))
            """)
    }
}
