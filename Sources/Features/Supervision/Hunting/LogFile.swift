// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Foundation

/// A log, read piece by piece: what is in memory does not depend on its size.
struct LogFile: Sendable {
    enum Kind: Sendable {
        case windows
        case json
        case gzip
        case zip
        case unknown
    }

    /// Where its bytes are.
    enum Place: Sendable {
        case file
        case spool(LogSpool, start: Int)
    }

    /// Of a Windows event log, before its first chunk.
    private static let headerSize = 4096

    /// What people call it: its path, behind that of its archive.
    let path: String
    let kind: Kind
    let size: Int
    private let place: Place

    /// A file on disk; nil when it cannot be opened.
    init?(_ path: String) {
        guard let bytes = OpenLog(path), let size = bytes.size else { return nil }
        self.init(path, size, .file, bytes.read(at: 0, count: Self.headerSize) ?? [])
    }

    /// What was unpacked behind a place of the spool.
    init(_ path: String, unpackedTo spool: LogSpool, from start: Int) {
        let size = spool.count - start
        let head = spool.bytes(from: start, count: min(Self.headerSize, size)) ?? []
        self.init(path, size, .spool(spool, start: start), head)
    }

    private init(_ path: String, _ size: Int, _ place: Place, _ head: [UInt8]) {
        self.path = path
        self.size = size
        self.place = place
        kind = Self.kind(of: head)
    }

    private static func kind(of head: [UInt8]) -> Kind {
        if EVTXLayout.recognises(head.span.bytes) { return .windows }
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
        return looksLikeJSON(head) ? .json : .unknown
    }

    /// An object, an array of them, or lines that end with one.
    private static func looksLikeJSON(_ head: [UInt8]) -> Bool {
        let line = head.prefix { $0 != 0x0A }
        return line.contains(UInt8(ascii: "{")) || head.first { $0 > 0x20 } == UInt8(ascii: "[")
    }

    /// How a log's name ends, compressed or not.
    static func isLogName(_ name: String) -> Bool {
        let endings = [".evtx", ".json", ".jsonl", ".ndjson"]
        let name = name.lowercased()
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return endings.contains { plain.hasSuffix($0) }
    }

    static func files(at path: String) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue else { return [path] }
        guard let names = FileManager.default.enumerator(atPath: path) else { return nil }
        var files: [String] = []
        for case let name as String in names where isLogName(name) || name.lowercased().hasSuffix(".zip") {
            files.append(path + "/" + name)
        }
        return files.sorted()
    }

    func open() -> OpenLog? {
        switch place {
        case .file: OpenLog(path)
        case .spool(let spool, let start): OpenLog(spool, start)
        }
    }

    /// Pieces that can be read apart from each other.
    func pieces() -> [Range<Int>] {
        switch kind {
        case .windows:
            let step = 32 * EVTXLayout.chunkSize
            return stride(from: Self.headerSize, to: size, by: step).map { $0..<min($0 + step, size) }
        case .json: return open().map { LineCuts($0, size: size).pieces() } ?? []
        case .gzip, .zip, .unknown: return []
        }
    }
}

/// A log that is open for reading at any place.
final class OpenLog: Sendable {
    private enum Source {
        case file(Int32)
        case spool(LogSpool, start: Int)
    }

    private let source: Source

    init?(_ path: String) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        source = .file(descriptor)
    }

    init(_ spool: LogSpool, _ start: Int) { source = .spool(spool, start: start) }

    deinit { if case .file(let descriptor) = source { close(descriptor) } }

    /// Nil for what is no file: a pipe or a device has no size, and would never end.
    var size: Int? {
        guard case .file(let descriptor) = source else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Fewer at the end; nil when they cannot be read.
    func read(at place: Int, count: Int) -> [UInt8]? {
        switch source {
        case .file(let descriptor): LogSpool.bytes(of: descriptor, from: place, count: count)
        case .spool(let spool, let start): spool.bytes(from: start + place, count: count)
        }
    }
}
