// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How large an automaton a regular expression asks for: its characters, those under a counted repetition as many times as
/// it counts. Hyperscan searches in linear time, but what it compiles has no bound of its own: `(a{500}){500}` would take
/// the memory before it is refused.
enum ExpressionSize {
    /// What one compiles in about a second; 10,000 took four.
    static let largest = 3000
    static let deepest = 100

    /// Why it is too large; nil when it is not.
    static func fault(in pattern: String) -> String? {
        guard measured(pattern) != nil else { return "it is nested too deep" }
        return of(pattern) > largest ? "its repetitions ask for more than \(largest) places" : nil
    }

    /// Beyond ASCII a character is several bytes, and any character several cases.
    static func of(_ pattern: String) -> Int {
        let isASCII = pattern.utf8.allSatisfy { $0 < 0x80 }
        return measured(pattern).map { isASCII ? $0 : 4 * $0 } ?? Int.max
    }

    /// Nil when it is nested too deep; no more is counted once it is too large.
    private static func measured(_ pattern: String) -> Int? {
        var sums = [0]
        var last = 0
        let bytes = Array(pattern.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "("):
                guard sums.count <= deepest else { return nil }
                sums[sums.count - 1] += last
                last = 0
                sums.append(0)
            case UInt8(ascii: ")") where sums.count > 1: last += sums.removeLast()
            case UInt8(ascii: "{"):
                if let (most, end) = repetition(bytes, at: index) {
                    index = end
                    last *= max(min(most, largest), 1)
                } else {
                    sums[sums.count - 1] += last
                    last = 1
                }
            case UInt8(ascii: "["):
                sums[sums.count - 1] += last
                index = afterClass(bytes, at: index)
                last = 1
            default:
                sums[sums.count - 1] += last
                if byte == UInt8(ascii: "\\") { index += 1 }
                last = 1
            }
            if last > largest || sums.reduce(0, +) > largest { return largest + 1 }
        }
        return last + sums.reduce(0, +)
    }

    /// `3}`, `3,}` or `3,5}`: the larger number and where it ends; nil where it is none.
    private static func repetition(_ bytes: [UInt8], at start: Int) -> (most: Int, end: Int)? {
        var numbers = [0]
        var index = start
        while index < bytes.count, index - start < 20 {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + Int(byte - 0x30), 1 << 20)
            case UInt8(ascii: ","): numbers.append(0)
            case UInt8(ascii: "}"): return (numbers.max() ?? 0, index)
            default: return nil
            }
        }
        return nil
    }

    private static func afterClass(_ bytes: [UInt8], at start: Int) -> Int {
        var index = start
        // A bracket that comes first, or behind the negation, is a character.
        if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index + 1
    }
}
