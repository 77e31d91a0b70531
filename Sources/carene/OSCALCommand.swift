// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Catalogs
import Foundation

struct OSCALCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oscal", abstract: "Check OSCAL documents.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say for each catalogue, assessment-results or plan of action what OSCAL 1.2 would refuse in it.")

        @Argument(help: "Files to check.") var files: [String]

        func run() async throws {
            var isSound = true
            for file in files {
                do {
                    let verdict = try OSCALRules.check(Array(try Data(contentsOf: URL(fileURLWithPath: file))))
                    Terminal.printOut("\(file): \(verdict.faults.isEmpty ? "ok" : "refused"), \(verdict.model)")
                    for fault in verdict.faults {
                        Terminal.printOut("  \(fault.line):\(fault.column): \(fault.path): \(fault.message)")
                    }
                    isSound = isSound && verdict.faults.isEmpty
                } catch let error as CatalogError {
                    Terminal.printOut("\(file): refused\n\(error)")
                    isSound = false
                } catch {
                    Terminal.printOut("\(file): cannot be read: \(error.localizedDescription)")
                    isSound = false
                }
            }
            if !isSound { throw ExitCode(1) }
        }
    }
}
