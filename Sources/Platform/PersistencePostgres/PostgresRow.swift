// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CLibPQ
import Persistence
import Primitives

/// The row under the cursor, in libpq's text format.
final class PostgresRow: RowSource {
    private let result: OpaquePointer
    var index: Int32 = 0

    init(_ result: OpaquePointer) { self.result = result }

    func isNull(_ column: Int) -> Bool {
        guard let column = Int32(exactly: column), column >= 0, column < PQnfields(result) else { return true }
        return PQgetisnull(result, index, column) == 1
    }

    func text(_ column: Int) -> String? {
        guard !isNull(column), let value = PQgetvalue(result, index, Int32(column)) else { return nil }
        let length = Int(PQgetlength(result, index, Int32(column)))
        return value.withMemoryRebound(to: UInt8.self, capacity: length) {
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
    }

    func integer(_ column: Int) -> Int64? { text(column).flatMap { Int64($0) } }

    func real(_ column: Int) -> Double? { text(column).flatMap { Double($0) } }

    func bytes(_ column: Int) -> [UInt8]? {
        guard let text = text(column), text.hasPrefix("\\x") else { return nil }
        return Hexadecimal.bytes(of: text.dropFirst(2))
    }
}
