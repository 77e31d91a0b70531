// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Primitives

/// Whether a proof is worth something today by itself, whatever the rules say of its age.
enum ProofValidity: Sendable, Hashable {
    case valid
    case ending(Day)
    case ended(Day)
    case withdrawn
    case replaced

    /// How many days before its end a proof is said to end soon.
    static let soon = 60

    init(_ proof: Proof, today: Day) {
        if proof.replacedBy != nil {
            self = .replaced
        } else if proof.withdrawnAt != nil {
            self = .withdrawn
        } else if let end = proof.validUntil, end < today {
            self = .ended(end)
        } else if let end = proof.validUntil, today.days(until: end) <= Self.soon {
            self = .ending(end)
        } else {
            self = .valid
        }
    }

    func badge(_ t: Language, today: Day) -> StateBadge {
        switch self {
        case .valid: StateBadge(.proven, t("Valable", "Valid"))
        case .ending(let end):
            StateBadge(
                .expiring,
                t("Bientôt périmée, \(t.distance(from: today, to: end))", "Ends \(t.distance(from: today, to: end))"))
        case .ended: StateBadge(.missing, t("Périmée", "Expired"))
        case .withdrawn: StateBadge(.closed, t("Retirée", "Withdrawn"))
        case .replaced: StateBadge(.closed, t("Remplacée", "Replaced"))
        }
    }
}
