// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a file says before anyone gives it a meaning: the common ground of YAML and JSON.
struct Tree: Sendable {
    struct Mark: Sendable {
        let line: Int
        let column: Int
    }

    struct Entry: Sendable {
        let key: String
        let mark: Mark
        let value: Tree
    }

    enum Content: Sendable {
        /// `isPlain` tells `true` from `"true"`.
        case scalar(String, isPlain: Bool)
        case sequence([Tree])
        case mapping([Entry])
    }

    let content: Content
    let mark: Mark

    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// The value of a key, when this is a mapping that has it.
    subscript(key: String) -> Tree? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}

/// How much a reader accepts. What is inside a file may come from anyone.
struct TreeLimits: Sendable {
    let bytes: Int
    let depth: Int
    let nodes: Int

    /// The largest library of CISO Assistant measured holds 3 MB and 60,000 nodes.
    static let yaml = TreeLimits(bytes: 8 << 20, depth: 32, nodes: 200_000)
    /// The catalogue NIST SP 800-53 holds 10 MB, with controls, parts and their parts one inside the other.
    static let json = TreeLimits(bytes: 32 << 20, depth: 64, nodes: 1_000_000)
}
