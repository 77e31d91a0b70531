// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CLibPQ
import Persistence
import Primitives

/// A libpq connection with its prepared statements. Confined to the actor that made it.
final class PostgresSession: Session {
    let dialect = Dialect.postgres
    private let handle: OpaquePointer
    /// Statement text to server-side name.
    private var prepared: [String: String] = [:]

    /// - Throws: `.unavailable` with libpq's words, which name host and user but no password.
    init(address: String) throws(DatabaseError) {
        guard let handle = PQconnectdb(address) else { throw DatabaseError(.unavailable, "libpq: out of memory") }
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
        let result: OpaquePointer?
        if Self.isWorthPreparing(text) {
            let name = try prepare(text)
            result = withCStrings(parameters) { pointers in
                PQexecPrepared(handle, name, Int32(parameters.count), pointers, nil, nil, 0)
            }
        } else {
            result = withCStrings(parameters) { pointers in
                PQexecParams(handle, text, Int32(parameters.count), nil, pointers, nil, nil, 0)
            }
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

    private func checked(_ result: OpaquePointer?) throws(DatabaseError) -> OpaquePointer {
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

    private static func message(of handle: OpaquePointer) -> String {
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

    private func withCStrings<Result>(
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
