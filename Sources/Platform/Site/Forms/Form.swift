// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A form that was sent: names and values, still untrusted, and the files that came with it.
public struct Form: Sendable {
    private var values: [String: [String]] = [:]
    public private(set) var files: [Upload] = []

    public init(_ items: [(name: String, value: String)], files: [Upload] = []) {
        for (name, value) in items { values[name, default: []].append(value) }
        self.files = files
    }

    /// The first value, trimmed, with line ends as one character; empty when absent.
    public subscript(name: String) -> String {
        guard let value = values[name]?.first else { return "" }
        return value.replacing("\r\n", with: "\n").trimmed
    }

    /// As typed: for passwords, where a space counts.
    public func verbatim(_ name: String) -> String { values[name]?.first ?? "" }

    public func has(_ name: String) -> Bool { values[name] != nil }

    public func all(_ name: String) -> [String] { values[name] ?? [] }

    public func file(_ name: String) -> Upload? { files.first { $0.field == name && $0.size > 0 } }

    public func int(_ name: String) -> Int? { Int(self[name]) }

    public func identifier<Subject>(_ name: String, _: Subject.Type = Subject.self) -> Identifier<Subject>? {
        Identifier(self[name])
    }
}

/// A file that came with a form, on disk until the request ends.
public final class Upload: Sendable {
    public let field: String
    /// As the browser named it; shown, never used as a path.
    public let name: String
    public let path: String
    public let size: Int

    init(field: String, name: String, path: String, size: Int) {
        self.field = field
        self.name = name
        self.path = path
        self.size = size
    }

    deinit { TemporaryFile.remove(path) }
}

/// What is wrong with a form, field by field, to be shown beside each.
public struct FormErrors: Sendable, Hashable {
    private var messages: [(field: String, message: String)] = []

    public init() {}

    public static func == (left: Self, right: Self) -> Bool {
        left.messages.elementsEqual(right.messages) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        for (field, message) in messages {
            hasher.combine(field)
            hasher.combine(message)
        }
    }

    public var isEmpty: Bool { messages.isEmpty }
    public var all: [(field: String, message: String)] { messages }

    public subscript(field: String) -> String? { messages.first { $0.field == field }?.message }

    public mutating func add(_ message: String, to field: String) { messages.append((field, message)) }

    /// A required text of at most `limit` characters.
    public mutating func require(
        _ value: String, _ field: String, limit: Int, in language: Language
    ) {
        if value.isEmpty {
            add(language("Ce champ est nécessaire.", "This field is needed."), to: field)
        } else {
            bound(value, field, limit: limit, in: language)
        }
    }

    public mutating func bound(_ value: String, _ field: String, limit: Int, in language: Language) {
        // Databases count code points, and one letter that people see may carry thousands of them.
        guard value.unicodeScalars.count > limit else { return }
        let limit = language.number(limit)
        add(language("\(limit) caractères au plus.", "\(limit) characters at most."), to: field)
    }
}
