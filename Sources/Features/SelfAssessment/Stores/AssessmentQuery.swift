// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence

/// Which assessments a list shows.
struct AssessmentQuery: Sendable {
    enum State: String, Sendable, CaseIterable {
        case open
        case closed
    }

    enum Sort: String, Sendable, CaseIterable {
        case organisation = "etablissement"
        case due = "echeance"
        case score = "indice"
        case progress = "avancement"
        case opened = "ouverture"
    }

    var under: Lineage
    var state: State?
    var framework: String?
    var text: String?
    var sort = Sort.opened
    var isDescending = true
    var limit = 50
    var offset = 0

    /// Always ends with the key, so that pages never overlap.
    var order: SQL {
        let column: SQL =
            switch sort {
            case .organisation: "o.folded_name"
            case .due: "COALESCE(a.due_on, '9999')"
            case .score: "COALESCE(a.score_index, -1)"
            case .progress: "(a.answered * 1000 / (a.applicable + 1))"
            case .opened: "a.opened_at"
            }
        let direction: SQL = isDescending ? " DESC" : " ASC"
        return column + direction + ", o.folded_name, a.id"
    }
}

/// What of the assessments a person may read: everything in some parts of the tree, what is shared in others, what is
/// entrusted in others still.
struct AssessmentScope: Sendable {
    let full: [Lineage]
    let shared: [Lineage]
    let entrusted: [Lineage]
    let account: Account.ID

    init(_ access: Access) {
        full = access.scope(of: AssessmentPermissions.read)
        shared = access.scope(of: AssessmentPermissions.readShared)
        entrusted = access.scope(of: AssessmentPermissions.contribute)
        account = access.account
    }

    /// A condition on `assessment a` and `organisation o`.
    var condition: SQL {
        """
        (\(Lineage.condition(on: "o.lineage", anyOf: full))
        OR (a.shared_at IS NOT NULL AND \(Lineage.condition(on: "o.lineage", anyOf: shared)))
        OR (\(Lineage.condition(on: "o.lineage", anyOf: entrusted)) AND EXISTS (
            SELECT 1 FROM answer e WHERE e.assessment_id = a.id AND e.responsible_id = \(account))))
        """
    }

    /// The same rule for one assessment already read; `isEntrusted` says whether any requirement is the person's.
    func mayRead(_ assessment: Assessment, isEntrusted: Bool) -> Bool {
        if full.contains(where: { $0.contains(assessment.lineage) }) { return true }
        if assessment.sharedAt != nil, shared.contains(where: { $0.contains(assessment.lineage) }) { return true }
        return isEntrusted && entrusted.contains { $0.contains(assessment.lineage) }
    }
}
