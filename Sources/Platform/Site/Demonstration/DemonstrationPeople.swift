// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// One person for each role, so that each can be tried.
enum DemonstrationPeople {
    private static let cast: [(Demonstration.Position, String, String, Role, Demonstration.Key)] = [
        (.administrator, "Nadia Kerbrat", "nadia.kerbrat", .administrator, .group),
        (.rssi, "Claire Morvan", "claire.morvan", .securityOfficer, .group),
        (.director, "Philippe Aumont", "philippe.aumont", .director, .support),
        (.contributor, "Yann Le Goff", "yann.legoff", .contributor, .support),
        (.auditor, "Sophie Delmas", "sophie.delmas", .auditor, .group),
        (.regional, "Marc Tessier", "marc.tessier", .regionalOfficer, .region),
        (.national, "Inès Fabre", "ines.fabre", .nationalOfficer, .nation),
        (.outside, "Hugo Servan", "hugo.servan", .securityOfficer, .clinic),
    ]

    static func settle(
        _ organisations: [Demonstration.Key: Organisation], in house: House, withPasswords: Bool, at now: Instant
    ) async throws -> [Demonstration.Person] {
        var people: [Demonstration.Person] = []
        for (key, name, user, role, place) in cast {
            guard let organisation = organisations[place] else { throw OrganisationError.notFound }
            let email = "\(user)@carene.example"
            let (account, token) = try await house.database.change(by: .system, at: now) { change in
                let account = try AccountStore.create(
                    email: EmailAddress(email), name: name, language: .french, in: change)
                try AccountStore.give(role, on: organisation.id, to: account, by: .serverOperator, in: change)
                // The group's administrator also looks after the nation, where FINESS extracts are imported.
                if role == .administrator, let nation = organisations[.nation] {
                    try AccountStore.give(role, on: nation.id, to: account, by: .serverOperator, in: change)
                }
                let token = try OneTimeLinkStore.issue(.firstSignIn, for: account, by: .serverOperator, in: change)
                return (account, token)
            }
            var password: String?
            if withPasswords {
                let chosen = Hexadecimal.text(of: Entropy.system.bytes(10))
                try await OwnAccount(house.entrance).redeem(token, password: chosen)
                password = chosen
            }
            people.append(
                Demonstration.Person(key: key, account: account, name: name, email: email, password: password))
        }
        return people
    }
}
