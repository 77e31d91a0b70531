// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The few words on which the two engines differ. Used in migrations; everything else is one SQL text for both.
public struct Dialect: Sendable, Hashable {
    public enum Engine: String, Sendable, CaseIterable {
        case sqlite
        case postgres
    }

    public let engine: Engine

    public init(_ engine: Engine) { self.engine = engine }

    public static let sqlite = Dialect(.sqlite)
    public static let postgres = Dialect(.postgres)

    /// 64 bits on both: SQLite's STRICT tables refuse BIGINT, PostgreSQL's INTEGER has 32 bits.
    public var integer: SQL.Word { choose("INTEGER", "BIGINT") }
    public var real: SQL.Word { choose("REAL", "DOUBLE PRECISION") }
    public var bytes: SQL.Word { choose("BLOB", "BYTEA") }
    /// Text that is sorted: byte order on both engines, whatever the cluster's locale.
    public var sortedText: SQL.Word { choose("TEXT", "TEXT COLLATE \"C\"") }
    /// At the end of CREATE TABLE: types are enforced by PostgreSQL always, by SQLite only when asked.
    public var strict: SQL.Word { choose("STRICT", "") }

    private func choose(_ sqlite: String, _ postgres: String) -> SQL.Word {
        switch engine {
        case .sqlite: SQL.Word(text: sqlite)
        case .postgres: SQL.Word(text: postgres)
        }
    }
}
