// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Foundation
import Sigma
import Synchronization

/// The rules in force: those that the program carries, and those of the folder. Compiled once, shared by all.
final class RuleLibrary: Sendable {
    struct Known: Sendable {
        var rules: RuleSet
        var version: Int
        /// Files of the folder that are no rules and say under which terms the others may be used.
        var licences: [String]
    }

    let folder: String
    private let known: Mutex<Known?>
    private let loading = Mutex<Void>(())

    init(folder: String) {
        self.folder = folder
        known = Mutex(nil)
    }

    var rules: RuleSet { current.rules }
    var version: Int { known.withLock { $0?.version ?? 0 } }

    /// Loads at the first time: some tenths of a second for thousands of rules, on the caller's thread.
    var current: Known {
        if let loaded = known.withLock({ $0 }) { return loaded }
        return loading.withLock { _ in
            if let loaded = known.withLock({ $0 }) { return loaded }
            return load()
        }
    }

    func reload() { loading.withLock { _ in _ = load() } }

    private func load() -> Known {
        var documents: [SigmaDocument] = []
        var faults: [SigmaFault] = []
        for file in Self.carried {
            let read = SigmaReader().read(String(decoding: file.bytes, as: UTF8.self), file: file.name)
            documents += read.documents
            faults += read.faults
        }
        let rules: RuleSet
        let cache = folder + "/.compiles"
        if let set = try? RuleFolder([folder], cacheFolder: cache).load(adding: documents, refused: faults) {
            rules = set
        } else {
            rules = RuleSet(documents, refused: faults)
        }
        return known.withLock { known in
            let loaded = Known(rules: rules, version: (known?.version ?? 0) + 1, licences: Self.licences(in: folder))
            known = loaded
            return loaded
        }
    }

    /// Rules of our own against ransomware, in the binary.
    static var carried: [EmbeddedFile] { EmbeddedFile.all.filter { $0.name.hasPrefix("detection/") } }

    static func isCarried(_ origin: Origin) -> Bool { origin.file.hasPrefix("detection/") }

    static func licences(in folder: String) -> [String] {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        var found: [String] = []
        for case let name as String in names where isLicence(name) && found.count < 50 { found.append(name) }
        return found.sorted()
    }

    static func isLicence(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return ["license", "licence", "copying", "notice"].contains { name.hasPrefix($0) }
    }
}
