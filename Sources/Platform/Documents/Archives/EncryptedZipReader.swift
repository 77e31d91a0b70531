// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CArchive

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads an archive whose entries are encrypted with a passphrase, one entry after the other, in the order of its table of
/// contents. libarchive decrypts and inflates; what it says is believed of bytes, never of names, sizes or counts.
public final class EncryptedZipReader {
    public struct Entry: Sendable, Hashable {
        public let path: String
        /// As announced.
        public let size: Int
    }

    private let archive: OpaquePointer
    private let limits: ZipReader.Limits
    private var seen: Set<String> = []
    private var current: (path: String, missing: Int)?
    private var unpacked = 0

    /// - Parameter path: of a file; an archive is read from its end.
    public init(path: String, passphrase: String, limits: ZipReader.Limits = ZipReader.Limits()) throws(DocumentError) {
        guard let archive = archive_read_new() else { throw .archive(.notWritten("libarchive")) }
        self.archive = archive
        self.limits = limits
        guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
            archive_read_add_passphrase(archive, passphrase) == ARCHIVE_OK
        else { throw .archive(.notWritten("libarchive")) }
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw .archive(.notAnArchive) }
    }

    deinit { archive_read_free(archive) }

    /// The next entry; nil after the last. What was left unread of the former is skipped.
    public func next() throws(DocumentError) -> Entry? {
        var pointer: OpaquePointer?
        let status = archive_read_next_header(archive, &pointer)
        if status == ARCHIVE_EOF { return nil }
        guard status == ARCHIVE_OK, let pointer else { throw .archive(.damaged(path: current?.path)) }
        guard let name = archive_entry_pathname(pointer) else { throw .archive(.damaged(path: current?.path)) }
        let path = String(cString: name)
        guard ArchivePath.isSafe(path), archive_entry_filetype(pointer) == S_IFREG else {
            throw .archive(.unsafePath(path))
        }
        guard seen.insert(path).inserted else { throw .archive(.duplicatePath(path)) }
        guard seen.count <= limits.entries else { throw .archive(.tooManyEntries(limit: limits.entries)) }
        let size = Int(clamping: archive_entry_size(pointer))
        guard archive_entry_size_is_set(pointer) != 0, size >= 0, size <= limits.unpackedBytes - unpacked else {
            throw .archive(.tooLarge(limit: limits.unpackedBytes))
        }
        guard archive_entry_is_data_encrypted(pointer) == 1 || size == 0 else { throw .archive(.damaged(path: path)) }
        unpacked += size
        current = (path, size)
        return Entry(path: path, size: size)
    }

    /// More bytes of the entry that `next` gave, never empty; nil at its end, when its authentication code was right.
    public func read() throws(DocumentError) -> [UInt8]? {
        guard let (path, missing) = current else { return nil }
        var status = 0
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            status = archive_read_data(archive, buffer.baseAddress, buffer.count)
            count = max(status, 0)
        }
        // A warning is what libarchive says of a wrong authentication code.
        guard status >= 0 else { throw .archive(isPassphraseWrong ? .encrypted : .damaged(path: path)) }
        guard piece.count <= missing else { throw .archive(.damaged(path: path)) }
        if piece.isEmpty {
            guard missing == 0 else { throw .archive(.damaged(path: path)) }
            current = nil
            return nil
        }
        current = (path, missing - piece.count)
        return piece
    }

    private var isPassphraseWrong: Bool {
        archive_error_string(archive).map { String(cString: $0).contains("assphrase") } ?? false
    }
}
