// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    /// Gives the UTF-8 bytes of a field's value; nil, without calling, where the event has no such field. Of several of
    /// the same name, the first. A value that is empty is given empty.
    @inline(__always)
    public mutating func withField<R>(_ key: FieldKey, _ body: (Span<UInt8>) throws -> R) rethrows -> R? {
        guard let bytes = firstValue(key) else { return nil }
        switch bytes {
        case .text(let range): return try body(text.bytes.span.extracting(range))
        case .plan(let range): return try body(templates.plans.bytes.bytes.span.extracting(range))
        }
    }

    public mutating func has(_ key: FieldKey) -> Bool {
        firstValue(key) != nil
    }

    /// Whether one of the values of a field satisfies a condition. Several stand under the same name in `Data` without a
    /// name, and in lists.
    public mutating func anyValue(of key: FieldKey, _ condition: (Span<UInt8>) throws -> Bool) rethrows -> Bool {
        var given = 0
        switch origin {
        case .evtx:
            for number in content.instances.indices {
                var next = slot(key, in: content.instances[number])
                while next >= 0, given <= Event.mostGiven {
                    if try anyItem(next, content.instances[number], &given, condition) { return true }
                    next = Int(templates.plans.fields[next].next)
                }
            }
        case .json:
            var next = fields.first(key) ?? -1
            while next >= 0 {
                let field = fields.list[next]
                if try condition(text.bytes.span.extracting(Int(field.value.lowerBound)..<Int(field.value.upperBound)))
                {
                    return true
                }
                next = Int(field.next)
            }
        }
        guard splitsText(for: key), let bytes = splitValue(key) else { return false }
        return try condition(text.bytes.span.extracting(bytes))
    }

    /// Gives every field, or those selected, in the order of the event: its key if the table has its name, its name and
    /// its value.
    public mutating func forEachField(
        includingSystem: Bool = true, only selection: FieldSelection? = nil,
        _ body: (FieldKey?, Span<UInt8>, Span<UInt8>) throws -> Void
    ) rethrows {
        var given = 0
        switch origin {
        case .evtx:
            for number in content.instances.indices {
                let instance = content.instances[number]
                for index in templates.plans.plans[Int(instance.plan)].fields {
                    let field = templates.plans.fields[index]
                    if field.isSystem && !includingSystem { continue }
                    if let selection, !selection.holds(field.key) || selection.hasOnlyTexts && isNumber(field, instance)
                    {
                        continue
                    }
                    if let list = list(field, instance) {
                        try forEachItem(of: list, field, &given, body)
                        continue
                    }
                    guard let bytes = value(of: field, in: instance) else { continue }
                    let key = field.key < 0 ? nil : FieldKey(index: Int(field.key))
                    let names = templates.plans.bytes.bytes.span
                    given += bytes.count
                    guard given <= Event.mostGiven else { return }
                    switch bytes {
                    case .text(let range):
                        try body(key, names.extracting(field.name.range), text.bytes.span.extracting(range))
                    case .plan(let range):
                        try body(key, names.extracting(field.name.range), names.extracting(range))
                    }
                }
            }
        case .json:
            for field in fields.list where includingSystem || !field.isSystem {
                if let selection, !selection.holds(field.key) { continue }
                let bytes = text.bytes.span
                try body(
                    field.key < 0 ? nil : FieldKey(index: Int(field.key)),
                    bytes.extracting(Int(field.name.lowerBound)..<Int(field.name.upperBound)),
                    bytes.extracting(Int(field.value.lowerBound)..<Int(field.value.upperBound)))
            }
        }
    }

    /// Whether a value is kept as a number, a date or a GUID.
    @inline(__always)
    private func isNumber(_ field: PlannedField, _ instance: TemplateInstance) -> Bool {
        guard field.only >= 0, field.only < instance.valueCount else { return false }
        return ValueType.areNumbers >> UInt64(content.values[Int(instance.firstValue + field.only)].type) & 1 == 1
    }

    /// The value of a field that is a list.
    @inline(__always)
    private mutating func list(_ field: PlannedField, _ instance: TemplateInstance) -> ValueSlot? {
        guard field.only >= 0, field.only < instance.valueCount else { return nil }
        let slot = content.values[Int(instance.firstValue + field.only)]
        return slot.type & ValueType.arrayBit != 0 && !slot.isEmpty ? slot : nil
    }

    /// Gives the items of a list under the same name, as JSON's are.
    private mutating func forEachItem(
        of slot: ValueSlot, _ field: PlannedField, _ given: inout Int,
        _ body: (FieldKey?, Span<UInt8>, Span<UInt8>) throws -> Void
    ) rethrows {
        let type = slot.type & ~ValueType.arrayBit
        var items = ArrayItems(type: type, offset: Int(slot.offset), size: Int(slot.size))
        while let item = items.next(chunk.span.bytes), given <= Event.mostGiven {
            let start = text.count
            given += item.count + 1
            text.append(value: type, in: chunk, at: item.lowerBound, size: item.count)
            let end = text.count
            text.count = start
            try body(
                field.key < 0 ? nil : FieldKey(index: Int(field.key)),
                templates.plans.bytes.bytes.span.extracting(field.name.range), text.bytes.span.extracting(start..<end))
        }
    }

    private mutating func anyItem(
        _ index: Int, _ instance: TemplateInstance, _ given: inout Int, _ condition: (Span<UInt8>) throws -> Bool
    ) rethrows -> Bool {
        let field = templates.plans.fields[index]
        if let slot = list(field, instance) {
            var isMet = false
            try forEachItem(of: slot, field, &given) { _, _, value in
                if !isMet { isMet = try condition(value) }
            }
            return isMet
        }
        let bytes = value(of: field, in: instance)
        given += bytes?.count ?? 0
        switch bytes {
        case nil: return false
        case .text(let range): return try condition(text.bytes.span.extracting(range))
        case .plan(let range): return try condition(templates.plans.bytes.bytes.span.extracting(range))
        }
    }
}
