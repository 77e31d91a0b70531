// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Decompresses DEFLATE (RFC 1951), a block or a part of one at a time.
struct Inflate: ~Copyable {
    static let window = 32_768

    private enum State {
        case header
        case stored(Int)
        case codes
        case end
    }

    /// The last 32 KiB given, then what is fresh.
    private(set) var output: [UInt8] = []
    private var freshStart = 0
    private var state = State.header
    private var isLastBlock = false
    /// Beyond this place more bytes are wanted first: none of the loops runs out of them inside a code.
    private var safeEnd = Int.max
    private(set) var position = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var literals = HuffmanTable()
    private var distances = HuffmanTable()

    var fresh: Range<Int> { freshStart..<output.count }

    /// Behind the last byte of the data.
    var endOfData: Int { position - bitCount / 8 }

    mutating func begin(at start: Int) {
        output.removeAll(keepingCapacity: true)
        freshStart = 0
        state = .header
        isLastBlock = false
        position = start
        bits = 0
        bitCount = 0
    }

    /// Forgets all but what later bytes may refer to.
    mutating func keepWindow() {
        if output.count > Inflate.window { output.removeFirst(output.count - Inflate.window) }
        freshStart = output.count
    }

    /// The bytes given next begin so much later.
    mutating func move(back count: Int) { position -= count }

    /// Bytes that the tables of a block take at most, and then some.
    private static let margin = 1024

    /// Goes on until so many bytes are fresh, or until more bytes are needed. Says whether the data end.
    mutating func step(_ bytes: RawSpan, atLeast wanted: Int, isLast: Bool = true) throws(Gzip.Fault) -> Bool {
        safeEnd = isLast ? Int.max : bytes.byteCount - Self.margin
        while output.count - freshStart < wanted, position < safeEnd {
            switch state {
            case .end: return true
            case .header: try header(bytes)
            case .stored(let count): try stored(bytes, count, wanted)
            case .codes: try codes(bytes, wanted)
            }
        }
        if case .end = state { return true }
        return false
    }

    private mutating func fill(_ bytes: RawSpan) {
        while bitCount <= 48, position < bytes.byteCount {
            bits |= UInt64(bytes.byte(position)) << UInt64(bitCount)
            position += 1
            bitCount += 8
        }
    }

    private mutating func take(_ count: Int, _ bytes: RawSpan) throws(Gzip.Fault) -> Int {
        if bitCount < count { fill(bytes) }
        guard bitCount >= count else { throw .truncated }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func header(_ bytes: RawSpan) throws(Gzip.Fault) {
        if isLastBlock {
            state = .end
            return
        }
        isLastBlock = try take(1, bytes) == 1
        switch try take(2, bytes) {
        case 0:
            // From the next whole byte.
            bits >>= UInt64(bitCount % 8)
            bitCount -= bitCount % 8
            let count = try take(16, bytes)
            guard try take(16, bytes) == count ^ 0xFFFF else { throw .data }
            state = .stored(count)
        case 1:
            literals = .fixedLiterals
            distances = .fixedDistances
            state = .codes
        case 2:
            try tables(bytes)
            state = .codes
        default: throw .data
        }
    }

    private mutating func stored(_ bytes: RawSpan, _ count: Int, _ wanted: Int) throws(Gzip.Fault) {
        for left in stride(from: count, to: 0, by: -1) {
            if output.count - freshStart >= wanted || position >= safeEnd {
                state = .stored(left)
                return
            }
            output.append(UInt8(truncatingIfNeeded: try take(8, bytes)))
        }
        state = .header
    }

    private mutating func symbol(_ table: borrowing HuffmanTable, _ bytes: RawSpan) throws(Gzip.Fault) -> Int {
        if bitCount < 15 { fill(bytes) }
        guard let (symbol, length) = table.decode(bits) else { throw .data }
        guard length <= bitCount else { throw .truncated }
        bits >>= UInt64(length)
        bitCount -= length
        return symbol
    }

    private mutating func codes(_ bytes: RawSpan, _ wanted: Int) throws(Gzip.Fault) {
        while output.count - freshStart < wanted, position < safeEnd {
            let code = try symbol(literals, bytes)
            if code < 256 {
                output.append(UInt8(truncatingIfNeeded: code))
                continue
            }
            if code == 256 {
                state = .header
                return
            }
            guard code < 286 else { throw .data }
            let length = Lengths.base[code - 257] + (try take(Lengths.extra[code - 257], bytes))
            let distanceCode = try symbol(distances, bytes)
            guard distanceCode < 30 else { throw .data }
            let distance = Lengths.distance[distanceCode] + (try take(Lengths.distanceExtra[distanceCode], bytes))
            guard distance <= output.count else { throw .data }
            // What is copied may be what the copy itself wrote.
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    /// The tables of a dynamic block, themselves coded (§3.2.7).
    private mutating func tables(_ bytes: RawSpan) throws(Gzip.Fault) {
        let literalCount = try take(5, bytes) + 257
        let distanceCount = try take(5, bytes) + 1
        let codeCount = try take(4, bytes) + 4
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codeCount { lengths[Lengths.order[index]] = UInt8(try take(3, bytes)) }
        guard let table = HuffmanTable(lengths) else { throw .data }
        var all: [UInt8] = []
        while all.count < literalCount + distanceCount {
            let code = try symbol(table, bytes)
            switch code {
            case 0..<16: all.append(UInt8(code))
            case 16:
                guard let last = all.last else { throw .data }
                all.append(contentsOf: repeatElement(last, count: try take(2, bytes) + 3))
            case 17: all.append(contentsOf: repeatElement(0, count: try take(3, bytes) + 3))
            default: all.append(contentsOf: repeatElement(0, count: try take(7, bytes) + 11))
            }
        }
        guard all.count == literalCount + distanceCount, all[256] != 0,
            let literals = HuffmanTable(Array(all[..<literalCount])),
            let distances = HuffmanTable(Array(all[literalCount...]))
        else { throw .data }
        self.literals = literals
        self.distances = distances
    }
}

/// Lengths and distances (§3.2.5), and the order in which the lengths of codes come (§3.2.7).
private enum Lengths {
    static let base = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    static let extra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    static let distance = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12_289, 16_385, 24_577,
    ]
    static let distanceExtra = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
}
