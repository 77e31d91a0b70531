// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// The regions of an import: found once, made when the first organisation of one needs it.
struct RegionShelf {
    struct Place {
        let id: Organisation.ID
        let lineage: Lineage
    }

    private let root: Organisation
    private var byCode: [String: Place] = [:]
    private var byName: [String: Place] = [:]
    private var identifiers: Set<Organisation.ID> = []

    init(root: Organisation, in session: any Session) throws(DatabaseError) {
        self.root = root
        try session.each("SELECT id, lineage, code, folded_name FROM organisation WHERE kind = 'region'") {
            row throws(DatabaseError) in
            let place = Place(id: try row.identifier(0), lineage: Lineage(stored: try row.text(1)))
            identifiers.insert(place.id)
            if let code = row.optionalText(2) { byCode[code] = place } else { byName[try row.text(3)] = place }
        }
    }

    func holds(_ id: Organisation.ID) -> Bool { identifiers.contains(id) }

    /// A region that somebody made by hand, without a code, is recognised by its name.
    mutating func place(
        of region: Territory.Region, at now: Instant, report: inout ImportReport, in session: any Session
    ) throws(DatabaseError) -> Place {
        if let place = byCode[region.code] ?? byName[folded(region.name)] { return place }
        let id = Organisation.ID.make(at: now)
        let place = Place(id: id, lineage: Lineage(under: root.lineage, id: id))
        try session.execute(
            """
            INSERT INTO organisation (id, parent_id, kind, code, name, folded_name, search_text, lineage)
            VALUES (\(id), \(root.id), 'region', \(region.code), \(region.name), \(folded(region.name)),
                \(folded(region.name)), \(place.lineage.text))
            """)
        report.created += 1
        byCode[region.code] = place
        identifiers.insert(id)
        return place
    }
}

/// The nation, under which an import hangs the regions: the one given, the only one there is, or a new one.
enum NationalRoot {
    static func find(
        _ given: Organisation.ID?, at now: Instant, report: inout ImportReport, in session: any Session
    ) throws -> Organisation {
        if let given {
            guard let root = try OrganisationStore.organisation(given, in: session) else {
                throw OrganisationError.notFound
            }
            guard root.kind == .national else { throw ImportError.rootIsNotNational }
            return root
        }
        if let root = try first(in: session) { return root }
        let id = Organisation.ID.make(at: now)
        try session.execute(
            """
            INSERT INTO organisation (id, kind, name, folded_name, search_text, lineage)
            VALUES (\(id), 'national', 'France', 'france', 'france', \(Lineage(under: nil, id: id).text))
            """)
        report.created += 1
        guard let root = try first(in: session) else { throw OrganisationError.notFound }
        return root
    }

    private static func first(in session: any Session) throws(DatabaseError) -> Organisation? {
        try session.first(
            """
            SELECT \(OrganisationStore.columns) FROM organisation o WHERE o.kind = 'national'
            ORDER BY length(o.lineage), o.id LIMIT 1
            """, OrganisationStore.organisation)
    }
}
