// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes read at any place, for formats whose table of contents stands at the end.
final class ByteRegions: Sendable {
    private enum Storage: Sendable {
        case bytes([UInt8])
        case file(descriptor: Int32)
    }

    private let storage: Storage
    let count: Int

    init(_ source: ByteSource) throws(DocumentError) {
        switch source {
        case .bytes(let bytes):
            storage = .bytes(bytes)
            count = bytes.count
        case .chunks(let chunks):
            storage = .bytes(Array(chunks.joined()))
            count = chunks.reduce(0) { $0 + $1.count }
        case .file(let path):
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                _ = close(descriptor)
                throw .unreadable("not a file")
            }
            storage = .file(descriptor: descriptor)
            count = Int(status.st_size)
        }
    }

    deinit {
        if case .file(let descriptor) = storage { _ = close(descriptor) }
    }

    /// Exactly these bytes; an error when some are missing.
    func bytes(from start: Int, count length: Int) throws(DocumentError) -> [UInt8] {
        guard start >= 0, length >= 0, start <= count, length <= count - start else { throw .archive(.truncated) }
        switch storage {
        case .bytes(let bytes): return Array(bytes[start..<start + length])
        case .file(let descriptor):
            var failure: Int32?
            let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
                filled = 0
                while filled < length {
                    let rest = buffer.baseAddress.map { $0 + filled }
                    let got = pread(descriptor, rest, length - filled, off_t(start + filled))
                    if got < 0, errno == EINTR { continue }
                    guard got > 0 else {
                        failure = got < 0 ? errno : 0
                        return
                    }
                    filled += got
                }
            }
            if let failure {
                throw failure == 0 ? .archive(.truncated) : .unreadable(String(cString: strerror(failure)))
            }
            return bytes
        }
    }
}

/// Numbers of a binary format, least significant byte first. Zero outside the bytes: callers check lengths first.
struct LittleEndian {
    let bytes: [UInt8]

    func number(at offset: Int, width: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<width {
            let (place, overflow) = offset.addingReportingOverflow(index)
            guard !overflow, bytes.indices.contains(place) else { return 0 }
            value |= UInt64(bytes[place]) << UInt64(8 * index)
        }
        return value
    }

    func short(_ offset: Int) -> Int { Int(number(at: offset, width: 2)) }
    func word(_ offset: Int) -> Int { Int(number(at: offset, width: 4)) }
    /// Nil beyond what an Int holds.
    func long(_ offset: Int) -> Int? { Int(exactly: number(at: offset, width: 8)) }
}
