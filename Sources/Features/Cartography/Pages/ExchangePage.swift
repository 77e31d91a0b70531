// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The table of a continuity plan: read, shown, then applied as a whole.
enum ExchangePage {
    struct Model: Sendable {
        let place: Organisation
        var error: String?
        var preview: MapImport?
        /// Somebody changed the map between the preview and its confirmation.
        var isOvertaken = false
    }

    static let fileLimit = 5 * 1024 * 1024
    /// The accepted lines come back in a field of the preview; percent-encoding may triple them.
    private static let applyLimit = 3 * fileLimit
    /// The field in which accepted lines come back.
    static let confirmed = "contenu"

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.mapped(CartographyPermissions.manage)
        return page(visit, place, Model(place: place.organisation))
    }

    /// A file is read and shown; what was shown is applied. Both are checked the same way.
    @Sendable
    static func load(_ visit: Visit) async throws -> Reply {
        // Before a large file is let in, and again when it is there: it came at its sender's pace.
        _ = try await visit.mapped(CartographyPermissions.manage)
        let form = try await visit.form(limit: applyLimit, fileLimit: fileLimit)
        let place = try await visit.mapped(CartographyPermissions.manage)
        let organisation = place.organisation
        var model = Model(place: organisation)
        let isConfirmed = form.has(confirmed)
        let table: MapTable
        do throws(DocumentError) {
            if isConfirmed {
                table = try MapTable(.bytes(Array(form.verbatim(confirmed).utf8)))
            } else if let file = form.file("fichier") {
                table = try MapTable(.file(path: file.path))
            } else {
                model.error = visit.language("Choisissez un fichier.", "Choose a file.")
                return page(visit, place, model)
            }
        } catch {
            model.error = error.message(visit.language)
            return page(visit, place, model)
        }
        guard isConfirmed else {
            model.preview = try await visit.read { session in try plan(table, at: organisation, in: session) }
            return page(visit, place, model)
        }
        let shown = try await apply(table, at: organisation, visit)
        guard shown.refused.isEmpty else {
            model.preview = shown
            model.isOvertaken = true
            return page(visit, place, model)
        }
        let t = visit.language
        let added = t.count(
            shown.added.count, ("élément ajouté", "éléments ajoutés"), ("element added", "elements added"))
        let changed = t.count(shown.changed.count, ("modifié", "modifiés"), ("changed", "changed"))
        return .redirect(
            CartographyURL.map(.init(organisation.id)).path,
            notice: shown.isEmpty
                ? t("Rien n’a changé.", "Nothing changed.")
                : t("\(added), \(changed) depuis le fichier.", "\(added), \(changed) from the file."))
    }

    private static func plan(
        _ table: MapTable, at place: Organisation, in session: any Session
    ) throws -> MapImport {
        MapImport(
            table, into: try ServiceMapStore.map(seenFrom: place.lineage, in: session),
            removed: try ServiceMapStore.removed(of: place.id, in: session), at: place)
    }

    /// Plans again inside the transaction: what is written is what this very map makes of the file.
    private static func apply(_ table: MapTable, at place: Organisation, _ visit: Visit) async throws -> MapImport {
        let before = try await visit.read { session in try plan(table, at: place, in: session) }
        guard before.refused.isEmpty, !before.isEmpty else { return before }
        return try await visit.change { change in
            _ = try visit.place(place.id, for: CartographyPermissions.manage, in: change.session)
            let planned = try plan(table, at: place, in: change.session)
            guard planned.refused.isEmpty else {
                throw Refusal.conflict(
                    Phrase(
                        "La cartographie a changé pendant cette demande\u{00A0}: rien n’est enregistré. Renvoyez le fichier.",
                        "The map changed during this request: nothing is saved. Send the file again."))
            }
            try ServiceMapStore.apply(planned.batch, to: place, action: "map.imported", in: change)
            return planned
        }
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model) -> Reply {
        let t = visit.language
        let hasFailed = model.error != nil || model.isOvertaken
        return visit.mapPage(
            title(t), at: place, under: [CartographyTabs.crumb(place.organisation.id, t)],
            crumb: CartographyTabs.exchange.title(t), status: hasFailed ? .unprocessable : .ok, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Avez-vous déjà un tableau\u{00A0}?", "Do you have a table already?")
    }
}
