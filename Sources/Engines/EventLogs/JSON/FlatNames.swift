// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Layouts where the fields of System stand beside the data, under the names that forwarders give them.
enum FlatNames {
    private static let names: [(StaticString, SystemField)] = [
        ("EventID", .eventID), ("event_id", .eventID), ("EventId", .eventID), ("eventID", .eventID),
        ("EventCode", .eventID), ("Id", .eventID),
        ("Channel", .channel), ("channel", .channel), ("LogName", .channel), ("log_name", .channel),
        ("SourceName", .provider), ("source_name", .provider), ("Provider_Name", .provider),
        ("ProviderName", .provider), ("providerName", .provider), ("provider_name", .provider),
        ("Computer", .computer), ("computer", .computer), ("Hostname", .computer), ("ComputerName", .computer),
        ("computer_name", .computer), ("MachineName", .computer),
        ("EventRecordID", .recordID), ("eventRecordID", .recordID), ("RecordNumber", .recordID),
        ("record_number", .recordID), ("RecordId", .recordID), ("record_id", .recordID),
        ("TimeCreated", .time), ("systemTime", .time), ("SystemTime", .time), ("EventTime", .time),
        ("time_created", .time), ("@timestamp", .time),
        ("Level", .level), ("level", .level), ("Qualifiers", .qualifiers), ("Version", .version),
        ("version", .version), ("Task", .task), ("task", .task), ("Opcode", .opcode), ("OpcodeValue", .opcode),
        ("opcode", .opcode), ("Keywords", .keywords), ("keywords", .keywords),
        ("ActivityID", .activityID), ("activity_id", .activityID), ("RelatedActivityID", .relatedActivityID),
        ("ProcessID", .processID), ("ExecutionProcessID", .processID), ("processID", .processID),
        ("process_id", .processID),
        ("ThreadID", .threadID), ("ExecutionThreadID", .threadID), ("threadID", .threadID), ("thread_id", .threadID),
        ("UserID", .userID), ("ProviderGuid", .providerGUID), ("ProviderGUID", .providerGUID),
        ("providerGuid", .providerGUID), ("provider_guid", .providerGUID),
    ]

    /// An event's number beside a channel or a source: no other JSON has both.
    static func isFlat(_ tree: borrowing JSONTree, _ root: Int, _ text: borrowing ByteBuffer) -> Bool {
        var hasNumber = false
        var hasOrigin = false
        var node = root + 1
        while node < tree.nodes[root].end {
            switch field(text.bytes.span.extracting(tree.nodes[node].name)) {
            case .eventID: hasNumber = true
            case .channel, .provider: hasOrigin = true
            default: break
            }
            node = tree.nodes[node].end
        }
        return hasNumber && hasOrigin
    }

    private static func field(_ name: Span<UInt8>) -> SystemField? {
        for (known, field) in names where name.isEqual(to: known) { return field }
        return nil
    }

    static func system(_ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        var node = root + 1
        while node < tree.nodes[root].end {
            if let field = field(text.bytes.span.extracting(tree.nodes[node].name)) {
                tree.add(node, as: text.place(field.name), isSystem: true, &text, &fields)
            }
            node = tree.nodes[node].end
        }
    }

    static func find(_ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        // NXLog writes the provider as SourceName; a ProviderName beside it belongs to the event.
        let hasSource = tree.child(of: root, "SourceName", text) != nil
        var node = root + 1
        while node < tree.nodes[root].end {
            let range = tree.nodes[node].name
            if text.isEqual(range, to: "StringInserts") {
                inserts(tree, node, of: root, &text, &fields)
            } else if text.isContainer(range), tree.nodes[node].kind == .object || tree.nodes[node].kind == .array {
                tree.add(node, as: range, &text, &fields)
            } else if let field = field(text.bytes.span.extracting(range)),
                !(hasSource && text.isEqual(range, to: "ProviderName"))
            {
                tree.add(node, as: text.place(field.name), isSystem: true, &text, &fields)
            } else {
                tree.add(node, as: range, &text, &fields)
            }
            node = tree.nodes[node].end
        }
        messageFields(tree, root, &text, &fields)
    }

    /// Names the values of an event that come without names, when their number tells them.
    private static func inserts(
        _ tree: borrowing JSONTree, _ list: Int, of root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields
    ) {
        guard tree.nodes[list].kind == .array else { return }
        var items: [Int] = []
        var node = list + 1
        while node < tree.nodes[list].end {
            items.append(node)
            node = tree.nodes[node].end
        }
        let names = InsertNames.names(
            provider: value(tree, root, .provider, text), eventID: Int64(value(tree, root, .eventID, text)) ?? -1,
            count: items.count)
        for (index, item) in items.enumerated() {
            var name = 0..<0
            if index < names.count {
                let start = text.count
                for byte in names[index].utf8 { text.append(byte) }
                name = start..<text.count
            } else {
                name = text.place("Data")
            }
            tree.add(item, as: name, &text, &fields)
        }
    }

    private static func value(
        _ tree: borrowing JSONTree, _ root: Int, _ wanted: SystemField, _ text: borrowing ByteBuffer
    ) -> String {
        var node = root + 1
        while node < tree.nodes[root].end {
            if field(text.bytes.span.extracting(tree.nodes[node].name)) == wanted {
                let range = tree.nodes[node].value
                return text.string(from: range.lowerBound, count: range.count)
            }
            node = tree.nodes[node].end
        }
        return ""
    }

    /// Sysmon's message is its fields, one a line: `Image: C:\…`. Read where a forwarder sends nothing else.
    private static func messageFields(
        _ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields
    ) {
        guard value(tree, root, .channel, text) == "Microsoft-Windows-Sysmon/Operational",
            let message = tree.child(of: root, "Message", text, .string)
                ?? tree.child(of: root, "message", text, .string),
            tree.child(of: root, "UtcTime", text) == nil, tree.child(of: root, "StringInserts", text) == nil,
            tree.child(of: root, "EventData", text) == nil, tree.child(of: root, "event_data", text) == nil
        else { return }
        let range = tree.nodes[message].value
        var position = range.lowerBound
        while position < range.upperBound {
            var end = position
            while end < range.upperBound, text.bytes[end] != 0x0A, text.bytes[end] != 0x0D { end += 1 }
            var colon = position
            while colon < end, text.bytes[colon].isNameByte { colon += 1 }
            if colon > position, colon < end, text.bytes[colon] == UInt8(ascii: ":") {
                let start = colon + 1 < end && text.bytes[colon + 1] == 0x20 ? colon + 2 : colon + 1
                fields.add(name: position..<colon, value: start..<end, in: text)
            }
            position = end + 1
        }
    }
}

extension ByteBuffer {
    fileprivate func isContainer(_ name: Range<Int>) -> Bool {
        isEqual(name, to: "EventData") || isEqual(name, to: "UserData") || isEqual(name, to: "event_data")
            || isEqual(name, to: "user_data")
    }
}
