// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

enum CrisisKitRoutes {
    private typealias P = CrisisKitPermissions
    private typealias U = CrisisKitURL
    private static let place = URLPath.Part.parameter("organisation")

    static func all(_ shelf: KitShelf) -> [Route] {
        let kit = URLPath.Part.parameter("mallette")
        return [
            .get(U.overview(place), .holding(P.read), OverviewPage.show),
            .post(U.limit(place), .holding(P.manage), OverviewPage.choose),
            .post(U.kits(place), .holding(P.manage)) { visit in try await KitMaking.start(visit, shelf) },
            .post(U.download(place, kit), .holding(P.manage)) { visit in try await KitMaking.download(visit, shelf) },
        ] + contacts + checks + EntryKind.allCases.flatMap(entries) + [
            .post(U.proposals(place), .holding(P.manage), EntryHandlers.propose),
            .post(U.cellPlaces(place), .holding(P.manage), EntryHandlers.placeCells),
        ]
    }

    private static let contacts: [Route] = {
        let id = URLPath.Part.parameter("contact")
        return [
            .get(U.contacts(place), .holding(P.read), ContactsPage.show),
            .get(U.contactsFile(place), .holding(P.read), ContactsFile.export),
            .post(U.contactsImport(place), .holding(P.manage), ContactsFile.load),
            .get(U.contactCreation(place), .holding(P.manage), ContactForm.new),
            .post(U.contactCreation(place), .holding(P.manage), ContactForm.create),
            .get(U.contact(place, id), .holding(P.read), ContactForm.show),
            .post(U.contact(place, id), .holding(P.manage), ContactForm.correct),
            .post(U.contactRemoval(place, id), .holding(P.manage), ContactForm.remove),
            .post(U.contactRestoration(place, id), .holding(P.manage), ContactForm.restore),
        ]
    }()

    private static let checks: [Route] = {
        let id = URLPath.Part.parameter("essaiAppel")
        return [
            .get(U.checks(place), .holding(P.read), ChecksPage.show),
            .post(U.checks(place), .holding(P.manage), ChecksPage.start),
            .get(U.check(place, id), .holding(P.read), CheckPage.show),
            .post(U.check(place, id), .holding(P.manage), CheckPage.note),
            .get(U.checkSheet(place, id), .holding(P.read), CheckPage.sheet),
            .post(U.checkReopening(place, id), .holding(P.manage), CheckPage.reopen),
            .post(U.checkRemoval(place, id), .holding(P.manage), CheckPage.remove),
            .post(U.checkRestoration(place, id), .holding(P.manage), CheckPage.restore),
        ]
    }()

    private static func entries(_ kind: EntryKind) -> [Route] {
        let id = URLPath.Part.parameter(kind.parameter)
        return [
            .get(U.entries(kind, place), .holding(P.read)) { visit in try await EntriesPage.show(visit, kind) },
            .get(U.entryCreation(kind, place), .holding(P.manage)) { visit in try await EntryHandlers.new(visit, kind)
            },
            .post(U.entryCreation(kind, place), .holding(P.manage)) { visit in
                try await EntryHandlers.create(visit, kind)
            },
            .get(U.entry(kind, place, id), .holding(P.manage)) { visit in try await EntryHandlers.edit(visit, kind) },
            .post(U.entry(kind, place, id), .holding(P.manage)) { visit in
                try await EntryHandlers.correct(visit, kind)
            },
            .post(U.entryRemoval(kind, place, id), .holding(P.manage)) { visit in
                try await EntryHandlers.remove(visit, kind)
            },
            .post(U.entryRestoration(kind, place, id), .holding(P.manage)) { visit in
                try await EntryHandlers.restore(visit, kind)
            },
        ]
    }
}
