// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Open, list, unlock and close accounts, as the operator of the server.",
        subcommands: [Create.self, Link.self, List.self, Disable.self, Enable.self, Roles.self])

    /// Runs on an open database and tells identity errors in English.
    private static func work(
        _ options: DatabaseOptions, _ body: (any Database) async throws -> Void
    ) async throws {
        try await Terminal.run {
            let database = try await OpenHouse.ready(options, OpenHouse.logger())
            do {
                try await body(database)
            } catch let error as any ExplainedError {
                throw CommandFailure(error.message(.english))
            }
            await database.close()
        }
    }

    private static func account(_ email: String, in session: any Session) throws -> Account {
        guard let account = try AccountStore.find(email: EmailAddress(email), in: session) else {
            throw IdentityError.unknownAccount
        }
        return account
    }

    /// Does one thing to one account and says so.
    private static func act(
        _ options: DatabaseOptions, on email: String, _ done: String,
        _ body: @escaping @Sendable (Account.ID, Change) throws -> Void
    ) async throws {
        try await work(options) { database in
            try await database.change(by: .system, at: WallClock.system.now) { change in
                try body(try account(email, in: change.session).id, change)
            }
            Terminal.printOut("\(done) \(email)")
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an account with a role on an organisation, and print its first sign-in link.")

        @OptionGroup var options: DatabaseOptions
        @Option(help: "E-mail address.") var email: String
        @Option(help: "Full name.") var name: String
        @Option(
            help: "administrator, securityOfficer, contributor, director, auditor, regionalOfficer or nationalOfficer.")
        var role: String
        @Option(help: "FINESS number of the organisation; without it, the top of the tree (made when there is none).")
        var finess: String?
        @OptionGroup var site: SiteAddressOption

        func run() async throws {
            guard let role = Role(rawValue: role) else { throw ValidationError("Unknown role \(role).") }
            try await work(options) { database in
                let token = try await database.change(by: .system, at: WallClock.system.now) { change in
                    let place =
                        try organisation(in: change.session)
                        ?? OrganisationStore.create(
                            OrganisationDetails(name: "France"), kind: .national, under: nil, in: change)
                    let id = try AccountStore.create(
                        email: EmailAddress(email), name: name, language: .french, in: change)
                    try AccountStore.give(role, on: place.id, to: id, by: .serverOperator, in: change)
                    return try OneTimeLinkStore.issue(.firstSignIn, for: id, by: .serverOperator, in: change)
                }
                Terminal.printOut(try site.address() + SiteAddress.oneTimeLink(.init(token.text)).path.full)
            }
        }

        private func organisation(in session: any Session) throws -> Organisation? {
            guard let finess else { return try OrganisationStore.roots(in: session).first }
            guard let number = FINESS(finess) else {
                throw CommandFailure("\(finess) is not a FINESS number: nine letters or digits.")
            }
            guard let organisation = try OrganisationStore.organisation(finess: number, in: session) else {
                throw CommandFailure("no organisation has the FINESS number \(number).")
            }
            return organisation
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time link that lets somebody choose a new password.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "E-mail address.") var email: String
        @OptionGroup var site: SiteAddressOption

        func run() async throws {
            try await work(options) { database in
                let token = try await database.change(by: .system, at: WallClock.system.now) { change in
                    let account = try account(email, in: change.session)
                    let purpose: OneTimeLink.Purpose = account.hasPassword ? .passwordReset : .firstSignIn
                    return try OneTimeLinkStore.issue(purpose, for: account.id, by: .serverOperator, in: change)
                }
                Terminal.printOut(try site.address() + SiteAddress.oneTimeLink(.init(token.text)).path.full)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List accounts with their roles.")

        @OptionGroup var options: DatabaseOptions
        @Option(help: "Part of a name or address.") var search = ""

        func run() async throws {
            try await work(options) { database in
                var offset = 0
                while true {
                    let start = offset
                    let page = try await database.read { session in
                        try AccountStore.page(search: search, within: nil, limit: 200, offset: start, in: session)
                    }
                    for line in page.lines {
                        let roles = line.grants.map { "\($0.role.rawValue)@\($0.organisationName)" }
                        let state = line.account.isDisabled ? "disabled" : "active"
                        Terminal.printOut(
                            [line.account.email.text, line.account.name, state, roles.joined(separator: ", ")]
                                .joined(separator: "\t"))
                    }
                    offset += page.lines.count
                    if page.lines.isEmpty || offset >= page.total { return }
                }
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an account and end its sessions.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "E-mail address.") var email: String

        func run() async throws {
            try await act(options, on: email, "disabled") { try AccountStore.disable($0, by: .serverOperator, in: $1) }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a closed account again.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "E-mail address.") var email: String

        func run() async throws {
            try await act(options, on: email, "enabled") { try AccountStore.enable($0, by: .serverOperator, in: $1) }
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what each role may do.")

        func run() {
            for role in Role.allCases {
                let held = features.flatMap(\.permissions).filter { $0.roles.contains(role) }.map(\.id)
                Terminal.printOut("\(role.rawValue): \(held.joined(separator: ", "))")
            }
        }
    }
}
