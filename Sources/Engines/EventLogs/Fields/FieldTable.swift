// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The names that rules ask for, each with its key. Built before reading, shared by all readers and then constant: names
/// that only logs hold never enter, so that a hostile log cannot make it grow. Neither ASCII case nor spaces count: Defender writes `Threat Name` where Sigma's
/// taxonomy says ThreatName.
public struct FieldTable: Sendable {
    private var names: [String] = []
    private var folded: [UInt8] = []
    private var ranges: [Range<Int>] = []
    /// Open addressing: key + 1, zero where free. The size is a power of two, at most half full.
    private var places: [UInt32] = Array(repeating: 0, count: 128)

    /// Knows the fields of `System`.
    public init() {
        for field in SystemField.allCases { _ = intern(field.name.description) }
    }

    public init(_ names: some Sequence<String>) {
        self.init()
        for name in names { _ = intern(name) }
    }

    public var count: Int { names.count }

    /// The key of a name, given now if it has none.
    public mutating func intern(_ name: String) -> FieldKey {
        if let known = key(for: name) { return known }
        let key = FieldKey(index: names.count)
        let start = folded.count
        for byte in name.utf8 where byte != UInt8(ascii: " ") { folded.append(byte.asciiLowercase) }
        ranges.append(start..<folded.count)
        names.append(name)
        if names.count * 2 > places.count {
            places = Array(repeating: 0, count: places.count * 2)
            for index in ranges.indices { place(index) }
        } else {
            place(key.index)
        }
        return key
    }

    public func key(for name: String) -> FieldKey? {
        let bytes = Array(name.utf8)
        return key(for: bytes.span)
    }

    /// The key of a name in UTF-8.
    public func key(for name: Span<UInt8>) -> FieldKey? {
        var place = Int(truncatingIfNeeded: FieldTable.hash(name)) & (places.count - 1)
        while places[place] != 0 {
            let index = Int(places[place]) - 1
            if isName(name, at: index) { return FieldKey(index: index) }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    public func name(of key: FieldKey) -> String {
        key.index < names.count ? names[key.index] : ""
    }

    private func isName(_ name: Span<UInt8>, at index: Int) -> Bool {
        var place = ranges[index].lowerBound
        let end = ranges[index].upperBound
        for offset in 0..<name.count where name[offset] != UInt8(ascii: " ") {
            guard place < end, folded[place] == name[offset].asciiLowercase else { return false }
            place += 1
        }
        return place == end
    }

    private mutating func place(_ index: Int) {
        var place = Int(truncatingIfNeeded: FieldTable.hash(folded.span.extracting(ranges[index]))) & (places.count - 1)
        while places[place] != 0 { place = (place + 1) & (places.count - 1) }
        places[place] = UInt32(index) + 1
    }

    private static func hash(_ name: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<name.count where name[index] != UInt8(ascii: " ") {
            hash = (hash ^ UInt64(name[index].asciiLowercase)) &* 0x100_0000_01B3
        }
        return hash ^ hash >> 32
    }
}

extension UInt8 {
    @inline(__always)
    var asciiLowercase: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
