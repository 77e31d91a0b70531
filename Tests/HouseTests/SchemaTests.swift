// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Site
import TestSupport
import Testing

/// The schema that all migrations give, on each engine, as a file that a person reads when it changes.
@Suite("Schema")
struct SchemaTests {
    @Test(arguments: TestEngine.available)
    func `the migrations give the golden schema`(_ engine: TestEngine) async throws {
        let migrations = HouseMigrations.all(with: TestHouse.features)
        let text = try await withDatabase(engine, migrations: migrations) { database in
            try await database.read { session in
                switch engine {
                case .sqlite: try Self.sqlite(session)
                case .postgres: try Self.postgres(session)
                }
            }
        }
        #expect(try SnapshotText.difference(text, named: "schema-\(engine.rawValue).txt") == nil)
    }

    @Test func `migrations have unique numbers in one order`() {
        let ids = HouseMigrations.all(with: TestHouse.features).map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids.map { $0.prefix(4) }).count == ids.count)
    }

    @Test(arguments: TestEngine.available)
    func `a database of a newer Carène is refused and left alone`(_ engine: TestEngine) async throws {
        let migrations = HouseMigrations.all(with: TestHouse.features)
        try await withDatabase(engine, migrations: migrations) { database in
            _ = try await database.write { session in
                try session.execute(
                    """
                    INSERT INTO schema_migration (id, checksum, applied_at)
                    VALUES ('9999-of-tomorrow', 'x', '2030-01-01T00:00:00.000Z')
                    """)
            }
            await #expect(throws: MigrationError.newerDatabase(unknown: ["9999-of-tomorrow"])) {
                _ = try await Migrator(migrations).migrate(database)
            }
        }
    }

    private static func sqlite(_ session: any Session) throws -> String {
        try session.all(
            """
            SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name
            """
        ) { row throws(DatabaseError) in try row.text(0) }.joined(separator: "\n;\n") + "\n"
    }

    private static func postgres(_ session: any Session) throws -> String {
        var lines = try session.all(
            """
            SELECT table_name || '.' || column_name || ' ' || data_type
                || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
                || COALESCE(' COLLATE ' || collation_name, '')
            FROM information_schema.columns WHERE table_schema = current_schema()
            ORDER BY table_name, ordinal_position
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        lines += try session.all(
            """
            SELECT c.conrelid::regclass::text || ' ' || pg_get_constraintdef(c.oid)
            FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
            WHERE n.nspname = current_schema() AND c.contype <> 'n' ORDER BY 1
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        lines += try session.all(
            """
            SELECT regexp_replace(indexdef, 'ON [a-z0-9_]+[.]', 'ON ') FROM pg_indexes
            WHERE schemaname = current_schema() ORDER BY indexname
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        return lines.joined(separator: "\n") + "\n"
    }
}
