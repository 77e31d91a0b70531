// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Organisations
import Primitives

/// A piece of the spool: events of one establishment as they came, one JSON object a line. On disk: a mark, the length of
/// the events (little endian), the establishment, the beginning of a SHA-256 of both, the events.
struct SpoolRecord: Sendable, Hashable {
    let organisation: Organisation.ID
    let lines: [UInt8]

    static let headerSize = 4 + 4 + 36 + 8
    /// Larger pieces are cut by whoever writes them.
    static let mostBytes = 64 << 20
    private static let mark = Array("CRN1".utf8)

    var bytes: [UInt8] {
        let name = Array(organisation.text.utf8.prefix(36))
        let owner = name + Array(repeating: 0x20, count: 36 - name.count)
        var bytes = Self.mark
        bytes.reserveCapacity(Self.headerSize + lines.count)
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: lines.count >> shift)) }
        bytes += owner
        bytes += Self.digest(owner, lines[...])
        bytes += lines
        return bytes
    }

    enum Reading {
        case record(SpoolRecord, size: Int)
        /// Begins a record that goes on behind the bytes given.
        case incomplete
        case damaged
    }

    static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard bytes.count >= headerSize else { return .incomplete }
        let start = bytes.startIndex
        guard bytes.prefix(4).elementsEqual(mark) else { return .damaged }
        var count = 0
        for index in 0..<4 { count |= Int(bytes[start + 4 + index]) << (8 * index) }
        guard count <= mostBytes else { return .damaged }
        guard bytes.count >= headerSize + count else { return .incomplete }
        let owner = Array(bytes[start + 8..<start + 44])
        let lines = bytes[start + headerSize..<start + headerSize + count]
        guard digest(owner, lines).elementsEqual(bytes[start + 44..<start + 52]),
            let organisation = Organisation.ID(String(decoding: owner, as: UTF8.self))
        else { return .damaged }
        return .record(SpoolRecord(organisation: organisation, lines: Array(lines)), size: headerSize + count)
    }

    private static func digest(_ owner: [UInt8], _ lines: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: owner)
        lines.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Array(hash.finalize().prefix(8))
    }
}

/// A place in the spool: what stands before it was dealt with.
struct SpoolPosition: Sendable, Hashable, Comparable {
    var segment: Int
    var place: Int

    static let start = SpoolPosition(segment: 0, place: 0)

    static func < (left: Self, right: Self) -> Bool { (left.segment, left.place) < (right.segment, right.place) }
}
