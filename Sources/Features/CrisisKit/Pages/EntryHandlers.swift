// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// What is done to one line of the lists that are alike.
enum EntryHandlers {
    static func new(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let model = EntryForm.Model(kind: kind, place: place.organisation, entry: nil, values: ["ordre": "500"])
        return try await page(visit, place, model)
    }

    static func edit(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let (place, entry) = try await find(visit, kind)
        return try await page(
            visit, place,
            EntryForm.Model(kind: kind, place: place.organisation, entry: entry, values: entry.values))
    }

    static func create(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, kind, try await visit.kitPlace(CrisisKitPermissions.manage), nil)
    }

    static func correct(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let form = try await visit.form()
        let (place, entry) = try await find(visit, kind)
        return try await save(visit, form, kind, place, entry)
    }

    static func remove(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let (place, entry) = try await find(visit, kind)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try EntryStore.remove(entry, in: change)
        }
        return .redirect(
            CrisisKitURL.entry(kind, .init(place.organisation.id), .init(entry.id)).path,
            notice: visit.language("C’est retiré. Vous pouvez le rétablir ici.", "Removed. You can restore it here."))
    }

    static func restore(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let (place, entry) = try await find(visit, kind)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try EntryStore.restore(entry, in: change)
        }
        return back(place, kind, visit.language("C’est rétabli.", "Restored."))
    }

    @Sendable
    static func propose(_ visit: Visit) async throws -> Reply {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let t = visit.language
        do {
            let added = try await visit.change { change in
                _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
                return try EntryStore.propose(at: place.organisation.id, in: change)
            }
            return back(
                place, .notification,
                t(
                    "\(t.count(added, ("destinataire ajouté", "destinataires ajoutés"), ("", "")))\u{00A0}: complétez les numéros.",
                    "\(t.count(added, ("", ""), ("recipient added", "recipients added"))): fill in the numbers."))
        } catch CrisisKitError.alreadySo {
            return back(
                place, .notification,
                t("La liste proposée est déjà reprise en entier.", "The proposed list is already taken whole."))
        }
    }

    @Sendable
    static func placeCells(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let places = Dictionary(
            uniqueKeysWithValues: CrisisCell.allCases.map { ($0, form["lieu-\($0.rawValue)"]) })
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            try EntryStore.place(places, of: place.organisation.id, in: change)
        }
        return back(place, .seat, visit.language("Les lieux sont enregistrés.", "The places are saved."))
    }

    private static func find(_ visit: Visit, _ kind: EntryKind) async throws -> (Place, Entry) {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let id: Entry.ID = try visit.identifier("\(kind.parameter)")
        let found = try await visit.read { session in try EntryStore.entry(id, kind, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func back(_ place: Place, _ kind: EntryKind, _ notice: String) -> Reply {
        .redirect(CrisisKitURL.entries(kind, .init(place.organisation.id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ kind: EntryKind, _ place: Place, _ entry: Entry?
    ) async throws -> Reply {
        let t = visit.language
        var model = EntryForm.Model(kind: kind, place: place.organisation, entry: entry, values: [:])
        EntryForm.read(form, into: &model, t)
        guard model.errors.isEmpty else { return try await page(visit, place, model, status: .unprocessable) }
        let values = model.values
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: CrisisKitPermissions.manage, in: change.session)
            if let entry {
                try EntryStore.correct(entry, values, in: change)
            } else {
                try EntryStore.add(kind, values, at: place.organisation.id, in: change)
            }
        }
        return back(place, kind, t("C’est enregistré.", "Saved."))
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ given: EntryForm.Model, status: Site.Status = .ok
    ) async throws -> Reply {
        let t = visit.language
        var model = given
        if model.kind == .seat {
            model.contacts = try await visit.read { session in
                try ContactStore.names(of: place.organisation.id, in: session)
            }
        }
        let list = Crumb(
            model.kind.tab(t), href: CrisisKitURL.entries(model.kind, .init(place.organisation.id)).path)
        return visit.kitPage(
            EntryForm.title(model, t), at: place,
            trail: [list, Crumb(model.entry?.name ?? model.kind.addition(t))], status: status,
            EntryForm.render(model, t))
    }
}
