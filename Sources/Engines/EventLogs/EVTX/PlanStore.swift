// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The plans of the templates met, across chunks and files, found by their content: the identifier that a template gives
/// itself is not trusted, since a forged one would change how other records are read. Emptied when it is full.
struct PlanStore: ~Copyable {
    /// Bytes of everything stored before the store is emptied, between two chunks. Real logs need under two megabytes.
    static let largest = 16 << 20
    /// Beyond this, the templates that one chunk still adds are refused: only a forged chunk comes here.
    static let limit = 64 << 20

    private(set) var plans: [TemplatePlan] = []
    var bytes = ByteBuffer(capacity: 65_536)
    var steps: [PlanStep] = []
    var fields: [PlannedField] = []
    var splices: [PlannedSplice] = []
    var slots: [UInt16] = []

    private let table: FieldTable
    private var byContent: [Int: [Int32]] = [:]
    private var tails: [Int32]

    init(table: FieldTable) {
        self.table = table
        tails = Array(repeating: -1, count: table.count)
    }

    /// About the bytes of everything stored.
    var size: Int {
        bytes.count + steps.count * MemoryLayout<PlanStep>.stride + fields.count * MemoryLayout<PlannedField>.stride
            + slots.count * 2
    }

    mutating func removeAll() {
        plans.removeAll(keepingCapacity: true)
        bytes.count = 0
        steps.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        splices.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
        byContent.removeAll(keepingCapacity: true)
    }

    /// The plan of a walk; nil where the store is full.
    mutating func plan(for walk: borrowing TemplateWalk, at place: FragmentPlace) -> Int? {
        let length = walk.steps.count
        var hasher = Hasher()
        hasher.combine(place.rawValue)
        walk.steps.bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[..<length])) }
        let hash = hasher.finalize()
        if let candidates = byContent[hash] {
            for candidate in candidates where isSame(plans[Int(candidate)], walk.steps, place) { return Int(candidate) }
        }
        guard size < PlanStore.limit else { return nil }
        byContent[hash, default: []].append(Int32(plans.count))
        return compile(walk, at: place)
    }

    private func isSame(_ plan: TemplatePlan, _ walk: borrowing ByteBuffer, _ place: FragmentPlace) -> Bool {
        guard plan.place == place, plan.walk.count == walk.count else { return false }
        let start = plan.walk.lowerBound
        for index in 0..<walk.count where bytes.bytes[start + index] != walk.bytes[index] { return false }
        return true
    }

    private mutating func compile(_ walk: borrowing TemplateWalk, at place: FragmentPlace) -> Int {
        let base = bytes.count
        bytes.append(walk.steps.bytes.span.extracting(0..<walk.steps.count))
        let range = base..<bytes.count
        let firstStep = steps.count
        let firstField = fields.count
        let firstSplice = splices.count
        var compiler = PlanCompiler(place: place)
        compiler.run(range, &self)
        let firstSlot = slots.count
        slots.append(contentsOf: repeatElement(0, count: table.count))
        for field in firstField..<fields.count { giveSlot(field, firstField: firstField, firstSlot: firstSlot) }
        for key in tails.indices { tails[key] = -1 }
        plans.append(
            TemplatePlan(
                place: place, walk: range, steps: firstStep..<steps.count, fields: firstField..<fields.count,
                splices: firstSplice..<splices.count, slots: firstSlot))
        return plans.count - 1
    }

    /// The first field of a name has the slot and the others hang behind it, except that what the event carries hides
    /// those of System that give way.
    private mutating func giveSlot(_ field: Int, firstField: Int, firstSlot: Int) {
        guard let key = table.key(for: bytes.bytes.span.extracting(fields[field].name.range)),
            field - firstField < Int(UInt16.max)
        else { return }
        fields[field].key = Int32(truncatingIfNeeded: key.index)
        let number = UInt16(field - firstField) + 1
        let present = slots[firstSlot + key.index]
        if present != 0 {
            let first = fields[firstField + Int(present) - 1]
            if first.isSystem && !fields[field].isSystem {
                if let system = SystemField(rawValue: key.index), system.prevails { return }
            } else if tails[key.index] >= 0 {
                fields[Int(tails[key.index])].next = Int32(field)
                tails[key.index] = Int32(field)
                return
            }
        }
        slots[firstSlot + key.index] = number
        tails[key.index] = Int32(field)
    }
}
