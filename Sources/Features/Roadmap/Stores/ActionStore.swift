// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Planning
import Primitives

/// Statements about what organisations changed in the library of actions, and added to it.
enum ActionStore {
    struct Change: Sendable, Hashable {
        let action: CandidateAction
        let origin: ActionCatalogue.Origin
    }

    /// Those of an organisation and of everything above it, from the root down.
    static func changes(above lineage: Lineage, in session: any Session) throws(DatabaseError) -> [Change] {
        try session.all(
            """
            SELECT a.content, a.organisation_id, o.name, a.is_own, a.updated_by, a.updated_at
            FROM roadmap_action a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.organisation_id IN (\(list: lineage.identifiers)) ORDER BY length(o.lineage), a.action
            """
        ) { row throws(DatabaseError) in
            Change(
                action: try StoredJSON.value(try row.text(0)),
                origin: ActionCatalogue.Origin(
                    organisation: try row.identifier(1), organisationName: try row.text(2), isOwn: try row.bool(3),
                    updatedBy: try row.text(4), updatedAt: try row.instant(5)))
        }
    }

    /// Writes an action for an organisation and what stands below it.
    ///
    /// - Throws: when it would wait for itself through its prerequisites.
    static func save(
        _ action: CandidateAction, isNew: Bool, for organisation: Organisation, in change: Journal.Change
    ) throws {
        let catalogue = try ActionCatalogue.read(for: organisation, in: change.session)
        if isNew, catalogue.item(action.id) != nil { throw RoadmapError.identifierTaken(action.id) }
        if !isNew, catalogue.item(action.id) == nil { throw RoadmapError.unknownAction }
        let others = catalogue.actions.filter { $0.id != action.id }
        if ActionRules.waitingForThemselves(others + [action]).contains(action.id) {
            throw RoadmapError.waitsForItself(action.id)
        }
        let isOwn = ShippedActions.library[action.id] == nil
        let content = try StoredJSON.text(action)
        try change.session.execute(
            """
            INSERT INTO roadmap_action (organisation_id, action, is_own, content, updated_at, updated_by)
            VALUES (\(organisation.id), \(action.id), \(isOwn), \(content), \(change.now), \(change.actor.name))
            ON CONFLICT (organisation_id, action) DO UPDATE SET content = excluded.content,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """)
        try change.record(
            isNew ? "roadmapAction.added" : "roadmapAction.changed", organisation: organisation.id.text,
            subject: action.id, detail: action.title)
    }

    /// Back to what the level above says; an own action disappears.
    static func reset(_ action: String, for organisation: Organisation, in change: Journal.Change) throws {
        let removed = try change.session.execute(
            "DELETE FROM roadmap_action WHERE organisation_id = \(organisation.id) AND action = \(action)")
        guard removed == 1 else { throw RoadmapError.unknownAction }
        try change.record(
            "roadmapAction.reset", organisation: organisation.id.text, subject: action, detail: action)
    }
}
