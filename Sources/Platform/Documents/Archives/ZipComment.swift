// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The comment of an archive stands at its very end, after the record that closes it (PKWARE, APPNOTE.TXT 6.3.10, 4.3.16).
public enum ZipComment {
    static let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    /// The closing record, up to and with the length of the comment.
    static let endLength = 22

    /// What the end of a file shows.
    public enum Finding: Sendable, Hashable {
        /// The comment, and how many bytes of the file come before it.
        case comment([UInt8], after: Int)
        /// It begins like an archive and does not end like one with such a comment.
        case cut
        case notAnArchive
    }

    /// Looks for a comment of exactly `length` bytes.
    public static func find(length: Int, in source: ByteSource) throws(DocumentError) -> Finding {
        let regions = try ByteRegions(source)
        let head = try regions.bytes(from: 0, count: min(regions.count, 4))
        let start = regions.count - length
        if start >= endLength {
            let end = LittleEndian(bytes: try regions.bytes(from: start - endLength, count: endLength))
            if end.bytes.starts(with: mark), end.short(endLength - 2) == length {
                return .comment(try regions.bytes(from: start, count: length), after: start)
            }
        }
        // The first bytes of an archive that holds something.
        return head.starts(with: [0x50, 0x4B]) || head.count < 4 && [0x50, 0x4B, 0x03].starts(with: head)
            ? .cut : .notAnArchive
    }
}
