// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Sigma
import Synchronization

/// Rules from files and folders, compiled; what takes long to compile is kept beside, for the next time.
public struct RuleFolder: Sendable {
    public var paths: [String]
    public var filters: [String]
    public var minimum: Level
    /// Where compiled rules are kept; nil: nowhere.
    public var cacheFolder: String?
    public var threads: Int

    public init(
        _ paths: [String], filters: [String] = [], minimum: Level = .informational, cacheFolder: String? = nil,
        threads: Int = 2
    ) {
        self.paths = paths
        self.filters = filters
        self.minimum = minimum
        self.cacheFolder = cacheFolder
        self.threads = max(threads, 1)
    }

    public struct Unreadable: Error, Sendable {
        public let path: String
    }

    private struct FileContent: Sendable {
        var documents: [SigmaDocument] = []
        var faults: [SigmaFault] = []
        var digest: UInt64 = 0
    }

    /// - Throws: `Unreadable` for a path that is not there. A file that is no rule is among the set's `refused`.
    public func load() throws -> RuleSet { try load(adding: [], refused: []) }

    /// The same with rules that come from elsewhere, the binary, before them.
    func load(adding carried: [SigmaDocument], refused: [SigmaFault]) throws -> RuleSet {
        var files: [String] = []
        for path in paths + filters { files += try Self.ruleFiles(at: path) }
        let contents = read(files)
        let documents = carried + contents.flatMap(\.documents)
        let faults = refused + contents.flatMap(\.faults)
        guard let cacheFolder else { return RuleSet(documents, refused: faults, minimum: minimum) }
        let digest = contents.reduce(UInt64(files.count)) { ($0 ^ $1.digest) &* 0x100_0000_01B3 }
        let file = cacheFolder + "/rules-\(String(digest, radix: 16))-\(minimum.rawValue).compiled"
        let cache = FileManager.default.contents(atPath: file).flatMap { CompiledAutomata(bytes: [UInt8]($0)) }
        let rules = RuleSet(documents, refused: faults, minimum: minimum, cache: cache)
        if !rules.isFromCache { Self.keep(rules.automata.bytes, at: file, in: cacheFolder) }
        return rules
    }

    /// Whether a folder holds rules rather than logs.
    public static func holdsRules(_ path: String) -> Bool {
        guard let files = try? ruleFiles(at: path) else { return false }
        return !files.isEmpty
    }

    private static func ruleFiles(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw Unreadable(path: path) }
        guard isFolder.boolValue else { return [path] }
        guard let names = FileManager.default.enumerator(atPath: path) else { throw Unreadable(path: path) }
        var files: [String] = []
        for case let name as String in names where name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            // The regression data of the public set describes its tests in YAML too.
            guard !name.hasSuffix("/info.yml") else { continue }
            files.append(path + "/" + name)
        }
        return files.sorted()
    }

    private func read(_ files: [String]) -> [FileContent] {
        let contents = Mutex<[FileContent]>(Array(repeating: FileContent(), count: files.count))
        let reader = SigmaReader()
        let pieces = max(min(threads, files.count), 1)
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            for index in stride(from: piece, to: files.count, by: pieces) {
                let content = Self.content(of: files[index], reader)
                contents.withLock { $0[index] = content }
            }
        }
        return contents.withLock { $0 }
    }

    private static func content(of file: String, _ reader: SigmaReader) -> FileContent {
        guard let data = FileManager.default.contents(atPath: file) else {
            let origin = Origin(file: file, line: 1)
            let fault = SigmaFault(origin: origin, reason: .malformedYAML("the file cannot be read"), subject: "")
            return FileContent(faults: [fault])
        }
        let bytes = [UInt8](data)
        let read = reader.read(String(decoding: bytes, as: UTF8.self), file: file)
        let digest = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return FileContent(documents: read.documents, faults: read.faults, digest: digest)
    }

    /// A cache that cannot be written costs a second next time, nothing else.
    private static func keep(_ bytes: [UInt8], at file: String, in folder: String) {
        let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: rights)
        try? Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}
