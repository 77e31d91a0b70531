// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// The share of the fleet that is seen, as a proof of the kind `supervision.coverage` that the programme asks for.
enum CoverageProof {
    static let feature = "supervision"

    static func publish(_ organisation: Organisation, on day: Day, in change: Change) throws {
        let count = try HostStore.count(of: organisation.id, now: change.now, in: change.session)
        // Without an inventory every machine seen would be every machine there is: that proves nothing.
        guard count.inventoried > 0, let share = count.share else { return }
        try ProofStore.publish(
            Measurement(
                feature: feature, object: organisation.id.text, kind: "supervision.coverage",
                title: "Supervision des postes de travail, \(count.covered) machines sur \(count.known)",
                facts: ["scope": .text("workstations"), "share": .number((share * 1000).rounded() / 1000)],
                obtainedOn: day, organisation: organisation.id),
            in: change)
        try change.record(
            "supervision.coverage.published", organisation: organisation.id.text, subject: organisation.id.text,
            detail: "\(count.covered)/\(count.known)")
    }

    /// Every day, where a fleet is known: the share moves without anybody doing anything.
    static func publishAll(in house: House, on day: Day) async throws {
        let now = house.clock.now
        let due = try await house.database.read { session in
            try HostStore.organisations(in: session).compactMap { id in
                try HostStore.count(of: id, now: now, in: session).inventoried > 0
                    ? try OrganisationStore.organisation(id, in: session) : nil
            }
        }
        for organisation in due {
            try await house.database.change(by: .system, at: now) { change in
                try publish(organisation, on: day, in: change)
            }
        }
    }
}
