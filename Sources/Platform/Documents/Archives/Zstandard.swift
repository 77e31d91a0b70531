// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CArchive
import Glibc

/// Zstandard (RFC 8878), by libarchive: for files of our own, where deflate would cost several times the processor.
public enum Zstandard {
    private final class Output {
        var bytes: [UInt8] = []
    }

    /// The bytes as one frame. Frames one after the other are one file, which `zstdcat` reads too.
    /// - Parameter level: 1 is the fastest.
    public static func frame(_ bytes: [UInt8], level: Int = 1) throws(DocumentError) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        guard let archive = archive_write_new() else { throw .archive(.notWritten("libarchive")) }
        defer { archive_write_free(archive) }
        let output = Output()
        let client = Unmanaged.passUnretained(output).toOpaque()
        guard let entry = archive_entry_new() else { throw .archive(.notWritten("libarchive")) }
        defer { archive_entry_free(entry) }
        archive_entry_set_filetype(entry, S_IFREG)
        archive_entry_set_size(entry, Int64(bytes.count))
        guard archive_write_set_format_raw(archive) == ARCHIVE_OK,
            archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
            archive_write_set_filter_option(archive, "zstd", "compression-level", String(level)) == ARCHIVE_OK,
            archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK,
            archive_write_open2(archive, client, nil, { Zstandard.receive($1, $2, $3) }, nil, nil) == ARCHIVE_OK,
            archive_write_header(archive, entry) == ARCHIVE_OK,
            bytes.withUnsafeBytes({ archive_write_data(archive, $0.baseAddress, $0.count) }) == bytes.count,
            archive_write_close(archive) == ARCHIVE_OK
        else {
            let reason = archive_error_string(archive).map { String(cString: $0) } ?? "libarchive"
            _ = archive_write_fail(archive)
            throw .archive(.notWritten(reason))
        }
        return output.bytes
    }

    private static func receive(
        _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int
    ) -> Int {
        guard let client, let bytes, count > 0 else { return 0 }
        Unmanaged<Output>.fromOpaque(client).takeUnretainedValue()
            .bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }
}

/// Reads a file of frames piece by piece, in bounded memory. Not for several threads at once.
public final class ZstandardReader {
    private let archive: OpaquePointer
    private let path: String

    public init(path: String) throws(DocumentError) {
        guard let archive = archive_read_new() else { throw .unreadable("libarchive") }
        self.archive = archive
        self.path = path
        var entry: OpaquePointer?
        guard archive_read_support_filter_zstd(archive) == ARCHIVE_OK,
            archive_read_support_format_raw(archive) == ARCHIVE_OK,
            archive_read_open_filename(archive, path, 1 << 17) == ARCHIVE_OK,
            archive_read_next_header(archive, &entry) == ARCHIVE_OK
        else { throw .unreadable(archive_error_string(archive).map { String(cString: $0) } ?? path) }
    }

    deinit { archive_read_free(archive) }

    /// The next piece, of some hundred kilobytes at most; nil at the end.
    public func next() throws(DocumentError) -> [UInt8]? {
        var status = 0
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            status = archive_read_data(archive, buffer.baseAddress, buffer.count)
            count = max(status, 0)
        }
        guard status >= 0 else { throw .archive(.damaged(path: path)) }
        return piece.isEmpty ? nil : piece
    }
}
