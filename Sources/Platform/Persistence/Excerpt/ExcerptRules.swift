// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a part of a database is made of. Everything hangs on one table, the root: a row of another table belongs to the
/// part when the rows that it must refer to do.
///
/// What is not said is left out: a table that no foreign key ties to the root, and every column that may hold a secret.
public struct ExcerptRules: Sendable {
    /// Makes a value of the copy from the whole row of the original, by column.
    public typealias Rewriting = @Sendable ([String: SQLValue]) throws -> SQLValue
    /// A condition on the table of this alias.
    public typealias Condition = @Sendable (_ alias: SQL) -> SQL

    /// The table on which everything hangs.
    public var root: String
    /// The rows of the root that own what refers to them.
    public var owners: Condition
    /// The rows of the root that are copied; more than the owners.
    public var kept: Condition
    /// Tables of knowledge that belongs to nobody, copied whole.
    public var whole: Set<String>
    /// Tables left out whatever they refer to.
    public var omitted: Set<String>
    /// Tables of which only the rows that others refer to are copied.
    public var referenced: Set<String>
    /// Rows that belong to the part beside those that its foreign keys tell.
    public var widened: [String: Condition]
    /// Values that change on the way, by `table.column`. The only way for a secret to be copied.
    public var rewritten: [String: Rewriting]

    public init(
        root: String, owners: @escaping Condition, kept: @escaping Condition, whole: Set<String> = [],
        omitted: Set<String> = [], referenced: Set<String> = [], widened: [String: Condition] = [:],
        rewritten: [String: Rewriting] = [:]
    ) {
        self.root = root
        self.owners = owners
        self.kept = kept
        self.whole = whole
        self.omitted = omitted
        self.referenced = referenced
        self.widened = widened
        self.rewritten = rewritten
    }

    /// Columns that a copy must not hold unless a rule says what becomes of them: bytes, which are what is sealed or
    /// drawn at random, and whatever is named like a secret.
    func isSecret(_ column: TableShape.Column, of table: String) -> Bool {
        guard rewritten["\(table).\(column.name)"] == nil else { return false }
        if case .bytes = column.kind { return true }
        return ["secret", "password", "token", "sealed"].contains { column.name.contains($0) }
    }
}
