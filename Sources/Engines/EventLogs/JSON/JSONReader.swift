// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What reading JSON found.
public struct JSONOutcome: Hashable, Sendable {
    /// Objects handed over.
    public internal(set) var events = 0
    /// Lines or objects that could not be read, and were gone past.
    public internal(set) var unreadable = 0
    /// Where the first of them begin.
    public internal(set) var faults: [Int] = []
    /// How many bytes were dealt with. The rest begins an object whose end is to come.
    public internal(set) var consumed = 0
    public internal(set) var isStopped = false
}

/// Reads events written as JSON: one a line, in an array, one after the other, or at the end of syslog lines. The layout
/// is recognised in each object: see `JSONShape`.
public struct JSONReader: ~Copyable {
    static let mostFaults = 100

    var event: Event
    private var tree = JSONTree()
    private var shapes: JSONShapes

    public init(fields: FieldTable) {
        event = Event(table: fields, origin: .json)
        shapes = JSONShapes()
    }

    /// Reads what is complete. With `isLast` false, an object cut at the end is left to the next call: give the bytes
    /// behind `consumed` again, and more. The function given says whether to go on.
    public mutating func read(
        _ bytes: RawSpan, isLast: Bool = true, _ body: (inout Event) throws -> Bool
    ) rethrows -> JSONOutcome {
        var outcome = JSONOutcome()
        var position = 0
        while let start = JSONReader.nextObject(bytes, &position, &outcome, isLast: isLast) {
            event.begin(at: start)
            switch tree.read(bytes, at: start, into: &event.text) {
            case .complete(let end):
                position = end
                event.finish(bytes, start..<end, tree, &shapes)
                outcome.events += 1
                if try !body(&event) {
                    outcome.isStopped = true
                    outcome.consumed = position
                    return outcome
                }
            case .incomplete where !isLast:
                outcome.consumed = start
                return outcome
            case .incomplete, .malformed:
                outcome.note(start)
                position = JSONReader.afterLine(bytes, start)
            case .excessive(let end):
                // From the line behind, so that nothing is read twice.
                outcome.note(start)
                position = JSONReader.afterLine(bytes, end)
            }
        }
        // A line without end is given up, so that nobody keeps it in memory.
        let isGivenUp = !isLast && bytes.byteCount - position > JSONTree.longest
        if isGivenUp { outcome.note(position) }
        outcome.consumed = isLast || isGivenUp ? bytes.byteCount : position
        return outcome
    }

    /// The next brace that may begin an object. What stands before it on the line is a prefix, as syslog writes one.
    private static func nextObject(
        _ bytes: RawSpan, _ position: inout Int, _ outcome: inout JSONOutcome, isLast: Bool
    ) -> Int? {
        var lineStart = position
        var hasText = false
        var cursor = position
        while cursor < bytes.byteCount {
            switch bytes.byte(cursor) {
            case UInt8(ascii: "{") where isObject(bytes, cursor):
                return cursor
            case 0x0A:
                if hasText { outcome.note(lineStart) }
                hasText = false
                cursor += 1
                lineStart = cursor
                position = cursor
                continue
            // Blanks, the marks between records (RFC 7464, NUL framing of syslog), a byte order mark, those of an array.
            case 0x20, 0x09, 0x0D, 0x1E, 0x00, 0xEF, 0xBB, 0xBF, UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: ","):
                break
            default: hasText = true
            }
            cursor += 1
        }
        if isLast, hasText { outcome.note(lineStart) }
        return nil
    }

    /// Syslog's own fields may hold braces: those of an object are followed by a name.
    private static func isObject(_ bytes: RawSpan, _ brace: Int) -> Bool {
        var cursor = brace + 1
        while cursor < bytes.byteCount, cursor - brace < 256 {
            switch bytes.byte(cursor) {
            case 0x20, 0x09, 0x0A, 0x0D: cursor += 1
            case UInt8(ascii: "\""), UInt8(ascii: "}"): return true
            default: return false
            }
        }
        return true
    }

    private static func afterLine(_ bytes: RawSpan, _ start: Int) -> Int {
        var cursor = start
        while cursor < bytes.byteCount, bytes.byte(cursor) != 0x0A { cursor += 1 }
        return min(cursor + 1, bytes.byteCount)
    }
}

extension JSONOutcome {
    fileprivate mutating func note(_ offset: Int) {
        unreadable += 1
        if faults.count < JSONReader.mostFaults { faults.append(offset) }
    }
}

extension Event {
    /// Keeps the object's own bytes for output, and finds its fields.
    fileprivate mutating func finish(
        _ bytes: RawSpan, _ range: Range<Int>, _ tree: borrowing JSONTree, _ shapes: inout JSONShapes
    ) {
        let start = text.count
        var position = range.lowerBound
        while position < range.upperBound {
            position += text.appendPlain(bytes, from: position, to: range.upperBound)
            guard position < range.upperBound else { break }
            let byte = bytes.byte(position)
            if byte >= 0x80 {
                position += text.appendRepaired(bytes, at: position, range.upperBound)
            } else {
                text.append(byte)
                position += 1
            }
        }
        source = start..<text.count
        shape = shapes.find(tree, &text, &fields)
    }
}
