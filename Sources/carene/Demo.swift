// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Persistence
import Site

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill an empty database with a fictional hospital group and print its accounts.")

    @OptionGroup var databaseOptions: DatabaseOptions

    @Flag(help: "Print the accounts as JSON.")
    var json = false

    private struct Listing: Encodable {
        struct Account: Encodable {
            let email: String
            let role: String
            let name: String
            let password: String
        }

        let accounts: [Account]
    }

    func run() async throws {
        try await Terminal.run {
            let logger = OpenHouse.logger()
            let database = try await OpenHouse.ready(databaseOptions, logger)
            let house = try OpenHouse.house(
                databaseOptions, database, settings: SiteSettings(version: Carene.version), logger: logger)
            guard let group = try await Demonstration.foundIfEmpty(house, withPasswords: true) else {
                throw CommandFailure("the database already holds establishments: the demonstration needs an empty one.")
            }
            let accounts = group.people.map {
                Listing.Account(
                    email: $0.email, role: $0.key.rawValue, name: $0.name, password: $0.password ?? "")
            }
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                Terminal.printOut(String(decoding: try encoder.encode(Listing(accounts: accounts)), as: UTF8.self))
            } else {
                Terminal.printOut("Accounts of the demonstration (random passwords, shown only now):")
                for account in accounts {
                    Terminal.printOut("  \(account.email)  \(account.password)  \(account.role), \(account.name)")
                }
            }
            await database.close()
        }
    }
}
