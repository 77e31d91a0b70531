// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A generator with a seed: the same numbers at every run, so that a property that fails can be tried again.
///
/// Sebastiano Vigna, "splitmix64.c" (public domain algorithm).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }

    /// Some bytes of a valid document replaced, removed, doubled or cut: what a fuzzer does.
    public mutating func mutated(_ document: [UInt8]) -> [UInt8] {
        var result = document
        for _ in 0..<Int.random(in: 1...6, using: &self) where !result.isEmpty {
            let index = Int.random(in: result.indices, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: result[index] = UInt8.random(in: .min ... .max, using: &self)
            case 1: result.remove(at: index)
            case 2: result.insert(result[index], at: index)
            case 3: result.removeSubrange(index...)
            case 4:
                let special = Array(";,\"'\t\r\n{}[]:\\0\u{FEFF}=".utf8)
                result.insert(special.randomElement(using: &self) ?? 0, at: index)
            default:
                let other = Int.random(in: result.indices, using: &self)
                result.swapAt(index, other)
            }
        }
        return result
    }

    /// Cuts bytes into pieces of 1 to `longest` bytes.
    public mutating func pieces(_ bytes: [UInt8], longest: Int) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(start + Int.random(in: 1...max(longest, 1), using: &self), bytes.count)
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}
