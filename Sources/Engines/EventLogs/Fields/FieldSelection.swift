// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which fields somebody wants of an event: the others are not decoded, which is half of the work of reading.
public struct FieldSelection: Sendable {
    private var keys: [Bool]
    /// Also those whose name the table does not know.
    private let hasOthers: Bool
    /// Without values that a Windows log keeps as a number, a date or a GUID.
    let hasOnlyTexts: Bool

    public init(
        _ table: FieldTable, hasOthers: Bool = false, hasOnlyTexts: Bool = false, _ isWanted: (FieldKey) -> Bool
    ) {
        keys = (0..<table.count).map { isWanted(FieldKey(index: $0)) }
        self.hasOthers = hasOthers
        self.hasOnlyTexts = hasOnlyTexts
    }

    @inline(__always)
    func holds(_ key: Int32) -> Bool {
        key < 0 ? hasOthers : Int(key) < keys.count && keys[Int(key)]
    }
}
