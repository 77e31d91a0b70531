// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement that changes appointments. What an appointment proves is published and retracted in the same
/// transaction: a proof can never outlive what it says.
extension AppointmentStore {
    static let servedLimit = 500

    static func make(
        _ draft: AppointmentDraft, at keeper: Organisation, today: Day, in change: Change
    ) throws -> Appointment.ID {
        try check(draft, at: keeper.lineage, today: today, in: change.session)
        let id = Appointment.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO appointment (id, organisation_id, job, title, person, account_id, starts_on, ends_on, share,
                mission_proof_id, created_at)
            VALUES (\(id), \(keeper.id), \(draft.job.rawValue), \(draft.title), \(draft.person), \(draft.account),
                \(draft.startsOn), \(draft.endsOn), \(draft.share), \(draft.mission), \(change.now))
            """)
        try serve(draft.served, by: id, in: change)
        try settle(id, today: today, in: change)
        try record("appointment.made", id, in: change)
        return id
    }

    static func correct(
        _ appointment: Appointment, _ draft: AppointmentDraft, today: Day, in change: Change
    ) throws {
        try check(draft, at: appointment.keeper.lineage, today: today, in: change.session)
        let changed = try change.session.execute(
            """
            UPDATE appointment SET job = \(draft.job.rawValue), title = \(draft.title), person = \(draft.person),
                account_id = \(draft.account), starts_on = \(draft.startsOn), ends_on = \(draft.endsOn),
                share = \(draft.share), mission_proof_id = \(draft.mission)
            WHERE id = \(appointment.id) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try change.session.execute("DELETE FROM appointment_served WHERE appointment_id = \(appointment.id)")
        try serve(draft.served, by: appointment.id, in: change)
        try settle(appointment.id, today: today, in: change)
        try record("appointment.corrected", appointment.id, in: change)
    }

    static func end(_ appointment: Appointment, on day: Day, today: Day, in change: Change) throws {
        guard day >= appointment.startsOn else { throw GovernanceError.endBeforeStart }
        let changed = try change.session.execute(
            "UPDATE appointment SET ends_on = \(day) WHERE id = \(appointment.id) AND removed_at IS NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try settle(appointment.id, today: today, in: change)
        try record("appointment.ended", appointment.id, in: change)
    }

    /// For what was entered by mistake. Nothing is erased: `resume` brings it back.
    static func remove(_ appointment: Appointment, today: Day, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE appointment SET removed_at = \(change.now) WHERE id = \(appointment.id) AND removed_at IS NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try settle(appointment.id, today: today, in: change)
        try record("appointment.removed", appointment.id, in: change)
    }

    /// Undoes a removal, or else an end.
    static func resume(_ appointment: Appointment, today: Day, in change: Change) throws {
        let changed = try change.session.execute(
            appointment.removedAt != nil
                ? "UPDATE appointment SET removed_at = NULL WHERE id = \(appointment.id) AND removed_at IS NOT NULL"
                : "UPDATE appointment SET ends_on = NULL WHERE id = \(appointment.id) AND ends_on IS NOT NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try settle(appointment.id, today: today, in: change)
        try record("appointment.resumed", appointment.id, in: change)
    }

    /// Publishes the proofs of what began and retracts those of what ended since the last day. Does nothing twice.
    ///
    /// - Returns: how many appointments changed.
    static func refresh(on day: Day, in change: Change) throws -> Int {
        let due: [Appointment.ID] = try change.session.all(
            "SELECT a.id FROM appointment a WHERE \(awaiting(on: day))"
        ) { row throws(DatabaseError) in try row.identifier(0) }
        for id in due {
            try settle(id, today: day, in: change)
            try record("appointment.refreshed", id, in: change)
        }
        return due.count
    }

    static func awaitsRefresh(on day: Day, in session: any Session) throws(DatabaseError) -> Bool {
        try session.exists("SELECT 1 FROM appointment a WHERE \(awaiting(on: day)) LIMIT 1")
    }

    /// In force without a proof, or over with one.
    private static func awaiting(on day: Day) -> SQL {
        """
        ((\(inForce(on: day))
                AND NOT EXISTS (SELECT 1 FROM appointment_publication p WHERE p.appointment_id = a.id))
            OR (a.ends_on < \(day)
                AND EXISTS (SELECT 1 FROM appointment_publication p WHERE p.appointment_id = a.id)))
        """
    }

    /// Brings the published proofs in line with what the appointment is today.
    private static func settle(_ id: Appointment.ID, today: Day, in change: Change) throws {
        guard let appointment = try appointment(id, in: change.session) else { throw GovernanceError.unknown }
        let wanted = AppointmentProofs.measurements(of: appointment, on: today)
        let objects = Set(wanted.map(\.object))
        let published: [String] = try change.session.all(
            "SELECT object FROM appointment_publication WHERE appointment_id = \(id)"
        ) { row throws(DatabaseError) in try row.text(0) }
        for object in published where !objects.contains(object) {
            try ProofStore.retract(feature: AppointmentProofs.feature, object: object, in: change)
            try change.session.execute(
                "DELETE FROM appointment_publication WHERE appointment_id = \(id) AND object = \(object)")
        }
        for measurement in wanted {
            try ProofStore.publish(measurement, in: change)
            try change.session.execute(
                """
                INSERT INTO appointment_publication (appointment_id, object) VALUES (\(id), \(measurement.object))
                ON CONFLICT (appointment_id, object) DO NOTHING
                """)
        }
    }

    private static func check(
        _ draft: AppointmentDraft, at keeper: Lineage, today: Day, in session: any Session
    ) throws {
        guard !draft.person.isEmpty, draft.job != .other || !draft.title.isEmpty else {
            throw GovernanceError.textMissing
        }
        guard draft.person.unicodeScalars.count <= 200, draft.title.unicodeScalars.count <= 150 else {
            throw GovernanceError.textTooLong
        }
        if let end = draft.endsOn, end < draft.startsOn { throw GovernanceError.endBeforeStart }
        guard (0...100).contains(draft.share) else { throw GovernanceError.outOfRange }
        let served = Set(draft.served)
        guard !served.isEmpty else { throw GovernanceError.nobodyServed }
        guard served.count <= servedLimit else { throw GovernanceError.tooMany }
        let inside = try session.count(
            """
            SELECT COUNT(*) FROM organisation o
            WHERE o.id IN (\(list: served.sorted { $0.text < $1.text })) AND \(keeper.sqlCondition(on: "o.lineage"))
            """)
        guard inside == served.count else { throw GovernanceError.outside }
        try Attachments.check(draft.mission, at: keeper, in: session)
        if let account = draft.account {
            guard try PeopleStore.people(at: keeper, today: today, in: session).contains(where: { $0.id == account })
            else { throw GovernanceError.unknownAccount }
        }
    }

    /// What stands below another that is served is served already.
    private static func serve(_ served: [Organisation.ID], by id: Appointment.ID, in change: Change) throws {
        for organisation in Set(served) {
            try change.session.execute(
                "INSERT INTO appointment_served (appointment_id, organisation_id) VALUES (\(id), \(organisation))")
        }
        try change.session.execute(
            """
            DELETE FROM appointment_served WHERE appointment_id = \(id) AND EXISTS (
                SELECT 1 FROM appointment_served s2
                JOIN organisation wide ON wide.id = s2.organisation_id
                JOIN organisation own ON own.id = appointment_served.organisation_id
                WHERE s2.appointment_id = \(id) AND s2.organisation_id <> appointment_served.organisation_id
                    AND substr(own.lineage, 1, length(wide.lineage)) = wide.lineage)
            """)
    }

    private static func record(_ action: String, _ id: Appointment.ID, in change: Change) throws {
        guard let appointment = try appointment(id, in: change.session) else { throw GovernanceError.unknown }
        try change.record(
            action, organisation: appointment.keeper.id.text, subject: id.text,
            detail: "\(appointment.name(.french)), \(appointment.person)")
    }
}
