// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// A page of the list of organisations: what is asked for.
public struct OrganisationQuery: Sendable, Hashable {
    public enum Sort: String, Sendable, CaseIterable {
        case name
        case kind
        case finess
        case town
        case activity
    }

    /// The subtrees that the reader may see; none means nothing.
    public var under: [Lineage]
    /// Words that name, town or FINESS number must all contain, whatever their case and accents.
    public var search: String
    public var kind: Organisation.Kind?
    public var includeClosed: Bool
    public var sort: Sort
    public var descending: Bool
    public var limit: Int
    public var offset: Int

    public init(
        under: [Lineage], search: String = "", kind: Organisation.Kind? = nil, includeClosed: Bool = false,
        sort: Sort = .name, descending: Bool = false, limit: Int = 50, offset: Int = 0
    ) {
        self.under = under
        self.search = search
        self.kind = kind
        self.includeClosed = includeClosed
        self.sort = sort
        self.descending = descending
        self.limit = min(max(limit, 0), 1000)
        self.offset = max(offset, 0)
    }

    /// What counts the rows.
    var condition: SQL { condition(on: "o.lineage") }

    /// What lists them. A whole tree by name is read along the index of names: its lineage is hidden from the planner,
    /// which would else sort every row of the nation to show fifty.
    var pageCondition: SQL {
        condition(on: sort == .name && under.contains { $0.depth == 1 } ? "(o.lineage || '')" : "o.lineage")
    }

    private func condition(on lineage: SQL) -> SQL {
        var condition = Lineage.condition(on: lineage, anyOf: under)
        if let kind { condition += " AND o.kind = \(kind.rawValue)" }
        if !includeClosed { condition += " AND o.is_closed = 0" }
        for word in Self.words(search) {
            condition += " AND o.search_text LIKE \(SQL.pattern(containing: word)) ESCAPE '!'"
        }
        return condition
    }

    /// NULL sorts first on one engine and last on the other: `IS NULL` comes before the column. The identifier makes the
    /// order total, so that no row is on two pages.
    var order: SQL {
        switch (sort, descending) {
        case (.name, false): "o.folded_name, o.id"
        case (.name, true): "o.folded_name DESC, o.id DESC"
        case (.kind, false): "\(Self.kindRank), o.folded_name, o.id"
        case (.kind, true): "\(Self.kindRank) DESC, o.folded_name, o.id"
        case (.finess, false): "(o.finess IS NULL), o.finess, o.id"
        case (.finess, true): "(o.finess IS NULL), o.finess DESC, o.id"
        case (.town, false): "(o.town IS NULL), o.town, o.folded_name, o.id"
        case (.town, true): "(o.town IS NULL), o.town DESC, o.folded_name, o.id"
        case (.activity, false): "(\(Self.activity) IS NULL), \(Self.activity), o.folded_name, o.id"
        case (.activity, true): "(\(Self.activity) IS NULL), \(Self.activity) DESC, o.folded_name, o.id"
        }
    }

    /// The weight of the latest year known.
    static let activity: SQL =
        "(SELECT a.weight FROM organisation_activity a WHERE a.organisation_id = o.id ORDER BY a.year DESC LIMIT 1)"

    private static let kindRank: SQL =
        """
        (CASE o.kind WHEN 'national' THEN 0 WHEN 'region' THEN 1 WHEN 'ght' THEN 2 WHEN 'legalEntity' THEN 3 ELSE 4 END)
        """

    /// At most eight words, 60 characters each: enough for any name, harmless for the engine.
    private static func words(_ search: String) -> [String] {
        folded(search.filter { $0 != "\0" }).split(separator: " ").prefix(8).map { String($0.prefix(60)) }
    }
}

/// One line of the list.
public struct OrganisationRow: Sendable, Hashable {
    public let organisation: Organisation
    public let parentName: String?
    /// Combined activity of the latest year known.
    public let activity: Double?
}
