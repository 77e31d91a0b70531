// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma

/// Hands the events of a log to the rules: fields under the numbers that the rules give them, each value copied once.
public struct EventFeeder: Sendable {
    /// What the readers must be made with.
    public let fields: FieldTable
    /// By the reader's key: the rules' number, or -1.
    private let numbers: [Int32]
    /// By event of the security channel, then by the reader's key: the number of the field's other name, or -1.
    private let others: [Int: [Int32]]
    private var channels: [[UInt8]: String] = [:]
    private var lastChannel: (bytes: [UInt8], name: String) = ([], "")
    /// By source that the matcher met.
    private var selections: [Int: (asked: FieldSelection, rest: FieldSelection)] = [:]
    public private(set) var event: DetectionEvent

    public init(_ rules: RuleSet) {
        var fields = FieldTable(rules.fields.names)
        for (written, _) in FieldAliases.security.values.joined() { _ = fields.intern(written) }
        // What is shown of an event, whether a rule asks for it or not.
        for name in DetailFields.names { _ = fields.intern(name) }
        self.fields = fields
        var numbers = Array(repeating: Int32(-1), count: fields.count)
        for (number, name) in rules.fields.names.enumerated() {
            if let key = fields.key(for: name) { numbers[key.index] = Int32(number) }
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

    /// Fills `event` with everything that the record under the reader's cursor holds.
    public mutating func fill(from record: inout Event) {
        begin(&record)
        append(&record, nil)
    }

    /// Fills `event` with what the rules ask of such a record; false where no rule is about it.
    public mutating func fill(from record: inout Event, for matcher: inout Matcher) -> Bool {
        begin(&record)
        let asked = matcher.asked(of: event.source)
        guard !asked.isNothing else { return false }
        let selection = selection(asked)
        append(&record, selection.asked)
        event.endAsked()
        if asked.isEverything { append(&record, selection.rest) }
        return true
    }

    private mutating func begin(_ record: inout Event) {
        let number = record.eventID() ?? 0
        let channel = record.withField(.channel) { channelName($0) } ?? ""
        event.begin(EventSource(folded: channel, eventID: number))
    }

    private mutating func append(_ record: inout Event, _ selection: FieldSelection?) {
        let other = event.source.channel == "security" ? others[event.source.eventID] : nil
        record.forEachField(only: selection) { key, _, value in
            guard let key else { return event.append(nil, value) }
            let number = numbers[key.index]
            let known = other.map { $0[key.index] } ?? -1
            event.append(number < 0 ? nil : Int(number), also: known < 0 ? nil : Int(known), value)
        }
    }

    private mutating func selection(_ asked: AskedFields) -> (asked: FieldSelection, rest: FieldSelection) {
        if let known = selections[asked.number] { return known }
        if selections.count > 4096 { selections.removeAll() }
        let other = event.source.channel == "security" ? others[event.source.eventID] : nil
        let isAsked = numbers.indices.map { key in
            asked.contains(Int(numbers[key])) || asked.contains(other.map { Int($0[key]) } ?? -1)
        }
        let selection = (
            asked: FieldSelection(fields) { isAsked[$0.index] },
            rest: FieldSelection(fields, hasOthers: true, hasOnlyTexts: !asked.wantsNumbers) { !isAsked[$0.index] }
        )
        selections[asked.number] = selection
        return selection
    }

    /// A file has a handful of channels: their text is made once.
    private mutating func channelName(_ bytes: Span<UInt8>) -> String {
        let isLast = bytes.withUnsafeBufferPointer { $0.elementsEqual(lastChannel.bytes) }
        if isLast { return lastChannel.name }
        let key = bytes.withUnsafeBufferPointer { Array($0) }
        let name = channels[key] ?? String(decoding: key, as: UTF8.self).lowercased()
        if channels.count > 4096 { channels.removeAll() }
        channels[key] = name
        lastChannel = (key, name)
        return name
    }
}
