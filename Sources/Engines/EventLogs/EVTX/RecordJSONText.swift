// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    mutating func isNamed(_ step: Int, _ name: StaticString) -> Bool {
        templates.plans.bytes.bytes.span.extracting(templates.plans.steps[step].text.range).isEqual(to: name)
    }

    /// What the `Name` attribute holds; nothing where it has no value.
    mutating func label(of element: Element) -> Range<Int> {
        var step = element.step + 1
        while let attribute = attribute(at: step, of: element) {
            if isNamed(step, "Name"), hasPieces(element, attribute) { return attribute }
            step = attribute.upperBound
        }
        return 0..<0
    }

    /// What the attribute at a step holds, behind its own step; nil behind the last one.
    private mutating func attribute(at step: Int, of element: Element) -> Range<Int>? {
        guard step < Int(templates.plans.steps[element.step].content),
            templates.plans.steps[step].kind == .attribute
        else { return nil }
        return step + 1..<max(step + 1, Int(templates.plans.steps[step].end))
    }

    /// Writes those that have a value; says whether there is any.
    mutating func writeAttributes(_ element: Element) -> Bool {
        var hasAny = false
        var step = element.step + 1
        while let attribute = attribute(at: step, of: element) {
            if hasPieces(element, attribute) {
                output.append(hasAny ? "," : "\"#attributes\":{")
                hasAny = true
                output.append(templates.plans.bytes, templates.plans.steps[step].key.range)
                writeText(element, attribute)
            }
            step = attribute.upperBound
        }
        if hasAny { output.append(UInt8(ascii: "}")) }
        return hasAny
    }

    /// Whether an element holds a text other than its children.
    mutating func holdsText(_ element: Element, _ steps: Range<Int>) -> Bool {
        if element.list >= 0, element.item.isEmpty { return false }
        return hasPieces(element, steps)
    }

    private mutating func hasPieces(_ element: Element, _ steps: Range<Int>) -> Bool {
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

    private mutating func slot(of step: Int, _ element: Element) -> ValueSlot? {
        let instance = content.instances[element.instance]
        let substitution = Int32(templates.plans.steps[step].substitution)
        guard substitution < instance.valueCount else { return nil }
        return content.values[Int(instance.firstValue + substitution)]
    }

    /// Writes what an element holds beside its children; says whether it holds anything.
    mutating func writeSingle(_ element: Element, _ steps: Range<Int>) -> Bool {
        if steps.count == 1, element.list < 0, templates.plans.steps[steps.lowerBound].kind == .substitution {
            guard let slot = slot(of: steps.lowerBound, element), !slot.isEmpty,
                slot.type != ValueType.binaryXML.rawValue
            else { return false }
            let instance = content.instances[element.instance]
            let index = Int(instance.firstValue) + Int(templates.plans.steps[steps.lowerBound].substitution)
            writeValue(at: index)
            return true
        }
        guard holdsText(element, steps) else { return false }
        writeText(element, steps)
        return true
    }

    /// One value: a number or a truth value as it is, the others between quotes.
    private mutating func writeValue(at index: Int) {
        let slot = content.values[index]
        let type = ValueType(rawValue: slot.type)
        let isBare = type == .bool || type?.isNumber == true && slot.size == UInt32(type?.size ?? 0)
        let range = decoded(index)
        if isBare {
            // JSON has no infinity: of numbers, only it and its like hold an n.
            if type == .real32 || type == .real64, text.bytes[range].contains(0x6E) {
                output.append("null")
            } else {
                output.append(text, range)
            }
            return
        }
        output.append(UInt8(ascii: "\""))
        output.append(escaped: text, range)
        output.append(UInt8(ascii: "\""))
    }

    /// A JSON value: a number or a truth value where the element is one value of such a type, else a string.
    mutating func writeText(_ element: Element, _ steps: Range<Int>) {
        if steps.count == 1, templates.plans.steps[steps.lowerBound].kind == .substitution,
            let slot = slot(of: steps.lowerBound, element)
        {
            if element.list < 0 {
                let instance = content.instances[element.instance]
                return writeValue(
                    at: Int(instance.firstValue) + Int(templates.plans.steps[steps.lowerBound].substitution))
            }
            let type = ValueType(rawValue: slot.type & ~ValueType.arrayBit)
            if type?.isNumber == true || type == .bool {
                let start = output.count
                writePieces(steps, element)
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
