// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Documents
import Foundation
import Journal
import Persistence
import Primitives
import SelfAssessment
import Site

extension AssessmentFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

struct AssessmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assessment", abstract: "Take assessments out, and bring answers back.",
        discussion: "For whoever runs the server: no account is asked, and the journal keeps each export and import.",
        subcommands: [Export.self, Bring.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the latest assessment of an establishment to a file.")

        @OptionGroup var options: DatabaseOptions
        @Option(help: "FINESS number or identifier of the establishment.") var organisation: String
        @Option(help: "Identifier of the framework, or identifier@version.") var framework: String
        @Option(help: "xlsx, csv, oscal-results, oscal-plan or pdf.") var format: AssessmentFormat
        @Option(help: "fr or en.") var language: Language = .french
        @Option(name: .shortAndLong, help: "File to write; default: a name of its own, here. - for standard output.")
        var output: String?

        func run() async throws {
            try await AssessmentCommand.perform(options) { house in
                let file = try await AssessmentExchange.export(
                    organisation: organisation, framework: framework, as: format, in: language, from: house,
                    by: .system)
                if output == "-" {
                    FileHandle.standardOutput.write(Data(file.bytes))
                    return
                }
                let path = output ?? file.name.replacingOccurrences(of: "/", with: "-")
                do {
                    try Data(file.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
                } catch {
                    throw CommandFailure("cannot write \(path): \(error.localizedDescription)")
                }
                Terminal.say("\(path): \(file.bytes.count) bytes")
            }
        }
    }

    struct Bring: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Read answers from a workbook or a CSV file; say what would change, and change it with --apply.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "The .xlsx or .csv file.") var file: String
        @Option(help: "Identifier of the assessment: the end of its address.") var assessment: String
        @Flag(help: "Save what is accepted; without it nothing is changed.") var apply = false
        @Option(help: "fr or en.") var language: Language = .english

        func run() async throws {
            try await AssessmentCommand.perform(options) { house in
                let preview = try await AssessmentExchange.bring(
                    .file(path: file), into: assessment, isApplied: apply, in: language, house: house, by: .system)
                for change in preview.changes { Terminal.printOut(change) }
                for refusal in preview.refusals { Terminal.say("\(file): \(refusal)") }
                let verb = apply ? "changed" : "would change"
                Terminal.printOut(
                    "\(verb) \(preview.changes.count), unchanged \(preview.unchanged), refused \(preview.refusedCount)")
                if preview.refusedCount > 0 { throw ExitCode(1) }
            }
        }
    }

    /// Opens the house, and tells what it refuses in a sentence.
    private static func perform(
        _ options: DatabaseOptions, _ work: (House) async throws -> Void
    ) async throws {
        try await Terminal.run {
            let logger = OpenHouse.logger()
            let database = try await OpenHouse.ready(options, logger)
            let house = try OpenHouse.house(
                options, database,
                settings: SiteSettings(
                    publicAddress: try Settings().value("PUBLIC_ADDRESS"), version: Carene.version), logger: logger)
            do {
                try await work(house)
            } catch let error as any ExplainedError {
                await database.close()
                throw CommandFailure(error.message(.english))
            }
            await database.close()
        }
    }
}
