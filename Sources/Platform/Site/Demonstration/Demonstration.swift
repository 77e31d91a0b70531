// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives

/// A fictional hospital group, so that every page has something to show. Names, numbers and people are invented.
public struct Demonstration: Sendable {
    /// The organisations by a short key, for the features to refer to.
    public let organisations: [Key: Organisation]
    public let people: [Person]
    /// The day that the demonstration takes for today.
    public let today: Day

    public enum Key: String, Sendable, CaseIterable {
        case nation, region, group, support, hill, valley, harbour, clinic, limes, roses, quay
    }

    public struct Person: Sendable {
        public let key: Position
        public let account: Account.ID
        public let name: String
        public let email: String
        /// Only when the demonstration was made with passwords; random, known nowhere else.
        public let password: String?
    }

    public enum Position: String, Sendable, CaseIterable {
        case administrator, rssi, director, contributor, auditor, regional, national, outside
    }

    public func organisation(_ key: Key) throws -> Organisation {
        guard let organisation = organisations[key] else { throw OrganisationError.notFound }
        return organisation
    }

    public func person(_ key: Position) -> Person? { people.first { $0.key == key } }

    /// Makes the group in a database without any organisation, then lets every feature add its own data.
    ///
    /// - Returns: nil when the database holds an organisation already: nothing is touched then.
    public static func foundIfEmpty(_ house: House, withPasswords: Bool = false) async throws -> Demonstration? {
        let isEmpty = try await house.database.read { session in
            try session.count("SELECT COUNT(*) FROM organisation") == 0
        }
        guard isEmpty else { return nil }
        let now = house.clock.now
        let organisations = try await house.database.change(by: .system, at: now) { change in
            try DemonstrationTree.plant(in: change)
        }
        var demonstration = Demonstration(
            organisations: organisations, people: [], today: house.settings.zone.day(at: now))
        let people = try await DemonstrationPeople.settle(
            organisations, in: house, withPasswords: withPasswords, at: now)
        demonstration = Demonstration(organisations: organisations, people: people, today: demonstration.today)
        for feature in house.features { try await feature.demonstrate(demonstration, in: house) }
        return demonstration
    }

    /// A one-time link for one of the people.
    public func signInLink(for position: Position, in house: House) async throws -> URLPath {
        guard let holder = person(position) else { throw IdentityError.unknownAccount }
        let token = try await house.database.change(by: .system, at: house.clock.now) { change in
            try OneTimeLinkStore.issue(.firstSignIn, for: holder.account, by: .serverOperator, in: change)
        }
        return SiteAddress.oneTimeLink(.init(token.text)).path
    }
}
