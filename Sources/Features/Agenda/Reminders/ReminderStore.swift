// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Persistence
import Primitives

/// Every statement about reminders.
enum ReminderStore {
    static func preference(of account: Account.ID, in session: any Session) throws(DatabaseError) -> ReminderPreference?
    {
        try session.first(
            """
            SELECT cadence, chosen_on, last_sent_on, failure, failed_at FROM reminder_preference
            WHERE account_id = \(account)
            """
        ) { row throws(DatabaseError) in
            ReminderPreference(
                cadence: try row.value(0), chosenOn: try row.day(1), lastSentOn: try row.optionalDay(2),
                failure: row.optionalText(3).flatMap(ReminderFailure.init(rawValue:)),
                failedAt: try row.optionalInstant(4))
        }
    }

    /// The person's own choice. The count of turns begins anew, and a failure of before is forgotten.
    static func choose(_ cadence: ReminderCadence, for account: Account.ID, on day: Day, in change: Change) throws {
        try change.session.execute(
            """
            INSERT INTO reminder_preference (account_id, cadence, chosen_on)
            VALUES (\(account), \(cadence.rawValue), \(day))
            ON CONFLICT (account_id) DO UPDATE SET cadence = excluded.cadence, chosen_on = excluded.chosen_on,
                failed_at = NULL, failure = NULL
            """)
        try change.record("agenda.remindersChosen", of: account, detail: cadence.rawValue)
    }

    /// Those whose turn it is, of the open accounts.
    static func due(on day: Day, in session: any Session) throws(DatabaseError) -> [ReminderTurn] {
        try session.all(
            """
            SELECT a.id, a.name, a.email, a.language, r.cadence, r.chosen_on, r.handled_on
            FROM reminder_preference r JOIN account a ON a.id = r.account_id
            WHERE r.cadence <> 'none' AND a.disabled_at IS NULL AND (r.handled_on IS NULL OR r.handled_on < \(day))
            ORDER BY a.id
            """
        ) { row throws(DatabaseError) in
            ReminderTurn(
                account: try row.identifier(0), name: try row.text(1), email: try row.text(2),
                language: try row.value(3), cadence: try row.value(4), chosenOn: try row.day(5),
                handledOn: try row.optionalDay(6))
        }.filter { $0.isDue(on: day) }
    }

    /// Takes a person's turn, before anything is sent: of the server and a command at work at once, one finds it taken.
    ///
    /// Outside the journal, as every statement below but `sent`: nobody did it, and no page tells it.
    static func claim(_ turn: ReminderTurn, on day: Day, in session: any Session) throws(DatabaseError) -> Bool {
        try session.execute(
            """
            UPDATE reminder_preference SET handled_on = \(day)
            WHERE account_id = \(turn.account) AND cadence = \(turn.cadence.rawValue)
                AND (handled_on IS NULL OR handled_on < \(day))
            """) == 1
    }

    static func sent(_ turn: ReminderTurn, items: Int, on day: Day, in change: Change) throws {
        try change.session.execute(
            """
            UPDATE reminder_preference SET last_sent_on = \(day), failed_at = NULL, failure = NULL
            WHERE account_id = \(turn.account)
            """)
        try change.record("agenda.reminderSent", of: turn.account, detail: String(items))
    }

    /// Notes why a letter did not leave, for the person's page.
    static func note(
        _ failure: ReminderFailure, for turn: ReminderTurn, at now: Instant, in session: any Session
    ) throws(DatabaseError) {
        try session.execute(
            """
            UPDATE reminder_preference SET failed_at = \(now), failure = \(failure.rawValue)
            WHERE account_id = \(turn.account)
            """)
    }

    /// Gives back a turn that was claimed: the next round tries again.
    static func release(_ turn: ReminderTurn, in session: any Session) throws(DatabaseError) {
        try session.execute(
            "UPDATE reminder_preference SET handled_on = \(turn.handledOn) WHERE account_id = \(turn.account)")
    }
}
