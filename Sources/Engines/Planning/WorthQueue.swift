// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Actions by decreasing worth; the lowest position first among equals, so that plans do not depend on chance.
struct WorthQueue {
    private var heap: [(worth: Double, action: Int)] = []

    var highest: Double? { heap.first?.worth }

    mutating func push(_ action: Int, worth: Double) {
        heap.append((worth, action))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if !comesFirst(child, parent) { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func pop() -> Int? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return first.action
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var largest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && comesFirst(child, largest) {
                largest = child
            }
            if largest == parent { return }
            heap.swapAt(parent, largest)
            parent = largest
        }
    }

    private func comesFirst(_ first: Int, _ second: Int) -> Bool {
        (heap[first].worth, -heap[first].action) > (heap[second].worth, -heap[second].action)
    }
}
