// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The figures that are followed over time.
enum SupervisionIndicators {
    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let now = house.clock.now
        let (count, alerts) = try await house.database.read { session in
            (
                try HostStore.count(of: organisation.id, now: now, in: session),
                try AlertStore.counts(under: organisation.lineage, in: session)
            )
        }
        guard count.known > 0 || alerts.new + alerts.seen > 0 else { return [] }
        return all(count, alerts, at: organisation.id)
    }

    static func all(_ count: FleetCount, _ alerts: AlertStore.Counts, at organisation: Organisation.ID) -> [Indicator] {
        let place = SupervisionURL.Part(organisation)
        return [
            Indicator(
                "supervision.coverage", Phrase("Machines vues par la supervision", "Machines seen by the supervision"),
                value: count.share, unit: .share,
                sentence: Phrase(
                    "\(count.covered) machines sur \(count.known) ont envoyé leurs journaux ces \(Host.silentDays) derniers jours.",
                    "\(count.covered) of \(count.known) machines sent their logs in the last \(Host.silentDays) days."),
                href: SupervisionURL.fleet(place).path, rank: 60),
            Indicator(
                "supervision.graveAlerts", Phrase("Alertes graves en attente", "Grave alerts waiting"),
                value: Double(alerts.grave), unit: .count, target: 0, isHigherBetter: false,
                sentence: Phrase(
                    "\(alerts.grave) alertes critiques ou élevées ne sont pas encore traitées.",
                    "\(alerts.grave) critical or high alerts are not handled yet."),
                href: SupervisionURL.alerts(place).path.with("niveau", "elevee")),
            Indicator(
                "supervision.obsolete", Phrase("Systèmes obsolètes", "Obsolete systems"),
                value: count.saysObsolete > 0 ? Double(count.obsolete) / Double(count.saysObsolete) : nil, unit: .share,
                isHigherBetter: false,
                sentence: Phrase(
                    "\(count.obsolete) machines de l’inventaire ont un système qui n’est plus corrigé.",
                    "\(count.obsolete) machines of the inventory have a system that gets no fixes any more."),
                href: SupervisionURL.fleet(place).path.with("voir", HostStore.Filter.obsolete.word)),
        ]
    }
}
