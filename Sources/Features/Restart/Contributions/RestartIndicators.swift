// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// How long until the services that lives depend on are back, and how many come back too late.
enum RestartIndicators {
    static let hours = "restart.principalHours"
    static let late = "restart.late"

    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let plan = try await house.database.read { session in try PlanStore.latest(of: organisation.id, in: session) }
        return indicators(plan, of: organisation.id)
    }

    static func indicators(_ plan: RestartPlan?, of organisation: Organisation.ID) -> [Indicator] {
        let home = RestartURL.home(.init(organisation)).path
        let href = plan.map { RestartURL.plan(.init($0.organisation), .init($0.id)).path } ?? home
        let summary = plan?.summary
        let p90 = summary?.principalP90
        func hoursSentence(_ t: Language) -> String {
            guard let summary, let p90 else {
                return t("Aucun plan de redémarrage n’est calculé.", "No restart plan is computed.")
            }
            return t(
                "\(summary.principal)\u{00A0}: de retour neuf fois sur dix avant \(HourWords.mark(p90, t)).",
                "\(summary.principal): back nine times in ten before \(HourWords.mark(p90, t)).")
        }
        func lateSentence(_ t: Language) -> String {
            guard let summary else {
                return t("Aucun plan de redémarrage n’est calculé.", "No restart plan is computed.")
            }
            return t(
                "\(t.number(summary.late)) services sur \(t.number(summary.services)) reviendraient après leur DMIA.",
                "\(t.number(summary.late)) services of \(t.number(summary.services)) would be back after their objective."
            )
        }
        return [
            Indicator(
                hours, Phrase("Heures sans le service principal", "Hours without the main service"), value: p90,
                unit: .count, isHigherBetter: false,
                sentence: Phrase(hoursSentence(.french), hoursSentence(.english)), href: href, rank: 45),
            Indicator(
                late, Phrase("Services qui reviendraient trop tard", "Services that would be back too late"),
                value: summary.map { Double($0.late) }, unit: .count, target: 0, isHigherBetter: false,
                sentence: Phrase(lateSentence(.french), lateSentence(.english)), href: href),
        ]
    }
}
