// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CArchive
import Primitives

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes a ZIP archive piece by piece. What was produced waits in memory until it is drained, so the caller
/// alternates:
///
///     try writer.add(path: "pieces/bilan.pdf", size: document.size)
///     while let piece = try document.next() {
///         try writer.append(piece)
///         try await response.write(writer.drain())
///     }
///     try writer.finish()
///     try await response.write(writer.drain())
///
/// Memory: one piece, and some tens of bytes an entry for the table of contents. The same input gives the same bytes on
/// systems that share a time zone (a ZIP keeps the local time). An entry is deflated; ZIP64 comes by itself beyond 4
/// GB.
public final class ZipWriter {
    /// Where libarchive puts what it produced.
    private final class Output {
        var bytes: [UInt8] = []
    }

    private let archive: OpaquePointer
    private let output = Output()
    private let seconds: Int
    private var paths: Set<String> = []
    /// The entry being written, and how many bytes are still expected.
    private var current: (path: String, missing: Int)?
    /// Finished, or spoilt by an error: nothing more can be written.
    private var isClosed = false

    /// - Parameters:
    ///   - modifiedAt: the time that all entries show.
    ///   - passphrase: encrypts every entry with AES-256 in the manner of WinZip (its note "AES Encryption Information",
    ///     AE-1 and AE-2), which 7-Zip, WinZip and bsdtar open. Names and sizes stay visible, and libarchive leaves the
    ///     CRC-32 of entries of 20 bytes and more in clear. An entry without bytes is not encrypted.
    public init(modifiedAt: Instant, passphrase: String? = nil) throws(DocumentError) {
        guard let archive = archive_write_new() else { throw .archive(.notWritten("libarchive")) }
        self.archive = archive
        seconds = modifiedAt.seconds(since: Instant(millisecondsSinceEpoch: 0))
        let client = Unmanaged.passUnretained(output).toOpaque()
        guard archive_write_set_format_zip(archive) == ARCHIVE_OK,
            archive_write_zip_set_compression_deflate(archive) == ARCHIVE_OK,
            Self.encrypt(archive, with: passphrase),
            // No blocks: what is produced is handed over at once, and nothing is padded.
            archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK,
            archive_write_open2(archive, client, nil, { ZipWriter.receive($0, $1, $2, $3) }, nil, nil) == ARCHIVE_OK
        else { throw failure }
    }

    private static func encrypt(_ archive: OpaquePointer, with passphrase: String?) -> Bool {
        guard let passphrase else { return true }
        return archive_write_set_format_option(archive, "zip", "encryption", "aes256") == ARCHIVE_OK
            && archive_write_set_passphrase(archive, passphrase) == ARCHIVE_OK
    }

    deinit {
        // An archive left open would be finished by the call that frees it: into nothing, then.
        if !isClosed { _ = archive_write_fail(archive) }
        archive_write_free(archive)
    }

    private static func receive(
        _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int
    ) -> Int {
        guard let client, let bytes, count > 0 else { return 0 }
        Unmanaged<Output>.fromOpaque(client).takeUnretainedValue()
            .bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    /// Begins an entry of exactly `size` bytes.
    /// - Parameter path: relative, with `/` between folders; see `ArchivePath.safe` for one component.
    public func add(path: String, size: Int) throws(DocumentError) {
        try endEntry()
        guard ArchivePath.isSafe(path), size >= 0 else { throw .archive(.unsafePath(path)) }
        guard paths.insert(path).inserted else { throw .archive(.duplicatePath(path)) }
        guard let entry = archive_entry_new() else { throw .archive(.notWritten("libarchive")) }
        defer { archive_entry_free(entry) }
        archive_entry_copy_pathname(entry, path)
        archive_entry_set_filetype(entry, S_IFREG)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, seconds, 0)
        archive_entry_set_size(entry, Int64(size))
        let status = try UTF8Locale.within { archive_write_header(archive, entry) }
        guard status == ARCHIVE_OK else { throw close(with: failure) }
        current = (path, size)
    }

    /// More bytes of the entry begun.
    public func append(_ bytes: [UInt8]) throws(DocumentError) {
        guard !isClosed, let (path, missing) = current else { throw .archive(.closed) }
        guard bytes.count <= missing else { throw close(with: .archive(.wrongSize(path: path))) }
        let written = bytes.withUnsafeBytes { buffer in archive_write_data(archive, buffer.baseAddress, buffer.count) }
        guard written == bytes.count else { throw close(with: failure) }
        current = (path, missing - bytes.count)
    }

    public func add(path: String, bytes: [UInt8]) throws(DocumentError) {
        try add(path: path, size: bytes.count)
        try append(bytes)
    }

    /// Writes the table of contents. Nothing can be added afterwards.
    ///
    /// - Parameter commentLength: how many bytes the caller appends after the last `drain`: the archive's comment (APPNOTE
    ///   4.3.16), which can thus speak of all the bytes before it. The count itself stands before the comment.
    public func finish(commentLength: UInt16 = 0) throws(DocumentError) {
        try endEntry()
        let status = try UTF8Locale.within { archive_write_close(archive) }
        isClosed = true
        guard status == ARCHIVE_OK else { throw failure }
        guard commentLength > 0 else { return }
        let end = output.bytes.count
        guard end >= ZipComment.endLength, output.bytes[(end - ZipComment.endLength)...].starts(with: ZipComment.mark)
        else { throw .archive(.notWritten("libarchive")) }
        output.bytes[end - 2] = UInt8(commentLength & 0xFF)
        output.bytes[end - 1] = UInt8(commentLength >> 8)
    }

    /// Hands over what was produced since the last call; may be empty.
    public func drain() -> [UInt8] {
        defer { output.bytes = [] }
        return output.bytes
    }

    private func endEntry() throws(DocumentError) {
        guard !isClosed else { throw .archive(.closed) }
        guard let (path, missing) = current else { return }
        guard missing == 0 else { throw close(with: .archive(.wrongSize(path: path))) }
        guard archive_write_finish_entry(archive) == ARCHIVE_OK else { throw close(with: failure) }
        current = nil
    }

    private func close(with error: DocumentError) -> DocumentError {
        isClosed = true
        _ = archive_write_fail(archive)
        return error
    }

    private var failure: DocumentError {
        .archive(.notWritten(archive_error_string(archive).map { String(cString: $0) } ?? "libarchive"))
    }
}

/// libarchive marks names as UTF-8 only when the locale of the thread is: it must not depend on how the server was
/// started, and the locale of other threads must not change.
private enum UTF8Locale {
    nonisolated(unsafe) private static let locale: locale_t? =
        newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)

    static func within(_ body: () -> Int32) throws(DocumentError) -> Int32 {
        guard let locale else { throw .archive(.notWritten("C.UTF-8")) }
        let previous = uselocale(locale)
        defer { _ = uselocale(previous) }
        return body()
    }
}
