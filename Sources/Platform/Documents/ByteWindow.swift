// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Bytes already read and not yet used, in front of a stream. What was used is forgotten.
struct ByteWindow {
    private let stream: ByteStream
    private(set) var bytes: [UInt8] = []
    /// The first byte not yet used.
    var start = 0
    /// The stream has nothing more: `bytes` holds the end of the document.
    private(set) var isAtEnd = false

    init(_ stream: ByteStream) { self.stream = stream }

    var position: Int { stream.position }

    /// Forgets what was used and reads at least as much again as is held, so that scanning anew after each call stays
    /// linear in the size of the document whatever the size of the pieces.
    mutating func refill() throws(DocumentError) {
        bytes.removeFirst(start)
        start = 0
        let wanted = max(2 * bytes.count, 1 << 16)
        while bytes.count < wanted {
            guard let piece = try stream.next() else {
                isAtEnd = true
                return
            }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
        }
    }
}
