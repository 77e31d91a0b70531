// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Documents
import Foundation
import Journal
import Organisations
import Persistence
import Primitives

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Import establishments from public files.",
        subcommands: [FINESS.self, Membership.self, Activity.self])

    struct FINESS: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "finess", abstract: "Import the public FINESS extract (legacy CSV or new JSON).")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "The extract.") var file: String

        func run() async throws {
            try await perform(options, file) { path, change, progress in
                try FINESSImport.run(path: path, in: change, progress: progress)
            }
        }
    }

    struct Membership: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ght", abstract: "Import GHT memberships: ght_code;ght_nom;finess_ej;role.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await perform(options, file) { path, change, progress in
                try MembershipImport.run(path: path, in: change, progress: progress)
            }
        }
    }

    struct Activity: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "activity", abstract: "Import combined-activity weights: finess;annee;activite_combinee.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "The CSV file.") var file: String

        func run() async throws {
            try await perform(options, file) { path, change, progress in
                try ActivityImport.run(path: path, in: change, progress: progress)
            }
        }
    }

    /// Runs one import in one transaction and prints its report.
    private static func perform(
        _ options: DatabaseOptions, _ file: String,
        _ work:
            @escaping @Sendable (String, Change, @escaping @Sendable (ImportProgress) -> Void) throws -> ImportReport
    ) async throws {
        try await Terminal.run {
            let database = try await OpenHouse.ready(options, OpenHouse.logger())
            let report: ImportReport
            do {
                report = try await database.change(by: .system, at: WallClock.system.now) { change in
                    try work(file, change) { progress in
                        Terminal.progress("\(progress.linesRead) lines")
                    }
                }
            } catch let error as any ExplainedError {
                throw CommandFailure("\(file): \(error.message(.english)) Nothing was changed.")
            }
            Terminal.endProgress()
            for refused in report.refused {
                Terminal.say("\(file):\(refused.line): \(refused.reason(.english))")
            }
            Terminal.printOut(
                "created \(report.created), changed \(report.changed), unchanged \(report.unchanged), "
                    + "refused \(report.refusedCount)")
            await database.close()
        }
    }
}
