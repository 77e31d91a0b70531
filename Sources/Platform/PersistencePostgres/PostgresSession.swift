// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CLibPQ
import Persistence
import Primitives

/// A libpq connection with its prepared statements. Confined to the actor that made it.
final class PostgresSession: Session {
    let dialect = Dialect.postgres
    let handle: OpaquePointer
    /// Statement text to server-side name.
    private var prepared: [String: String] = [:]
    /// The beginning of a reading transaction, sent together with its first statement.
    var opening: SQL?

    /// - Throws: `.unavailable` with libpq's words, which name host and user but no password.
    init(address: String) throws(DatabaseError) {
        guard let handle = Self.connect(address) else { throw DatabaseError(.unavailable, "libpq: out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = Self.message(of: handle)
            PQfinish(handle)
            throw DatabaseError(.unavailable, message)
        }
        self.handle = handle
        try execute("SET client_encoding TO 'UTF8'")
        try execute("SET client_min_messages TO warning")
        try execute("SET application_name TO 'carene'")
        try execute("SET idle_in_transaction_session_timeout TO '10min'")
        try execute("SET lock_timeout TO '60s'")
    }

    deinit { PQfinish(handle) }

    /// Five seconds to connect and twenty without an answer, unless the address says otherwise: a server that vanished
    /// must become a page in words, not a page that never comes. Of a parameter given twice libpq keeps the last.
    private static func connect(_ address: String) -> OpaquePointer? {
        let names = ["connect_timeout", "tcp_user_timeout", "dbname"]
        let values = ["5", "20000", address]
        return withCStrings(names + [nil]) { names in
            withCStrings(values + [nil]) { values in PQconnectdbParams(names, values, 1) }
        }
    }

    /// Ends the transaction. PostgreSQL answers ROLLBACK, without an error, to the commit of a transaction in which a
    /// statement failed, even if somebody caught that failure: nothing would be saved and nobody told.
    func commit() throws(DatabaseError) {
        let result = try run("COMMIT")
        defer { PQclear(result) }
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw DatabaseError(.other, "the server rolled the transaction back")
        }
    }

    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }
    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    @discardableResult
    func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        let result = try run(sql)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func each(_ sql: SQL, _ body: (Row) throws(DatabaseError) -> Void) throws(DatabaseError) {
        let result = try run(sql)
        defer { PQclear(result) }
        let source = PostgresRow(result)
        let row = Row(source)
        for index in 0..<PQntuples(result) {
            source.index = index
            try body(row)
        }
    }

    private func run(_ sql: SQL) throws(DatabaseError) -> OpaquePointer {
        let (text, values) = sql.rendered()
        let parameters = try values.map(Self.text)
        let count = Int32(parameters.count)
        let name = Self.isWorthPreparing(text) ? try prepare(text) : nil
        if let opening {
            self.opening = nil
            return try together(opening.rendered().text) {
                Self.withCStrings(parameters) { pointers in
                    if let name { return PQsendQueryPrepared(handle, name, count, pointers, nil, nil, 0) }
                    return PQsendQueryParams(handle, text, count, nil, pointers, nil, nil, 0)
                }
            }
        }
        let result = Self.withCStrings(parameters) { pointers in
            if let name { return PQexecPrepared(handle, name, count, pointers, nil, nil, 0) }
            return PQexecParams(handle, text, count, nil, pointers, nil, nil, 0)
        }
        return try checked(result)
    }

    /// Queries of ordinary length; a batch insert is long and comes in many lengths, DDL runs once.
    private static func isWorthPreparing(_ text: String) -> Bool {
        guard text.utf8.count < 3000 else { return false }
        return ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { text.hasPrefix($0) }
    }

    private func prepare(_ text: String) throws(DatabaseError) -> String {
        if let name = prepared[text] { return name }
        if prepared.count >= 400 {
            PQclear(try checked(PQexec(handle, "DEALLOCATE ALL")))
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        PQclear(try checked(PQprepare(handle, name, text, 0, nil)))
        prepared[text] = name
        return name
    }

    func checked(_ result: OpaquePointer?) throws(DatabaseError) -> OpaquePointer {
        guard let result else { throw DatabaseError(.unavailable, Self.message(of: handle)) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default:
            let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""  // 'C', PG_DIAG_SQLSTATE
            let message = PQresultErrorField(result, 77).map { String(cString: $0) } ?? ""  // 'M', primary message only
            let lost = PQstatus(handle) != CONNECTION_OK
            PQclear(result)
            throw DatabaseError(lost ? .unavailable : SQLState.kind(of: state), "\(state) \(message)")
        }
    }

    static func message(of handle: OpaquePointer) -> String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
    }

    private static func text(of value: SQLValue) throws(DatabaseError) -> String? {
        switch value {
        case .null: nil
        case .text(let text):
            // libpq passes C strings: a NUL would cut the value silently.
            if text.utf8.contains(0) {
                throw DatabaseError(.refusedValue, "text with a NUL character")
            } else {
                text
            }
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .bytes(let bytes): "\\x" + Hexadecimal.text(of: bytes)
        }
    }

    private static func withCStrings<Result>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        // One buffer for all parameters, and a pointer into it for each.
        var buffer: [CChar] = []
        var offsets: [Int?] = []
        for text in texts {
            guard let text else {
                offsets.append(nil)
                continue
            }
            offsets.append(buffer.count)
            buffer.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
            buffer.append(0)
        }
        return buffer.withUnsafeBufferPointer { bytes in
            let pointers: [UnsafePointer<CChar>?] = offsets.map { offset in
                offset.flatMap { position in bytes.baseAddress.map { $0 + position } }
            }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
