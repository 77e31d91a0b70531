// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives

/// The states of this room: the same shape, word and colour everywhere.
enum StateWords {
    static func title(_ state: AnalysisState, _ t: Language) -> String {
        switch state {
        case .open: t("À faire", "To do")
        case .underway: t("En cours", "In progress")
        case .validated: t("Validé", "Validated")
        case .toReview: t("À revoir", "To review")
        }
    }

    static func badge(_ state: AnalysisState, _ t: Language) -> StateBadge {
        switch state {
        case .open: StateBadge(.unanswered, title(state, t))
        case .underway: StateBadge(.declared, title(state, t))
        case .validated: StateBadge(.proven, title(state, t))
        case .toReview: StateBadge(.expiring, title(state, t))
        }
    }

    static func badge(_ plan: Plan, on day: Day, _ t: Language) -> StateBadge {
        if plan.isRemoved { return StateBadge(.closed, t("Retiré", "Removed")) }
        guard plan.approved != nil else { return StateBadge(.missing, t("À valider", "To approve")) }
        if plan.isReviewDue(on: day) { return StateBadge(.expiring, t("À revoir", "To review")) }
        if plan.hasDraft { return StateBadge(.toReview, t("Nouvelle version à valider", "New version to approve")) }
        return StateBadge(.proven, t("Validé", "Approved"))
    }

    static func badge(_ test: PlanTest, on day: Day, _ t: Language) -> StateBadge {
        if test.isRemoved { return StateBadge(.closed, t("Retiré", "Removed")) }
        if test.isHeld {
            return test.draft.isInField
                ? StateBadge(.proven, t("Tenu sur le terrain", "Held in the field"))
                : StateBadge(.declared, t("Tenu, pas sur le terrain", "Held, not in the field"))
        }
        return test.draft.plannedOn < day
            ? StateBadge(.missing, t("En retard", "Late")) : StateBadge(.neutral, t("Prévu", "Planned"))
    }

    static func badge(_ mode: DegradedModeDraft, _ t: Language) -> StateBadge {
        switch mode.outcome {
        case nil: StateBadge(.missing, t("Jamais essayé", "Never tried"))
        case .held: StateBadge(.proven, t("A tenu", "Held"))
        case .partly: StateBadge(.expiring, t("A tenu en partie", "Held in part"))
        case .failed: StateBadge(.missing, t("N’a pas tenu", "Did not hold"))
        }
    }

    static func title(_ outcome: DegradedMode.Outcome, _ t: Language) -> String {
        switch outcome {
        case .held: t("Il a tenu", "It held")
        case .partly: t("Il a tenu en partie", "It held in part")
        case .failed: t("Il n’a pas tenu", "It did not hold")
        }
    }

    static func badge(_ level: ImpactLevel, _ t: Language) -> StateBadge {
        switch level {
        case .none: StateBadge(.notApplicable, level.title(t))
        case .limited: StateBadge(.neutral, level.title(t))
        case .serious: StateBadge(.expiring, level.title(t))
        case .critical: StateBadge(.missing, level.title(t))
        }
    }
}
