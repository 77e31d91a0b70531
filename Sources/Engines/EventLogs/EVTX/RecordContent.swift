// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One use of a template: its plan and the values given to it.
struct TemplateInstance {
    var plan: Int32
    var firstValue: Int32
    var valueCount: Int32
    /// Where it stands in another one; -1 for the first.
    var parent: Int32
    var parentStep: UInt32
}

/// The positions of everything in one record's binary XML. Nothing is decoded yet.
struct RecordContent: ~Copyable {
    static let deepest = 8
    static let mostInstances = 48

    var values: [ValueSlot] = []
    var instances: [TemplateInstance] = []
    /// Whether any value is a list: few records have one.
    var hasLists = false

    mutating func removeAll() {
        hasLists = false
        values.removeAll(keepingCapacity: true)
        instances.removeAll(keepingCapacity: true)
    }
}

/// The templates of the chunk being read.
struct ChunkTemplates: ~Copyable {
    /// Bytes that the templates of one chunk may take in all: the largest seen take 90,000.
    static let budget = 1 << 20

    var plans: PlanStore
    var walk = TemplateWalk()
    /// For each offset in the chunk, which plan stands there, as 1 + its number; `generations` says for which chunk.
    private var numbers: [Int32]
    private var generations: [UInt32]
    private var generation: UInt32 = 0
    private var spent = 0

    init(table: FieldTable, chunkSize: Int) {
        plans = PlanStore(table: table)
        numbers = Array(repeating: 0, count: chunkSize)
        generations = Array(repeating: 0, count: chunkSize)
    }

    mutating func beginChunk() {
        // Numbers stay valid as long as the store is not emptied.
        if plans.isFull { plans.removeAll() }
        generation &+= 1
        if generation == 0 {
            generation = 1
            for index in generations.indices { generations[index] = 0 }
        }
        spent = 0
    }

    /// The plan of the template definition at an offset; nil where it cannot be read.
    @inline(__always)
    mutating func plan(_ chunk: RawSpan, definition offset: Int, place: FragmentPlace) -> Int? {
        guard offset >= 0, offset < numbers.count else { return nil }
        if generations[offset] == generation {
            let number = Int(numbers[offset]) - 1
            if number < 0 { return nil }
            if plans.plans[number].place == place { return number }
        }
        return read(chunk, definition: offset, place: place)
    }

    private mutating func read(_ chunk: RawSpan, definition offset: Int, place: FragmentPlace) -> Int? {
        generations[offset] = generation
        numbers[offset] = 0
        guard let size = chunk.uint32(at: offset + 20), size <= EVTXLayout.chunkSize,
            let plan = fragment(chunk, offset + 24..<offset + 24 + size, place: place, withDependencies: true)
        else { return nil }
        numbers[offset] = Int32(truncatingIfNeeded: plan) + 1
        return plan
    }

    /// The plan of elements written without a template.
    mutating func fragment(_ chunk: RawSpan, _ range: Range<Int>, place: FragmentPlace, withDependencies: Bool) -> Int?
    {
        guard spent < ChunkTemplates.budget else { return nil }
        var isRead = walk.walk(chunk, range, withDependencies: withDependencies)
        if !isRead {
            spent += walk.steps.count
            isRead = walk.walk(chunk, range, withDependencies: !withDependencies)
        }
        // A failed walk costs as much as one that succeeds.
        spent += walk.steps.count + 64
        return isRead ? plans.plan(for: walk, at: place) : nil
    }
}

extension RecordContent {
    /// Reads the content of a record. False where it is not sound.
    mutating func read(_ chunk: borrowing [UInt8], _ range: Range<Int>, _ templates: inout ChunkTemplates) -> Bool {
        read(chunk.span.bytes, range, place: .document, parent: -1, parentStep: 0, depth: 0, &templates)
    }

    /// Reads a fragment: a template instance, or elements.
    private mutating func read(
        _ chunk: RawSpan, _ range: Range<Int>, place: FragmentPlace, parent: Int32, parentStep: UInt32, depth: Int,
        _ templates: inout ChunkTemplates
    ) -> Bool {
        guard depth < RecordContent.deepest, instances.count < RecordContent.mostInstances else { return false }
        var position = range.lowerBound
        while position < range.upperBound, chunk.uint8(at: position) == 0x0F { position += 4 }
        guard position < range.upperBound else { return false }
        guard chunk.uint8(at: position) == 0x0C else {
            // Within a value, elements have no dependency identifier (libevtx).
            guard
                let plan = templates.fragment(
                    chunk, position..<range.upperBound, place: place, withDependencies: parent < 0)
            else { return false }
            instances.append(
                TemplateInstance(
                    plan: Int32(truncatingIfNeeded: plan), firstValue: Int32(values.count), valueCount: 0,
                    parent: parent, parentStep: parentStep))
            return splices(of: instances.count - 1, chunk, depth: depth, &templates)
        }
        guard let definition = chunk.uint32(at: position + 6) else { return false }
        position += 10
        if definition == position {
            guard let size = chunk.uint32(at: position + 20) else { return false }
            position += 24 + size
        }
        guard let plan = templates.plan(chunk, definition: definition, place: place),
            let count = chunk.uint32(at: position)
        else { return false }
        position += 4
        let firstValue = values.count
        guard count <= (range.upperBound - position) / 4 else { return false }
        var offset = position + 4 * count
        for _ in 0..<count {
            guard let descriptor = chunk.number(UInt32.self, at: position) else { return false }
            position += 4
            let size = Int(descriptor & 0xFFFF)
            hasLists = hasLists || descriptor & 0x80_0000 != 0
            values.append(
                ValueSlot(
                    offset: UInt32(truncatingIfNeeded: offset), size: UInt32(truncatingIfNeeded: size),
                    type: UInt8(truncatingIfNeeded: descriptor >> 16)))
            offset += size
        }
        guard offset <= range.upperBound else { return false }
        instances.append(
            TemplateInstance(
                plan: Int32(truncatingIfNeeded: plan), firstValue: Int32(firstValue), valueCount: Int32(count),
                parent: parent, parentStep: parentStep))
        return splices(of: instances.count - 1, chunk, depth: depth, &templates)
    }

    /// Reads the fragments that stand in the values of an instance.
    private mutating func splices(
        of index: Int, _ chunk: RawSpan, depth: Int, _ templates: inout ChunkTemplates
    ) -> Bool {
        let instance = instances[index]
        for number in templates.plans.plans[Int(instance.plan)].splices {
            let splice = templates.plans.splices[number]
            guard Int32(splice.substitution) < instance.valueCount else { continue }
            let value = values[Int(instance.firstValue) + Int(splice.substitution)]
            guard value.type == ValueType.binaryXML.rawValue, value.size > 0 else { continue }
            let range = Int(value.offset)..<Int(value.offset) + Int(value.size)
            let isRead = read(
                chunk, range, place: splice.place, parent: Int32(index), parentStep: splice.step, depth: depth + 1,
                &templates)
            guard isRead else { return false }
        }
        return true
    }
}
