// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Compressed JSON logs (RFC 1952), given in pieces as they are decompressed, so that a file made to swell costs no more
/// memory than any other. Written here rather than linked: a library in C would be the only code of this engine that
/// hostile bytes can break.
public struct Gzip: ~Copyable {
    public enum Fault: Error, Hashable, Sendable {
        /// Not gzip, or not a form that anyone writes.
        case header
        case data
        /// The bytes end first.
        case truncated
        case checksum
        /// More bytes than the caller accepts.
        case tooLong
    }

    /// Bytes given at a time.
    static let piece = 1 << 18

    public static func recognises(_ bytes: RawSpan) -> Bool {
        bytes.byteCount >= 18 && bytes.number(UInt16.self, at: 0) == 0x8B1F
    }

    private var inflate = Inflate()
    private var total = 0

    public init() {}

    /// Decompresses all members of a file. The function given says whether to go on.
    public mutating func read(
        _ bytes: RawSpan, limit: Int, _ body: (Span<UInt8>) throws -> Bool
    ) throws {
        var position = 0
        let length = bytes.byteCount
        // Copied piece by piece: what is read may then come from anywhere.
        try read(limit: limit) {
            let end = min(position + Gzip.piece, length)
            defer { position = end }
            return (position..<end).map { bytes.byte($0) }
        } body: {
            try body($0)
        }
    }

    /// The same of bytes that come in pieces, an empty one at their end: neither side is ever whole in memory.
    public mutating func read(
        limit: Int, from next: () throws -> [UInt8], body: (Span<UInt8>) throws -> Bool
    ) throws {
        total = 0
        var window = GzipWindow()
        try window.fill(next)
        repeat {
            guard let start = Gzip.afterHeader(window.bytes.span.bytes, window.position) else { throw Fault.header }
            inflate.begin(at: start)
            var checksum: UInt32 = 0
            var length: UInt32 = 0
            var isEnded = false
            while !isEnded {
                window.position = inflate.position
                inflate.move(back: try window.fill(next))
                isEnded = try inflate.step(window.bytes.span.bytes, atLeast: Gzip.piece, isLast: window.isLast)
                let fresh = inflate.fresh
                total += fresh.count
                guard total <= limit else { throw Fault.tooLong }
                checksum = Checksum.extend(checksum, inflate.output.span.bytes.extracting(fresh))
                length &+= UInt32(truncatingIfNeeded: fresh.count)
                if !fresh.isEmpty, try !body(inflate.output.span.extracting(fresh)) { return }
                inflate.keepWindow()
            }
            window.position = inflate.endOfData
            try window.fill(next)
            guard let expected = window.number(at: 0), let size = window.number(at: 4) else { throw Fault.truncated }
            guard expected == checksum, size == length else { throw Fault.checksum }
            window.position += 8
        } while window.number(at: 0).map { $0 & 0xFFFF == 0x8B1F } ?? false
    }

    /// Where the compressed data of a member begins.
    private static func afterHeader(_ bytes: RawSpan, _ start: Int) -> Int? {
        guard bytes.number(UInt16.self, at: start) == 0x8B1F, bytes.byte(start + 2) == 8,
            bytes.byteCount >= start + 10
        else { return nil }
        let flags = bytes.byte(start + 3)
        guard flags & 0xE0 == 0 else { return nil }
        var position = start + 10
        if flags & 4 != 0 {
            guard let size = bytes.uint16(at: position) else { return nil }
            position += 2 + size
        }
        // A name and a comment end with a zero.
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            while position < bytes.byteCount, bytes.byte(position) != 0 { position += 1 }
            position += 1
        }
        if flags & 2 != 0 { position += 2 }
        return position < bytes.byteCount ? position : nil
    }
}

/// Compressed bytes at hand: always more than one step of decompression takes, until the last ones.
private struct GzipWindow: ~Copyable {
    /// A header with a name and a comment, the tables of a block, or the end of a member.
    static let margin = 1 << 17

    var bytes: [UInt8] = []
    var position = 0
    var isLast = false

    /// Behind the position.
    func number(at offset: Int) -> UInt32? { bytes.span.bytes.number(UInt32.self, at: position + offset) }

    /// Forgets what is before the position and reads on, where little is left. Gives how many bytes were forgotten.
    @discardableResult
    mutating func fill(_ next: () throws -> [UInt8]) throws -> Int {
        guard !isLast, bytes.count - position < Self.margin else { return 0 }
        let dropped = min(position, bytes.count)
        bytes.removeFirst(dropped)
        position -= dropped
        while !isLast, bytes.count < 2 * Self.margin {
            let more = try next()
            isLast = more.isEmpty
            bytes += more
        }
        return dropped
    }
}

extension JSONReader {
    /// Reads events from a compressed file. An event longer than the reader accepts is gone past, as in any other file.
    public mutating func readGzip(
        _ bytes: RawSpan, limit: Int = 64 << 30, _ body: (inout Event) throws -> Bool
    ) throws -> JSONOutcome {
        var whole = JSONOutcome()
        var pending: [UInt8] = []
        var gzip = Gzip()
        try gzip.read(bytes, limit: limit) { piece in
            piece.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
            let outcome = try read(pending.span.bytes, isLast: false, body)
            whole.add(outcome)
            pending.removeFirst(outcome.consumed)
            return !outcome.isStopped
        }
        if !whole.isStopped { whole.add(try read(pending.span.bytes, isLast: true, body)) }
        return whole
    }
}

extension JSONOutcome {
    fileprivate mutating func add(_ other: JSONOutcome) {
        events += other.events
        unreadable += other.unreadable
        for fault in other.faults where faults.count < JSONReader.mostFaults { faults.append(consumed + fault) }
        consumed += other.consumed
        isStopped = other.isStopped
    }
}
