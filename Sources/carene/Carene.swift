// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

@main
struct Carene: AsyncParsableCommand {
    static let version = "0.5.0"

    static let configuration = CommandConfiguration(
        commandName: "carene",
        abstract: "Run the national programme CaRE in a health establishment.",
        discussion: """
            Settings are given by flag or by environment variable (CARENE_DATABASE, CARENE_HOST, CARENE_PORT, …); a secret \
            may be read from a file by adding _FILE to the variable's name. Exit codes: 0 done, 1 the work failed or a \
            check found a fault, 64 wrong usage, 69 database or port unavailable.
            """,
        version: version,
        subcommands: [
            Serve.self, Demo.self, Import.self, FrameworkCommand.self, AssessmentCommand.self, ProofsCommand.self,
            DossierCommand.self, RoadmapCommand.self, RestartCommand.self, BackupsCommand.self, KitCommand.self,
            HuntCommand.self, RulesCommand.self,
            AgendaCommand.self, OSCALCommand.self, DailyCommand.self, MailCommand.self, JournalCommand.self,
            AccountCommand.self,
        ])
}
