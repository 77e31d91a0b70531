// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A binary heap: the least key first, and of equal keys the least tie.
struct UrgencyQueue {
    struct Entry {
        let key: Int
        let tie: Int
        let value: Int
    }

    private var heap: [Entry] = []

    private func precedes(_ one: Int, _ other: Int) -> Bool {
        (heap[one].key, heap[one].tie) < (heap[other].key, heap[other].tie)
    }

    mutating func push(_ value: Int, key: Int, tie: Int) {
        heap.append(Entry(key: key, tie: tie, value: value))
        var place = heap.count - 1
        while place > 0, precedes(place, (place - 1) / 2) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func pop() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return first }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            if least == place { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
