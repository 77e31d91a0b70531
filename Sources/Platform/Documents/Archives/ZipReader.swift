// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads a ZIP archive that may have been made to harm. Its table of contents is checked whole before anything is
/// unpacked, no entry gives more bytes than it announced, and an archive inside the archive is only bytes.
public struct ZipReader: Sendable {
    public struct Limits: Sendable, Hashable {
        public var entries: Int
        /// Of all entries together.
        public var unpackedBytes: Int
        /// How many times its packed size an entry above 1 MiB may have. Text compresses 5 to 50 times; deflate cannot
        /// exceed 1032.
        public var ratio: Int

        public init(entries: Int = 10_000, unpackedBytes: Int = 512 << 20, ratio: Int = 200) {
            self.entries = max(entries, 0)
            self.unpackedBytes = max(unpackedBytes, 0)
            self.ratio = max(ratio, 1)
        }
    }

    public struct Entry: Sendable, Hashable {
        /// Relative, safe, `/` between folders and after a folder.
        public let path: String
        public let size: Int
        public let packedSize: Int
    }

    private let regions: ByteRegions
    private let records: [String: ZipDirectory.Record]
    /// In the order of the table of contents.
    public let entries: [Entry]

    public init(_ source: ByteSource, limits: Limits = Limits()) throws(DocumentError) {
        regions = try ByteRegions(source)
        let records = try ZipDirectory.records(of: regions, limits: limits)
        entries = records.map { Entry(path: $0.path, size: $0.size, packedSize: $0.packedSize) }
        self.records = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func contains(_ path: String) -> Bool { records[path] != nil }

    /// The whole of one entry.
    public func read(_ path: String, limit: Int) throws(DocumentError) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(path, limit: limit) { piece throws(DocumentError) in bytes += piece }
        return bytes
    }

    /// One entry piece by piece. The checksum is known to be right only once this returns.
    public func read(
        _ path: String, limit: Int, _ body: ([UInt8]) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        guard let record = records[path] else { throw .archive(.missing(path: path)) }
        guard record.size <= limit else { throw .archive(.tooLarge(limit: limit)) }
        let inflation = try ZipInflation(record, of: regions)
        while let piece = try inflation.next() { try body(piece) }
    }
}
