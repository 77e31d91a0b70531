// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Closing an establishment, and opening it again. Nothing is erased: a closed one leaves the lists and keeps its
/// history.
enum ClosurePage {
    struct Model: Sendable {
        let id: Organisation.ID
        let name: String
        /// Open establishments directly below, which stay open.
        var openBelow = 0
        let today: Day
        var day: Day?
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        return try await page(visit, place, day: visit.today, FormErrors(), status: .ok)
    }

    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let typed = try await visit.form()["date"]
        let place = try await place(visit)
        let t = visit.language
        let organisation = place.organisation
        let day = Day(text: typed)
        var errors = FormErrors()
        if !typed.isEmpty, day == nil {
            errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "date")
        } else if let day, day > visit.today {
            errors.add(
                t(
                    "Cette date est à venir. Fermez l’établissement ce jour-là, ou laissez la date vide.",
                    "This date is to come. Close the establishment on that day, or leave the date empty."), to: "date")
        }
        guard errors.isEmpty else { return try await page(visit, place, day: day, errors, status: .unprocessable) }
        try await visit.change { change in
            _ = try visit.place(organisation.id, for: EstablishmentPermissions.manage, in: change.session)
            try OrganisationStore.close(organisation.id, on: day, in: change)
        }
        return .redirect(
            EstablishmentURL.card(.init(organisation.id)).path,
            notice: t(
                "«\u{00A0}\(organisation.name)\u{00A0}» est fermé. Vous pouvez le rouvrir ici.",
                "“\(organisation.name)” is closed. You can reopen it here."))
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let t = visit.language
        let organisation = place.organisation
        try await visit.change { change in
            _ = try visit.place(organisation.id, for: EstablishmentPermissions.manage, in: change.session)
            try OrganisationStore.reopen(organisation.id, in: change)
        }
        return .redirect(
            EstablishmentURL.card(.init(organisation.id)).path,
            notice: t("«\u{00A0}\(organisation.name)\u{00A0}» est rouvert.", "“\(organisation.name)” is open again."))
    }

    private static func place(_ visit: Visit) async throws -> Place {
        try await visit.place(try visit.identifier("organisation"), for: EstablishmentPermissions.manage)
    }

    private static func page(
        _ visit: Visit, _ place: Place, day: Day?, _ errors: FormErrors, status: Status
    ) async throws -> Reply {
        let id = place.organisation.id
        let children = try await visit.read { session in try OrganisationStore.children(of: id, in: session) }
        let t = visit.language
        let model = Model(
            id: id, name: place.organisation.name, openBelow: children.count { !$0.isClosed }, today: visit.today,
            day: day, errors: errors)
        let trail = CardPage.trail(to: place, then: t("Fermeture", "Closure"), t)
        return visit.page(Page(title(model, t), at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("Fermer «\u{00A0}\(model.name)\u{00A0}»\u{00A0}?", "Close “\(model.name)”?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.id)
        let faults = model.errors.all.map { FieldError(name: $0.field, message: $0.message) }
        let below: HTML = when(model.openBelow > 0, paragraph(staying(model.openBelow, t)))
        let content: HTML = """
            \(dateField(
                Field(
                    t, "date", label: t("Date de fermeture", "Closing date"),
                    hint: t("Laissez-la vide si personne ne la connaît.", "Leave it empty if nobody knows it."),
                    error: model.errors["date"]), value: model.day, maximum: model.today))\
            \(formActions("""
                \(submit(t("Fermer l’établissement", "Close the establishment"), style: .danger))\
                \(buttonLink(t("Annuler", "Cancel"), href: EstablishmentURL.card(part).path))
                """))
            """
        let lead = t(
            "Il quittera les listes et les prochaines campagnes. Ses évaluations restent lisibles, et vous "
                + "pourrez le rouvrir.",
            "It will leave the lists and the coming campaigns. Its assessments stay readable, and you can reopen it.")
        return pageHead(t, PageHead(title(model, t), lead: lead)) + errorSummary(t, faults) + below
            + form(action: EstablishmentURL.closure(part).path, content)
    }

    private static func staying(_ number: Int, _ t: Language) -> String {
        let french = t.count(number, ("établissement placé", "établissements placés"), ("", ""))
        let english = t.count(number, ("", ""), ("establishment", "establishments"))
        return t(
            "\(french) en dessous\u{00A0}: rien ne change pour eux, ils restent ouverts.",
            "\(english) below: nothing changes there, they stay open.")
    }
}
