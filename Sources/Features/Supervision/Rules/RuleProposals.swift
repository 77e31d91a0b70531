// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Primitives
import Sigma

/// New rules, unpacked beside those in force and compared with them: nothing changes before somebody read the difference.
struct RuleProposal: Sendable {
    struct Line: Sendable, Hashable {
        let id: String
        let title: String
        let level: Level
    }

    var added: [Line] = []
    var changed: [Line] = []
    var removed: [Line] = []
    var unchanged = 0
    var refused: [SigmaFault] = []
    var licences: [(path: String, text: String)] = []
}

struct RuleProposals: Sendable {
    static let mostFiles = 20_000
    static let mostBytes = 64 << 20
    static let mostFileBytes = 4 << 20
    static let mostWaiting = 5

    /// The folder of the rules in force.
    let folder: String

    private func path(_ id: Identifier<RuleProposal>) -> String { folder + ".propose/" + id.text }

    /// Unpacks an archive, or takes one file of rules.
    func keep(_ file: String, named name: String, at now: Instant) throws -> Identifier<RuleProposal> {
        forgetOld()
        let id = Identifier<RuleProposal>.make(at: now)
        let target = path(id)
        do {
            try FileManager.default.createDirectory(
                atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let isArchive = FileHandle(forReadingAtPath: file).flatMap { try? $0.read(upToCount: 2) } == Data("PK".utf8)
            let count = isArchive ? try unpack(file, to: target) : try take(file, named: name, to: target)
            guard count > 0 else { throw SupervisionError.noRules }
        } catch {
            try? FileManager.default.removeItem(atPath: target)
            if error is any ExplainedError { throw error }
            throw SupervisionError.notWritten
        }
        return id
    }

    /// What nobody applied or dropped; identifiers are in the order of their making.
    private func forgetOld() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + ".propose")) ?? []
        for name in names.sorted().dropLast(Self.mostWaiting - 1) {
            try? FileManager.default.removeItem(atPath: folder + ".propose/" + name)
        }
    }

    private func take(_ file: String, named name: String, to target: String) throws -> Int {
        guard let data = FileManager.default.contents(atPath: file), data.count <= Self.mostFileBytes else {
            throw SupervisionError.tooManyRules
        }
        let read = SigmaReader().read(String(decoding: data, as: UTF8.self), file: name)
        guard !read.documents.isEmpty else { throw SupervisionError.noRules }
        try data.write(to: URL(fileURLWithPath: target + "/" + ArchivePath.safe(name) + ".yml"))
        return 1
    }

    private func unpack(_ file: String, to target: String) throws -> Int {
        let zip = try ZipReader(
            .file(path: file), limits: ZipReader.Limits(entries: Self.mostFiles, unpackedBytes: Self.mostBytes))
        var count = 0
        for entry in zip.entries {
            let isRule = entry.path.hasSuffix(".yml") || entry.path.hasSuffix(".yaml")
            guard isRule || RuleLibrary.isLicence(entry.path), !entry.path.hasSuffix("/") else { continue }
            let bytes = try zip.read(entry.path, limit: Self.mostFileBytes)
            let name = target + "/" + entry.path
            let parent = name.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: name))
            if isRule { count += 1 }
        }
        return count
    }

    /// What would change. Reads both folders: for a thread of its own.
    func difference(_ id: Identifier<RuleProposal>) throws -> RuleProposal {
        guard FileManager.default.fileExists(atPath: path(id)) else { throw SupervisionError.proposalGone }
        let (next, faults) = Self.documents(in: path(id))
        let (now, _) = Self.documents(in: folder)
        var proposal = RuleProposal()
        let compiled = RuleSet(next.map(\.document), refused: faults)
        let root = path(id) + "/"
        proposal.refused = compiled.refused.map { fault in
            var fault = fault
            if fault.origin.file.hasPrefix(root) { fault.origin.file = String(fault.origin.file.dropFirst(root.count)) }
            return fault
        }
        let known = Dictionary(now.map { ($0.line.id, $0) }, uniquingKeysWith: { first, _ in first })
        var met: Set<String> = []
        for one in next where met.insert(one.line.id).inserted {
            guard let before = known[one.line.id] else {
                proposal.added.append(one.line)
                continue
            }
            if before.text == one.text { proposal.unchanged += 1 } else { proposal.changed.append(one.line) }
        }
        for one in now where !met.contains(one.line.id) && met.insert(one.line.id).inserted {
            proposal.removed.append(one.line)
        }
        for path in RuleLibrary.licences(in: path(id)).prefix(5) {
            let data = FileManager.default.contents(atPath: root + path) ?? Data()
            proposal.licences.append((path, String(decoding: data.prefix(4000), as: UTF8.self)))
        }
        return proposal
    }

    private struct Read {
        let line: RuleProposal.Line
        let document: SigmaDocument
        /// The document without where it was read.
        let text: SigmaDocument
    }

    private static func documents(in folder: String) -> ([Read], [SigmaFault]) {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return ([], []) }
        var found: [Read] = []
        var faults: [SigmaFault] = []
        for case let name as String in names where name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            let read = SigmaReader().read(String(decoding: data, as: UTF8.self), file: folder + "/" + name)
            faults += read.faults
            found += read.documents.map { Read(line: $0.line, document: $0, text: $0.withoutOrigin) }
        }
        return (found, faults)
    }

    /// Puts the proposal in the place of the rules in force, which are kept beside until the next time.
    func apply(_ id: Identifier<RuleProposal>) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path(id)) else { throw SupervisionError.proposalGone }
        let old = folder + ".precedentes"
        do {
            if files.fileExists(atPath: old) { try files.removeItem(atPath: old) }
            if files.fileExists(atPath: folder) { try files.moveItem(atPath: folder, toPath: old) }
            try files.moveItem(atPath: path(id), toPath: folder)
        } catch {
            // As it was.
            if !files.fileExists(atPath: folder), files.fileExists(atPath: old) {
                try? files.moveItem(atPath: old, toPath: folder)
            }
            throw SupervisionError.notWritten
        }
    }

    func withdraw(_ id: Identifier<RuleProposal>) throws {
        guard FileManager.default.fileExists(atPath: path(id)) else { throw SupervisionError.proposalGone }
        try? FileManager.default.removeItem(atPath: path(id))
    }
}

extension SigmaDocument {
    fileprivate var line: RuleProposal.Line {
        switch self {
        case .rule(let rule):
            RuleProposal.Line(id: rule.id.isEmpty ? rule.title : rule.id, title: rule.title, level: rule.level)
        case .correlation(let correlation):
            RuleProposal.Line(
                id: correlation.id.isEmpty ? correlation.title : correlation.id, title: correlation.title,
                level: correlation.level)
        case .filter(let filter):
            RuleProposal.Line(
                id: filter.id.isEmpty ? filter.title : filter.id, title: filter.title, level: .informational)
        }
    }

    fileprivate var withoutOrigin: SigmaDocument {
        let nowhere = Origin(file: "", line: 0)
        switch self {
        case .rule(var rule):
            rule.origin = nowhere
            return .rule(rule)
        case .correlation(var correlation):
            correlation.origin = nowhere
            return .correlation(correlation)
        case .filter(var filter):
            filter.origin = nowhere
            return .filter(filter)
        }
    }
}
