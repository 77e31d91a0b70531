// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// The fictional tree: a region that does not exist, a group of seven legal entities, a clinic outside it.
///
/// FINESS numbers begin with 99, a department that France does not have, so that none can be somebody's.
enum DemonstrationTree {
    private struct Plan {
        let key: Demonstration.Key
        let under: Demonstration.Key?
        let kind: Organisation.Kind
        let name: String
        var finess: String?
        var town: String?
        var groupRole: Organisation.GroupRole?
        /// Combined activity: days and sessions, invented.
        var activity: Double?
        /// Sites of the legal entity.
        var sites: [(name: String, finess: String)] = []
    }

    private static let plans: [Plan] = [
        Plan(key: .nation, under: nil, kind: .national, name: "France"),
        Plan(key: .region, under: .nation, kind: .region, name: "Val-des-Rives (région fictive)"),
        Plan(key: .group, under: .region, kind: .ght, name: "GHT Rives du Layre"),
        Plan(
            key: .support, under: .group, kind: .legalEntity, name: "Centre hospitalier de Saint-Aubin",
            finess: "990000016", town: "Saint-Aubin-sur-Layre", groupRole: .support, activity: 182_400,
            sites: [("Hôpital de Saint-Aubin", "990000024"), ("Centre de soins de suite du Mail", "990000032")]),
        Plan(
            key: .hill, under: .group, kind: .legalEntity, name: "Centre hospitalier de Montrieux",
            finess: "990000115", town: "Montrieux", groupRole: .party, activity: 64_900,
            sites: [("Hôpital de Montrieux", "990000123")]),
        Plan(
            key: .valley, under: .group, kind: .legalEntity, name: "Centre hospitalier du Val-Serein",
            finess: "990000214", town: "Valserein", groupRole: .party, activity: 51_300,
            sites: [("Hôpital du Val-Serein", "990000222")]),
        Plan(
            key: .harbour, under: .group, kind: .legalEntity, name: "Centre hospitalier de Port-Lanvers",
            finess: "990000313", town: "Port-Lanvers", groupRole: .party, activity: 38_700,
            sites: [("Hôpital de Port-Lanvers", "990000321")]),
        Plan(
            key: .limes, under: .group, kind: .legalEntity, name: "EHPAD Les Tilleuls", finess: "990000412",
            town: "Saint-Aubin-sur-Layre", groupRole: .party, activity: 9_100,
            sites: [("Résidence des Tilleuls", "990000420")]),
        Plan(
            key: .roses, under: .group, kind: .legalEntity, name: "EHPAD La Roseraie", finess: "990000511",
            town: "Montrieux", groupRole: .party, activity: 7_800, sites: [("Résidence de la Roseraie", "990000529")]),
        Plan(
            key: .quay, under: .group, kind: .legalEntity, name: "EHPAD du Vieux Quai", finess: "990000610",
            town: "Port-Lanvers", groupRole: .party, activity: 6_200, sites: [("Résidence du Vieux Quai", "990000628")]),
        Plan(
            key: .clinic, under: .region, kind: .legalEntity, name: "Clinique du Parc", finess: "990000719",
            town: "Valserein", activity: 22_500, sites: [("Maison du Parc", "990000727")]),
    ]

    static func plant(in change: Change) throws -> [Demonstration.Key: Organisation] {
        var planted: [Demonstration.Key: Organisation] = [:]
        let year = change.now.dayUTC.year - 1
        for plan in plans {
            let organisation = try OrganisationStore.create(
                OrganisationDetails(
                    name: plan.name, finess: plan.finess.flatMap { FINESS($0) }, town: plan.town,
                    groupRole: plan.groupRole),
                kind: plan.kind, under: plan.under.flatMap { planted[$0]?.id }, in: change)
            planted[plan.key] = organisation
            if let activity = plan.activity {
                try OrganisationStore.setActivity(activity * 0.97, year: year - 1, of: organisation.id, in: change)
                try OrganisationStore.setActivity(activity, year: year, of: organisation.id, in: change)
            }
            for site in plan.sites {
                try OrganisationStore.create(
                    OrganisationDetails(name: site.name, finess: FINESS(site.finess), town: plan.town), kind: .site,
                    under: organisation.id, in: change)
            }
        }
        return planted
    }
}
