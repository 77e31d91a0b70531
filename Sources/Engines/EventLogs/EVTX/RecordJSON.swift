// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The JSON of a record, in the layout of the most used converter (evtx_dump), so that rules, tests and tools written
/// for it read ours: an element is a text or a number, an object if it has attributes or children, null if it is empty;
/// `<Data Name="X">` is `"X"`; unnamed `Data` are gathered in `"Data": {"#text": […]}`; a repeated name gets `_1`,
/// `_2`….
///
/// Functions that change nothing are `mutating` too: to lend the event, the compiler copies its five hundred bytes, which
/// took an eighth of the time.
extension Event {
    /// An element of one instance, or one item of a list that repeats it.
    struct Element {
        var instance: Int
        var step: Int
        /// The value of the list and which of its items; negative for none.
        var list = -1
        var item = 0..<0
    }

    /// Which of the `Data` of a container are written in one pass.
    enum DataPass {
        /// All elements are alike: this is no container.
        case none
        /// Those with a name, and what is no `Data`.
        case named
        /// Those without.
        case unnamed
    }

    mutating func writeRecord() {
        output.append(UInt8(ascii: "{"))
        if let first = content.instances.first {
            var names = UsedNames()
            writeMembers(of: 0, templates.plans.plans[Int(first.plan)].steps, .none, &names)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Writes the elements among some steps, those of spliced fragments in their place.
    private mutating func writeMembers(
        of index: Int, _ range: Range<Int>, _ pass: DataPass, _ names: inout UsedNames
    ) {
        var step = range.lowerBound
        while step < range.upperBound, output.count < Event.longestJSON {
            let current = templates.plans.steps[step]
            switch current.kind {
            case .element:
                writeRepeated(Element(instance: index, step: step), pass, &names)
                step = max(step + 1, Int(current.end))
            case .splice:
                for number in content.instances.indices where isSpliced(number, in: index, at: step) {
                    let plan = Int(content.instances[number].plan)
                    writeMembers(of: number, templates.plans.plans[plan].steps, pass, &names)
                }
                step += 1
            default:
                step += 1
            }
        }
    }

    private mutating func isSpliced(_ number: Int, in index: Int, at step: Int) -> Bool {
        content.instances[number].parent == index && Int(content.instances[number].parentStep) == step
    }

    /// An element that holds a list stands once for each item ([MS-EVEN6] 3.1.4.7.5).
    private mutating func writeRepeated(_ element: Element, _ pass: DataPass, _ names: inout UsedNames) {
        let list = content.hasLists ? list(in: element) : -1
        guard list >= 0 else { return writeMember(element, pass, &names) }
        let slot = content.values[list]
        var items = ArrayItems(type: slot.type & ~ValueType.arrayBit, offset: Int(slot.offset), size: Int(slot.size))
        while let item = items.next(chunk.span.bytes), output.count < Event.longestJSON {
            writeMember(Element(instance: element.instance, step: element.step, list: list, item: item), pass, &names)
        }
    }

    /// The first list among an element's own values; -1 if it has none.
    private mutating func list(in element: Element) -> Int {
        let instance = content.instances[element.instance]
        var step = contentSteps(element).lowerBound
        let end = contentSteps(element).upperBound
        while step < end {
            let current = templates.plans.steps[step]
            if current.kind == .substitution, Int32(current.substitution) < instance.valueCount {
                let index = Int(instance.firstValue) + Int(current.substitution)
                if content.values[index].type & ValueType.arrayBit != 0, content.values[index].size > 0 { return index }
            }
            step = current.kind == .element ? max(step + 1, Int(current.end)) : step + 1
        }
        return -1
    }

    mutating func contentSteps(_ element: Element) -> Range<Int> {
        let step = templates.plans.steps[element.step]
        let first = Int(step.content)
        return first..<max(first, Int(step.end) - 1)
    }

    private mutating func writeMember(_ element: Element, _ pass: DataPass, _ names: inout UsedNames) {
        if pass != .none, isNamed(element.step, "Data") {
            writeData(element, pass, &names)
        } else if pass != .unnamed {
            separate()
            writeKey(templates.plans.steps[element.step], &names)
            writeValue(element)
        }
    }

    private mutating func writeData(_ element: Element, _ pass: DataPass, _ names: inout UsedNames) {
        let key = templates.plans.steps[element.step].label
        if key.count > 0 {
            names.named += 1
            guard pass == .named else { return }
            separate()
            output.append(templates.plans.bytes, key.range)
            let steps = contentSteps(element)
            if !writeSingle(element, steps) { output.append("\"\"") }
            return
        }
        let label = label(of: element)
        if label.isEmpty {
            names.unnamed += 1
            guard pass == .unnamed else { return }
            if names.unnamed > 1 { output.append(UInt8(ascii: ",")) }
        } else {
            names.named += 1
            guard pass == .named else { return }
            separate()
            output.append(UInt8(ascii: "\""))
            writePieces(label, element)
            output.append("\":")
        }
        if !writeSingle(element, contentSteps(element)) { output.append("\"\"") }
    }

    private mutating func separate() {
        if output.bytes[output.count - 1] != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
    }

    private mutating func writeKey(_ step: PlanStep, _ names: inout UsedNames) {
        output.append(templates.plans.bytes, step.key.range)
        let uses = names.use(step.text, templates.plans.bytes)
        if uses > 0 {
            output.count -= 2
            output.append(UInt8(ascii: "_"))
            output.append(decimal: UInt64(uses))
            output.append("\":")
        }
    }

    private mutating func writeValue(_ element: Element) {
        let steps = contentSteps(element)
        if Int(templates.plans.steps[element.step].content) == element.step + 1, steps.count <= 1,
            steps.isEmpty || templates.plans.steps[steps.lowerBound].kind != .splice
        {
            if !writeSingle(element, steps) { output.append("null") }
            return
        }
        let hasText = holdsText(element, steps)
        let hasChildren = hasElements(element.instance, steps)
        let start = output.count
        output.append(UInt8(ascii: "{"))
        let hasAttributes = writeAttributes(element)
        guard hasAttributes || hasChildren else {
            output.count = start
            if hasText { writeText(element, steps) } else { output.append("null") }
            return
        }
        if hasText {
            separate()
            output.append("\"#text\":")
            writeText(element, steps)
        }
        if hasChildren { writeChildren(element, steps) }
        output.append(UInt8(ascii: "}"))
    }

    private mutating func hasElements(_ index: Int, _ steps: Range<Int>) -> Bool {
        for step in steps {
            switch templates.plans.steps[step].kind {
            case .element: return true
            case .splice:
                for number in content.instances.indices where isSpliced(number, in: index, at: step) { return true }
            default: break
            }
        }
        return false
    }

    private mutating func writeChildren(_ element: Element, _ steps: Range<Int>) {
        var names = UsedNames()
        guard isNamed(element.step, "EventData") || isNamed(element.step, "UserData") else {
            return writeMembers(of: element.instance, steps, .none, &names)
        }
        writeMembers(of: element.instance, steps, .named, &names)
        // Where some have names, those without are left out.
        guard names.named == 0, names.unnamed > 0 else { return }
        separate()
        output.append("\"Data\":{\"#text\":")
        let isList = names.unnamed > 1
        if isList { output.append(UInt8(ascii: "[")) }
        names.unnamed = 0
        writeMembers(of: element.instance, steps, .unnamed, &names)
        if isList { output.append(UInt8(ascii: "]")) }
        output.append(UInt8(ascii: "}"))
    }
}

/// How often each name was written in an object, and what `Data` it holds.
struct UsedNames {
    var named = 0
    var unnamed = 0
    private var names: [(name: PlanText, uses: Int)] = []
    /// Takes over from the list where a hostile template has thousands of names.
    private var many: [String: Int] = [:]

    /// The number of uses before this one.
    mutating func use(_ name: PlanText, _ bytes: borrowing ByteBuffer) -> Int {
        if names.count < 64 {
            let text = bytes.bytes.span.extracting(name.range)
            for index in names.indices where bytes.bytes.span.extracting(names[index].name.range).isEqual(to: text) {
                names[index].uses += 1
                return names[index].uses
            }
            names.append((name, 0))
            return 0
        }
        if many.isEmpty {
            for (name, uses) in names { many[bytes.string(from: Int(name.start), count: Int(name.count))] = uses }
        }
        let text = bytes.string(from: Int(name.start), count: Int(name.count))
        let uses = many[text].map { $0 + 1 } ?? 0
        many[text] = uses
        return uses
    }
}
