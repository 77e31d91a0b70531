// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives

/// Whose agenda a page shows, with its addresses.
enum AgendaScope: Sendable, Hashable {
    case organisation(Organisation.ID, name: String)
    case mine

    var list: URLPath {
        switch self {
        case .organisation(let id, _): AgendaURL.organisation(.init(id)).path
        case .mine: AgendaURL.mine.path
        }
    }

    var month: URLPath {
        switch self {
        case .organisation(let id, _): AgendaURL.organisationMonth(.init(id)).path
        case .mine: AgendaURL.myMonth.path
        }
    }

    var file: URLPath {
        switch self {
        case .organisation(let id, _): AgendaURL.organisationFile(.init(id)).path
        case .mine: AgendaURL.myFile.path
        }
    }

    /// The page that makes subscriptions, ready for this agenda.
    var feeds: URLPath {
        switch self {
        case .organisation(let id, _): AgendaURL.feeds.path.with("etablissement", id.text)
        case .mine: AgendaURL.feeds.path
        }
    }

    var isMine: Bool { self == .mine }

    /// The page's title in the tab and in the breadcrumb.
    var name: Phrase {
        switch self {
        case .organisation: Phrase("Agenda", "Agenda")
        case .mine: Phrase("Mon agenda", "My agenda")
        }
    }

    /// The name of the calendar file.
    func fileTitle(_ t: Language) -> String {
        switch self {
        case .organisation(_, let name): "Carène, \(name)"
        case .mine: t("Carène, mon agenda", "Carène, my agenda")
        }
    }
}
