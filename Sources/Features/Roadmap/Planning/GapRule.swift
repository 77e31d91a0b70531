// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs

/// How much of a requirement is still to be done, and why.
///
/// What is proven, soon to expire or not, and what does not apply leave nothing. What is declared met but proven by nothing
/// leaves one half: gathering the proof is work, and often shows that the thing was not entirely done.
enum GapRule {
    struct Gap: Sendable, Hashable {
        /// Above 0, up to 1.
        let share: Double
        let reason: RoadmapSnapshot.Reason
    }

    static let toProve = 0.5

    /// - Parameter fraction: how much of the requirement the answer reaches, from 0 to 1; nil without an answer.
    static func gap(_ state: RequirementState, fraction: Double?) -> Gap? {
        let reached = fraction.map { min(max($0, 0), 1) }
        switch state {
        case .proven, .expiring, .notApplicable: return nil
        case .declared: return Gap(share: toProve, reason: .toProve)
        case .expired: return Gap(share: max(toProve, 1 - (reached ?? 1)), reason: .expired)
        case .partial:
            // Declared entirely met, but proven in part only: the rest is to be proven.
            let left = 1 - (reached ?? 0.5)
            return left > 0 ? Gap(share: left, reason: .partial) : Gap(share: toProve, reason: .toProve)
        case .notMet, .open: return Gap(share: 1, reason: .missing)
        }
    }
}
