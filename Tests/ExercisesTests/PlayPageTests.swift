// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Drills
import Mail
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Exercises

@Suite struct PlayPageTests {
    private static let now = ExerciseSample.now

    private static func exercise(_ state: Exercise.State = .running, _ ending: Exercise.Ending? = nil) -> Exercise {
        let scenario = ExerciseSample.scenario
        return Exercise(
            id: .make(at: now), keeper: Keeper(id: .make(at: now), name: "Hôpital", lineage: .init(stored: "/a/")),
            campaign: nil,
            title: "Essai", scenario: scenario, level: .beginner, form: .simulation, plannedOn: now.dayUTC,
            plannedAt: "",
            place: "", duration: 60, stopWord: scenario.stopWord, rules: scenario.rules, forbidden: scenario.forbidden,
            words: [:], checklist: [], state: state, ending: ending, reason: "", log: nil, startedAt: now, endedAt: nil,
            revision: 3, createdAt: now, removedAt: nil)
    }

    private static func sent(_ inject: Inject, to cell: Cell, in exercise: Exercise) -> PlayedInject {
        PlayedInject(
            id: .make(at: now), exercise: exercise.id, inject: inject, cell: cell, isEnabled: true, isFree: false,
            state: .sent, sending: .init(at: now, second: 60, by: "Anne"), note: "", acknowledgedAt: nil,
            acknowledgedSecond: nil, acknowledgedBy: "", line: nil, version: 2, outcomes: [:])
    }

    private static func page(_ exercise: Exercise, _ injects: [PlayedInject]) -> String {
        let model = PlayPage.Model(
            secret: "secret", exercise: exercise, cell: .care, injects: injects, lines: [], second: 60, now: now,
            zone: .paris)
        return PlayPage.render(model, .french).text
    }

    @Test func `a script in a message is text`() {
        let exercise = Self.exercise()
        let html = Self.page(exercise, [Self.sent(ExerciseSample.scenario.injects[0], to: .care, in: exercise)])
        #expect(!html.contains("<script>"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("EXERCICE, EXERCICE, EXERCICE"))
    }

    @Test func `what is said on the phone is not written on the page of the players`() {
        let exercise = Self.exercise()
        let html = Self.page(exercise, [Self.sent(ExerciseSample.scenario.injects[1], to: .care, in: exercise)])
        #expect(!html.contains("Allô"))
        #expect(!html.contains("Secret d’appel"))
        #expect(html.contains("Presse"))
    }

    @Test func `players never read the story nor the advice`() {
        #expect(!Self.page(Self.exercise(.prepared), []).contains("Un secret."))
    }

    @Test func `after a real emergency the word EXERCICE is gone and one is told so`() {
        let html = Self.page(Self.exercise(.ended, .emergency), [])
        #expect(html.contains("CECI N’EST PLUS UN EXERCICE"))
        #expect(!html.contains("EXERCICE, EXERCICE, EXERCICE"))
        #expect(!html.contains("<textarea"))
    }

    @Test func `mails are marked from the subject to the last line and reach the listed players of the cell alone`() {
        let exercise = Self.exercise()
        let inject = Self.sent(ExerciseSample.scenario.injects[0], to: .care, in: exercise)
        func person(_ kind: Role.Kind, _ cell: Cell?, _ mail: String) -> Participant {
            Participant(
                id: .make(at: Self.now), exercise: exercise.id, kind: kind, cell: cell, role: "", position: "x",
                name: "",
                mail: mail, attended: nil, check: nil, checkedAt: nil)
        }
        let people = [
            person(.player, .care, "a@exemple.fr"), person(.player, .strategic, "b@exemple.fr"),
            person(.observer, .care, "c@exemple.fr"), person(.player, .care, ""),
        ]
        #expect(PlayLetters.recipients(inject, among: people).map(\.mail) == ["a@exemple.fr"])
        let letter = PlayLetters.letter(inject.inject, to: "a@exemple.fr", of: exercise)
        #expect(letter.subject.hasPrefix("EXERCICE"))
        #expect(letter.text.hasPrefix("EXERCICE EXERCICE EXERCICE"))
        #expect(letter.text.contains("Réel réel"))
    }

    @Test func `a spreadsheet with a title above its headings is understood, and a hostile one is refused in words`()
        throws
    {
        let csv = """
            Exercice du mois;;;
            ;;;
            N°;Heure;Destinataire;Objet
            1;14h30;Cellule de crise;Panne
            2;;;Suite
            """
        let cells = try TimelineImportPage.cells(Array(csv.utf8), "t.csv")
        #expect(cells.header == ["N°", "Heure", "Destinataire", "Objet"])
        var model = TimelineImportPage.Model(exercise: Self.exercise(.prepared))
        model.cells = cells
        model.columns = SheetColumn.suggested(for: cells.header)
        let table = try #require(TimelineImportPage.table(model))
        #expect(table.injects.map(\.at) == [0, 0])
        #expect(table.injects.map(\.to) == ["strategic", "strategic"])
        #expect(throws: DocumentError.self) { try TimelineImportPage.cells([], "vide.csv") }
        #expect(throws: DocumentError.self) { try TimelineImportPage.cells([0x50, 0x4B, 3, 4, 0, 0, 0], "faux.xlsx") }
    }

    @Test func `what is exported in a workbook comes back in alike`() throws {
        let exercise = Self.exercise(.prepared)
        let injects = ExerciseSample.scenario.injects.map { Self.sent($0, to: .care, in: exercise) }
        let bytes = try XLSXWriter.bytes(of: TimelineFiles.workbook(exercise, injects, at: Self.now, .french))
        var model = TimelineImportPage.Model(exercise: exercise)
        model.cells = try TimelineImportPage.cells(bytes, "t.xlsx")
        model.columns = SheetColumn.suggested(for: model.cells?.header ?? [])
        #expect(TimelineImportPage.table(model)?.injects == ExerciseSample.scenario.injects)
        model.cells = try TimelineImportPage.cells(TimelineFiles.csv(injects, .french), "t.csv")
        #expect(TimelineImportPage.table(model)?.injects == ExerciseSample.scenario.injects)
    }

    @Test func `every shipped scenario can be played`() throws {
        #expect(ShippedScenarios.all.count >= 6)
        #expect(ShippedScenarios.all.allSatisfy { $0.issues.allSatisfy { $0.weight == .warning } })
    }

    @Test func `a door that is hammered closes for a minute`() async {
        let keeper = Doorkeeper()
        for _ in 0..<5 { #expect(await keeper.admits("k", most: 5, at: Self.now)) }
        #expect(await !keeper.admits("k", most: 5, at: Self.now))
        #expect(await keeper.admits("autre", most: 5, at: Self.now))
        #expect(await keeper.admits("k", most: 5, at: Self.now.adding(seconds: 61)))
    }
}
