// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives

/// The scopes of D2 that an establishment does not have, or has no analysis of, with the written reason.
enum WaiverStore {
    struct Waiver: Sendable, Hashable {
        let organisation: Organisation.ID
        let scope: CareScope
        let reason: String
        let decidedOn: Day
    }

    static func all(under place: Lineage, in session: any Session) throws(DatabaseError) -> [Waiver] {
        try session.all(
            """
            SELECT w.organisation_id, w.scope, w.reason, w.decided_on
            FROM continuity_waiver w JOIN organisation k ON k.id = w.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) ORDER BY w.organisation_id, w.scope
            """
        ) { row throws(DatabaseError) in
            Waiver(
                organisation: try row.identifier(0), scope: try row.value(1), reason: try row.text(2),
                decidedOn: try row.day(3))
        }
    }

    static func give(
        _ reason: String, for scope: CareScope, at organisation: Organisation.ID, on day: Day, in change: Change
    ) throws {
        guard !reason.isEmpty else { throw ContinuityError.textMissing }
        guard reason.unicodeScalars.count <= 1000 else { throw ContinuityError.textTooLong }
        try change.session.execute(
            """
            INSERT INTO continuity_waiver (organisation_id, scope, reason, decided_on)
            VALUES (\(organisation), \(scope.rawValue), \(reason), \(day))
            ON CONFLICT (organisation_id, scope) DO UPDATE SET reason = excluded.reason, decided_on = excluded.decided_on
            """)
        try settle(organisation, in: change)
        try change.record(
            "continuityScope.waived", organisation: organisation.text, detail: scope.short(.french))
    }

    static func takeBack(_ scope: CareScope, at organisation: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "DELETE FROM continuity_waiver WHERE organisation_id = \(organisation) AND scope = \(scope.rawValue)")
        guard changed == 1 else { throw ContinuityError.alreadySo }
        try settle(organisation, in: change)
        try change.record(
            "continuityScope.resumed", organisation: organisation.text, detail: scope.short(.french))
    }

    /// The rule of the framework accepts one written reason in the place of any analysis that is missing. It is published
    /// only when every scope has its analysis or its own reason: else the reason for one scope would hide another.
    static func settle(_ organisation: Organisation.ID, in change: Change) throws {
        let kinds: [String] = try change.session.all(
            """
            SELECT DISTINCT n.kind FROM continuity_analysis a JOIN map_node n ON n.id = a.node_id
            WHERE n.organisation_id = \(organisation) AND n.removed_at IS NULL AND a.validated_on IS NOT NULL
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        let waived: [(scope: CareScope, day: Day)] = try change.session.all(
            "SELECT scope, decided_on FROM continuity_waiver WHERE organisation_id = \(organisation)"
        ) { row throws(DatabaseError) in (try row.value(0), try row.day(1)) }
        let analysed = Set(kinds.compactMap { NodeKindText.scope($0) })
        let object = ContinuityProofs.object(ofWaivers: organisation)
        guard let last = waived.map(\.day).max(),
            CareScope.allCases.allSatisfy({ scope in
                analysed.contains(scope) || waived.contains { $0.scope == scope }
            })
        else {
            try ProofStore.retract(feature: ContinuityProofs.feature, object: object, in: change)
            return
        }
        try ProofStore.publish(
            Measurement(
                feature: ContinuityProofs.feature, object: object, kind: "procedure.document",
                title: "Motif des bilans d’impact sans objet",
                facts: ["subject": .text("impact-analysis-justification")],
                obtainedOn: last, organisation: organisation), in: change)
    }
}
