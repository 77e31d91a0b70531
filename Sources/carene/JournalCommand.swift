// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Journal
import Persistence

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Look after the journal.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the hash chain from its first entry; exit 1 at the first broken link.")

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            try await Terminal.run {
                let database = try await OpenHouse.database(options, mustExist: true)
                switch try await JournalStore.verify(database) {
                case .intact(let entries, let head):
                    Terminal.printOut("intact: \(entries) entries, head \(head)")
                case .broken(let sequence, let fault):
                    throw CommandFailure("the journal is broken at entry \(sequence): \(fault.rawValue)")
                }
                await database.close()
            }
        }
    }
}
