// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Identity
import Journal
import LegalClocks
import Organisations
import Persistence
import Primitives

/// Shifts, notifications sent, ticks and isolation: what hangs on a running incident.
enum ConductStore {
    static let limit = 500

    private static func room(_ table: SQL, _ incident: Incident, in change: Change) throws {
        let count = try change.session.count("SELECT COUNT(*) FROM \(table) WHERE incident_id = \(incident.id)")
        guard count < limit else { throw CrisisError.tooMany(limit: limit) }
    }

    // MARK: Shifts

    /// Those in force and to come before those that ended or were removed.
    static func shifts(of incident: Incident.ID, in session: any Session) throws(DatabaseError) -> [Shift] {
        try session.all(
            """
            SELECT id, cell, job, person, deputy, begins_at, ends_at, removed_at FROM incident_shift
            WHERE incident_id = \(incident) ORDER BY (removed_at IS NOT NULL), begins_at, job, id
            """
        ) { row throws(DatabaseError) in
            Shift(
                id: try row.identifier(0), cell: try row.value(1), job: try row.text(2), person: try row.text(3),
                deputy: try row.text(4), beginsAt: try row.instant(5), endsAt: try row.optionalInstant(6),
                isRemoved: row.optionalText(7) != nil)
        }
    }

    static func add(_ draft: ShiftDraft, to incident: Incident, by author: String, in change: Change) throws {
        guard LogCell.tables.contains(draft.cell) else { throw CrisisError.outOfRange }
        try IncidentChanges.needed(draft.job, 150)
        try IncidentChanges.needed(draft.person, 150)
        try IncidentChanges.bound(draft.deputy, 150)
        guard draft.endsAt.map({ $0 > draft.beginsAt }) ?? true else { throw CrisisError.outOfRange }
        try IncidentChanges.pulse(incident, in: change)
        try room("incident_shift", incident, in: change)
        let id = Shift.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO incident_shift (id, incident_id, cell, job, person, deputy, begins_at, ends_at)
            VALUES (\(id), \(incident.id), \(draft.cell.rawValue), \(draft.job), \(draft.person), \(draft.deputy),
                \(draft.beginsAt), \(draft.endsAt))
            """)
        try change.record(
            "crisis.shift.added", organisation: incident.keeper.id.text, subject: incident.id.text, detail: draft.job)
        let deputy = draft.deputy.isEmpty ? "" : ", suppléant\u{00A0}: \(draft.deputy)"
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(draft.beginsAt), kind: .information, cell: draft.cell, phase: incident.phase,
                text:
                    "\(draft.cell.title(.french))\u{00A0}: \(draft.person) tient la fonction «\u{00A0}\(draft.job)\u{00A0}»\(deputy)."
            ),
            of: incident, by: author, in: change)
    }

    static func setRemoved(
        _ isRemoved: Bool, _ shift: Shift, of incident: Incident, by author: String, in change: Change
    ) throws {
        try IncidentChanges.pulse(incident, in: change)
        let moment: Instant? = isRemoved ? change.now : nil
        let state: SQL = isRemoved ? "removed_at IS NULL" : "removed_at IS NOT NULL"
        let changed = try change.session.execute(
            """
            UPDATE incident_shift SET removed_at = \(moment)
            WHERE id = \(shift.id) AND incident_id = \(incident.id) AND \(state)
            """)
        guard changed == 1 else { throw CrisisError.alreadySo }
        try change.record(
            isRemoved ? "crisis.shift.removed" : "crisis.shift.restored", organisation: incident.keeper.id.text,
            subject: incident.id.text, detail: shift.job)
        let act = isRemoved ? "Retiré du tour" : "Rétabli au tour"
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(change.now), kind: .information, cell: shift.cell, phase: incident.phase,
                text: "\(act)\u{00A0}: \(shift.person), «\u{00A0}\(shift.job)\u{00A0}»."), of: incident, by: author,
            in: change)
    }

    // MARK: Clocks

    static func receipts(
        of incident: Incident.ID, in session: any Session
    ) throws(DatabaseError) -> [String: ClockReceipt] {
        var receipts: [String: ClockReceipt] = [:]
        try session.each(
            """
            SELECT clock, sent_at, receipt, file_name, note, late_reason, sent_by FROM incident_clock
            WHERE incident_id = \(incident)
            """
        ) { row throws(DatabaseError) in
            receipts[try row.text(0)] = ClockReceipt(
                sentAt: try row.instant(1), number: try row.text(2), fileName: try row.text(3), note: try row.text(4),
                lateReason: try row.text(5), sentBy: try row.text(6))
        }
        return receipts
    }

    /// Keeps that a notification was sent; again, it corrects what was kept.
    static func stop(
        _ reading: ClockReading, _ receipt: ClockReceipt, of incident: Incident, by author: String, in change: Change
    ) throws {
        guard receipt.sentAt <= change.now else { throw CrisisError.future }
        for (text, limit) in [
            (receipt.number, 150), (receipt.fileName, 200), (receipt.note, 2000), (receipt.lateReason, 1000),
        ] { try IncidentChanges.bound(text, limit) }
        let isLate = reading.dueAt.map { ClockMoment(receipt.sentAt) > $0 } ?? false
        guard !isLate || !receipt.lateReason.isEmpty else { throw CrisisError.lateReasonMissing }
        try IncidentChanges.pulse(incident, in: change)
        try change.session.execute(
            """
            INSERT INTO incident_clock (incident_id, clock, sent_at, sent_by, receipt, file_name, note, late_reason)
            VALUES (\(incident.id), \(reading.id), \(receipt.sentAt), \(author), \(receipt.number),
                \(receipt.fileName), \(receipt.note), \(receipt.lateReason))
            ON CONFLICT (incident_id, clock) DO UPDATE SET sent_at = excluded.sent_at, sent_by = excluded.sent_by,
                receipt = excluded.receipt, file_name = excluded.file_name, note = excluded.note,
                late_reason = excluded.late_reason
            """)
        try change.record(
            "crisis.clock.stopped", organisation: incident.keeper.id.text, subject: incident.id.text, detail: reading.id
        )
        var text = "\(reading.rule.recipient)\u{00A0}: \(reading.stage.title.lowercasedFirst), fait."
        if !receipt.number.isEmpty { text += " Récépissé \(receipt.number)." }
        if !receipt.fileName.isEmpty { text += " Pièce\u{00A0}: \(receipt.fileName)." }
        if isLate { text += " Hors délai\u{00A0}: \(receipt.lateReason)" }
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(receipt.sentAt), kind: .notification, cell: .strategic, phase: incident.phase,
                text: text,
                links: [LogStatement.Link(.clock, key: reading.id, title: reading.stage.title)]), of: incident,
            by: author, in: change)
    }

    static func withdraw(_ reading: ClockReading, of incident: Incident, by author: String, in change: Change) throws {
        try IncidentChanges.pulse(incident, in: change)
        let changed = try change.session.execute(
            "DELETE FROM incident_clock WHERE incident_id = \(incident.id) AND clock = \(reading.id)")
        guard changed == 1 else { throw CrisisError.alreadySo }
        try change.record(
            "crisis.clock.withdrawn", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: reading.id)
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(change.now), kind: .notification, cell: .strategic, phase: incident.phase,
                text: "\(reading.rule.recipient)\u{00A0}: l’envoi noté était une erreur, l’horloge repart.",
                links: [LogStatement.Link(.clock, key: reading.id, title: reading.stage.title)]), of: incident,
            by: author, in: change)
    }

    /// What an organisation switched on or off, its own word before that of the levels above.
    static func switches(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [String: Bool] {
        let ranks = Dictionary(
            uniqueKeysWithValues: place.identifiers.enumerated().map { ($0.element, $0.offset) })
        var found: [String: (rank: Int, isOn: Bool)] = [:]
        try session.each(
            """
            SELECT organisation_id, rule, is_on FROM incident_rule WHERE organisation_id IN (\(list: place.identifiers))
            """
        ) { row throws(DatabaseError) in
            let rule = try row.text(1)
            let rank = ranks[try row.identifier(0)] ?? 0
            if rank >= found[rule]?.rank ?? -1 { found[rule] = (rank, try row.bool(2)) }
        }
        return found.mapValues(\.isOn)
    }

    static func setRule(_ rule: ClockRule, isOn: Bool, at place: Organisation.ID, in change: Change) throws {
        try change.session.execute(
            """
            INSERT INTO incident_rule (organisation_id, rule, is_on) VALUES (\(place), \(rule.id), \(isOn))
            ON CONFLICT (organisation_id, rule) DO UPDATE SET is_on = excluded.is_on
            """)
        try change.record(
            isOn ? "crisis.rule.switchedOn" : "crisis.rule.switchedOff", organisation: place.text,
            detail: rule.recipient)
    }

    // MARK: Reflex sheets

    static func ticks(of incident: Incident.ID, in session: any Session) throws(DatabaseError) -> [SheetTick] {
        try session.all(
            """
            SELECT sheet, step, ticked_at, ticked_by, line_device, line_sequence FROM incident_tick
            WHERE incident_id = \(incident) ORDER BY ticked_at
            """
        ) { row throws(DatabaseError) in
            SheetTick(
                sheet: try row.text(0), step: try row.text(1), at: try row.instant(2), by: try row.text(3),
                line: LogReference(device: try row.text(4), sequence: try row.int(5)))
        }
    }

    static func tick(
        _ step: ReflexSheet.Step, _ sheet: ReflexSheet, _ role: ReflexRole, of incident: Incident, by author: String,
        in change: Change
    ) throws {
        try IncidentChanges.pulse(incident, in: change)
        let isKnown = try change.session.exists(
            """
            SELECT 1 FROM incident_tick WHERE incident_id = \(incident.id) AND sheet = \(sheet.code)
                AND step = \(step.code)
            """)
        guard !isKnown else { throw CrisisError.alreadySo }
        let decides = step.decides ?? false
        let entry = try IncidentChanges.write(
            LogStatement(
                factAt: Moment(change.now), kind: decides ? .decision : .action, cell: cell(of: sheet),
                phase: incident.phase, text: "Fait\u{00A0}: \(step.text)",
                source: "Fiche réflexe «\u{00A0}\(sheet.title)\u{00A0}», \(role.role)",
                decidedBy: decides ? author : "", status: decides ? nil : .done), of: incident, by: author, in: change)
        try change.session.execute(
            """
            INSERT INTO incident_tick (incident_id, sheet, step, ticked_at, ticked_by, line_device, line_sequence)
            VALUES (\(incident.id), \(sheet.code), \(step.code), \(change.now), \(author), \(entry.reference.device),
                \(entry.reference.sequence))
            """)
        try change.record(
            "crisis.step.ticked", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: "\(sheet.code), \(step.code)")
    }

    /// The line stays, and another one says that it was not so.
    static func untick(
        _ step: ReflexSheet.Step, _ sheet: ReflexSheet, of incident: Incident, by author: String, in change: Change
    ) throws {
        try IncidentChanges.pulse(incident, in: change)
        let tick = try ticks(of: incident.id, in: change.session).first {
            $0.sheet == sheet.code && $0.step == step.code
        }
        guard let tick else { throw CrisisError.alreadySo }
        try change.session.execute(
            """
            DELETE FROM incident_tick WHERE incident_id = \(incident.id) AND sheet = \(sheet.code)
                AND step = \(step.code)
            """)
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(change.now), kind: .information, cell: cell(of: sheet), phase: incident.phase,
                text: "Pas fait, coché par erreur\u{00A0}: \(step.text)", relation: .corrects, about: tick.line),
            of: incident, by: author, in: change)
        try change.record(
            "crisis.step.unticked", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: "\(sheet.code), \(step.code)")
    }

    private static func cell(of sheet: ReflexSheet) -> LogCell {
        switch sheet.code.split(separator: "-").first {
        case "direction": .strategic
        case "soins": .care
        case "communication", "standard": .communication
        default: .operational
        }
    }
}

extension String {
    /// For a title that goes on in a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension ClockMoment {
    init(_ instant: Instant) { self.init(milliseconds: instant.millisecondsSinceEpoch) }
    var instant: Instant { Instant(millisecondsSinceEpoch: milliseconds) }
}
