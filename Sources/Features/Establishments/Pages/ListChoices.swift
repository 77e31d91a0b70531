// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Site

/// What the reader of the list chose, as the address carries it: it can be kept, shared and gone back to.
struct ListChoices: Sendable, Hashable {
    enum Sort: String, Sendable, CaseIterable {
        case name = "nom"
        case kind = "nature"
        case town = "ville"
        case finess
        case activity = "activite"

        var column: OrganisationQuery.Sort {
            switch self {
            case .name: .name
            case .kind: .kind
            case .town: .town
            case .finess: .finess
            case .activity: .activity
            }
        }
    }

    var search = ""
    var kind: Organisation.Kind?
    var showsClosed = false
    var sort = Sort.name
    var isDescending = false
    var page = 1

    var isFiltered: Bool { !search.isEmpty || kind != nil || showsClosed }

    /// The list with these choices. What is as usual stays out of the address.
    var path: URLPath {
        EstablishmentURL.list.path
            .with("q", search.isEmpty ? nil : search)
            .with("nature", kind?.rawValue)
            .with("fermes", showsClosed ? "oui" : nil)
            .with("tri", sort == .name && !isDescending ? nil : sort.rawValue)
            .with("sens", isDescending ? "desc" : nil)
            .with("page", page > 1 ? String(page) : nil)
    }

    func sorted(by sort: Sort, isDescending: Bool) -> ListChoices {
        var copy = self
        copy.sort = sort
        copy.isDescending = isDescending
        copy.page = 1
        return copy
    }

    func query(within horizon: [Lineage]) -> OrganisationQuery {
        let size = EstablishmentList.pageSize
        return OrganisationQuery(
            under: horizon, search: search, kind: kind, includeClosed: showsClosed, sort: sort.column,
            descending: isDescending, limit: size, offset: (page - 1) * size)
    }

    func turned(to page: Int) -> ListChoices {
        var copy = self
        copy.page = page
        return copy
    }
}

extension ListChoices {
    /// Anything unknown in the address is as if it were not there: an old link still opens the list.
    init(_ query: Query) {
        self.init()
        search = query["q"] ?? ""
        kind = query["nature"].flatMap(Organisation.Kind.init(rawValue:))
        showsClosed = query["fermes"] == "oui"
        sort = query["tri"].flatMap(Sort.init(rawValue:)) ?? .name
        isDescending = query["sens"] == "desc"
        page = query.page
    }
}
