// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Yams

/// A YAML document as plain values, with what Sigma needs to know of a scalar: whether it was quoted.
indirect enum YAMLTree: Sendable {
    struct Scalar: Sendable {
        var text: String
        var isPlain: Bool

        var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

        var bool: Bool? {
            guard isPlain else { return nil }
            return switch text.lowercased() {
            case "true", "yes": true
            case "false", "no": false
            default: nil
            }
        }

        /// Only what YAML itself reads as a number.
        var number: Double? {
            guard isPlain, let first = text.utf8.first,
                first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first &- UInt8(ascii: "0") < 10
            else { return nil }
            if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map { Double($0) } }
            return Double(text)
        }
    }

    case scalar(Scalar)
    case list([YAMLTree])
    case map([(key: String, value: YAMLTree)])

    /// - Parameter budget: nodes left; aliases that multiply themselves end here.
    init(_ node: Node, budget: inout Int, depth: Int = 0, origin: Origin) throws(SigmaFault) {
        budget -= 1
        guard budget > 0, depth < 64 else {
            throw SigmaFault(origin: origin, reason: .tooLarge("the document"), subject: "")
        }
        switch node {
        case .scalar(let scalar):
            self = .scalar(Scalar(text: scalar.string, isPlain: scalar.style == .plain || scalar.style == .any))
        case .sequence(let sequence):
            var list: [YAMLTree] = []
            for item in sequence {
                list.append(try YAMLTree(item, budget: &budget, depth: depth + 1, origin: origin))
            }
            self = .list(list)
        case .mapping(let mapping):
            var map: [(key: String, value: YAMLTree)] = []
            for (key, value) in mapping {
                map.append(
                    (key.string ?? "", try YAMLTree(value, budget: &budget, depth: depth + 1, origin: origin)))
            }
            self = .map(map)
        case .alias:
            throw SigmaFault(origin: origin, reason: .malformedYAML("an alias without its anchor"), subject: "")
        }
    }

    subscript(key: String) -> YAMLTree? {
        guard case .map(let map) = self else { return nil }
        return map.first { $0.key == key }?.value
    }

    var scalar: Scalar? {
        if case .scalar(let scalar) = self { return scalar }
        return nil
    }

    var text: String? {
        guard let scalar, !scalar.isNull else { return nil }
        return scalar.text
    }

    /// A text, or each text of a list.
    var texts: [String] {
        switch self {
        case .scalar: text.map { [$0] } ?? []
        case .list(let list): list.compactMap(\.text)
        case .map: []
        }
    }

    var list: [YAMLTree] {
        if case .list(let list) = self { return list }
        return [self]
    }
}
