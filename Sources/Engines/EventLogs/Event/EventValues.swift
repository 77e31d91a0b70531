// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    /// Texts made of several pieces are not made longer than this in all: a template may repeat a value at will.
    static let longestComposites = 1 << 18
    /// Bytes handed over for one event, however often its template repeats a value. No real event comes near.
    static let mostGiven = 1 << 20

    @inline(__always)
    mutating func slot(_ key: FieldKey, in instance: TemplateInstance) -> Int {
        let plan = templates.plans.plans[Int(instance.plan)]
        guard key.index < table.count else { return -1 }
        let number = templates.plans.slots[plan.slots + key.index]
        return number == 0 ? -1 : plan.fields.lowerBound + Int(number) - 1
    }

    /// The first value of a field. What stands deeper is looked at first for those fields of System that give way.
    mutating func firstValue(_ key: FieldKey) -> ValueBytes? {
        switch origin {
        case .evtx:
            let count = content.instances.count
            let isReversed = SystemField(rawValue: key.index).map { !$0.prevails } ?? false
            for step in 0..<count {
                let instance = content.instances[isReversed ? count - 1 - step : step]
                let index = slot(key, in: instance)
                if index >= 0, let bytes = value(of: templates.plans.fields[index], in: instance) { return bytes }
            }
        case .json:
            if let index = fields.first(key) {
                let range = fields.list[index].value
                return .text(Int(range.lowerBound)..<Int(range.upperBound))
            }
        }
        guard splitsText(for: key) else { return nil }
        return splitValue(key).map { .text($0) }
    }

    /// The bytes of a planned field, decoded now if they are not yet.
    mutating func value(of field: PlannedField, in instance: TemplateInstance) -> ValueBytes? {
        if field.only >= 0 {
            guard field.only < instance.valueCount else { return field.isSystem ? nil : .text(0..<0) }
            let index = Int(instance.firstValue + field.only)
            if field.isSystem && content.values[index].isEmpty { return nil }
            return .text(decoded(index))
        }
        if field.endStep == field.firstStep { return field.isSystem ? nil : .text(0..<0) }
        if field.endStep == field.firstStep + 1 {
            return .plan(templates.plans.steps[Int(field.firstStep)].text.range)
        }
        let place = UInt64(field.firstStep) << 32 | UInt64(UInt32(bitPattern: instance.firstValue))
        if let known = composites[place] { return .text(known) }
        let range = composite(Int(field.firstStep)..<Int(field.endStep), in: instance)
        composites[place] = range
        return .text(range)
    }

    /// A value's text.
    @inline(__always)
    mutating func decoded(_ index: Int) -> Range<Int> {
        let slot = content.values[index]
        if slot.textStart >= 0 { return Int(slot.textStart)..<Int(slot.textStart + slot.textCount) }
        return decode(index)
    }

    private mutating func decode(_ index: Int) -> Range<Int> {
        let slot = content.values[index]
        let start = text.count
        text.append(value: slot.type, in: chunk, at: Int(slot.offset), size: Int(slot.size))
        content.values[index].textStart = Int32(truncatingIfNeeded: start)
        content.values[index].textCount = Int32(truncatingIfNeeded: text.count - start)
        return start..<text.count
    }

    /// Texts and values put together behind everything decoded.
    mutating func composite(_ steps: Range<Int>, in instance: TemplateInstance) -> Range<Int> {
        for index in steps {
            let step = templates.plans.steps[index]
            if step.kind == .substitution, Int32(step.substitution) < instance.valueCount {
                _ = decoded(Int(instance.firstValue) + Int(step.substitution))
            }
        }
        let start = text.count
        for index in steps where compositeBytes + text.count - start <= Event.longestComposites {
            let step = templates.plans.steps[index]
            switch step.kind {
            case .text: text.append(templates.plans.bytes, step.text.range)
            case .substitution where Int32(step.substitution) < instance.valueCount:
                let range = decoded(Int(instance.firstValue) + Int(step.substitution))
                text.reserve(range.count)
                for byte in range { text.append(text.bytes[byte]) }
            default: break
            }
        }
        compositeBytes += text.count - start
        return start..<text.count
    }
}

extension ValueSlot {
    var isEmpty: Bool { type == ValueType.null.rawValue || size == 0 }
}
