// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Codes of up to fifteen bits, looked up at once by the next fifteen bits: symbol and length.
struct HuffmanTable {
    static let longest = 15

    private var entries: [UInt16] = []
    private var lengthMask: Int = 0

    init() {}

    /// From the length of each symbol's code (RFC 1951 §3.2.2); nil where the lengths promise more codes than there are.
    init?(_ lengths: [UInt8]) {
        var counts = [Int](repeating: 0, count: HuffmanTable.longest + 1)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var code = 0
        var next = [Int](repeating: 0, count: HuffmanTable.longest + 2)
        for length in 1...HuffmanTable.longest {
            code = (code + counts[length - 1]) << 1
            next[length] = code
            guard code + counts[length] <= 1 << length else { return nil }
        }
        let widest = lengths.max().map { max(1, Int($0)) } ?? 1
        lengthMask = 1 << widest - 1
        entries = Array(repeating: 0, count: 1 << widest)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            // The first bit of a code is the lowest of the bits read.
            var reversed = 0
            for bit in 0..<length where next[length] >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
            next[length] += 1
            for entry in stride(from: reversed, to: entries.count, by: 1 << length) {
                entries[entry] = UInt16(symbol << 4 | length)
            }
        }
    }

    /// The symbol that begins the bits, and its length; nil where no code does.
    @inline(__always)
    func decode(_ bits: UInt64) -> (symbol: Int, length: Int)? {
        guard !entries.isEmpty else { return nil }
        let entry = Int(entries[Int(truncatingIfNeeded: bits) & lengthMask])
        return entry == 0 ? nil : (entry >> 4, entry & 15)
    }

    static let fixedLiterals =
        HuffmanTable(
            Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
                + Array(repeating: 8, count: 8)) ?? HuffmanTable()
    static let fixedDistances = HuffmanTable(Array(repeating: 5, count: 30)) ?? HuffmanTable()
}
