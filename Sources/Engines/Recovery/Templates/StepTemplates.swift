// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// The steps proposed for each kind of node, in the order in which a node goes through them.
public struct StepTemplates: Sendable, Hashable {
    public static let format = "carene-restart-steps/1"
    public static let empty = StepTemplates(byKind: [:])

    private let byKind: [NodeKind: [StepTemplate]]

    private init(byKind: [NodeKind: [StepTemplate]]) { self.byKind = byKind }

    /// Reads files; a kind may stand in one file only.
    public init(_ files: [(name: String, bytes: [UInt8])]) throws(InvalidTemplates) {
        var found: [NodeKind: [StepTemplate]] = [:]
        for file in files {
            for (kind, templates) in try Self.read(file.name, file.bytes) {
                guard found.updateValue(templates, forKey: kind) == nil else {
                    throw InvalidTemplates(file: file.name, message: "the kind ‘\(kind.rawValue)’ is given twice")
                }
            }
        }
        byKind = found
    }

    public subscript(kind: NodeKind) -> [StepTemplate] { byKind[kind] ?? [] }

    public var kinds: Set<NodeKind> { Set(byKind.keys) }

    private struct File: Decodable {
        let format: String
        let kinds: [String: [Entry]]
    }

    private struct Entry: Decodable {
        let key: String
        let phase: RecoveryStep.Phase
        let title: String
        /// At best, most likely, at worst.
        let hours: [Double]
        let people: [String: Int]?
        let means: [String: Int]?
        let pauses: Bool?
    }

    private static func read(
        _ name: String, _ bytes: [UInt8]
    ) throws(InvalidTemplates) -> [NodeKind: [StepTemplate]] {
        let file: File
        do {
            file = try YAMLDecoder().decode(File.self, from: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw InvalidTemplates(file: name, message: "\(error)")
        }
        guard file.format == format else {
            throw InvalidTemplates(file: name, message: "the format is ‘\(file.format)’, not ‘\(format)’")
        }
        var found: [NodeKind: [StepTemplate]] = [:]
        for (kind, entries) in file.kinds {
            guard let known = NodeKind(rawValue: kind) else {
                throw InvalidTemplates(file: name, message: "there is no kind ‘\(kind)’")
            }
            guard Set(entries.map(\.key)).count == entries.count else {
                throw InvalidTemplates(file: name, message: "a key is taken twice for ‘\(kind)’")
            }
            var templates: [StepTemplate] = []
            for entry in entries { templates.append(try template(entry, of: kind, in: name)) }
            found[known] = templates.enumerated().sorted {
                ($0.element.phase.rank, $0.offset) < ($1.element.phase.rank, $1.offset)
            }.map(\.element)
        }
        return found
    }

    private static func template(
        _ entry: Entry, of kind: String, in name: String
    ) throws(InvalidTemplates) -> StepTemplate {
        let hours = entry.hours
        guard hours.count == 3, hours[0] >= 0, hours[0] <= hours[1], hours[1] <= hours[2], hours[2] <= 2000 else {
            throw InvalidTemplates(
                file: name, message: "‘\(kind)’, ‘\(entry.key)’: three hours that grow are needed")
        }
        guard !entry.title.isEmpty, (entry.people ?? [:]).values.allSatisfy({ $0 > 0 }),
            (entry.means ?? [:]).values.allSatisfy({ $0 > 0 })
        else {
            throw InvalidTemplates(file: name, message: "‘\(kind)’, ‘\(entry.key)’: a title and positive numbers")
        }
        return StepTemplate(
            key: entry.key, phase: entry.phase, title: entry.title,
            duration: Estimate(low: hours[0], likely: hours[1], high: hours[2]), people: entry.people ?? [:],
            means: entry.means ?? [:], mayPause: entry.pauses ?? true)
    }
}
