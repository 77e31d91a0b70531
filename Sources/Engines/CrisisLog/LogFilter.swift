// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which lines one wants to see, and in which order.
public struct LogFilter: Sendable, Hashable {
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// By time of entry: what was just written is on top.
        case entry
        /// By time of the fact.
        case fact
    }

    public var cell: LogCell?
    public var kind: LogKind?
    public var isOpenOnly = false
    /// Entered or happened from then on.
    public var since: Moment?
    public var order = Order.entry

    public init() {}

    public var isEmpty: Bool { cell == nil && kind == nil && !isOpenOnly && since == nil }

    public func accepts(_ line: LogReading.Line) -> Bool {
        if let cell, line.current.cell != cell { return false }
        if let kind, line.current.kind != kind { return false }
        if isOpenOnly, !line.isOpen { return false }
        if let since, max(line.entry.countedAt, line.current.factAt) < since { return false }
        return true
    }

    /// The newest first.
    public func sorted(_ lines: [LogReading.Line]) -> [LogReading.Line] {
        func moments(_ line: LogReading.Line) -> (Moment, Moment) {
            let (fact, entry) = (line.current.factAt, line.entry.countedAt)
            return order == .fact ? (fact, entry) : (entry, fact)
        }
        return lines.sorted { left, right in
            let (one, other) = (moments(left), moments(right))
            return (one.0, one.1, left.reference, left.entry.hash)
                > (other.0, other.1, right.reference, right.entry.hash)
        }
    }
}
