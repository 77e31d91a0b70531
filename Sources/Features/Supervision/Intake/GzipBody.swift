// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs

/// A compressed body, decompressed by the engine's own reader: hostile bytes meet no code that they could break.
enum GzipBody {
    enum Fault: Error { case malformed, tooLarge }

    static func plain(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        var plain: [UInt8] = []
        var gzip = Gzip()
        do {
            try gzip.read(bytes.span.bytes, limit: limit) { piece in
                piece.withUnsafeBufferPointer { plain.append(contentsOf: $0) }
                return true
            }
        } catch Gzip.Fault.tooLong {
            throw .tooLarge
        } catch {
            throw .malformed
        }
        return plain
    }
}
