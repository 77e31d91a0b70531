// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Markup
import Organisations
import Primitives
import Site
import TestSupport
import Testing

@testable import Exercises

struct AfterPageTests {
    private typealias S = AfterSample

    private func check(_ markup: HTML, _ comment: Comment? = nil) {
        #expect(TagBalance.fault(in: markup.text) == nil, comment)
        #expect(!markup.text.contains("<script"), comment)
        let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count, comment)
        #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
    }

    @Test
    func `every page of what follows is whole, whatever was written`() async throws {
        let hostile = #"<script>alert("x")</script> & 'co' </td>"#
        try await withDatabase(.sqlite, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise(hostile, at: sample.north, in: database)
            let head = S.head(exercise)
            try await S.changing(database) { change in
                try GridStore.save(
                    ObserverGrid(observer: hostile, ratings: ["a1": .init(value: 1, evidence: hostile)]),
                    replacing: nil, of: head, in: change)
                _ = try ActionStore.add(.init(title: hostile, cause: hostile, owner: hostile), from: head, in: change)
                try RekeyStore.add(
                    .init(
                        at: try #require(exercise.startedAt), cell: .care, kind: .improvement, text: hostile,
                        author: hostile, sheet: hostile), to: exercise, in: change)
            }
            let facts = try await S.facts(exercise, in: database)
            let desk = ResultsDesk(
                place: Place(organisation: sample.north, ancestors: [sample.group]), facts: facts, mayManage: true)
            for t in Language.allCases {
                check(ResultsPage.render(desk, on: S.today, t), "results")
                check(GridPages.render(desk, t), "grids")
                check(
                    GridPages.render(
                        GridPages.Model(desk: desk, earlier: hostile, grid: facts.grids[0]), t), "grid")
                check(HotWashPages.render(desk, FormErrors(), t), "hot wash")
                check(ReportPages.render(desk, canPrint: true, on: S.today, by: "", FormErrors(), t), "report")
                check(CountingPage.render(desk, t), "counting")
                check(RetestPage.render(desk, facts.actions, on: S.today, t), "retests")
                check(RekeyPage.render(desk, RekeyPage.Typed(), t), "rekey")
                check(PaperPages.render(desk, canPrint: false, t), "paper")
                for piece in PaperPiece.allCases {
                    let paper = PaperDocuments.render(piece, facts, t)
                    check(paper, "\(piece)")
                    #expect(paper.text.contains("EXERCICE"))
                }
                let document = ReportDocument(facts, ReportDraft.text(of: facts, t), on: S.today, t)
                check(document.html(t))
                #expect(!ReportFiles.markdown(document).contains("<script"))
                #expect(!document.html(t).text.contains("essai@"))
                check(
                    SlipPage.render(
                        hostile, HotWashQuestion.all(ofScenario: [hostile]), SlipPage.Typed(), FormErrors(),
                        action: ResultsURL.slipDesk.path, t), "slip")
            }
        }
    }

    @Test
    func `before the play nothing is judged`() async throws {
        try await withDatabase(.sqlite, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("À venir", at: sample.north, isPlayed: false, in: database)
            let facts = try await S.facts(exercise, in: database)
            #expect(facts.measures == nil && facts.evaluation == nil && !facts.isHeld)
            let desk = ResultsDesk(
                place: Place(organisation: sample.north, ancestors: []), facts: facts, mayManage: false)
            check(ResultsPage.render(desk, on: S.today, .french))
            check(ReportPages.render(desk, canPrint: false, on: S.today, by: "", FormErrors(), .french))
        }
    }

    @Test(arguments: [
        ("9:05", 545), ("9h05", 545), ("09 h 05", 545), ("9h", 540), ("23:59", 1439), ("0h00", 0),
        ("9\u{00A0}h\u{00A0}05", 545),
    ])
    func `an hour is read as people write it`(typed: String, minutes: Int) {
        #expect(TypedHour.minutes(typed) == minutes)
    }

    @Test(arguments: [
        "", "24:00", "9:60", "9", "neuf heures", "9:5:1", "-1:00", "١٢:٠٠", String(repeating: "9", count: 500),
    ])
    func `what is no hour is refused`(typed: String) {
        #expect(TypedHour.minutes(typed) == nil)
    }

    @Test
    func `a play that passes midnight goes on`() throws {
        let day = try #require(Day(year: 2026, month: 11, day: 20))
        let start = TypedHour.instant(day, 22 * 60, in: .paris)
        let later = TypedHour.instant(30, notBefore: start, in: .paris)
        #expect(later.seconds(since: start) == 9000)
        #expect(TypedHour.instant(22 * 60 - 5, notBefore: start, in: .paris).seconds(since: start) == -300)
    }

    @Test
    func `the pack holds what the agencies ask for, without authors`() async throws {
        try await withDatabase(.sqlite, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Dossier", at: sample.north, in: database)
            let facts = try await S.facts(exercise, in: database)
            let bytes = try ExercisePack.write(
                facts, report: ("html", []), madeAt: S.now, on: S.today, in: .paris, .french)
            #expect(bytes.starts(with: [0x50, 0x4B]))
            #expect(!ExercisePack.missing(facts, .french).isEmpty)
        }
    }
}
