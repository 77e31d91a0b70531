// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Turns a walk into steps, and finds in them the fields of the event.
struct PlanCompiler {
    private struct Frame {
        var step: Int
        var name: PlanText
        var place: FragmentPlace
        var childPlace: FragmentPlace
        var isLeaf = true
        /// The `Name` of `<Data Name="…">`.
        var label: PlanText?
        var firstAttribute: Int?
    }

    private let place: FragmentPlace
    private var frames: [Frame] = []
    private var openAttribute: Int?

    init(place: FragmentPlace) {
        self.place = place
    }

    mutating func run(_ range: Range<Int>, _ store: inout PlanStore) {
        var position = range.lowerBound
        while position < range.upperBound {
            let kind = store.bytes.bytes[position]
            position += 1
            switch kind {
            case TemplateWalk.Step.open:
                let name = PlanCompiler.name(&position, store)
                open(name, &store)
            case TemplateWalk.Step.attribute:
                let name = PlanCompiler.name(&position, store)
                closeAttribute(&store)
                openAttribute = store.steps.count
                store.steps.append(PlanStep(kind: .attribute, text: name, key: store.jsonKey(name)))
            case TemplateWalk.Step.content:
                closeAttribute(&store)
                if let frame = frames.last { store.steps[frame.step].content = UInt32(store.steps.count) }
            case TemplateWalk.Step.close:
                close(&store)
            case TemplateWalk.Step.text:
                var count: UInt32 = 0
                for byte in 0..<4 { count |= UInt32(store.bytes.bytes[position + byte]) << UInt32(8 * byte) }
                let text = PlanText(start: UInt32(position + 4), count: count)
                position += 4 + Int(count)
                store.steps.append(PlanStep(kind: .text, text: text))
            default:
                substitution(at: position, &store)
                position += 4
            }
        }
    }

    private static func name(_ position: inout Int, _ store: borrowing PlanStore) -> PlanText {
        let count = UInt32(store.bytes.bytes[position]) | UInt32(store.bytes.bytes[position + 1]) << 8
        let text = PlanText(start: UInt32(position + 2), count: count)
        position += 2 + Int(count)
        return text
    }

    private mutating func open(_ name: PlanText, _ store: inout PlanStore) {
        closeAttribute(&store)
        let place = frames.last?.childPlace ?? place
        if !frames.isEmpty { frames[frames.count - 1].isLeaf = false }
        frames.append(
            Frame(step: store.steps.count, name: name, place: place, childPlace: place.inside(name, store)))
        store.steps.append(PlanStep(kind: .element, text: name, key: store.jsonKey(name)))
    }

    private mutating func closeAttribute(_ store: inout PlanStore) {
        guard let attribute = openAttribute else { return }
        openAttribute = nil
        store.steps[attribute].end = UInt32(store.steps.count)
        guard !frames.isEmpty else { return }
        let last = frames.count - 1
        if frames[last].firstAttribute == nil { frames[last].firstAttribute = attribute }
        if store.isName(store.steps[attribute].text, "Name"), store.steps.count == attribute + 2,
            store.steps[attribute + 1].kind == .text, store.steps[attribute + 1].text.count > 0
        {
            let label = store.steps[attribute + 1].text
            frames[last].label = label
            store.steps[frames[last].step].label = store.jsonKey(label)
        }
    }

    private mutating func substitution(at position: Int, _ store: inout PlanStore) {
        let index = UInt16(store.bytes.bytes[position]) | UInt16(store.bytes.bytes[position + 1]) << 8
        let type = store.bytes.bytes[position + 2]
        let isOptional = store.bytes.bytes[position + 3] == 1
        var kind = PlanStep.Kind.substitution
        if openAttribute == nil, type == ValueType.binaryXML.rawValue, let frame = frames.last {
            kind = .splice
            frames[frames.count - 1].isLeaf = false
            store.splices.append(
                PlannedSplice(step: UInt32(store.steps.count), substitution: index, place: frame.childPlace))
        }
        store.steps.append(PlanStep(kind: kind, isOptional: isOptional, type: type, substitution: index))
    }

    private mutating func close(_ store: inout PlanStore) {
        closeAttribute(&store)
        guard let frame = frames.popLast() else { return }
        let contentEnd = store.steps.count
        store.steps.append(PlanStep(kind: .close))
        store.steps[frame.step].end = UInt32(store.steps.count)
        let content = Int(store.steps[frame.step].content)..<contentEnd
        switch frame.place {
        case .system: systemFields(frame, content, &store)
        case .rendering:
            if frame.isLeaf, store.isName(frame.name, "Message") { add(frame.name, content, isSystem: false, &store) }
        case .eventData, .userData:
            guard frame.isLeaf else { return }
            let isData = store.isName(frame.name, "Data")
            add(isData ? frame.label ?? frame.name : frame.name, content, isSystem: false, &store)
            if !isData { attributeFields(frame, &store) }
        case .document, .event: break
        }
    }

    private func add(_ name: PlanText, _ steps: Range<Int>, isSystem: Bool, _ store: inout PlanStore) {
        var only: Int32 = -1
        if steps.count == 1, store.steps[steps.lowerBound].kind == .substitution {
            only = Int32(store.steps[steps.lowerBound].substitution)
        }
        store.fields.append(
            PlannedField(
                name: name, firstStep: UInt32(steps.lowerBound), endStep: UInt32(steps.upperBound), only: only,
                isSystem: isSystem))
    }

    private func systemFields(_ frame: Frame, _ content: Range<Int>, _ store: inout PlanStore) {
        for field in SystemField.elements where store.isName(frame.name, field.name) {
            add(store.place(field.name), content, isSystem: true, &store)
        }
        eachAttribute(frame, store.steps) { attribute, steps in
            for (element, name, field) in SystemField.attributes
            where store.isName(frame.name, element) && store.isName(attribute, name) {
                add(store.place(field.name), steps, isSystem: true, &store)
            }
        }
    }

    /// Attributes of the elements of UserData, under `Element_Attribute`.
    private func attributeFields(_ frame: Frame, _ store: inout PlanStore) {
        eachAttribute(frame, store.steps) { attribute, steps in
            if store.isName(attribute, "xmlns") { return }
            let start = store.bytes.count
            store.copy(frame.name)
            store.bytes.append(UInt8(ascii: "_"))
            store.copy(attribute)
            let name = PlanText(start: UInt32(start), count: UInt32(store.bytes.count - start))
            add(name, steps, isSystem: false, &store)
        }
    }

    private func eachAttribute(_ frame: Frame, _ steps: [PlanStep], _ body: (PlanText, Range<Int>) -> Void) {
        guard var index = frame.firstAttribute else { return }
        while index < steps.count, steps[index].kind == .attribute {
            let end = Int(steps[index].end)
            body(steps[index].text, index + 1..<end)
            index = end
        }
    }
}

extension FragmentPlace {
    /// The place of what an element standing here holds.
    fileprivate func inside(_ name: PlanText, _ store: borrowing PlanStore) -> FragmentPlace {
        switch self {
        case .document: store.isName(name, "Event") ? .event : .userData
        case .event:
            if store.isName(name, "System") {
                .system
            } else if store.isName(name, "EventData") {
                .eventData
            } else if store.isName(name, "RenderingInfo") {
                .rendering
            } else {
                .userData
            }
        case .eventData, .userData: .userData
        case .system, .rendering: self
        }
    }
}

extension PlanStore {
    fileprivate func isName(_ text: PlanText, _ name: StaticString) -> Bool {
        guard Int(text.count) == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { name in
            for index in name.indices where bytes.bytes[Int(text.start) + index] != name[index] { return false }
            return true
        }
    }

    fileprivate mutating func place(_ name: StaticString) -> PlanText {
        let start = bytes.count
        bytes.append(name)
        return PlanText(start: UInt32(start), count: UInt32(bytes.count - start))
    }

    /// `"Name":`
    fileprivate mutating func jsonKey(_ name: PlanText) -> PlanText {
        var key = ByteBuffer(capacity: 64)
        key.append(UInt8(ascii: "\""))
        key.append(escaped: bytes, name.range)
        key.append("\":")
        let start = bytes.count
        bytes.append(key, 0..<key.count)
        return PlanText(start: UInt32(start), count: UInt32(key.count))
    }

    fileprivate mutating func copy(_ text: PlanText) {
        for index in text.range { bytes.append(bytes.bytes[index]) }
    }
}

extension SystemField {
    /// Fields that are an element's text.
    static let elements: [SystemField] = [
        .eventID, .version, .level, .task, .opcode, .keywords, .recordID, .channel, .computer,
    ]

    /// Fields that are an element's attribute.
    static let attributes: [(StaticString, StaticString, SystemField)] = [
        ("Provider", "Name", .provider), ("Provider", "Guid", .providerGUID),
        ("Provider", "EventSourceName", .eventSource), ("EventID", "Qualifiers", .qualifiers),
        ("TimeCreated", "SystemTime", .time), ("Correlation", "ActivityID", .activityID),
        ("Correlation", "RelatedActivityID", .relatedActivityID), ("Execution", "ProcessID", .processID),
        ("Execution", "ThreadID", .threadID), ("Security", "UserID", .userID),
    ]
}
