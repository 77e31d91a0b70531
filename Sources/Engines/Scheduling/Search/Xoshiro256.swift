// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A fast generator of good quality (xoshiro256**; Blackman and Vigna, 2018), seeded by SplitMix64 (Steele, Lea and
/// Flood, 2014): no schedule depends on the machine's entropy.
struct Xoshiro256: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Streams of one seed are independent for every practical purpose: the stream is hashed into the seed.
    init(seed: UInt64, stream: UInt64 = 0) {
        var mixer =
            Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
            ^ Self.mixed(stream &* 0xD1B5_4A32_D192_ED03 &+ 0x632B_E59B_D9B4_E019)
        func next() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            return Self.mixed(mixer)
        }
        state = (next(), next(), next(), next())
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// Below `bound`, which is positive: the high half of a product (Lemire, 2019), whose bias is beyond notice here.
    mutating func below(_ bound: Int) -> Int {
        Int((next() >> 1).multipliedFullWidth(by: UInt64(max(bound, 1)) << 1).high)
    }

    /// At least 0 and below 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
