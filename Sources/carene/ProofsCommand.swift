// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Evidence
import Foundation
import Identity
import Organisations
import Persistence
import Primitives

struct ProofsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofs", abstract: "Look after the vault of proofs.", subcommands: [Verify.self, List.self])

    /// What is written as JSON: keys in order, so that two runs can be compared.
    private static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.printOut(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Decrypt every file of the vault and compute its digest again; exit 1 when one is missing or altered.")

        @OptionGroup var options: DatabaseOptions
        @Flag(help: "Write a JSON report on standard output.") var json = false

        private struct Fault: Encodable {
            let sha256: String
            let name: String
            let title: String
            let proofs: Int
            let fault: String
        }

        private struct Report: Encodable {
            let files: Int
            let bytes: Int
            let faults: [Fault]
        }

        func run() async throws {
            try await Terminal.run {
                let database = try await OpenHouse.database(options, mustExist: true)
                let vault = try openVault()
                let files = try await database.read { session in try ProofStore.files(in: session) }
                var faults: [Fault] = []
                for (index, kept) in files.enumerated() {
                    Terminal.progress("\(index + 1) of \(files.count)")
                    guard let fault = try await fault(of: kept.file, in: vault) else { continue }
                    faults.append(
                        Fault(
                            sha256: kept.file.sha256, name: kept.file.name, title: kept.title, proofs: kept.proofs,
                            fault: fault))
                }
                Terminal.endProgress()
                await database.close()
                try tell(Report(files: files.count, bytes: files.reduce(0) { $0 + $1.file.size }, faults: faults))
            }
        }

        /// An absent key must not be made anew here: every file would then seem altered.
        private func openVault() throws -> Vault {
            let path = try options.secretKeyPath()
            guard FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure(
                    "there is no secret key at \(path); without it no file can be read.",
                    code: CommandFailure.unavailable)
            }
            do {
                return Vault(folder: try options.vaultPath(), key: try SecretKey.load(path: path))
            } catch let error as SecretKeyError {
                throw CommandFailure("the secret key \(path) cannot be used: \(error)")
            }
        }

        private func fault(of file: Proof.File, in vault: Vault) async throws -> String? {
            do {
                try await vault.verify(file)
                return nil
            } catch ProofError.fileMissing {
                return "missing"
            } catch ProofError.fileAltered {
                return "altered"
            }
        }

        private func tell(_ report: Report) throws {
            if json {
                try ProofsCommand.print(report)
            } else {
                for fault in report.faults {
                    Terminal.printOut("\(fault.fault)\t\(fault.sha256)\t\(fault.title)\t\(fault.name)")
                }
            }
            guard report.faults.isEmpty else {
                throw CommandFailure("\(report.faults.count) of \(report.files) files are missing or altered.")
            }
            if !json { Terminal.printOut("intact: \(report.files) files, \(report.bytes) bytes") }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the proofs of an organisation: kept for it, above it or below it.")

        @OptionGroup var options: DatabaseOptions
        @Option(help: "FINESS number of the organisation; without it, everything.") var organisation: String?
        @Flag(help: "Write a JSON list on standard output.") var json = false

        private struct Line: Encodable {
            let id: String
            let title: String
            let kind: String
            let obtainedOn: String
            let validUntil: String?
            let version: Int
            let keptFor: String
            let sha256: String?
        }

        func run() async throws {
            try await Terminal.run {
                let database = try await OpenHouse.database(options, mustExist: true)
                let number = try organisation.map { text in
                    guard let number = FINESS(text) else {
                        throw CommandFailure("\(text) is not a FINESS number: nine letters or digits.")
                    }
                    return number
                }
                let today = TimeZoneRule.paris.day(at: WallClock.system.now)
                let lines = try await database.read { session in try Self.lines(number, today: today, in: session) }
                await database.close()
                if json { return try ProofsCommand.print(lines) }
                for line in lines {
                    Terminal.printOut(
                        [line.id, line.obtainedOn, line.validUntil ?? "-", line.kind, line.keptFor, line.title]
                            .joined(separator: "\t"))
                }
            }
        }

        private static func lines(_ number: FINESS?, today: Day, in session: any Session) throws -> [Line] {
            let roots = try OrganisationStore.roots(in: session).map(\.lineage)
            var query = ProofQuery(scope: roots, today: today, limit: 500)
            if let number {
                guard let organisation = try OrganisationStore.organisation(finess: number, in: session) else {
                    throw CommandFailure("no organisation has the FINESS number \(number).")
                }
                query.organisation = organisation.lineage
            }
            var lines: [Line] = []
            while true {
                let page = try ProofStore.page(query, in: session).rows
                lines += page.map { row in
                    Line(
                        id: row.proof.id.text, title: row.proof.title, kind: row.proof.kind,
                        obtainedOn: row.proof.obtainedOn.text, validUntil: row.proof.validUntil?.text,
                        version: row.proof.version, keptFor: row.proof.owner.name, sha256: row.proof.file?.sha256)
                }
                query.offset += page.count
                if page.count < query.limit { return lines }
            }
        }
    }
}
