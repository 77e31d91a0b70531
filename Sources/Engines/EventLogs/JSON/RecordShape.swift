// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension JSONShapes {
    /// Reads `System`, `EventData` and `UserData`.
    func record(_ tree: borrowing JSONTree, _ event: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        var node = event + 1
        while node < tree.nodes[event].end {
            let name = tree.nodes[node].name
            if text.isEqual(name, to: "System") {
                system(tree, node, &text, &fields)
            } else if !text.isAttributes(name) {
                // EventData, UserData, ProcessingErrorData; empty ones are null.
                if tree.nodes[node].kind == .object { tree.leaves(node, &text, &fields) }
                if tree.nodes[node].kind == .array { tree.add(node, as: name, &text, &fields) }
            }
            node = tree.nodes[node].end
        }
    }

    private func system(_ tree: borrowing JSONTree, _ parent: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields)
    {
        guard tree.nodes[parent].kind == .object else { return }
        var node = parent + 1
        while node < tree.nodes[parent].end {
            element(tree, node, &text, &fields)
            node = tree.nodes[node].end
        }
    }

    private func element(_ tree: borrowing JSONTree, _ node: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields)
    {
        let name = tree.nodes[node].name
        for field in SystemField.elements where text.isEqual(name, to: field.name) {
            let range = text.place(field.name)
            tree.add(node, as: range, isSystem: true, &text, &fields)
        }
        guard tree.nodes[node].kind == .object else {
            // Some writers put the time and the provider's name in the element itself.
            if text.isEqual(name, to: "Provider") {
                tree.add(node, as: text.place(SystemField.provider.name), isSystem: true, &text, &fields)
            } else if text.isEqual(name, to: "TimeCreated") {
                tree.add(node, as: text.place(SystemField.time.name), isSystem: true, &text, &fields)
            }
            return
        }
        var element = name
        if text.hasSuffix(name, "_attributes") {
            element = name.lowerBound..<name.upperBound - "_attributes".utf8.count
            attributes(tree, node, of: element, &text, &fields)
        } else if let inner = tree.child(of: node, "#attributes", text, .object) {
            attributes(tree, inner, of: element, &text, &fields)
        } else {
            attributes(tree, node, of: element, &text, &fields)
        }
    }

    private func attributes(
        _ tree: borrowing JSONTree, _ parent: Int, of element: Range<Int>, _ text: inout ByteBuffer,
        _ fields: inout FlatFields
    ) {
        var node = parent + 1
        while node < tree.nodes[parent].end {
            var name = tree.nodes[node].name
            if !name.isEmpty, text.bytes[name.lowerBound] == UInt8(ascii: "@") {
                name = name.lowerBound + 1..<name.upperBound
            }
            for (elementName, attribute, field) in SystemField.attributes
            where text.isEqual(element, to: elementName)
                && text.isEqual(name, to: attribute)
            {
                tree.add(node, as: text.place(field.name), isSystem: true, &text, &fields)
            }
            node = tree.nodes[node].end
        }
    }

    /// Wazuh's names begin with a small letter; case does not count.
    func wazuh(_ tree: borrowing JSONTree, _ win: Int, _ text: inout ByteBuffer, _ fields: inout FlatFields) {
        if let system = tree.child(of: win, "system", text, .object) {
            FlatNames.system(tree, system, &text, &fields)
        }
        for name in ["eventdata", "eventData", "userdata", "userData"] as [StaticString] {
            if let data = tree.child(of: win, name, text, .object) { tree.leaves(data, &text, &fields) }
        }
    }
}

extension ByteBuffer {
    func isEqual(_ range: Range<Int>, to name: StaticString) -> Bool {
        bytes.span.extracting(range).isEqual(to: name)
    }

    func hasPrefix(_ range: Range<Int>, _ prefix: StaticString) -> Bool {
        bytes.span.extracting(range).hasPrefix(prefix)
    }

    func hasSuffix(_ range: Range<Int>, _ suffix: StaticString) -> Bool {
        bytes.span.extracting(range).hasSuffix(suffix)
    }

    func isAttributes(_ range: Range<Int>) -> Bool {
        bytes.span.extracting(range).isAttributes
    }

    /// Where a name that stands in no input is written.
    mutating func place(_ name: StaticString) -> Range<Int> {
        let start = count
        append(name)
        return start..<count
    }
}
