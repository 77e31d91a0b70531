// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Identity
import Logging
import Markup
import Persistence
import Primitives
import Site

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site.")

    @OptionGroup var databaseOptions: DatabaseOptions

    @Option(help: "Address to listen on (CARENE_HOST; default 127.0.0.1).")
    var host: String?

    @Option(help: "Port to listen on (CARENE_PORT; default 8484).")
    var port: Int?

    @Option(help: "The site's public address, https://… behind a proxy (CARENE_PUBLIC_ADDRESS).")
    var publicAddress: String?

    @Option(help: "Legal time, Europe/Paris, Indian/Reunion… (CARENE_TIMEZONE; default Europe/Paris).")
    var timezone: String?

    @Option(help: "required or optional: whether wide roles must set up a second factor (CARENE_SECOND_FACTOR).")
    var secondFactor: String?

    @Option(help: "yes when a proxy sets X-Forwarded-For (CARENE_TRUST_PROXY; default no).")
    var trustProxy: String?

    @Option(help: "debug, info, notice, warning or error (CARENE_LOG_LEVEL; default notice).")
    var logLevel: String?

    @Flag(help: "Load the demonstration group when the database is empty, and print a sign-in link.")
    var demoIfEmpty = false

    func run() async throws {
        try await Terminal.run {
            let settings = Settings()
            let chosen = try logLevel ?? settings.value("LOG_LEVEL") ?? "notice"
            guard let level = Logger.Level(rawValue: chosen) else {
                throw ValidationError("Unknown log level \(chosen); one of debug, info, notice, warning, error.")
            }
            let logger = OpenHouse.logger(level)
            let site = try siteSettings(settings)
            let host = try self.host ?? settings.value("HOST") ?? "127.0.0.1"
            let port = try self.port ?? settings.value("PORT").map { try number($0, "CARENE_PORT") } ?? 8484
            let database = try await OpenHouse.database(databaseOptions)
            let closure = try await prepare(database, logger)
            let house = try OpenHouse.house(
                databaseOptions, database, settings: site, logger: logger,
                requiresSecondFactor: try requiresSecondFactor(settings), closure: closure)
            let address = site.publicAddress ?? "http://\(host):\(port)"
            if demoIfEmpty, closure == nil { try await demonstrate(house, address) }
            do {
                try await SiteServer(house, host: host, port: port).run {
                    let state = closure == nil ? "is ready" : "is closed for repair, and says so"
                    Terminal.say("Carène \(Carene.version) \(state): \(address)")
                }
            } catch {
                throw CommandFailure(
                    "cannot listen on \(host):\(port): \(reason(error))", code: CommandFailure.unavailable)
            }
            await database.close()
        }
    }

    /// A failed migration does not stop the server: supervision must see red, and people must read why.
    private func prepare(_ database: any Database, _ logger: Logger) async throws -> House.Closure? {
        do {
            try await OpenHouse.prepare(database, logger)
            return nil
        } catch let error as MigrationError {
            let sentence = OpenHouse.sentence(error)
            logger.critical("\(sentence)")
            return House.Closure(reason: sentence)
        }
    }

    private func siteSettings(_ settings: Settings) throws -> SiteSettings {
        let zone = try timezone ?? settings.value("TIMEZONE") ?? TimeZoneRule.paris.rawValue
        guard let rule = TimeZoneRule(rawValue: zone) else {
            let known = TimeZoneRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("Unknown time zone \(zone); one of \(known).")
        }
        let proxy = try trustProxy ?? settings.value("TRUST_PROXY") ?? "no"
        return SiteSettings(
            publicAddress: try publicAddress ?? settings.value("PUBLIC_ADDRESS"), zone: rule,
            version: Carene.version, trustsProxy: proxy == "yes")
    }

    private func requiresSecondFactor(_ settings: Settings) throws -> Bool {
        switch try secondFactor ?? settings.value("SECOND_FACTOR") ?? "required" {
        case "required": true
        case "optional": false
        default: throw ValidationError("--second-factor is required or optional.")
        }
    }

    private func demonstrate(_ house: House, _ address: String) async throws {
        guard let group = try await Demonstration.foundIfEmpty(house) else { return }
        let officer = try await group.signInLink(for: .rssi, in: house)
        let administrator = try await group.signInLink(for: .administrator, in: house)
        Terminal.say(
            """

            The database was empty: a demonstration group was loaded.
            One-time sign-in links, valid 7 days:
              security officer of the group (RSSI)
              \(address)\(officer.full)
              administrator, who also imports establishments and manages people
              \(address)\(administrator.full)

            """)
    }

    private func number(_ text: String, _ name: String) throws -> Int {
        guard let number = Int(text), (0...65_535).contains(number) else {
            throw ValidationError("\(name) is a port number.")
        }
        return number
    }

    private func reason(_ error: any Error) -> String {
        let text = String(describing: error)
        return text.contains("Address already in use") || text.contains("errno: 98")
            ? "the port is already in use; choose another with --port" : text
    }
}
