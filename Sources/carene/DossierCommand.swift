// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Catalogs
import Dossiers
import Foundation
import Frameworks
import Organisations
import Persistence
import Primitives
import Site

struct DossierCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier", abstract: "Write the dossier of a framework, with its proofs, as a ZIP.")

    @OptionGroup var databaseOptions: DatabaseOptions

    @Option(help: "FINESS number or identifier of the establishment or group.")
    var organisation: String

    @Option(help: "Identifier of the framework, such as care-d2; its newest version is taken.")
    var framework: String

    @Option(help: "The file to write; it must not exist.")
    var output: String

    func run() async throws {
        try await OpenHouse.work(databaseOptions) { house in
            let place = try await OpenHouse.organisation(organisation, in: house)
            guard let framework = try await house.library.newest(framework) else {
                throw CommandFailure("there is no framework \(framework).")
            }
            let descriptor = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw CommandFailure("cannot write \(output): \(String(cString: strerror(errno)))")
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            let written: (pieces: Int, faults: Int)
            do {
                written = try await DossierFile.write(of: place, for: framework, in: house, language: .french) {
                    try handle.write(contentsOf: Data($0))
                }
                try handle.close()
            } catch {
                // Half an archive would be taken for a dossier.
                _ = unlink(output)
                throw error
            }
            Terminal.say("\(output): \(written.pieces) files of proofs, \(written.faults) that could not be included")
            if written.faults > 0 { throw CommandFailure("the vault misses files: see “00 Ce qui manque.txt”.") }
        }
    }
}
