// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Typical services and components of a hospital, with what they usually need: where a map may begin. It proposes no
/// objective, since no public source gives one.
public struct ServiceLibrary: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public let code: String
        public let name: String
        public let layer: Layer
        public let kind: NodeKind
        public let description: String
        /// By code, among the entries of the library.
        public let links: [Dependency]
    }

    /// In the order of the files, then as written.
    public let entries: [Entry]

    public static let empty = ServiceLibrary(entries: [])

    private init(entries: [Entry]) { self.entries = entries }

    public subscript(code: String) -> Entry? { entries.first { $0.code == code } }

    /// - Throws: the first thing that is wrong with the files.
    public init(_ files: [(name: String, bytes: [UInt8])]) throws(Fault) {
        var entries: [Entry] = []
        for file in files {
            let read: File
            do {
                read = try YAMLDecoder().decode(File.self, from: String(decoding: file.bytes, as: UTF8.self))
            } catch {
                throw Fault(file: file.name, message: "\(error)")
            }
            guard read.format == "carene-services/1" else {
                throw Fault(file: file.name, message: "the format ‘\(read.format)’ is unknown")
            }
            for written in read.services { entries.append(try written.entry(in: file.name)) }
        }
        var known: Set<String> = []
        for entry in entries where !known.insert(entry.code).inserted {
            throw Fault(file: "", message: "‘\(entry.code)’ is written twice")
        }
        for link in entries.flatMap(\.links) where !known.contains(link.to) {
            throw Fault(file: "", message: "‘\(link.from)’ needs ‘\(link.to)’, which does not exist")
        }
        self.init(entries: entries)
    }

    public struct Fault: Error, CustomStringConvertible, Sendable, Hashable {
        public let file: String
        public let message: String

        public var description: String { file.isEmpty ? message : "\(file): \(message)" }
    }

    /// A file as it is written; see `services/`.
    private struct File: Decodable {
        let format: String
        let services: [Written]
    }

    private struct Written: Decodable {
        let code: String
        let name: String
        let layer: Layer
        let kind: NodeKind
        let description: String
        let needs: [String]?
        let needsData: [String]?
        let degradedWithout: [String]?
        /// Needed, but a written procedure usually starts without: what cuts a circle.
        let bootstrap: [String]?

        func entry(in file: String) throws(Fault) -> Entry {
            guard kind.layer == nil || kind.layer == layer else {
                throw Fault(file: file, message: "‘\(code)’: the kind does not belong on its layer")
            }
            let links =
                (needs ?? []).map { Dependency(from: code, to: $0) }
                + (needsData ?? []).map { Dependency(from: code, to: $0, kind: .needsData) }
                + (degradedWithout ?? []).map { Dependency(from: code, to: $0, kind: .degradedWithout) }
                + (bootstrap ?? []).map { Dependency(from: code, to: $0, isBootstrap: true) }
            return Entry(code: code, name: name, layer: layer, kind: kind, description: description, links: links)
        }
    }
}
