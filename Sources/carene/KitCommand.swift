// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CrisisKit
import Foundation
import Journal
import Organisations
import Persistence
import Primitives
import Site

struct KitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kit", abstract: "Make, check and open the crisis kit of an establishment.",
        subcommands: [Build.self, Verify.self, Open.self])

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the kit of an establishment or group as one encrypted file, and print its passphrase once."
        )

        @OptionGroup var databaseOptions: DatabaseOptions
        @Option(help: "FINESS number or identifier of the establishment or group.") var organisation: String
        @Option(help: "The file to write; it must not exist.") var out: String
        @Option(help: "Write the passphrase to this new file instead of the terminal.") var passphraseFile: String?
        @Option(help: "fr or en, for titles (default fr).") var language = "fr"

        func run() async throws {
            guard let language = Language(rawValue: language) else {
                throw ValidationError("The language is fr or en.")
            }
            try await OpenHouse.work(databaseOptions) { house in
                let place = try await OpenHouse.organisation(organisation, in: house)
                let above = try await house.database.read { session in
                    try OrganisationStore.path(to: place.id, in: session).dropLast().map(\.name)
                }
                let passphrase = KitPassphrase.make()
                let builder = KitBuilder(
                    house: house, organisation: place, above: above, author: "carene kit build", language: language,
                    now: house.clock.now)
                let summary = try await write(builder, passphrase)
                try await house.database.change(by: .system, at: house.clock.now) { change in
                    try builder.record(summary, in: change)
                }
                try tell(summary, passphrase)
            }
        }

        /// Half a kit would be taken for one.
        private func write(_ builder: KitBuilder, _ passphrase: KitPassphrase) async throws -> KitBuilder.Summary {
            let handle = try create(out)
            do {
                let summary = try await builder.write(
                    passphrase, to: { try handle.write(contentsOf: Data($0)) },
                    progress: { done, total, note in Terminal.progress("\(done)/\(total) \(note.english)") })
                try handle.synchronize()
                try handle.close()
                if let passphraseFile {
                    try create(passphraseFile).write(contentsOf: Data((passphrase.text + "\n").utf8))
                }
                Terminal.endProgress()
                return summary
            } catch {
                _ = unlink(out)
                throw error
            }
        }

        private func create(_ path: String) throws -> FileHandle {
            let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw CommandFailure("cannot write \(path): \(String(cString: strerror(errno)))")
            }
            return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }

        private func tell(_ summary: KitBuilder.Summary, _ passphrase: KitPassphrase) throws {
            for line in summary.missing { Terminal.say("missing: \(line)") }
            Terminal.say("\(out): \(summary.documents) documents, \(summary.files) files, SHA-256 \(summary.digest)")
            Terminal.say("fingerprint of the key: \(summary.fingerprint.text)")
            if let passphraseFile {
                Terminal.say("passphrase in \(passphraseFile): move it away from the kit")
            } else {
                Terminal.say("passphrase, shown only now, typed as written with its spaces:")
                Terminal.printOut(passphrase.text)
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether a kit is whole and unaltered; with its passphrase, check every file inside.")

        @Argument(help: "The kit.") var file: String
        @Option(help: "The fingerprint kept in the safe.") var key: String?
        @Option(help: "Read the passphrase from this file; asked for on a terminal otherwise.") var passphraseFile:
            String?
        @Flag(help: "Do not ask for the passphrase: check the seal alone.") var sealOnly = false
        @Option(help: "fr or en, for what is found (default fr).") var language = "fr"

        func run() async throws {
            let t = try KitCommand.language(language)
            try await Terminal.run {
                let expected = try KitCommand.fingerprint(key)
                let passphrase = sealOnly ? nil : try KitCommand.passphrase(passphraseFile, t)
                let finding: KitVerifier.Finding
                do throws(KitFault) {
                    finding = try KitVerifier.verify(file, passphrase: passphrase, expected: expected)
                } catch {
                    throw CommandFailure(error.message(t))
                }
                Terminal.printOut(
                    t("La mallette est entière et n’a pas été altérée.", "The kit is whole and was not altered."))
                if let manifest = finding.manifest { KitCommand.describe(manifest, t) }
                Terminal.printOut(t("Empreinte de la clé : ", "Fingerprint of the key: ") + finding.fingerprint.text)
                if expected == nil {
                    Terminal.say(
                        t(
                            "Comparez cette empreinte à celle du coffre (--key) : sans cela, rien ne dit qui l’a faite.",
                            "Compare this fingerprint with the one in the safe (--key): without that, nothing says who made it."
                        ))
                }
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Serve a read-only Carène from a kit, on this machine alone.")

        @Argument(help: "The kit.") var file: String
        @Option(help: "The fingerprint kept in the safe.") var key: String?
        @Option(help: "Read the passphrase from this file; asked for on a terminal otherwise.") var passphraseFile:
            String?
        @Option(help: "Port on 127.0.0.1 (default 8484).") var port: Int = 8484
        @Option(help: "fr or en, for what is said here (default fr).") var language = "fr"

        func run() async throws {
            let t = try KitCommand.language(language)
            guard (1...65_535).contains(port) else { throw ValidationError("--port is a port number.") }
            try await Terminal.run {
                let expected = try KitCommand.fingerprint(key)
                guard let passphrase = try KitCommand.passphrase(passphraseFile, t) else {
                    throw CommandFailure(t("il faut la phrase de passe.", "the passphrase is needed."))
                }
                let opening: KitOpening
                do throws(KitFault) {
                    opening = try KitOpening(file, passphrase: passphrase, expected: expected)
                } catch {
                    throw CommandFailure(error.message(t))
                }
                KitCommand.describe(opening.manifest, t)
                try await OpenedKit(opening, port: port, language: t).serve()
            }
        }
    }

    fileprivate static func language(_ text: String) throws -> Language {
        guard let language = Language(rawValue: text) else { throw ValidationError("The language is fr or en.") }
        return language
    }

    fileprivate static func fingerprint(_ text: String?) throws -> KitFingerprint? {
        guard let text else { return nil }
        guard let fingerprint = KitFingerprint(typed: text) else {
            throw ValidationError("The fingerprint has ten groups of four hexadecimal digits.")
        }
        return fingerprint
    }

    /// Nil when nobody can be asked.
    fileprivate static func passphrase(_ path: String?, _ t: Language) throws -> KitPassphrase? {
        let typed: String
        if let path {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure("cannot read \(path)")
            }
            typed = text
        } else {
            guard isatty(0) == 1 else { return nil }
            FileHandle.standardError.write(Data(t("Phrase de passe : ", "Passphrase: ").utf8))
            typed = readLine() ?? ""
        }
        guard let passphrase = KitPassphrase(typed: typed) else {
            throw CommandFailure(KitFault.wrongPassphrase.message(t))
        }
        return passphrase
    }

    fileprivate static func describe(_ manifest: KitManifest, _ t: Language) {
        let end =
            manifest.validUntil.flatMap { Day(text: $0) }
            .map { t("à refaire après le \(t.date($0))", "to be made again after \(t.date($0))") }
            ?? t("durée de validité non choisie", "validity not chosen")
        let day = Day(text: manifest.madeOn).map { t.date($0) } ?? manifest.madeOn
        Terminal.printOut(
            t(
                "\(manifest.organisation.name), mallette du \(day) par \(manifest.madeBy), \(end) ; \(manifest.files.count) fichiers.",
                "\(manifest.organisation.name), kit of \(day) by \(manifest.madeBy), \(end); \(manifest.files.count) files."
            ))
        for line in manifest.missing { Terminal.printOut(t("Il y manque : ", "It lacks: ") + line) }
    }
}
