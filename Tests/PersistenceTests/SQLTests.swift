// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives
import Testing

@Suite struct SQLTests {
    @Test func `values become parameters in order of appearance`() {
        let query: SQL = "SELECT a FROM t WHERE b = \("x") AND c = \(3) AND d = \(nil as String?) AND e = \(true)"
        #expect(query.rendered().text == "SELECT a FROM t WHERE b = $1 AND c = $2 AND d = $3 AND e = $4")
        #expect(query.rendered().values == [.text("x"), .integer(3), .null, .integer(1)])
    }

    @Test func `a fragment is spliced and renumbered`() {
        let inner: SQL = "b = \(2) OR b = \(3)"
        let query: SQL = "SELECT \(1) WHERE (\(inner)) AND c = \(4)"
        #expect(query.rendered().text == "SELECT $1 WHERE (b = $2 OR b = $3) AND c = $4")
        #expect(query.rendered().values == [.integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test func `hostile text never reaches the statement`() {
        let query: SQL = "SELECT 1 WHERE a = \("'; DROP TABLE t; --")"
        #expect(query.rendered().text == "SELECT 1 WHERE a = $1")
    }

    @Test func `lists`() {
        let empty: SQL = "a IN (\(list: [String]()))"
        let full: SQL = "a IN (\(list: ["x", "y"])) AND b = \(1)"
        #expect(empty.rendered().text == "a IN (NULL)")
        #expect(full.rendered().text == "a IN ($1, $2) AND b = $3")
    }

    @Test func `joined puts the separator between`() {
        let rows = (1...3).map { number -> SQL in "(\(number))" }
        #expect(SQL.joined(rows).rendered().text == "($1), ($2), ($3)")
        #expect(SQL.joined([SQL]()).rendered().text == "")
        #expect(SQL.joined(rows, separator: " OR ").rendered().text == "($1) OR ($2) OR ($3)")
    }

    @Test(
        arguments: [
            ("sqlite:/var/lib/carene.sqlite", DatabaseAddress.sqlite(path: "/var/lib/carene.sqlite")),
            ("sqlite:relative name.db", .sqlite(path: "relative name.db")),
            ("postgres://a@b/c", .postgres("postgres://a@b/c")), ("postgresql:///c", .postgres("postgresql:///c")),
            ("sqlite:", nil), ("", nil), ("mysql://a", nil), ("sqlite:a\0b", nil), ("/var/lib/carene.sqlite", nil),
        ] as [(String, DatabaseAddress?)])
    func `addresses`(_ text: String, _ address: DatabaseAddress?) {
        #expect(DatabaseAddress(text) == address)
    }
}
