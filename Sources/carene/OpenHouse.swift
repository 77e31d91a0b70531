// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Frameworks
import Identity
import Logging
import Persistence
import PersistencePostgres
import PersistenceSQLite
import Primitives
import Site

/// Opens what commands need, with a sentence for whatever cannot be opened.
enum OpenHouse {
    /// - Parameter mustExist: a missing file is an error instead of a new database: for commands that only look.
    static func database(_ options: DatabaseOptions, mustExist: Bool = false) async throws -> any Database {
        let address = try options.databaseAddress()
        if mustExist, case .sqlite(let path) = address, !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure("there is no database at \(path).", code: CommandFailure.unavailable)
        }
        do {
            switch address {
            case .sqlite(let path): return try SQLiteDatabase(path: path)
            case .postgres(let text): return try await PostgresDatabase(address: text)
            }
        } catch {
            throw CommandFailure(sentence(error, address), code: CommandFailure.unavailable)
        }
    }

    private static func sentence(_ error: DatabaseError, _ address: DatabaseAddress) -> String {
        let name: String =
            switch address {
            case .sqlite(let path): path
            case .postgres: "PostgreSQL"
            }
        return switch error.kind {
        case .corrupt: "\(name) is not a database or is damaged; nothing was changed. Restore a backup."
        case .conflict: "\(name) is locked by another program; try again when it has finished."
        case .diskFull: "the disk of \(name) is full."
        case .readOnly: "\(name) cannot be written (read-only file or missing right)."
        default: "cannot open the database \(name): \(error.detail)"
        }
    }

    /// Brings the schema and the shipped frameworks up to date.
    ///
    /// - Throws: `CommandFailure` for a newer or unreachable database; `MigrationError.failed` and `.changed` pass through,
    ///   for `serve` to show on its health page.
    static func prepare(_ database: any Database, _ logger: Logger) async throws {
        let migrator = Migrator(HouseMigrations.all(with: features))
        do {
            _ = try await migrator.migrate(database)
        } catch MigrationError.newerDatabase(let unknown) {
            throw CommandFailure(
                "this database was made by a newer Carène (it knows \(unknown.joined(separator: ", "))); "
                    + "nothing was changed. Use that version or a backup.", code: CommandFailure.unavailable)
        } catch MigrationError.unavailable(let error) {
            throw CommandFailure(
                "the database cannot be prepared: \(error.detail)", code: CommandFailure.unavailable)
        }
        for identity in try await Shipped.install(in: database, at: WallClock.system.now) {
            logger.warning("framework \(identity) differs from the one in the database, which is kept")
        }
    }

    /// `prepare` for commands that cannot go on without it.
    static func ready(_ options: DatabaseOptions, _ logger: Logger) async throws -> any Database {
        let database = try await database(options)
        do {
            try await prepare(database, logger)
        } catch let error as MigrationError {
            throw CommandFailure(sentence(error), code: CommandFailure.unavailable)
        }
        return database
    }

    static func sentence(_ error: MigrationError) -> String {
        switch error {
        case .failed(let id, let cause): "migration \(id) failed and was rolled back: \(cause)"
        case .changed(let id): "migration \(id) was applied with another text; this program does not fit the database"
        case .newerDatabase(let unknown): "unknown migrations \(unknown.joined(separator: ", "))"
        case .unavailable(let cause): "database unavailable: \(cause)"
        }
    }

    static func entrance(
        _ options: DatabaseOptions, _ database: any Database, zone: TimeZoneRule, requiresSecondFactor: Bool
    ) throws -> Entrance {
        let path = try options.secretKeyPath()
        do {
            var rules = SessionRules()
            rules.zone = zone
            rules.enforcesSecondFactor = requiresSecondFactor
            return Entrance(database: database, secretKey: try SecretKey.load(path: path), rules: rules)
        } catch {
            throw CommandFailure("the secret key \(path) cannot be used: \(error)")
        }
    }

    static func house(
        _ options: DatabaseOptions, _ database: any Database, settings: SiteSettings, logger: Logger,
        requiresSecondFactor: Bool = true, closure: House.Closure? = nil
    ) throws -> House {
        House(
            database: database, features: features, library: FrameworkLibrary(database: database),
            entrance: try entrance(
                options, database, zone: settings.zone, requiresSecondFactor: requiresSecondFactor),
            vaultFolder: try options.vaultPath(), post: try MailSettings.postOffice(), settings: settings,
            logger: logger, closure: closure, scratch: { try SQLiteScratch() })
    }

    static func logger(_ level: Logger.Level = .notice) -> Logger {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "carene")
        logger.logLevel = level
        return logger
    }
}
