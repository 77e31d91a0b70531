// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Foundation

/// A log on disk, read piece by piece: what is in memory does not depend on its size.
struct LogFile: Sendable {
    enum Kind: Sendable {
        case windows
        case json
        case unknown
    }

    /// Of a Windows event log, before its first chunk.
    private static let headerSize = 4096

    let path: String
    let kind: Kind
    let size: Int

    init?(_ path: String) {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let end = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil else { return nil }
        self.path = path
        size = Int(end)
        let head = [UInt8]((try? handle.read(upToCount: 4096)) ?? Data())
        if EVTXLayout.recognises(head.span.bytes) {
            kind = .windows
        } else {
            kind = Self.looksLikeJSON(head) ? .json : .unknown
        }
    }

    /// An object, an array of them, or lines that end with one.
    private static func looksLikeJSON(_ head: [UInt8]) -> Bool {
        let line = head.prefix { $0 != 0x0A }
        return line.contains(UInt8(ascii: "{")) || head.first { $0 > 0x20 } == UInt8(ascii: "[")
    }

    static func files(at path: String) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue else { return [path] }
        guard let names = FileManager.default.enumerator(atPath: path) else { return nil }
        let endings = [".evtx", ".json", ".jsonl", ".ndjson"]
        var files: [String] = []
        for case let name as String in names where endings.contains(where: { name.lowercased().hasSuffix($0) }) {
            files.append(path + "/" + name)
        }
        return files.sorted()
    }

    /// Pieces that can be read apart from each other.
    func pieces() -> [Range<Int>] {
        let step: Int
        switch kind {
        case .windows: step = 32 * EVTXLayout.chunkSize
        case .json, .unknown: return [0..<size]
        }
        return stride(from: Self.headerSize, to: size, by: step).map { $0..<min($0 + step, size) }
    }

    func bytes(_ range: Range<Int>, from handle: FileHandle) throws -> [UInt8] {
        try handle.seek(toOffset: UInt64(range.lowerBound))
        return [UInt8](try handle.read(upToCount: range.count) ?? Data())
    }
}
