// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// Takes the records of one FINESS import and brings the tree up to date, two thousand at a time.
struct FINESSIntake {
    /// What the database holds under a number that the batch names.
    private struct Known {
        let id: Organisation.ID
        let kind: Organisation.Kind
        let lineage: Lineage
        let hash: Int64?
        let parent: Organisation.ID?
    }

    private struct Move {
        let id: Organisation.ID
        let target: Organisation.ID
    }

    private static let batchLength = 2000
    private static let lookUpLength = 1000

    var report: ImportReport
    private let session: any Session
    private let now: Instant
    private var regions: RegionShelf
    private var batch: [FINESSRecord] = []
    /// Numbers whose line was read: eight bytes each.
    private var seen: Set<UInt64> = []
    /// Legal entities made by this import from a site's line, and not described by a line of their own yet.
    private var onlyNamed: Set<UInt64> = []

    init(root: Organisation, report: ImportReport, at now: Instant, in session: any Session) throws(DatabaseError) {
        self.report = report
        self.now = now
        self.session = session
        regions = try RegionShelf(root: root, in: session)
    }

    /// - Returns: true when a batch was written.
    mutating func add(_ record: FINESSRecord) throws -> Bool {
        guard seen.insert(record.finess.packed).inserted else {
            report.refuse(
                record.line,
                Phrase(
                    "Le numéro FINESS \(record.finess) figure déjà plus haut dans le fichier.",
                    "The FINESS number \(record.finess) already stands above in the file."))
            return false
        }
        batch.append(record)
        guard batch.count >= Self.batchLength else { return false }
        try flush()
        return true
    }

    mutating func flush() throws {
        guard !batch.isEmpty else { return }
        var known = try lookUp()
        var fresh: [OrganisationRows.Fresh] = []
        var changed: [OrganisationRows.Changed] = []
        var moves: [Move] = []
        // Legal entities first: their sites may stand above them in the file.
        for record in batch where record.kind == .legalEntity {
            try take(entity: record, &known, &fresh, &changed, &moves)
        }
        for record in batch where record.kind == .site {
            try take(site: record, &known, &fresh, &changed, &moves)
        }
        batch.removeAll(keepingCapacity: true)
        try OrganisationRows.insert(fresh, in: session)
        try OrganisationRows.update(changed, in: session)
        for move in moves {
            guard let moved = try OrganisationStore.organisation(move.id, in: session),
                let target = try OrganisationStore.organisation(move.target, in: session)
            else { continue }
            try OrganisationStore.relocate(moved, under: target, in: session)
        }
    }

    private func lookUp() throws(DatabaseError) -> [FINESS: Known] {
        let numbers = Set(batch.map(\.finess)).union(batch.compactMap(\.owner)).sorted()
        var known: [FINESS: Known] = [:]
        for start in stride(from: 0, to: numbers.count, by: Self.lookUpLength) {
            var piece = Array(numbers[start..<min(start + Self.lookUpLength, numbers.count)])
            // Always as many parameters, so that an engine which keeps prepared statements finds this one again.
            if let last = piece.last { piece += Array(repeating: last, count: Self.lookUpLength - piece.count) }
            try session.each(
                """
                SELECT o.finess, o.id, o.kind, o.lineage, o.import_hash, o.parent_id
                FROM organisation o WHERE o.finess IN (\(list: piece))
                """
            ) { row throws(DatabaseError) in
                known[FINESS(stored: try row.text(0))] = Known(
                    id: try row.identifier(1), kind: try row.value(2), lineage: Lineage(stored: try row.text(3)),
                    hash: row.optionalInt(4).map(Int64.init), parent: row.optionalIdentifier(5))
            }
        }
        return known
    }

    private mutating func take(
        entity record: FINESSRecord, _ known: inout [FINESS: Known], _ fresh: inout [OrganisationRows.Fresh],
        _ changed: inout [OrganisationRows.Changed], _ moves: inout [Move]
    ) throws(DatabaseError) {
        guard let found = known[record.finess] else {
            let row = try newEntity(record.finess, named: record.name, from: record)
            report.created += 1
            fresh.append(row)
            known[record.finess] = Known(
                id: row.id, kind: .legalEntity, lineage: row.lineage, hash: row.hash, parent: row.parent)
            return
        }
        guard found.kind == .legalEntity else { return refuseOtherKind(record) }
        let wasOnlyNamed = onlyNamed.remove(record.finess.packed) != nil
        guard found.hash != record.hash else {
            report.unchanged += 1
            return
        }
        if !wasOnlyNamed { report.changed += 1 }
        changed.append(OrganisationRows.Changed(id: found.id, record: record))
        // What FINESS placed follows its region; what somebody placed elsewhere stays there.
        if let parent = found.parent, regions.holds(parent) {
            let region = try regions.place(of: record.region, at: now, report: &report, in: session)
            if parent != region.id { moves.append(Move(id: found.id, target: region.id)) }
        }
    }

    private mutating func take(
        site record: FINESSRecord, _ known: inout [FINESS: Known], _ fresh: inout [OrganisationRows.Fresh],
        _ changed: inout [OrganisationRows.Changed], _ moves: inout [Move]
    ) throws(DatabaseError) {
        if let found = known[record.finess], found.kind != .site { return refuseOtherKind(record) }
        guard let number = record.owner, let owner = try owner(number, of: record, &known, &fresh) else { return }
        guard let found = known[record.finess] else {
            let id = Organisation.ID.make(at: now)
            let lineage = Lineage(under: owner.lineage, id: id)
            fresh.append(
                OrganisationRows.Fresh(
                    id: id, parent: owner.id, lineage: lineage, kind: .site, finess: record.finess, name: record.name,
                    category: record.category, town: record.town, department: record.department,
                    isClosed: record.isClosed, closedOn: record.closedOn, hash: record.hash))
            known[record.finess] = Known(id: id, kind: .site, lineage: lineage, hash: record.hash, parent: owner.id)
            report.created += 1
            return
        }
        guard found.hash != record.hash else {
            report.unchanged += 1
            return
        }
        report.changed += 1
        changed.append(OrganisationRows.Changed(id: found.id, record: record))
        if let parent = found.parent, parent != owner.id,
            try OrganisationStore.organisation(parent, in: session)?.kind == .legalEntity
        {
            moves.append(Move(id: found.id, target: owner.id))
        }
    }

    /// The legal entity of a site, made under a provisional name when no line has described it.
    private mutating func owner(
        _ number: FINESS, of record: FINESSRecord, _ known: inout [FINESS: Known],
        _ fresh: inout [OrganisationRows.Fresh]
    ) throws(DatabaseError) -> Known? {
        if let found = known[number] {
            if found.kind == .legalEntity { return found }
            report.refuse(
                record.line,
                Phrase(
                    "Le numéro \(number) est celui d’un établissement géographique, pas d’une entité juridique.",
                    "The number \(number) belongs to a site, not to a legal entity."))
            return nil
        }
        if number == record.finess {
            refuseOtherKind(record)
            return nil
        }
        let row = try newEntity(number, named: "Entité juridique \(number)", from: record)
        fresh.append(row)
        report.created += 1
        onlyNamed.insert(number.packed)
        let made = Known(id: row.id, kind: .legalEntity, lineage: row.lineage, hash: nil, parent: row.parent)
        known[number] = made
        return made
    }

    private mutating func newEntity(
        _ number: FINESS, named name: String, from record: FINESSRecord
    ) throws(DatabaseError) -> OrganisationRows.Fresh {
        let region = try regions.place(of: record.region, at: now, report: &report, in: session)
        let id = Organisation.ID.make(at: now)
        var row = OrganisationRows.Fresh(
            id: id, parent: region.id, lineage: Lineage(under: region.lineage, id: id), kind: .legalEntity,
            finess: number, name: name, department: record.department)
        if record.kind == .legalEntity {
            row.category = record.category
            row.town = record.town
            row.isClosed = record.isClosed
            row.closedOn = record.closedOn
            row.hash = record.hash
        }
        return row
    }

    private mutating func refuseOtherKind(_ record: FINESSRecord) {
        report.refuse(
            record.line,
            Phrase(
                "Le numéro \(record.finess) désigne à la fois une entité juridique et un établissement géographique.",
                "The number \(record.finess) is given both to a legal entity and to a site."))
    }
}
