// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives

extension BudgetStore {
    static func open(
        _ year: Int, operating: Money, at keeper: Organisation, today: Day, in change: Change
    ) throws {
        try check(year, operating)
        let made = try change.session.execute(
            """
            INSERT INTO budget_year (organisation_id, year, operating, updated_on)
            VALUES (\(keeper.id), \(year), \(operating.cents), \(today))
            ON CONFLICT (organisation_id, year) DO NOTHING
            """)
        guard made == 1 else { throw GovernanceError.yearExists }
        try settle(year, of: keeper.id, today: today, in: change)
        try change.record("budget.opened", organisation: keeper.id.text, detail: "\(year)")
    }

    static func correct(_ year: BudgetYear, operating: Money, today: Day, in change: Change) throws {
        try check(year.year, operating)
        try change.session.execute(
            """
            UPDATE budget_year SET operating = \(operating.cents)
            WHERE organisation_id = \(year.keeper.id) AND year = \(year.year)
            """)
        try settle(year.year, of: year.keeper.id, today: today, in: change)
        try change.record("budget.corrected", organisation: year.keeper.id.text, detail: "\(year.year)")
    }

    static func add(_ draft: BudgetLineDraft, to year: BudgetYear, today: Day, in change: Change) throws {
        try check(draft)
        guard year.lines < linesLimit else { throw GovernanceError.tooMany }
        let id = BudgetLine.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO budget_line (id, organisation_id, year, title, domain, nature, planned, spent, created_at)
            VALUES (\(id), \(year.keeper.id), \(year.year), \(draft.title), \(draft.domain.rawValue),
                \(draft.nature.rawValue), \(draft.planned.cents), \(draft.spent?.cents), \(change.now))
            """)
        try settle(year.year, of: year.keeper.id, today: today, in: change)
        try change.record(
            "budgetLine.added", organisation: year.keeper.id.text, subject: id.text, detail: draft.title)
    }

    static func correct(_ line: BudgetLine, _ draft: BudgetLineDraft, today: Day, in change: Change) throws {
        try check(draft)
        try change.session.execute(
            """
            UPDATE budget_line SET title = \(draft.title), domain = \(draft.domain.rawValue),
                nature = \(draft.nature.rawValue), planned = \(draft.planned.cents), spent = \(draft.spent?.cents)
            WHERE id = \(line.id)
            """)
        try finish("budgetLine.corrected", line, draft.title, today: today, in: change)
    }

    static func remove(_ line: BudgetLine, today: Day, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE budget_line SET removed_at = \(change.now) WHERE id = \(line.id) AND removed_at IS NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try finish("budgetLine.removed", line, line.title, today: today, in: change)
    }

    static func restore(_ line: BudgetLine, today: Day, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE budget_line SET removed_at = NULL WHERE id = \(line.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try finish("budgetLine.restored", line, line.title, today: today, in: change)
    }

    private static func finish(
        _ action: String, _ line: BudgetLine, _ title: String, today: Day, in change: Change
    ) throws {
        try settle(line.year, of: line.keeper, today: today, in: change)
        try change.record(action, organisation: line.keeper.text, subject: line.id.text, detail: title)
    }

    /// The share of a year that has begun is a proof; a year to come proves nothing yet, a year without lines neither.
    private static func settle(_ year: Int, of keeper: Organisation.ID, today: Day, in change: Change) throws {
        try change.session.execute(
            """
            UPDATE budget_year SET updated_on = \(today) WHERE organisation_id = \(keeper) AND year = \(year)
            """)
        let object = "budget/\(keeper)/\(year)"
        guard let found = try self.year(year, of: keeper, in: change.session), year <= today.year,
            let share = found.share(on: today), let last = Day(year: year, month: 12, day: 31)
        else {
            return try ProofStore.retract(feature: AppointmentProofs.feature, object: object, in: change)
        }
        // A budget speaks of its own year: corrected years later, it does not become a recent proof.
        try ProofStore.publish(
            Measurement(
                feature: AppointmentProofs.feature, object: object, kind: "budget.share",
                title: "Part du numérique et de la sécurité dans le budget \(year)", facts: ["share": .number(share)],
                obtainedOn: min(today, last), organisation: keeper),
            in: change)
    }

    private static func check(_ year: Int, _ operating: Money) throws(GovernanceError) {
        guard (2000...2100).contains(year), (1...Money.limit).contains(operating.cents) else { throw .outOfRange }
    }

    private static func check(_ draft: BudgetLineDraft) throws(GovernanceError) {
        guard !draft.title.isEmpty else { throw .textMissing }
        guard draft.title.unicodeScalars.count <= 200 else { throw .textTooLong }
        guard (0...Money.limit).contains(draft.planned.cents), (0...Money.limit).contains(draft.spent?.cents ?? 0)
        else {
            throw .outOfRange
        }
    }
}
