// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Site

extension OpenHouse {
    /// Opens the whole house, as the server does, for a command that works with all its features; closes it
    /// afterwards. What the house explains to people is told in English.
    static func work(_ options: DatabaseOptions, _ body: (House) async throws -> Void) async throws {
        try await Terminal.run {
            let logger = logger()
            let settings = try siteSettings()
            let database = try await ready(options, logger)
            do {
                try await body(try house(options, database, settings: settings, logger: logger))
            } catch let error as any ExplainedError {
                await database.close()
                throw CommandFailure(error.message(.english))
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    private static func siteSettings() throws -> SiteSettings {
        let settings = Settings()
        let name = try settings.value("TIMEZONE") ?? TimeZoneRule.paris.rawValue
        guard let zone = TimeZoneRule(rawValue: name) else {
            let known = TimeZoneRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("unknown time zone \(name) in CARENE_TIMEZONE; one of \(known).")
        }
        return SiteSettings(
            publicAddress: try settings.value("PUBLIC_ADDRESS"), zone: zone, version: Carene.version)
    }

    /// The organisation that a command names, by FINESS number or by identifier.
    static func organisation(_ text: String, in house: House) async throws -> Organisation {
        let found = try await house.database.read { session -> Organisation? in
            if let finess = FINESS(text), let found = try OrganisationStore.organisation(finess: finess, in: session) {
                return found
            }
            guard let id = Organisation.ID(text) else { return nil }
            return try OrganisationStore.organisation(id, in: session)
        }
        guard let found else {
            throw CommandFailure("no organisation has the FINESS number or identifier \(text).")
        }
        return found
    }
}
