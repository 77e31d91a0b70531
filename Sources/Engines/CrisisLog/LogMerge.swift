// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Brings together lines that were written apart. Every line of both sides is in the result, once: the union of two sets,
/// so that the order in which instances meet does not matter and meeting twice changes nothing.
public enum LogMerge {
    public struct Result: Sendable, Hashable {
        /// The lines that were not known, in the order in which they can be added: by device and number.
        public var added: [LogEntry] = []
        /// How many were known already.
        public var known = 0
        /// Numbers that now stand for more than one line, and did not before.
        public var forked: [LogReference] = []
    }

    /// - Parameters:
    ///   - incoming: may repeat itself.
    public static func result(adding incoming: [LogEntry], to known: [LogEntry]) -> Result {
        var hashes: [LogReference: Set<String>] = [:]
        for entry in known { hashes[entry.reference, default: []].insert(entry.hash) }
        let formerlyForked = Set(hashes.filter { $0.value.count > 1 }.keys)
        var result = Result()
        for entry in incoming.sorted(by: order) {
            if hashes[entry.reference, default: []].insert(entry.hash).inserted {
                result.added.append(entry)
            } else {
                result.known += 1
            }
        }
        result.forked = Set(result.added.map(\.reference)).filter {
            (hashes[$0]?.count ?? 0) > 1 && !formerlyForked.contains($0)
        }.sorted()
        return result
    }

    /// The order is the same whoever merges: by number, then by hash.
    static func order(_ left: LogEntry, _ right: LogEntry) -> Bool {
        left.reference == right.reference ? left.hash < right.hash : left.reference < right.reference
    }

    /// Both sides together, in an order that does not depend on which came first.
    public static func merged(_ one: [LogEntry], _ other: [LogEntry]) -> [LogEntry] {
        var seen: Set<LogEntry> = []
        return (one + other).filter { seen.insert($0).inserted }.sorted(by: order)
    }
}
