// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The table of contents of a ZIP archive (PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.4), read and checked before
/// anything is unpacked. It alone is believed: what stands between entries is never looked at.
struct ZipDirectory {
    struct Record: Sendable {
        let path: String
        let name: [UInt8]
        let method: Int
        let checksum: Int
        let packedSize: Int
        let size: Int
        /// Where the entry's own header begins.
        let offset: Int
        /// Where the next entry, or this table, begins.
        var end: Int
    }

    private static let endSignature = 0x0605_4B50
    private static let wideEndSignature = 0x0606_4B50
    private static let wideLocatorSignature = 0x0706_4B50
    private static let entrySignature = 0x0201_4B50

    private let regions: ByteRegions
    private let limits: ZipReader.Limits

    static func records(of regions: ByteRegions, limits: ZipReader.Limits) throws(DocumentError) -> [Record] {
        let directory = ZipDirectory(regions: regions, limits: limits)
        let table = try directory.table()
        var records = try directory.records(table)
        try directory.separate(&records, before: table.offset)
        try directory.check(records)
        return records
    }

    private struct Table {
        let entries: Int
        let size: Int
        let offset: Int
    }

    /// The record at the very end says where the table is. Its comment must end with the file: a second record hidden
    /// in a comment would show another content to another program.
    private func table() throws(DocumentError) -> Table {
        let length = min(regions.count, 22 + 0xFFFF)
        let start = regions.count - length
        let tail = LittleEndian(bytes: try regions.bytes(from: start, count: length))
        var place = length - 22
        while place >= 0, tail.word(place) != Self.endSignature || tail.short(place + 20) != length - place - 22 {
            place -= 1
        }
        guard place >= 0 else {
            let isBegun = regions.count >= 4 && tail.bytes.count >= 4
            let head = LittleEndian(bytes: isBegun ? try regions.bytes(from: 0, count: 4) : [])
            throw .archive(head.word(0) == ZipInflation.localSignature ? .truncated : .notAnArchive)
        }
        var table = Table(entries: tail.short(place + 10), size: tail.word(place + 12), offset: tail.word(place + 16))
        let isWide = table.entries == 0xFFFF || table.size == 0xFFFF_FFFF || table.offset == 0xFFFF_FFFF
        if isWide, let wide = try wideTable(before: start + place) {
            table = wide
        } else if tail.short(place + 4) != 0 || tail.short(place + 8) != table.entries {
            // Several volumes, as floppy disks had.
            throw damaged
        }
        guard table.entries <= limits.entries else { throw .archive(.tooManyEntries(limit: limits.entries)) }
        // An entry of the table takes 46 bytes at least, and 4 kB would be a strange name.
        guard table.size >= table.entries * 46, table.size <= table.entries * 4096 + 4096,
            table.offset <= start + place, table.size <= start + place - table.offset
        else { throw damaged }
        return table
    }

    /// ZIP64: the same numbers, 64 bits wide.
    private func wideTable(before end: Int) throws(DocumentError) -> Table? {
        guard end >= 20 else { return nil }
        let locator = LittleEndian(bytes: try regions.bytes(from: end - 20, count: 20))
        guard locator.word(0) == Self.wideLocatorSignature else { return nil }
        guard let place = locator.long(8), place <= end - 20, end - 20 - place >= 56 else { throw damaged }
        let record = LittleEndian(bytes: try regions.bytes(from: place, count: 56))
        guard record.word(0) == Self.wideEndSignature, let entries = record.long(32), let size = record.long(40),
            let offset = record.long(48), record.long(24) == entries
        else { throw damaged }
        return Table(entries: entries, size: size, offset: offset)
    }

    private func records(_ table: Table) throws(DocumentError) -> [Record] {
        let bytes = LittleEndian(bytes: try regions.bytes(from: table.offset, count: table.size))
        var records: [Record] = []
        records.reserveCapacity(table.entries)
        var place = 0
        for _ in 0..<table.entries {
            guard place + 46 <= table.size, bytes.word(place) == Self.entrySignature else { throw damaged }
            let (name, extra, comment) = (bytes.short(place + 28), bytes.short(place + 30), bytes.short(place + 32))
            let next = place + 46 + name + extra + comment
            guard next <= table.size else { throw damaged }
            records.append(try record(bytes, at: place, name: name, extra: extra, table))
            place = next
        }
        guard place == table.size else { throw damaged }
        return records
    }

    private func record(
        _ bytes: LittleEndian, at place: Int, name length: Int, extra: Int, _ table: Table
    ) throws(DocumentError) -> Record {
        let flags = bytes.short(place + 8)
        let name = Array(bytes.bytes[(place + 46)..<(place + 46 + length)])
        let path = ZipName.text(name)
        // Bits 0, 6 and 13: encrypted, strongly encrypted, table encrypted.
        guard flags & 0x2041 == 0 else { throw .archive(.encrypted) }
        let method = bytes.short(place + 10)
        guard method == 0 || method == 8 else { throw .archive(.unsupportedCompression(path: path)) }
        let folderless = path.hasSuffix("/") ? String(path.dropLast()) : path
        // The upper half of the attributes is the Unix mode when the maker is Unix: 0o12 is a symbolic link.
        let isLink = bytes.short(place + 4) >> 8 == 3 && bytes.word(place + 38) >> 28 == 0o12
        guard ArchivePath.isSafe(folderless), !isLink else { throw .archive(.unsafePath(path)) }
        var wide = Wide(bytes: bytes, place: place + 46 + length, end: place + 46 + length + extra)
        let (size, packed, offset) = (
            wide.number(bytes.word(place + 24)), wide.number(bytes.word(place + 20)),
            wide.number(bytes.word(place + 42))
        )
        guard let size, let packed, let offset, offset <= table.offset, packed <= table.offset - offset,
            method == 8 || size == packed
        else { throw .archive(.damaged(path: path)) }
        return Record(
            path: path, name: name, method: method, checksum: bytes.word(place + 16), packedSize: packed, size: size,
            offset: offset, end: table.offset)
    }

    /// Entries stand one after the other. Those that share bytes make a bomb of a few kilobytes unpack to petabytes
    /// (David Fifield, "A better zip bomb", USENIX WOOT 2019).
    private func separate(_ records: inout [Record], before table: Int) throws(DocumentError) {
        let order = records.indices.sorted { records[$0].offset < records[$1].offset }
        for (position, index) in order.enumerated() {
            let end = position + 1 < order.count ? records[order[position + 1]].offset : table
            let record = records[index]
            guard end - record.offset >= 30, end - record.offset - 30 >= record.name.count,
                end - record.offset - 30 - record.name.count >= record.packedSize
            else { throw .archive(.overlapping(path: record.path)) }
            records[index].end = end
        }
    }

    private func check(_ records: [Record]) throws(DocumentError) {
        var (total, paths) = (0, Set<String>())
        for record in records {
            guard paths.insert(record.path).inserted else { throw .archive(.duplicatePath(record.path)) }
            guard record.size <= limits.unpackedBytes - total else {
                throw .archive(.tooLarge(limit: limits.unpackedBytes))
            }
            total += record.size
            // Division: a product could overflow. Small entries compress well without meaning harm.
            guard record.size <= 1 << 20 || record.size / limits.ratio < max(record.packedSize, 1) else {
                throw .archive(.suspicious(path: record.path))
            }
        }
    }

    private var damaged: DocumentError { .archive(.damaged(path: nil)) }
}

/// The ZIP64 field of an entry: it holds, in order, only those numbers that do not fit their 32 bits.
private struct Wide {
    let bytes: LittleEndian
    private var place: Int
    private var end: Int

    init(bytes: LittleEndian, place: Int, end: Int) {
        self.bytes = bytes
        var place = place
        while place + 4 <= end {
            let length = bytes.short(place + 2)
            if bytes.short(place) == 1 {
                self.place = place + 4
                self.end = min(place + 4 + length, end)
                return
            }
            place += 4 + length
        }
        self.place = end
        self.end = end
    }

    /// The number itself, or the wide one that it stands for. Nil when that is absent or absurd.
    mutating func number(_ narrow: Int) -> Int? {
        guard narrow == 0xFFFF_FFFF else { return narrow }
        guard place + 8 <= end else { return nil }
        defer { place += 8 }
        return bytes.long(place)
    }
}
