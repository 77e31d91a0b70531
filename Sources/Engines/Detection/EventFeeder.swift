// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma

/// Hands the events of a log to the rules: fields under the numbers that the rules give them, each value copied once.
public struct EventFeeder: Sendable {
    /// What the readers must be made with.
    public let fields: FieldTable
    private let names: FieldNames
    /// By the reader's key: the rules' number, or -1.
    private let numbers: [Int32]
    /// By event of the security channel, then by the reader's key: the number of the field's other name, or -1.
    private let others: [Int: [Int32]]
    private var channels: [[UInt8]: String] = [:]
    public private(set) var event: DetectionEvent

    public init(_ rules: RuleSet) {
        var fields = FieldTable(rules.fields.names)
        for (written, _) in FieldAliases.security.values.joined() { _ = fields.intern(written) }
        // What is shown of an event, whether a rule asks for it or not.
        for name in DetailFields.names { _ = fields.intern(name) }
        self.fields = fields
        names = rules.fields
        var numbers = Array(repeating: Int32(-1), count: fields.count)
        for (number, name) in rules.fields.names.enumerated() {
            if let key = fields.key(for: name) { numbers[key.index] = Int32(number) }
        }
        for name in DetailFields.names where name.contains(" ") {
            if let key = fields.key(for: name), let number = rules.fields.number(of: name) {
                numbers[key.index] = Int32(number)
            }
        }
        self.numbers = numbers
        others = FieldAliases.security.mapValues { [fields] list in
            var others = Array(repeating: Int32(-1), count: fields.count)
            for (written, known) in list {
                guard let key = fields.key(for: written), let number = rules.fields.number(of: known) else { continue }
                others[key.index] = Int32(number)
            }
            return others
        }
        event = DetectionEvent(for: rules)
    }

    /// Fills `event` from the record under the reader's cursor.
    public mutating func fill(from record: inout Event) {
        let number = record.eventID() ?? 0
        let channel = record.withField(.channel) { channelName($0) } ?? ""
        event.begin(EventSource(folded: channel, eventID: number))
        let other = channel == "security" ? others[number] : nil
        record.forEachField { key, name, value in
            guard let key else {
                event.append(spelled(name), value)
                return
            }
            let number = numbers[key.index]
            let known = other.map { $0[key.index] } ?? -1
            event.append(number < 0 ? nil : Int(number), also: known < 0 ? nil : Int(known), value)
        }
    }

    /// Defender's fields have spaces in their names; the rules' have none.
    private func spelled(_ name: Span<UInt8>) -> Int? {
        var hasSpace = false
        for index in 0..<name.count where name[index] == UInt8(ascii: " ") { hasSpace = true }
        guard hasSpace, name.count <= 100 else { return nil }
        return names.number(of: name.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    }

    /// A file has a handful of channels: their text is made once.
    private mutating func channelName(_ bytes: Span<UInt8>) -> String {
        let key = bytes.withUnsafeBufferPointer { Array($0) }
        if let known = channels[key] { return known }
        if channels.count > 4096 { channels.removeAll() }
        let name = String(decoding: key, as: UTF8.self).lowercased()
        channels[key] = name
        return name
    }
}
