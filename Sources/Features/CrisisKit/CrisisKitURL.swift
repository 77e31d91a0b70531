// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this room. All stand below an organisation: what is asked for under another one does not exist.
enum CrisisKitURL: SiteURL {
    typealias Part = URLPath.Part

    case overview(Part)
    case limit(Part)
    case kits(Part)
    case download(Part, Part)

    case contacts(Part)
    case contactsFile(Part)
    case contactsImport(Part)
    case contactCreation(Part)
    case contact(Part, Part)
    case contactRemoval(Part, Part)
    case contactRestoration(Part, Part)

    case checks(Part)
    case check(Part, Part)
    case checkSheet(Part, Part)
    case checkReopening(Part, Part)
    case checkRemoval(Part, Part)
    case checkRestoration(Part, Part)

    case entries(EntryKind, Part)
    case entryCreation(EntryKind, Part)
    case entry(EntryKind, Part, Part)
    case entryRemoval(EntryKind, Part, Part)
    case entryRestoration(EntryKind, Part, Part)
    case proposals(Part)
    case cellPlaces(Part)

    var path: URLPath {
        switch self {
        case .overview(let place): "/etablissements/\(place)/mallette"
        case .limit(let place): "/etablissements/\(place)/mallette/limite"
        case .kits(let place): "/etablissements/\(place)/mallette/fabrication"
        case .download(let place, let kit): "/etablissements/\(place)/mallette/fabrication/\(kit)/telechargement"
        case .contacts(let place): "/etablissements/\(place)/mallette/contacts"
        case .contactsFile(let place): "/etablissements/\(place)/mallette/contacts/export.csv"
        case .contactsImport(let place): "/etablissements/\(place)/mallette/contacts/import"
        case .contactCreation(let place): "/etablissements/\(place)/mallette/contacts/nouveau"
        case .contact(let place, let id): "/etablissements/\(place)/mallette/contacts/\(id)"
        case .contactRemoval(let place, let id): "/etablissements/\(place)/mallette/contacts/\(id)/retrait"
        case .contactRestoration(let place, let id):
            "/etablissements/\(place)/mallette/contacts/\(id)/retablissement"
        case .checks(let place): "/etablissements/\(place)/mallette/essais"
        case .check(let place, let id): "/etablissements/\(place)/mallette/essais/\(id)"
        case .checkSheet(let place, let id): "/etablissements/\(place)/mallette/essais/\(id)/feuille"
        case .checkReopening(let place, let id): "/etablissements/\(place)/mallette/essais/\(id)/reouverture"
        case .checkRemoval(let place, let id): "/etablissements/\(place)/mallette/essais/\(id)/retrait"
        case .checkRestoration(let place, let id): "/etablissements/\(place)/mallette/essais/\(id)/retablissement"
        case .entries(let kind, let place): "/etablissements/\(place)/mallette/\(kind.segment)"
        case .entryCreation(let kind, let place): "/etablissements/\(place)/mallette/\(kind.segment)/ajout"
        case .entry(let kind, let place, let id): "/etablissements/\(place)/mallette/\(kind.segment)/\(id)"
        case .entryRemoval(let kind, let place, let id):
            "/etablissements/\(place)/mallette/\(kind.segment)/\(id)/retrait"
        case .entryRestoration(let kind, let place, let id):
            "/etablissements/\(place)/mallette/\(kind.segment)/\(id)/retablissement"
        case .proposals(let place): "/etablissements/\(place)/mallette/numeros/proposition"
        case .cellPlaces(let place): "/etablissements/\(place)/mallette/cellules/lieux"
        }
    }
}

extension EntryKind {
    var segment: String {
        switch self {
        case .seat: "cellules"
        case .notification: "numeros"
        case .cutoff: "coupures"
        case .copy: "copies"
        }
    }

    /// The parameter of its routes.
    var parameter: StaticString {
        switch self {
        case .seat: "siege"
        case .notification: "destinataire"
        case .cutoff: "coupure"
        case .copy: "copie"
        }
    }
}
