// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Reading, writing, adapting, removing and restoring reflex sheets.
enum SheetHandlers {
    /// A sheet of a level above is read from here too.
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let id: ReflexSheet.ID = try visit.identifier("reflexe")
        let (found, versions) = try await visit.read { session in
            (try SheetStore.sheet(id, in: session), try SheetStore.versions(of: id, in: session))
        }
        guard let found, found.keeper.lineage.contains(place.organisation.lineage) else { throw Refusal.notFound }
        let t = visit.language
        let model = SheetPage.Model(
            place: place.organisation, sheet: found, versions: versions,
            mayManage: visit.mayManage(found.keeper.lineage))
        return visit.continuityPage(
            found.draft.title, at: place, under: .sheets, crumb: found.draft.title,
            printAudience: t("À accrocher dans l’unité", "To hang in the unit"), SheetPage.render(model, t))
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued(ContinuityPermissions.manage)
        return page(visit, place, SheetForm.Model(place: place.organisation, sheet: nil, typed: ReflexSheetDraft()))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, sheet) = try await find(visit)
        return page(visit, place, SheetForm.Model(place: place.organisation, sheet: sheet, typed: sheet.draft))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.continued(ContinuityPermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, sheet) = try await find(visit)
        return try await save(visit, form, place, sheet)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, sheet) = try await find(visit)
        try await visit.keep(at: place) { change in try SheetStore.remove(sheet, in: change) }
        return .redirect(
            ContinuityURL.sheets(.init(place.organisation.id)).path,
            notice: visit.language(
                "La fiche est retirée. Vous pouvez la rétablir au bas de la page.",
                "The sheet is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, sheet) = try await find(visit)
        try await visit.keep(at: place) { change in try SheetStore.restore(sheet, in: change) }
        return .redirect(
            ContinuityURL.sheet(.init(place.organisation.id), .init(sheet.id)).path,
            notice: visit.language("La fiche est rétablie.", "The sheet is restored."))
    }

    /// To change: kept by the organisation of the address.
    private static func find(_ visit: Visit) async throws -> (Place, ReflexSheet) {
        let place = try await visit.continued(ContinuityPermissions.manage)
        let id: ReflexSheet.ID = try visit.identifier("reflexe")
        let found = try await visit.read { session in try SheetStore.sheet(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ sheet: ReflexSheet?
    ) async throws -> Reply {
        let (t, today, keeper) = (visit.language, visit.today, place.organisation.id)
        let (typed, changed, errors) = SheetForm.read(form, t)
        guard errors.isEmpty else {
            let model = SheetForm.Model(
                place: place.organisation, sheet: sheet, typed: typed, changed: changed, errors: errors)
            return page(visit, place, model, status: .unprocessable)
        }
        // Two people on the same version: the second is told, and nothing is overwritten.
        if let sheet, let seen = form.int("version"), seen != sheet.version { throw ContinuityError.alreadySo }
        let id = try await visit.keep(at: place) { change in
            if let sheet {
                try SheetStore.correct(sheet, typed, changed: changed, on: today, in: change)
                return sheet.id
            }
            return try SheetStore.add(typed, model: nil, at: keeper, on: today, in: change)
        }
        return .redirect(
            ContinuityURL.sheet(.init(keeper), .init(id)).path,
            notice: t("La fiche est enregistrée.", "The sheet is saved."))
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: SheetForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            SheetForm.title(model, t), at: place, under: .sheets,
            crumb: model.sheet?.draft.title ?? t("Nouvelle fiche", "New sheet"), status: status,
            SheetForm.render(model, t))
    }
}
