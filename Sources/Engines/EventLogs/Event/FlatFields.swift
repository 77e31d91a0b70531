// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A name and a value, both in a text buffer.
struct FlatField {
    var name: Range<Int32>
    var value: Range<Int32>
    var key: Int32
    var isSystem: Bool
    /// Written without quotes in JSON.
    var isBare: Bool
    var next: Int32 = -1
}

/// The fields of an event that has no template, found by key.
struct FlatFields: ~Copyable {
    static let most = 4096

    private(set) var list: [FlatField] = []
    private let table: FieldTable
    private var places: [Int32]
    private var tails: [Int32]
    private var touched: [Int32] = []

    init(table: FieldTable) {
        self.table = table
        places = Array(repeating: -1, count: table.count)
        tails = places
    }

    mutating func removeAll() {
        for key in touched {
            places[Int(key)] = -1
            tails[Int(key)] = -1
        }
        touched.removeAll(keepingCapacity: true)
        list.removeAll(keepingCapacity: true)
    }

    func first(_ key: FieldKey) -> Int? {
        guard key.index < places.count, places[key.index] >= 0 else { return nil }
        return Int(places[key.index])
    }

    /// Adds a field, by the same rules as for a template: what the event carries hides those of System that give way.
    mutating func add(
        name: Range<Int>, value: Range<Int>, in text: borrowing ByteBuffer, isSystem: Bool = false, isBare: Bool = false
    ) {
        guard list.count < FlatFields.most, text.count < Int(Int32.max) else { return }
        let key = table.key(for: text.bytes.span.extracting(name))
        let index = Int32(list.count)
        list.append(
            FlatField(
                name: Int32(name.lowerBound)..<Int32(name.upperBound),
                value: Int32(value.lowerBound)..<Int32(value.upperBound), key: Int32(key?.index ?? -1),
                isSystem: isSystem, isBare: isBare))
        guard let key else { return }
        if places[key.index] >= 0 {
            let first = list[Int(places[key.index])]
            let prevails = SystemField(rawValue: key.index)?.prevails ?? false
            if first.isSystem != isSystem, SystemField(rawValue: key.index) != nil {
                if first.isSystem == prevails { return }
            } else {
                list[Int(tails[key.index])].next = index
                tails[key.index] = index
                return
            }
        } else {
            touched.append(Int32(key.index))
        }
        places[key.index] = index
        tails[key.index] = index
    }
}
