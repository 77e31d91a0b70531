// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Agenda
import ArgumentParser
import Documents
import Foundation
import Markup
import Organisations
import Primitives
import Site

struct AgendaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "List and export what has its day, as the operator of the server.",
        subcommands: [List.self, Export.self])

    /// Of what, until when, in which language.
    struct Scope: ParsableArguments {
        @OptionGroup var options: DatabaseOptions
        @Option(help: "FINESS number or identifier of the organisation; what is below it is included.")
        var organisation: String
        @Option(help: "Last day, written 2027-06-30 (default in eighteen months).") var until: String?
        @Option(help: "fr or en, for titles (default fr).") var language = "fr"

        func work(_ body: (Organisation, [Duty], Language, House) async throws -> Void) async throws {
            guard let language = Language(rawValue: language) else {
                throw ValidationError("The language is fr or en.")
            }
            let end = try until.map { text in
                guard let day = Day(text: text) else { throw ValidationError("A day is written 2027-06-30.") }
                return day
            }
            try await OpenHouse.work(options) { house in
                let place = try await OpenHouse.organisation(organisation, in: house)
                let today = house.today
                let duties = try await house.duties(
                    DutyScope(lineages: [place.lineage], today: today, until: end ?? today.adding(days: 548)))
                try await body(place, duties, language, house)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what is due, by day: day, kind, organisation, title.")

        @OptionGroup var scope: Scope
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let id: String
            let kind: String
            let day: String
            let from: String?
            let title: String
            let detail: String
            let organisation: String
            let organisationName: String
            let path: String
            let owner: String?
            let toConfirm: Bool

            init(_ duty: Duty, _ t: Language) {
                id = duty.id
                kind = duty.kind.rawValue
                day = duty.day.text
                from = duty.from?.text
                title = duty.title(t)
                detail = duty.detail(t)
                organisation = duty.organisation.text
                organisationName = duty.organisationName
                path = duty.href.full
                owner = duty.owner?.text
                toConfirm = duty.isToConfirm
            }
        }

        func run() async throws {
            try await scope.work { _, duties, t, _ in
                guard json else {
                    for duty in duties {
                        Terminal.printOut(
                            [duty.day.text, duty.kind.rawValue, duty.organisationName, duty.title(t)]
                                .joined(separator: "\t"))
                    }
                    return
                }
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                Terminal.printOut(String(decoding: try encoder.encode(duties.map { Line($0, t) }), as: UTF8.self))
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write an iCalendar file on standard output.")

        @OptionGroup var scope: Scope
        @Flag(help: "Say only that something is due, and where to read what.") var discreet = false

        func run() async throws {
            try await scope.work { place, duties, t, house in
                let file = CalendarExport.file(
                    duties, name: "Carène, \(place.name)", today: house.today, language: t,
                    address: house.settings.publicAddress, isDiscreet: discreet)
                FileHandle.standardOutput.write(Data(file.bytes))
            }
        }
    }
}
