// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The query of an address: names and values, decoded.
public struct Query: Sendable {
    private let items: [(name: String, value: String)]

    /// Reads at most 100 items; what follows is ignored.
    init(_ text: String) {
        items = URLEncoding.items(in: text, limit: 100)
    }

    /// The first value, trimmed; nil when absent or empty.
    public subscript(name: String) -> String? {
        guard let value = items.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : String(trimmed.prefix(500))
    }

    public func all(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// A page number from 1, never so large that an offset could overflow.
    public var page: Int {
        min(max(self["page"].flatMap { Int($0) } ?? 1, 1), 1_000_000)
    }
}
