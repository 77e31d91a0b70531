// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Synchronization
import Testing

/// What an import said on its way.
final class Progress: Sendable {
    private let steps = Mutex<[ImportProgress]>([])

    var all: [ImportProgress] { steps.withLock { $0 } }

    func add(_ step: ImportProgress) { steps.withLock { $0.append(step) } }
}

/// Every lineage is its parent's with the row's own identifier, and every parent may hold its child.
func expectSoundTree(_ database: any Database, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let torn = try await database.read { session in
        try session.count(
            """
            SELECT COUNT(*) FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id
            WHERE o.lineage <> COALESCE(p.lineage, '') || o.id || '/'
            """)
    }
    #expect(torn == 0, sourceLocation: sourceLocation)
    let pairs = try await database.read { session in
        try session.all(
            "SELECT DISTINCT p.kind, o.kind FROM organisation o JOIN organisation p ON p.id = o.parent_id"
        ) { row throws(DatabaseError) in [try row.value(0, Organisation.Kind.self), try row.value(1)] }
    }
    for pair in pairs { #expect(pair[0].canHold(pair[1]), "\(pair)", sourceLocation: sourceLocation) }
}
