// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A part of a database on its way to another one, held in memory: it is read in one snapshot of the original and written
/// in one transaction of the copy. Works from either engine to SQLite, driven by the foreign keys of the schema, so that a
/// table added tomorrow is copied or left out without anybody writing a line.
public struct Excerpt: Sendable {
    struct Rows: Sendable {
        let shape: TableShape
        var values: [[SQLValue]]
    }

    public struct Report: Sendable, Hashable {
        /// How many rows of each table were written.
        public fileprivate(set) var rows: [String: Int] = [:]
        /// Tables of which nothing was taken, by rule or because nothing ties them to the root.
        public fileprivate(set) var omitted: [String] = []
        /// Rows that a rule of the schema refused in the copy.
        public fileprivate(set) var refused = 0
    }

    private var tables: [Rows]
    private let omitted: [String]

    /// Copies what the rules choose of `source` into `target`, which holds the same schema and no row of it.
    public static func copy(
        _ rules: ExcerptRules, from source: any Database, to target: any ScratchDatabase
    ) async throws -> Report {
        let shapes = try await target.read { session in try TableShape.all(in: session) }
        let excerpt = try await source.read { session in try Excerpt(rules, shapes, in: session) }
        return try await target.write { session in try excerpt.write(in: session) }
    }

    private init(_ rules: ExcerptRules, _ shapes: [TableShape], in session: any Session) throws {
        let plan = ExcerptPlan(shapes, rules)
        var tables: [Rows] = []
        var omitted: [String] = []
        // The copy knows its own migrations.
        for shape in shapes where shape.name != "schema_migration" {
            if rules.referenced.contains(shape.name) { continue }
            guard let condition = plan.condition(for: shape.name) else {
                omitted.append(shape.name)
                continue
            }
            tables.append(Rows(shape: shape, values: try Self.read(shape, where: condition, in: session)))
        }
        for name in rules.referenced.sorted() {
            guard let shape = plan.tables[name] else { continue }
            tables.append(try Self.referenced(shape, by: tables, in: session))
        }
        self.tables = try tables.map { try Self.rewritten($0, rules) }
        self.omitted = omitted
        cutLooseEnds()
    }

    private static func read(
        _ shape: TableShape, where condition: SQL, in session: any Session
    ) throws(DatabaseError) -> [[SQLValue]] {
        let alias = SQL.name("t0")
        let columns = SQL.joined(shape.columns.map { "\(alias).\(SQL.name($0.name))" })
        return try session.all("SELECT \(columns) FROM \(SQL.name(shape.name)) \(alias) WHERE \(condition)") { row in
            shape.columns.enumerated().map { index, column in row.value(index, as: column.kind) }
        }
    }

    /// The rows that the others name, in batches: both engines bound the number of parameters.
    private static func referenced(
        _ shape: TableShape, by others: [Rows], in session: any Session
    ) throws(DatabaseError) -> Rows {
        var keys: [String: Set<SQLValue>] = [:]
        for rows in others {
            for reference in rows.shape.references where reference.table == shape.name && reference.pairs.count == 1 {
                let pair = reference.pairs[0]
                guard let column = rows.shape.columns.firstIndex(where: { $0.name == pair.from }) else { continue }
                keys[pair.to, default: []].formUnion(rows.values.lazy.map { $0[column] }.filter { $0 != .null })
            }
        }
        var found: [[SQLValue]] = []
        for (column, wanted) in keys.sorted(by: { $0.key < $1.key }) {
            let all = Array(wanted)
            for start in stride(from: 0, to: all.count, by: 500) {
                let part = all[start..<min(start + 500, all.count)]
                let alias = SQL.name("t0")
                found += try read(shape, where: "\(alias).\(SQL.name(column)) IN (\(list: part))", in: session)
            }
        }
        return Rows(shape: shape, values: Array(Set(found)))
    }

    private static func rewritten(_ rows: Rows, _ rules: ExcerptRules) throws -> Rows {
        let shape = rows.shape
        let secrets = shape.columns.indices.filter { rules.isSecret(shape.columns[$0], of: shape.name) }
        let changes = shape.columns.enumerated().compactMap { index, column in
            rules.rewritten["\(shape.name).\(column.name)"].map { (index, $0) }
        }
        guard !secrets.isEmpty || !changes.isEmpty else { return rows }
        let names = shape.columns.map(\.name)
        var copy = rows
        copy.values = try rows.values.map { row in
            let original = Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first })
            var row = row
            for index in secrets { row[index] = .null }
            for (index, change) in changes { row[index] = try change(original) }
            return row
        }
        return copy
    }

    /// A reference to a row that stayed behind is emptied where the schema lets it be; else the row stays behind too, which
    /// may loosen others.
    private mutating func cutLooseEnds() {
        var changed = true
        while changed {
            changed = false
            for index in tables.indices {
                for reference in tables[index].shape.references where cut(reference, at: index) { changed = true }
            }
        }
    }

    private mutating func cut(_ reference: TableShape.Reference, at index: Int) -> Bool {
        let shape = tables[index].shape
        let from = reference.pairs.compactMap { pair in shape.columns.firstIndex { $0.name == pair.from } }
        guard let target = tables.first(where: { $0.shape.name == reference.table }) else {
            return empty(from, at: index) { _ in true }
        }
        let to = reference.pairs.compactMap { pair in target.shape.columns.firstIndex { $0.name == pair.to } }
        guard from.count == reference.pairs.count, to.count == from.count else { return false }
        let known = Set(target.values.map { row in to.map { row[$0] } })
        return empty(from, at: index) { key in !known.contains(key) }
    }

    private mutating func empty(_ columns: [Int], at index: Int, where isLoose: ([SQLValue]) -> Bool) -> Bool {
        let shape = tables[index].shape
        let optional = columns.filter { !shape.columns[$0].isRequired }
        var changed = false
        tables[index].values = tables[index].values.compactMap { row in
            let key = columns.map { row[$0] }
            guard !key.contains(.null), isLoose(key) else { return row }
            changed = true
            guard !optional.isEmpty else { return nil }
            var row = row
            for column in optional { row[column] = .null }
            return row
        }
        return changed
    }

    private func write(in session: any Session) throws -> Report {
        var report = Report()
        report.omitted = omitted
        for rows in tables where !rows.values.isEmpty {
            let names = SQL.joined(rows.shape.columns.map { SQL.name($0.name) })
            var written = 0
            for row in rows.values {
                if try Self.insert(row, of: names, into: rows.shape.name, in: session) {
                    written += 1
                } else {
                    report.refused += 1
                }
            }
            report.rows[rows.shape.name] = written
        }
        if report.refused > 0 { try removeOrphans(in: session, &report) }
        return report
    }

    /// False when a rule of the schema refuses the row: an emptied reference may break one that ties it to another column.
    private static func insert(
        _ row: [SQLValue], of names: SQL, into table: String, in session: any Session
    ) throws(DatabaseError) -> Bool {
        let values = SQL.joined(row.map { "\($0)" })
        do throws(DatabaseError) {
            try session.execute("INSERT INTO \(SQL.name(table)) (\(names)) VALUES (\(values))")
            return true
        } catch {
            guard error.kind == .refusedValue || error.kind == .duplicate else { throw error }
            return false
        }
    }

    /// A row that was refused may have left others without what they refer to.
    private func removeOrphans(in session: any Session, _ report: inout Report) throws(DatabaseError) {
        while true {
            let orphans = try session.all("SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check") {
                row throws(DatabaseError) in (table: try row.text(0), row: try row.int(1))
            }
            guard !orphans.isEmpty else { return }
            for orphan in orphans {
                try session.execute("DELETE FROM \(SQL.name(orphan.table)) WHERE rowid = \(orphan.row)")
                report.rows[orphan.table, default: 1] -= 1
                report.refused += 1
            }
        }
    }
}
