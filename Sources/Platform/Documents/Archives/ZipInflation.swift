// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CArchive

/// Unpacks one entry. libarchive is given an archive of this entry only, whose header is rebuilt from the table of
/// contents: what the entry's own header says could contradict it, and is not believed.
final class ZipInflation {
    static let localSignature = 0x0403_4B50

    /// What libarchive reads: the rebuilt header, then the packed bytes.
    private final class Feed {
        let regions: ByteRegions
        var header: [UInt8]?
        var place: Int
        let end: Int
        var fault: DocumentError?
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

        init(regions: ByteRegions, header: [UInt8], place: Int, end: Int) {
            self.regions = regions
            self.header = header
            self.place = place
            self.end = end
        }

        deinit { buffer.deallocate() }

        func next() -> Int {
            do throws(DocumentError) {
                let piece: [UInt8]
                if let header {
                    piece = header
                    self.header = nil
                } else {
                    piece = try regions.bytes(from: place, count: min(end - place, buffer.count))
                    place += piece.count
                }
                return buffer.update(fromContentsOf: piece)
            } catch {
                fault = error
                return -1
            }
        }
    }

    private let record: ZipDirectory.Record
    private let feed: Feed
    private let archive: OpaquePointer
    private var unpacked = 0

    init(_ record: ZipDirectory.Record, of regions: ByteRegions) throws(DocumentError) {
        let damaged = DocumentError.archive(.damaged(path: record.path))
        let local = LittleEndian(bytes: try regions.bytes(from: record.offset, count: 30))
        let start = record.offset + 30 + local.short(26) + local.short(28)
        guard local.word(0) == Self.localSignature, start <= record.end, record.packedSize <= record.end - start,
            local.short(26) == record.name.count,
            try regions.bytes(from: record.offset + 30, count: record.name.count) == record.name,
            // The rebuilt header holds 32 bits.
            record.packedSize < 0xFFFF_FFFF, record.size < 0xFFFF_FFFF
        else { throw damaged }
        guard let archive = archive_read_new() else { throw .unreadable("libarchive") }
        self.record = record
        self.archive = archive
        feed = Feed(regions: regions, header: Self.header(record), place: start, end: start + record.packedSize)
        guard record.size > 0 else { return }
        let client = Unmanaged.passUnretained(feed).toOpaque()
        var entry: OpaquePointer?
        guard archive_read_support_format_zip_streamable(archive) == ARCHIVE_OK,
            archive_read_open(archive, client, nil, { ZipInflation.give($0, $1, $2) }, nil) == ARCHIVE_OK,
            archive_read_next_header(archive, &entry) == ARCHIVE_OK
        else { throw feed.fault ?? damaged }
    }

    deinit { archive_read_free(archive) }

    private static func give(
        _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?,
        _ address: UnsafeMutablePointer<UnsafeRawPointer?>?
    ) -> Int {
        guard let client, let address else { return -1 }
        let feed = Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue()
        address.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
        return feed.next()
    }

    /// The next piece, never empty; nil at the end, once size and checksum are found right.
    func next() throws(DocumentError) -> [UInt8]? {
        guard record.size > 0 else { return nil }
        var status = 0
        let piece = [UInt8](unsafeUninitializedCapacity: min(record.size - unpacked + 1, 1 << 18)) { buffer, count in
            status = archive_read_data(archive, buffer.baseAddress, buffer.count)
            count = max(status, 0)
        }
        unpacked += piece.count
        if let fault = feed.fault { throw fault }
        guard status >= 0, unpacked <= record.size, status > 0 || unpacked == record.size else {
            throw .archive(.damaged(path: record.path))
        }
        return status == 0 ? nil : piece
    }

    private static func header(_ record: ZipDirectory.Record) -> [UInt8] {
        var bytes: [UInt8] = []
        func put(_ value: Int, _ width: Int) {
            for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
        }
        put(localSignature, 4)
        put(20, 2)
        put(0, 2)
        put(record.method, 2)
        // Midnight of 1 January 1980, the first day that a ZIP knows.
        put(0x0021_0000, 4)
        put(record.checksum, 4)
        put(record.packedSize, 4)
        put(record.size, 4)
        put(1, 2)
        put(0, 2)
        return bytes + [UInt8(ascii: "x")]
    }
}
