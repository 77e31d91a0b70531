// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Persistence
import Primitives

/// Where settings come from: the flag, then the environment, then the default.
struct Settings {
    private let environment: [String: String]

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
    }

    /// `CARENE_<NAME>`, or the content of the file that `CARENE_<NAME>_FILE` names, for secrets.
    func value(_ name: String) throws -> String? {
        if let value = environment["CARENE_\(name)"], !value.isEmpty { return value }
        guard let path = environment["CARENE_\(name)_FILE"], !path.isEmpty else { return nil }
        do {
            return try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw CommandFailure("cannot read \(path), named by CARENE_\(name)_FILE: \(error.localizedDescription)")
        }
    }
}

/// The database that most commands work on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: "sqlite:PATH or postgres://… (CARENE_DATABASE; default sqlite:carene.sqlite).")
    var address: String?

    @Option(
        help:
            "File of the installation's secret key, made when absent (CARENE_SECRET_KEY_FILE; default beside the database)."
    )
    var secretKey: String?

    func databaseAddress() throws -> DatabaseAddress {
        let text = try address ?? Settings().value("DATABASE") ?? "sqlite:carene.sqlite"
        guard let address = DatabaseAddress(text) else {
            throw ValidationError("The database is written sqlite:PATH or postgres://USER@HOST/NAME.")
        }
        return address
    }

    /// Beside the database, so that both are backed up together.
    func vaultPath() throws -> String {
        if let path = try Settings().value("VAULT") { return path }
        switch try databaseAddress() {
        case .sqlite(let path): return path + ".proofs"
        case .postgres: return "carene.proofs"
        }
    }

    /// The key seals second-factor secrets; without it they cannot be read, so it lives in a file of its own.
    func secretKeyPath() throws -> String {
        if let secretKey { return secretKey }
        if let path = ProcessInfo.processInfo.environment["CARENE_SECRET_KEY_FILE"], !path.isEmpty { return path }
        switch try databaseAddress() {
        case .sqlite(let path): return path + ".key"
        case .postgres: return "carene.key"
        }
    }
}

/// Where the site is, to print a whole link.
struct SiteAddressOption: ParsableArguments {
    @Option(help: "The site's address (CARENE_PUBLIC_ADDRESS; default http://127.0.0.1:8484).")
    var publicAddress: String?

    func address() throws -> String {
        try publicAddress ?? Settings().value("PUBLIC_ADDRESS") ?? "http://127.0.0.1:8484"
    }
}

/// A failure told in one sentence on standard error; the process then exits with `code`.
struct CommandFailure: Error, CustomStringConvertible {
    let message: String
    let code: Int32

    init(_ message: String, code: Int32 = 1) {
        self.message = message
        self.code = code
    }

    /// The database failed under a command. What was under way was one transaction: none of it was kept.
    init(midway error: DatabaseError) {
        switch error.kind {
        case .diskFull: self.init("the disk of the database is full; nothing was changed.", code: Self.unavailable)
        case .readOnly: self.init("the database cannot be written; nothing was changed.", code: Self.unavailable)
        case .corrupt: self.init("the database is damaged. Restore a backup.", code: Self.unavailable)
        case .conflict:
            self.init(
                "the database is locked by another program; nothing was changed. Try again when it has finished.",
                code: Self.unavailable)
        case .unavailable:
            self.init("the database does not answer: \(error.detail); nothing was changed.", code: Self.unavailable)
        case .duplicate, .brokenReference, .refusedValue, .unexpectedValue, .other:
            self.init("the database refused the work: \(error.detail); nothing was changed.")
        }
    }

    var description: String { message }

    /// EX_UNAVAILABLE of sysexits: the database or the port cannot be had.
    static let unavailable: Int32 = 69
}
