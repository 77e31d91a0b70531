// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The two small acts of the overview.
enum OverviewHandlers {
    @Sendable
    static func review(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        var errors = FormErrors()
        let note = form["note"]
        errors.bound(note, "note", limit: 2000, in: t)
        if errors.isEmpty {
            let today = visit.today
            do {
                try await visit.changeBackups(at: place.organisation) { change in
                    try SettingStore.review(place.organisation, note: note, today: today, in: change)
                }
                return back(
                    place,
                    t(
                        "La revue est enregistrée, et déposée comme preuve.",
                        "The review is recorded, and kept as a proof."))
            } catch BackupsError.textMissing {
                errors.add(
                    t(
                        "Des alertes restent à traiter\u{00A0}: dites ce qu’elles deviennent.",
                        "Some alerts are open: say what becomes of them."), to: "note")
            }
        }
        var model = try await OverviewPage.model(visit, place.organisation)
        (model.note, model.errors) = (note, errors)
        return OverviewPage.page(visit, place, model, status: .unprocessable)
    }

    @Sendable
    static func setRetest(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        guard let days = form.int("jours"), (30...1100).contains(days) else {
            var model = try await OverviewPage.model(visit, place.organisation)
            model.days = String(form["jours"].prefix(20))
            model.errors.add(
                t("Un nombre de jours de 30 à 1\u{202F}100.", "A number of days from 30 to 1,100."), to: "jours")
            return OverviewPage.page(visit, place, model, status: .unprocessable)
        }
        try await visit.changeBackups(at: place.organisation) { change in
            try SettingStore.setRetest(days: days, of: place.organisation.id, in: change)
        }
        return back(place, t("Le rappel est réglé.", "The reminder is set."))
    }

    private static func back(_ place: Place, _ notice: String) -> Reply {
        .redirect(BackupsURL.overview(.init(place.organisation.id)).path, notice: notice)
    }
}
