// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which rows of each table belong to a part of a database, as one condition a table.
struct ExcerptPlan {
    let tables: [String: TableShape]
    let rules: ExcerptRules

    init(_ shapes: [TableShape], _ rules: ExcerptRules) {
        tables = Dictionary(shapes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.rules = rules
    }

    /// The condition that chooses the rows of a table, which the statement calls `t0`; nil for a table left out.
    func condition(for table: String) -> SQL? {
        if rules.whole.contains(table) { return "1 = 1" }
        if table == rules.root { return rules.kept(.name("t0")) }
        guard !rules.referenced.contains(table), let shape = tables[table], !lacksSecrets(shape) else { return nil }
        return rows(of: shape, alias: 0, path: [table])
    }

    /// A secret that must be there and may not be copied: the table cannot be.
    private func lacksSecrets(_ shape: TableShape) -> Bool {
        shape.columns.contains { $0.isRequired && rules.isSecret($0, of: shape.name) }
    }

    private func rows(of shape: TableShape, alias: Int, path: Set<String>) -> SQL? {
        guard !rules.omitted.contains(shape.name) else { return nil }
        let own = ownRows(of: shape, alias: alias, path: path)
        guard let more = rules.widened[shape.name]?(.name("t\(alias)")) else { return own }
        return own.map { "(\($0) OR \(more))" } ?? more
    }

    /// All that the row must refer to belongs to the part; where it need not refer to anything, what it does refer to.
    private func ownRows(of shape: TableShape, alias: Int, path: Set<String>) -> SQL? {
        var required: [SQL] = []
        var optional: [SQL] = []
        for reference in shape.references where reference.table != shape.name {
            guard !rules.referenced.contains(reference.table), !rules.whole.contains(reference.table) else { continue }
            let isRequired = shape.isRequired(reference)
            guard let condition = refers(reference, alias: alias, path: path) else {
                if isRequired { return nil }
                continue
            }
            if isRequired { required.append(condition) } else { optional.append(condition) }
        }
        if !required.isEmpty { return "(\(SQL.joined(required, separator: " AND ")))" }
        return optional.isEmpty ? nil : "(\(SQL.joined(optional, separator: " OR ")))"
    }

    private func refers(_ reference: TableShape.Reference, alias: Int, path: Set<String>) -> SQL? {
        guard !path.contains(reference.table), let parent = tables[reference.table] else { return nil }
        let (here, there) = (SQL.name("t\(alias)"), SQL.name("t\(alias + 1)"))
        let chosen: SQL
        if reference.table == rules.root {
            chosen = rules.owners(there)
        } else {
            guard let rows = rows(of: parent, alias: alias + 1, path: path.union([reference.table])) else { return nil }
            chosen = rows
        }
        let join = SQL.joined(
            reference.pairs.map { "\(there).\(SQL.name($0.to)) = \(here).\(SQL.name($0.from))" }, separator: " AND ")
        return "EXISTS (SELECT 1 FROM \(SQL.name(reference.table)) \(there) WHERE \(join) AND \(chosen))"
    }
}
