// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CrisisLog
import CrisisLogs
import Documents
import Journal
import Persistence
import Primitives

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Look after the journal, and check archives of crisis logs.",
        subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the hash chain from its first entry; exit 1 at the first broken link.",
            discussion: """
                With an archive of a crisis log, no database is opened: its signature, its chains and the digests of its \
                attachments are checked.
                """)

        @OptionGroup var options: DatabaseOptions

        @Argument(help: "The signed archive of a crisis log.")
        var archive: String?

        @Option(help: "Who must have signed the archive: the fingerprint that its installation shows.")
        var fingerprint: String?

        func run() async throws {
            try await Terminal.run {
                if let archive { return try verify(archive) }
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

        private func verify(_ path: String) throws {
            let archive: LogArchive
            do throws(LogArchiveFault) {
                archive = try LogArchive(.file(path: path))
            } catch {
                throw CommandFailure("\(path): \(error.message.english)")
            }
            for device in archive.verification.devices {
                let fault = device.firstFault.map { ", first fault at line \($0.sequence): \($0.fault.rawValue)" } ?? ""
                Terminal.printOut("\(device.device): \(device.count) lines\(fault)")
            }
            for digest in archive.missing { Terminal.say("the attachment \(digest) is not in the archive") }
            guard !archive.verification.isDamaged else {
                throw CommandFailure("\(path): the signature is right, but a chain of the log is broken")
            }
            let signer = archive.fingerprint
            if let fingerprint, Self.bare(fingerprint) != Self.bare(signer) {
                throw CommandFailure("\(path): intact, but signed by another installation: \(signer)")
            }
            Terminal.printOut(
                "intact: \(archive.entries.count) lines, \(archive.attachments.count) attachments, signed by \(signer) (\(archive.organisation), \(archive.madeAt))"
            )
        }

        private static func bare(_ fingerprint: String) -> String {
            fingerprint.uppercased().filter { $0.isHexDigit }
        }
    }
}
