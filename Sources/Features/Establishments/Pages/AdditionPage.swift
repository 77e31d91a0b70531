// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Adding an organisation below another.
enum AdditionPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let kinds = kinds(below: place.organisation)
        return page(
            visit, place, EstablishmentDraft(kind: kinds.count == 1 ? kinds.first : nil), FormErrors(), status: .ok)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await place(visit)
        let t = visit.language
        let draft = EstablishmentDraft(form)
        var errors = draft.faults(t)
        if errors.isEmpty, let kind = draft.kind {
            let parent = place.organisation.id
            do {
                let made = try await visit.change { change in
                    _ = try visit.place(parent, for: EstablishmentPermissions.manage, in: change.session)
                    return try OrganisationStore.create(draft.details(for: kind), kind: kind, under: parent, in: change)
                }
                return .redirect(
                    EstablishmentURL.card(.init(made.id)).path,
                    notice: t("«\u{00A0}\(made.name)\u{00A0}» est ajouté.", "“\(made.name)” was added."))
            } catch let error as OrganisationError {
                errors.add(error.message(t), to: EstablishmentDraft.field(of: error))
            }
        }
        return page(visit, place, draft, errors, status: .unprocessable)
    }

    /// A site may hold its annexes; otherwise it is the end of the tree.
    static func kinds(below organisation: Organisation) -> [Organisation.Kind] {
        Organisation.Kind.allCases.filter { organisation.kind.canHold($0) }
    }

    private static func place(_ visit: Visit) async throws -> Place {
        try await visit.place(try visit.identifier("organisation"), for: EstablishmentPermissions.manage)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ draft: EstablishmentDraft, _ errors: FormErrors, status: Status
    ) -> Reply {
        let t = visit.language
        let part = URLPath.Part(place.organisation.id)
        let above = place.organisation.name
        let model = EstablishmentForm.Model(
            title: t("Quel établissement ajouter\u{00A0}?", "Which establishment should be added?"),
            lead: t(
                "Il sera placé sous «\u{00A0}\(above)\u{00A0}»\u{00A0}: les personnes qui y ont un rôle l’auront "
                    + "aussi ici.",
                "It will stand under “\(above)”: people who hold a role there will hold it here too."),
            button: t("Ajouter", "Add"), action: EstablishmentURL.addition(part).path,
            back: EstablishmentURL.card(part).path, draft: draft, kinds: kinds(below: place.organisation),
            errors: errors)
        let trail = CardPage.trail(to: place, then: t("Ajout", "Addition"), t)
        return visit.page(
            Page(model.title, at: place, trail: trail, main: EstablishmentForm.render(model, t)), status: status)
    }
}
