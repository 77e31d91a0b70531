// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The JSON of a record, in the layout of the most used converter (evtx_dump), so that rules, tests and tools written for
/// it read ours: an element is a text or a number, an object if it has attributes or children, null if it is empty;
/// `<Data Name="X">` is `"X"`; unnamed `Data` are gathered in `"Data": {"#text": […]}`; a repeated name gets `_1`, `_2`….
extension Event {
    mutating func writeRecord() {
        output.append(UInt8(ascii: "{"))
        if let first = content.instances.first {
            var names = UsedNames()
            for root in roots(of: 0, first) { writeMember(root, &names) }
        }
        output.append(UInt8(ascii: "}"))
    }

    /// An element of one instance, or one item of a list that repeats it.
    struct Element {
        var instance: Int
        var step: Int
        /// The value of the list and which of its items; negative for none.
        var list = -1
        var item = 0..<0
    }

    private func roots(of index: Int, _ instance: TemplateInstance) -> [Element] {
        let steps = templates.plans.plans[Int(instance.plan)].steps
        return children(index, instance, steps)
    }

    /// The elements among some steps, those of spliced fragments in their place.
    private func children(_ index: Int, _ instance: TemplateInstance, _ range: Range<Int>) -> [Element] {
        var elements: [Element] = []
        var step = range.lowerBound
        while step < range.upperBound {
            let current = templates.plans.steps[step]
            switch current.kind {
            case .element:
                repeated(Element(instance: index, step: step), instance, &elements)
                step = max(step + 1, Int(current.end))
            case .splice:
                for number in content.instances.indices where content.instances[number].parent == index {
                    let nested = content.instances[number]
                    if Int(nested.parentStep) == step { elements += roots(of: number, nested) }
                }
                step += 1
            default:
                step += 1
            }
        }
        return elements
    }

    /// An element that holds a list stands once for each item ([MS-EVEN6] 3.1.4.7.5).
    private func repeated(_ element: Element, _ instance: TemplateInstance, _ elements: inout [Element]) {
        var depth = 0
        for step in contentSteps(element) {
            let kind = templates.plans.steps[step].kind
            depth += kind == .element ? 1 : kind == .close ? -1 : 0
            guard kind == .substitution, depth == 0 else { continue }
            let substitution = Int32(templates.plans.steps[step].substitution)
            guard substitution < instance.valueCount else { continue }
            let index = Int(instance.firstValue + substitution)
            let slot = content.values[index]
            guard slot.type & ValueType.arrayBit != 0 else { continue }
            var items = ArrayItems(
                type: slot.type & ~ValueType.arrayBit, offset: Int(slot.offset), size: Int(slot.size))
            let before = elements.count
            while let item = items.next(chunk.span.bytes) {
                elements.append(Element(instance: element.instance, step: element.step, list: index, item: item))
            }
            if elements.count > before { return }
        }
        elements.append(element)
    }

    private func contentSteps(_ element: Element) -> Range<Int> {
        let step = templates.plans.steps[element.step]
        let first = Int(step.content)
        return first..<max(first, Int(step.end) - 1)
    }

    private mutating func writeMember(_ element: Element, _ names: inout UsedNames) {
        guard output.count < Event.longestJSON else { return }
        separate()
        writeKey(templates.plans.steps[element.step].text, &names)
        writeValue(element)
    }

    private mutating func separate() {
        if output.count > 0, output.bytes[output.count - 1] != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
    }

    private mutating func writeKey(_ name: PlanText, _ names: inout UsedNames) {
        output.append(UInt8(ascii: "\""))
        output.append(escaped: templates.plans.bytes, name.range)
        let uses = names.use(templates.plans.bytes.bytes.span.extracting(name.range))
        if uses > 0 {
            output.append(UInt8(ascii: "_"))
            output.append(decimal: UInt64(uses))
        }
        output.append("\":")
    }

    private mutating func writeValue(_ element: Element) {
        let instance = content.instances[element.instance]
        let steps = contentSteps(element)
        let children = children(element.instance, instance, steps)
        let hasText = holdsText(element, steps)
        let start = output.count
        output.append(UInt8(ascii: "{"))
        let hasAttributes = writeAttributes(element, instance)
        if children.isEmpty {
            if hasAttributes {
                if hasText {
                    separate()
                    output.append("\"#text\":")
                    writeText(element, steps)
                }
                output.append(UInt8(ascii: "}"))
            } else {
                output.count = start
                if hasText { writeText(element, steps) } else { output.append("null") }
            }
            return
        }
        if hasText {
            separate()
            output.append("\"#text\":")
            writeText(element, steps)
        }
        writeChildren(children, of: element)
        output.append(UInt8(ascii: "}"))
    }

    private mutating func writeChildren(_ children: [Element], of element: Element) {
        var names = UsedNames()
        guard isNamed(element.step, "EventData") || isNamed(element.step, "UserData") else {
            for child in children { writeMember(child, &names) }
            return
        }
        var unnamed: [Element] = []
        var hasNamed = false
        for child in children {
            guard output.count < Event.longestJSON else { return }
            guard isNamed(child.step, "Data") else {
                writeMember(child, &names)
                continue
            }
            guard let label = label(of: child) else {
                unnamed.append(child)
                continue
            }
            hasNamed = true
            separate()
            output.append(UInt8(ascii: "\""))
            writePieces(label.1, label.0)
            output.append("\":")
            let steps = contentSteps(child)
            if holdsText(child, steps) { writeText(child, steps) } else { output.append("\"\"") }
        }
        if !hasNamed, !unnamed.isEmpty { writeUnnamed(unnamed) }
    }

    private mutating func writeUnnamed(_ unnamed: [Element]) {
        separate()
        output.append("\"Data\":{\"#text\":")
        if unnamed.count > 1 { output.append(UInt8(ascii: "[")) }
        for (index, element) in unnamed.enumerated() where output.count < Event.longestJSON {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            let steps = contentSteps(element)
            if holdsText(element, steps) { writeText(element, steps) } else { output.append("\"\"") }
        }
        if unnamed.count > 1 { output.append(UInt8(ascii: "]")) }
        output.append(UInt8(ascii: "}"))
    }
}

/// How often each name was written in an object.
struct UsedNames {
    private var names: [(String, Int)] = []

    mutating func use(_ name: Span<UInt8>) -> Int {
        let text = String(copying: name)
        if let index = names.firstIndex(where: { $0.0 == text }) {
            names[index].1 += 1
            return names[index].1
        }
        names.append((text, 0))
        return 0
    }
}
