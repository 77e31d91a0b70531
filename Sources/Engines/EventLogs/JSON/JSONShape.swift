// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The layouts in which JSON events come.
public enum JSONShape: Sendable {
    /// `{"Event": {"System": …, "EventData": …}}`, as evtx_dump and our own output write it.
    case record
    /// `winlog.channel`, `winlog.event_data.…`, with Elastic Common Schema fields (Winlogbeat 7 and later).
    case elastic
    /// Fields of System and data side by side (NXLog, Mordor, Fluent Bit `winevtlog`, Winlogbeat 6).
    case flat
    /// `{"data": {"win": {"system": …, "eventdata": …}}}`
    case wazuh
    /// Anything else: fields by their paths.
    case other
}

/// Recognises the layout of an object and finds the event's fields in it.
struct JSONShapes {
    private let elastic = ElasticNames()

    func find(_ tree: borrowing JSONTree, _ text: inout ByteBuffer, _ fields: inout FlatFields) -> JSONShape {
        find(tree, 0, &text, &fields, depth: 0)
    }

    private func find(
        _ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields, depth: Int
    ) -> JSONShape {
        if let event = tree.child(of: root, "Event", text, .object), tree.child(of: event, "System", text) != nil {
            record(tree, event, &text, &fields)
            return .record
        }
        if let system = tree.child(of: root, "System", text, .object),
            tree.child(of: system, "EventID", text) != nil || tree.child(of: system, "Channel", text) != nil
        {
            record(tree, root, &text, &fields)
            return .record
        }
        if isElastic(tree, root, text) {
            elastic.find(tree, root, &text, &fields)
            return .elastic
        }
        if let data = tree.child(of: root, "data", text, .object), let win = tree.child(of: data, "win", text, .object)
        {
            wazuh(tree, win, &text, &fields)
            return .wazuh
        }
        if FlatNames.isFlat(tree, root, text) {
            FlatNames.find(tree, root, &text, &fields)
            return .flat
        }
        // What Elasticsearch, Splunk and its collector wrap an event in.
        if depth < 3 {
            for wrapper in ["_source", "result", "event"] as [StaticString] {
                if let inner = tree.child(of: root, wrapper, text, .object) {
                    return find(tree, inner, &text, &fields, depth: depth + 1)
                }
            }
            if let shape = message(tree, root, &text, &fields, depth: depth) { return shape }
        }
        tree.flatten(root, &text, &fields)
        return .other
    }

    private func isElastic(_ tree: borrowing JSONTree, _ root: Int, _ text: borrowing ByteBuffer) -> Bool {
        var node = root + 1
        while node < tree.nodes[root].end {
            let name = text.bytes.span.extracting(tree.nodes[node].name)
            if name.isEqual(to: "winlog") || name.hasPrefix("winlog.") { return true }
            node = tree.nodes[node].end
        }
        return false
    }

    /// A forwarder may send the whole event as the text of its message.
    private func message(
        _ tree: borrowing JSONTree, _ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields, depth: Int
    ) -> JSONShape? {
        for name in ["message", "msg", "log", "Message"] as [StaticString] {
            guard let node = tree.child(of: root, name, text, .string) else { continue }
            let range = tree.nodes[node].value
            guard let brace = text.bytes[range].firstIndex(of: UInt8(ascii: "{")) else { continue }
            let copy = Array(text.bytes[brace..<range.upperBound])
            var inner = JSONTree()
            guard case .complete = inner.read(copy.span.bytes, at: 0, into: &text) else { continue }
            return find(inner, 0, &text, &fields, depth: depth + 1)
        }
        return nil
    }
}

extension JSONTree {
    /// A member of an object by its exact name.
    func child(
        of parent: Int, _ name: StaticString, _ text: borrowing ByteBuffer, _ kind: JSONNode.Kind? = nil
    ) -> Int? {
        guard nodes[parent].kind == .object else { return nil }
        var node = parent + 1
        while node < nodes[parent].end {
            if kind == nil || nodes[node].kind == kind, text.bytes.span.extracting(nodes[node].name).isEqual(to: name) {
                return node
            }
            node = nodes[node].end
        }
        return nil
    }

    /// Adds a value, or the values of a list, under a name.
    func add(
        _ node: Int, as name: Range<Int>, isSystem: Bool = false, _ text: inout ByteBuffer, _ fields: inout FlatFields
    ) {
        switch nodes[node].kind {
        case .string:
            fields.add(name: name, value: nodes[node].value, in: text, isSystem: isSystem)
        case .bare:
            fields.add(name: name, value: nodes[node].value, in: text, isSystem: isSystem, isBare: true)
        case .null:
            if !isSystem { fields.add(name: name, value: 0..<0, in: text) }
        case .array:
            var item = node + 1
            while item < nodes[node].end {
                if nodes[item].kind != .array { add(item, as: name, isSystem: isSystem, &text, &fields) }
                item = nodes[item].end
            }
        case .object:
            if let inner = child(of: node, "#text", text), nodes[inner].kind != .object {
                add(inner, as: name, isSystem: isSystem, &text, &fields)
            } else if isSystem {
                return
            } else if let label = child(of: node, "@Name", text, .string) ?? child(of: node, "Name", text, .string),
                let value = child(of: node, "Content", text) ?? child(of: node, "Value", text),
                nodes[value].kind != .object
            {
                add(value, as: nodes[label].value, &text, &fields)
            } else {
                leaves(node, &text, &fields)
            }
        }
    }

    /// Adds what is inside under the names that stand right before the values.
    func leaves(_ parent: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        var node = parent + 1
        while node < nodes[parent].end {
            let name = nodes[node].name
            let isAttributes = text.bytes.span.extracting(name).isAttributes
            // Depth is bounded by the reader's.
            if !isAttributes { add(node, as: name, &text, &fields) }
            node = nodes[node].end
        }
    }

    /// Adds every value under its path: `kubernetes.pod.name`.
    func flatten(_ root: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        paths(root, &text) { node, path, text in add(node, as: path, &text, &fields) }
    }

    /// Gives every value that is no object, with its path.
    func paths(
        _ root: Int, _ text: inout ByteBuffer, _ body: (Int, Range<Int>, inout ByteBuffer) -> Void
    ) {
        var containers: [(end: Int, path: Range<Int>)] = [(nodes[root].end, 0..<0)]
        var node = root + 1
        while node < nodes[root].end {
            while let last = containers.last, node >= last.end, containers.count > 1 { containers.removeLast() }
            let prefix = containers.last?.path ?? 0..<0
            var path = nodes[node].name
            if !prefix.isEmpty {
                // Names come from the object, so that paths are at most deepest × names long; longer ones are cut.
                let start = text.count
                let kept = prefix.count > 1024 ? prefix.lowerBound..<prefix.lowerBound + 1024 : prefix
                for index in kept { text.append(text.bytes[index]) }
                text.append(UInt8(ascii: "."))
                for index in nodes[node].name.prefix(1024) { text.append(text.bytes[index]) }
                path = start..<text.count
            }
            if nodes[node].kind == .object {
                containers.append((nodes[node].end, path))
                node += 1
            } else {
                body(node, path, &text)
                node = nodes[node].end
            }
        }
    }
}

extension Span where Element == UInt8 {
    func hasPrefix(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && extracting(0..<text.utf8CodeUnitCount).isEqual(to: text)
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && extracting(count - text.utf8CodeUnitCount..<count).isEqual(to: text)
    }

    var isAttributes: Bool { isEqual(to: "#attributes") || hasSuffix("_attributes") || hasPrefix("@xmlns") }
}
