// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Primitives
import Site

struct DailyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daily",
        abstract:
            "Do once what the server does every day: history of figures, reminders. Exit 1 when a feature failed.",
        discussion: """
            For servers that are stopped at night, from cron or a systemd timer. What was done today already is not \
            done again.
            """)

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        try await OpenHouse.work(options) { house in
            let failed = await DailyRound(house).round()
            guard failed.isEmpty else {
                throw CommandFailure("these features failed: \(failed.joined(separator: ", ")).")
            }
            Terminal.printOut("done for \(house.today.text)")
        }
    }
}
