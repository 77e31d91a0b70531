// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Correcting what is known of an organisation. Its kind does not change: another kind is another thing.
enum EditionPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        return page(visit, place, EstablishmentDraft(place.organisation), FormErrors(), status: .ok)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await place(visit)
        let t = visit.language
        let organisation = place.organisation
        let draft = EstablishmentDraft(form, kind: organisation.kind)
        var errors = draft.faults(t)
        if errors.isEmpty {
            do {
                try await visit.change { change in
                    _ = try visit.place(organisation.id, for: EstablishmentPermissions.manage, in: change.session)
                    try OrganisationStore.edit(
                        organisation.id, draft.details(for: organisation.kind), in: change)
                }
                return .redirect(
                    EstablishmentURL.card(.init(organisation.id)).path,
                    notice: t("La fiche est à jour.", "The card is up to date."))
            } catch let error as OrganisationError {
                errors.add(error.message(t), to: EstablishmentDraft.field(of: error))
            }
        }
        return page(visit, place, draft, errors, status: .unprocessable)
    }

    private static func place(_ visit: Visit) async throws -> Place {
        try await visit.place(try visit.identifier("organisation"), for: EstablishmentPermissions.manage)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ draft: EstablishmentDraft, _ errors: FormErrors, status: Status
    ) -> Reply {
        let t = visit.language
        let part = URLPath.Part(place.organisation.id)
        let model = EstablishmentForm.Model(
            title: t("Modifier la fiche", "Edit the card"),
            lead: t(
                "Un import de FINESS remettra le nom, la ville et la catégorie tels que FINESS les donne.",
                "A FINESS import will set name, town and category back to what FINESS says."),
            button: t("Enregistrer", "Save"), action: EstablishmentURL.edition(part).path,
            back: EstablishmentURL.card(part).path, draft: draft, errors: errors)
        let trail = CardPage.trail(to: place, then: t("Modification", "Edition"), t)
        return visit.page(
            Page(model.title, at: place, trail: trail, main: EstablishmentForm.render(model, t)), status: status)
    }
}
