// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Mail
import Primitives

struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Try the mail server that CARENE_SMTP_HOST names.", subcommands: [Test.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a trial letter, and say what became of it; exit 1 when it did not leave.")

        @Argument(help: "The address that receives it.") var address: String

        func run() async throws {
            try await Terminal.run {
                guard let post = try MailSettings.postOffice() else {
                    throw CommandFailure("no mail server is set: give CARENE_SMTP_HOST and CARENE_SMTP_FROM.")
                }
                let letter = Letter(
                    to: address, subject: "Carène\u{00A0}: message d’essai",
                    text: """
                        Bonjour,

                        Ce message a été envoyé par la commande «\u{00A0}carene mail test\u{00A0}». S’il vous \
                        parvient, Carène peut envoyer ses rappels.

                        This message was sent by “carene mail test”. If you can read it, Carène can send its reminders.

                        """)
                switch await post.send([letter]).first {
                case .accepted(let identifier): Terminal.printOut("accepted by the mail server: \(identifier)")
                case .failed(let error): throw CommandFailure(error.message(.english))
                case nil: throw CommandFailure("the mail server gave no answer for the letter.")
                }
            }
        }
    }
}
