// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Amounts of several resources side by side in words of 64 bits, so that one subtraction compares them all.
///
/// Each resource has a lane wide enough for its largest amount and one guard bit above it (Lamport, “Multiple byte
/// processing with full-word instructions”, 1975). With the guards set, `free - demand` keeps every guard exactly when
/// every demand is met, and no lane borrows from the next.
struct CapacityPacking: Sendable {
    struct Lane: Sendable {
        let resource: Int
        let word: Int
        let shift: Int
        /// Largest amount that the lane holds.
        let mask: UInt64
    }

    let lanes: [Lane]
    let guards: [UInt64]
    /// What is beyond all demands together is as good as that sum, so that lanes stay narrow.
    private let ceilings: [Int]

    var words: Int { guards.count }

    /// Lanes for the resources that somebody demands.
    init(resources: [Resource], demands: [[(resource: Int, amount: Int)]]) {
        var total = [Int](repeating: 0, count: resources.count)
        var largest = total
        for demand in demands.joined() {
            total[demand.resource] += demand.amount
            largest[demand.resource] = max(largest[demand.resource], demand.amount)
        }
        var lanes: [Lane] = []
        var guards: [UInt64] = []
        var used = 64
        for (index, resource) in resources.enumerated() where total[index] > 0 {
            let capacity = resource.capacity.steps.reduce(0) { max($0, $1.capacity) }
            let most = UInt64(max(min(capacity, total[index]), largest[index]))
            let bits = 64 - most.leadingZeroBitCount
            if used + bits + 1 > 64 {
                guards.append(0)
                used = 0
            }
            lanes.append(Lane(resource: index, word: guards.count - 1, shift: used, mask: (1 << UInt64(bits)) - 1))
            guards[guards.count - 1] |= 1 << UInt64(used + bits)
            used += bits + 1
        }
        self.lanes = lanes
        self.guards = guards
        ceilings = total
    }

    /// One word after another, guards set.
    func levels(_ capacity: (_ resource: Int) -> Int) -> [UInt64] {
        var levels = guards
        for lane in lanes {
            levels[lane.word] |= UInt64(min(capacity(lane.resource), ceilings[lane.resource])) << UInt64(lane.shift)
        }
        return levels
    }

    /// The words that are not zero.
    func packed(_ demands: [(resource: Int, amount: Int)]) -> [(word: Int, bits: UInt64)] {
        var bits = [UInt64](repeating: 0, count: words)
        for lane in lanes {
            for demand in demands where demand.resource == lane.resource {
                bits[lane.word] |= UInt64(demand.amount) << UInt64(lane.shift)
            }
        }
        return bits.enumerated().compactMap { $0.element == 0 ? nil : (word: $0.offset, bits: $0.element) }
    }

    /// Takes from one word what is there, and no more: work that already runs may exceed a shift.
    func taking(_ demand: UInt64, from level: UInt64, word: Int) -> UInt64 {
        var result = level
        for lane in lanes where lane.word == word {
            let wanted = (demand >> UInt64(lane.shift)) & lane.mask
            let there = (level >> UInt64(lane.shift)) & lane.mask
            result -= min(wanted, there) << UInt64(lane.shift)
        }
        return result
    }
}

/// What each activity holds while it works, packed, one activity after another in flat arrays.
struct PackedDemands: Sendable {
    /// The demands of activity `i` are those from `first[i]` until `first[i + 1]`, each in another word.
    let first: [Int]
    let words: [Int]
    let bits: [UInt64]

    init(_ demands: [[(resource: Int, amount: Int)]], packing: CapacityPacking) {
        let packed = demands.map { packing.packed($0) }
        first = packed.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        words = packed.flatMap { $0.map(\.word) }
        bits = packed.flatMap { $0.map(\.bits) }
    }

    func range(of activity: Int) -> Range<Int> { first[activity]..<first[activity + 1] }
}
