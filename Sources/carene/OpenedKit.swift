// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisKit
import Frameworks
import Identity
import Journal
import Logging
import Markup
import Organisations
import Persistence
import PersistenceSQLite
import Primitives
import Site

/// A house that lives from a kit: on this machine alone, without jobs, mail or writes, gone with the process.
struct OpenedKit {
    private let opening: KitOpening
    private let port: Int
    private let language: Language

    init(_ opening: KitOpening, port: Int, language: Language) {
        self.opening = opening
        self.port = port
        self.language = language
    }

    func serve() async throws {
        let logger = OpenHouse.logger()
        let database = try SQLiteDatabase(path: opening.databasePath)
        do {
            do {
                try await OpenHouse.prepare(database, logger)
            } catch let error as MigrationError {
                throw CommandFailure(OpenHouse.sentence(error), code: CommandFailure.unavailable)
            }
            let house = try house(database, logger)
            let link = try await reader(in: house)
            let address = "http://127.0.0.1:\(port)"
            do {
                try await SiteServer(house, host: "127.0.0.1", port: port).run {
                    Terminal.printOut(
                        language(
                            "Carène en lecture seule. Ouvrez ce lien, une seule fois, et choisissez un mot de passe :",
                            "Carène, read-only. Open this link, once, and choose a password:"))
                    Terminal.printOut(address + link)
                    Terminal.say(
                        language(
                            "Ctrl+C ferme tout et efface la copie.", "Ctrl+C closes everything and erases the copy."))
                }
            } catch {
                throw CommandFailure(
                    "cannot listen on 127.0.0.1:\(port): \(error)", code: CommandFailure.unavailable)
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        // Until here the folder must exist: it goes with this value.
        withExtendedLifetime(opening) {}
    }

    private func house(_ database: any Database, _ logger: Logger) throws -> House {
        let manifest = opening.manifest
        let day = Day(text: manifest.madeOn)
        let name = manifest.organisation.name
        let french = day.map(Language.french.date) ?? manifest.madeOn
        let english = day.map(Language.english.date) ?? manifest.madeOn
        let settings = SiteSettings(
            version: Carene.version,
            readOnly: Phrase(
                "Lecture seule\u{00A0}: mallette du \(french), \(name).", "Read-only: kit of \(english), \(name)."))
        // The reader signed in with the passphrase of the kit: there is no telephone to show a second factor.
        var rules = SessionRules()
        rules.zone = settings.zone
        rules.enforcesSecondFactor = false
        return House(
            database: database, features: features, library: FrameworkLibrary(database: database),
            entrance: Entrance(database: database, secretKey: try SecretKey.load(path: opening.keyPath), rules: rules),
            vaultFolder: opening.vaultPath, settings: settings, logger: logger)
    }

    /// One account that reads all that the kit holds.
    private func reader(in house: House) async throws -> String {
        guard let organisation = Organisation.ID(opening.manifest.organisation.id) else {
            throw CommandFailure(KitFault.manifestAltered.message(language))
        }
        let name = language("Lecteur de la mallette", "Reader of the kit")
        let address = try EmailAddress("lecture@mallette.invalid")
        let token = try await house.database.change(by: .system, at: house.clock.now) { [language] change in
            let account = try AccountStore.create(email: address, name: name, language: language, in: change)
            try AccountStore.give(
                .securityOfficer, on: organisation, to: account, by: .serverOperator, in: change)
            return try OneTimeLinkStore.issue(.firstSignIn, for: account, by: .serverOperator, in: change)
        }
        return SiteAddress.oneTimeLink(.init(token.text)).path.full
    }
}
