// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// Reads rule files: several documents a file, each a rule, a correlation or a filter. A document that cannot be used is
/// told with its line; the others are kept.
public struct SigmaReader: Sendable {
    /// A rule of the public set has at most some tens of kilobytes.
    public static let maximumBytes = 4 << 20
    static let maximumNodes = 200_000

    /// What `%name%` stands for, for the rules that ask to be expanded. Without it such a rule is refused.
    public var placeholders: [String: [String]]

    public init(placeholders: [String: [String]] = [:]) {
        self.placeholders = placeholders
    }

    public func read(_ text: String, file: String) -> (documents: [SigmaDocument], faults: [SigmaFault]) {
        var documents: [SigmaDocument] = []
        var faults: [SigmaFault] = []
        guard text.utf8.count <= Self.maximumBytes else {
            let origin = Origin(file: file, line: 1)
            return ([], [SigmaFault(origin: origin, reason: .tooLarge("the file"), subject: "")])
        }
        guard !AliasCount(text).isDangerous else {
            let origin = Origin(file: file, line: 1)
            return ([], [SigmaFault(origin: origin, reason: .tooLarge("what its aliases stand for"), subject: "")])
        }
        do {
            var budget = Self.maximumNodes
            // Without YAML's own idea of types, which costs a regular expression for each scalar: Sigma's is ours.
            var nodes = try compose_all(yaml: text, .basic, .default, .utf8)
            while let node = nodes.next() {
                let origin = Origin(file: file, line: max(node.mark?.line ?? 1, 1))
                let tree = try YAMLTree(node, budget: &budget, origin: origin)
                do throws(SigmaFault) {
                    if let document = try document(tree, origin) { documents.append(document) }
                } catch {
                    faults.append(error)
                }
            }
            // The sequence ends at a fault, and keeps it.
            if let error = nodes.error { throw error }
        } catch let fault as SigmaFault {
            faults.append(fault)
        } catch {
            let (line, detail) = Self.place(of: error)
            let origin = Origin(file: file, line: line)
            faults.append(SigmaFault(origin: origin, reason: .malformedYAML(detail), subject: ""))
        }
        return (documents, faults)
    }

    private func document(_ tree: YAMLTree, _ origin: Origin) throws(SigmaFault) -> SigmaDocument? {
        guard case .map = tree else {
            // An empty document between two separators.
            if case .scalar(let scalar) = tree, scalar.isNull { return nil }
            throw SigmaFault(origin: origin, reason: .malformedYAML("a rule is a mapping"), subject: "")
        }
        if tree["correlation"] != nil { return .correlation(try CorrelationReader(tree, origin).correlation()) }
        if tree["filter"] != nil {
            return .filter(try RuleReader(tree, origin, placeholders).filter())
        }
        return .rule(try RuleReader(tree, origin, placeholders).rule())
    }

    private static func place(of error: any Error) -> (line: Int, detail: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            (mark.line, problem)
        case YamlError.reader(let problem, _, _, _): (1, problem)
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "the key \(keys.map { "\($0)" }.sorted().joined(separator: ", ")) is there twice")
        default: (1, "it cannot be read")
        }
    }
}
