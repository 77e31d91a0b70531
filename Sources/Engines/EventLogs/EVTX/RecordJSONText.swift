// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    func isNamed(_ step: Int, _ name: StaticString) -> Bool {
        templates.plans.bytes.bytes.span.extracting(templates.plans.steps[step].text.range).isEqual(to: name)
    }

    /// The steps of the `Name` attribute, if it is not empty.
    mutating func label(of element: Element) -> (Element, Range<Int>)? {
        for attribute in attributes(of: element) where isNamed(attribute.lowerBound - 1, "Name") {
            if hasPieces(element, attribute) { return (element, attribute) }
        }
        return nil
    }

    /// What each attribute holds; its own step is the one before.
    private func attributes(of element: Element) -> [Range<Int>] {
        var list: [Range<Int>] = []
        var step = element.step + 1
        let end = Int(templates.plans.steps[element.step].content)
        while step < end, templates.plans.steps[step].kind == .attribute {
            let next = Int(templates.plans.steps[step].end)
            list.append(step + 1..<max(step + 1, next))
            step = max(step + 1, next)
        }
        return list
    }

    /// Writes those that have a value; says whether there is any.
    mutating func writeAttributes(_ element: Element, _ instance: TemplateInstance) -> Bool {
        var hasAny = false
        for attribute in attributes(of: element) where hasPieces(element, attribute) {
            output.append(hasAny ? ",\"" : "\"#attributes\":{\"")
            hasAny = true
            output.append(
                escaped: templates.plans.bytes, templates.plans.steps[attribute.lowerBound - 1].text.range)
            output.append("\":")
            writeText(element, attribute)
        }
        if hasAny { output.append(UInt8(ascii: "}")) }
        return hasAny
    }

    /// Whether an element holds a text other than its children.
    func holdsText(_ element: Element, _ steps: Range<Int>) -> Bool {
        if element.list >= 0, element.item.isEmpty { return false }
        return hasPieces(element, steps)
    }

    private func hasPieces(_ element: Element, _ steps: Range<Int>) -> Bool {
        var depth = 0
        for step in steps {
            switch templates.plans.steps[step].kind {
            case .element: depth += 1
            case .close: depth -= 1
            case .text where depth == 0:
                if templates.plans.steps[step].text.count > 0 { return true }
            case .substitution where depth == 0:
                if let slot = slot(of: step, element), !slot.isEmpty, slot.type != ValueType.binaryXML.rawValue {
                    return true
                }
            default: break
            }
        }
        return false
    }

    private func slot(of step: Int, _ element: Element) -> ValueSlot? {
        let instance = content.instances[element.instance]
        let substitution = Int32(templates.plans.steps[step].substitution)
        guard substitution < instance.valueCount else { return nil }
        return content.values[Int(instance.firstValue + substitution)]
    }

    /// A JSON value: a number or a truth value where the element is one value of such a type, else a string.
    mutating func writeText(_ element: Element, _ steps: Range<Int>) {
        if steps.count == 1, templates.plans.steps[steps.lowerBound].kind == .substitution,
            let slot = slot(of: steps.lowerBound, element)
        {
            let type = ValueType(rawValue: slot.type & ~ValueType.arrayBit)
            let isWhole = element.list >= 0 || slot.size == UInt32(type?.size ?? 0)
            let isBare = type?.isNumber == true && isWhole || type == .bool
            if isBare, slot.type & ValueType.arrayBit == 0 || element.list >= 0 {
                let start = output.count
                writePieces(steps, element)
                // JSON has no infinity.
                if type == .real32 || type == .real64, output.bytes[start..<output.count].contains(0x6E) {
                    output.count = start
                    output.append("null")
                }
                return
            }
        }
        output.append(UInt8(ascii: "\""))
        writePieces(steps, element)
        output.append(UInt8(ascii: "\""))
    }

    /// The texts and values of some steps, without what their elements hold.
    mutating func writePieces(_ steps: Range<Int>, _ element: Element) {
        let instance = content.instances[element.instance]
        var depth = 0
        for step in steps where output.count < Event.longestJSON {
            let current = templates.plans.steps[step]
            switch current.kind {
            case .element: depth += 1
            case .close: depth -= 1
            case .text where depth == 0:
                output.append(escaped: templates.plans.bytes, current.text.range)
            case .substitution where depth == 0 && Int32(current.substitution) < instance.valueCount:
                let index = Int(instance.firstValue) + Int(current.substitution)
                if index == element.list {
                    let start = text.count
                    let type = content.values[index].type & ~ValueType.arrayBit
                    text.append(value: type, in: chunk, at: element.item.lowerBound, size: element.item.count)
                    output.append(escaped: text, start..<text.count)
                    text.count = start
                } else {
                    let range = decoded(index)
                    output.append(escaped: text, range)
                }
            default: break
            }
        }
    }
}
