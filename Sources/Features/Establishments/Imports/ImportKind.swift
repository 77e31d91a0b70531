// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives

/// The three files that bring establishments in.
enum ImportKind: String, Sendable, CaseIterable {
    /// The public FINESS extract.
    case register
    /// Which legal entity belongs to which group.
    case memberships
    /// The combined activity of each.
    case activity

    /// The name of the file's field.
    var field: String {
        switch self {
        case .register: "finess"
        case .memberships: "membres"
        case .activity: "activite"
        }
    }

    /// Bytes. The national FINESS extract has some hundred megabytes in its new shape; the others, hundreds of lines.
    var sizeLimit: Int {
        switch self {
        case .register: 300 << 20
        case .memberships, .activity: 10 << 20
        }
    }

    /// The FINESS import brings the whole nation up to date, whatever the file holds: only the national administrator
    /// may run it. Placing hospitals in groups changes who sees them: a region's business.
    func isOffered(at kind: Organisation.Kind) -> Bool {
        switch self {
        case .register: kind == .national
        case .memberships: kind == .national || kind == .region
        case .activity: true
        }
    }

    func path(at organisation: Organisation.ID) -> URLPath {
        let part = URLPath.Part(organisation)
        return switch self {
        case .register: EstablishmentURL.registerImport(part).path
        case .memberships: EstablishmentURL.membershipImport(part).path
        case .activity: EstablishmentURL.activityImport(part).path
        }
    }

    var title: Phrase {
        switch self {
        case .register: Phrase("Les établissements, depuis FINESS", "The establishments, from FINESS")
        case .memberships: Phrase("Les membres des GHT", "The members of the groups (GHT)")
        case .activity: Phrase("L’activité combinée", "The combined activity")
        }
    }

    /// What the job is called while it runs.
    var work: Phrase {
        switch self {
        case .register: Phrase("Import de l’extrait FINESS", "Import of the FINESS extract")
        case .memberships: Phrase("Import des membres des GHT", "Import of the members of the groups")
        case .activity: Phrase("Import de l’activité combinée", "Import of the combined activity")
        }
    }
}
