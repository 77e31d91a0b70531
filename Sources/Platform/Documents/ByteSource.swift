// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the bytes of a document come from. A description, not an open file: it can be sent to a transaction and opened
/// twice.
public enum ByteSource: Sendable, Hashable {
    case bytes([UInt8])
    /// Pieces of any length, as an upload brings them.
    case chunks([[UInt8]])
    case file(path: String)

    public func open() throws(DocumentError) -> ByteStream { try ByteStream(self) }
}

/// Bytes read piece by piece. Holds one piece at a time.
public final class ByteStream {
    private enum State {
        case chunks([[UInt8]], next: Int)
        case file(descriptor: Int32)
    }

    private static let pieceLength = 1 << 18

    private var state: State
    /// How many bytes there are in all.
    public let total: Int
    /// How many bytes have been handed out.
    public private(set) var position = 0

    init(_ source: ByteSource) throws(DocumentError) {
        switch source {
        case .bytes(let bytes):
            state = .chunks([bytes], next: 0)
            total = bytes.count
        case .chunks(let chunks):
            state = .chunks(chunks, next: 0)
            total = chunks.reduce(0) { $0 + $1.count }
        case .file(let path):
            let descriptor = Self.openFile(path)
            guard descriptor >= 0 else { throw .unreadable(Self.lastError) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                _ = close(descriptor)
                throw .unreadable("not a file")
            }
            state = .file(descriptor: descriptor)
            total = Int(status.st_size)
        }
    }

    deinit {
        if case .file(let descriptor) = state { _ = close(descriptor) }
    }

    /// The next piece, never empty; nil at the end.
    public func next() throws(DocumentError) -> [UInt8]? {
        switch state {
        case .chunks(let chunks, var next):
            while next < chunks.count, chunks[next].isEmpty { next += 1 }
            guard next < chunks.count else { return nil }
            state = .chunks(chunks, next: next + 1)
            position += chunks[next].count
            return chunks[next]
        case .file(let descriptor):
            var failed = false
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { buffer, count in
                var length = -1
                repeat {
                    length = read(descriptor, buffer.baseAddress, buffer.count)
                } while length < 0 && errno == EINTR
                failed = length < 0
                count = max(length, 0)
            }
            if failed { throw .unreadable(Self.lastError) }
            position += piece.count
            return piece.isEmpty ? nil : piece
        }
    }

    private static func openFile(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

    private static var lastError: String { String(cString: strerror(errno)) }
}
