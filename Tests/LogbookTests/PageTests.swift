// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Documents
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import CrisisLogs
@testable import Logbook

private let noon = Instant(text: "2026-11-21T11:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)
private let schema: [Migration] =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + CrisisLogMigrations.all

/// Pages from values, without a server.
struct PageTests {
    private static func desk(
        _ lines: [LogStatement], of kind: CrisisLogRecord.Kind = .incident, mayWrite: Bool = true
    ) async throws -> LogDesk {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let (record, place) = try await database.change(by: .system, at: noon) { change in
                let hospital = try OrganisationStore.create(
                    OrganisationDetails(name: "CH d’essai"), kind: .legalEntity, under: nil, in: change)
                let id = try CrisisLogStore.open(kind, title: "Nuit <du> 21", at: hospital.id, in: change)
                let record = try #require(try CrisisLogStore.log(id, in: change.session))
                for line in lines { try CrisisLogStore.append(line, to: record, by: "Claire", in: change) }
                return (
                    try #require(try CrisisLogStore.log(id, in: change.session)),
                    Place(organisation: hospital, ancestors: [])
                )
            }
            let copy = try await CrisisLogShelf().copy(of: record, from: database, at: noon)
            return LogDesk(
                place: place, copy: copy, mayWrite: mayWrite, mayManage: mayWrite, zone: .paris, now: Moment(noon))
        }
    }

    private static func line(
        _ text: String, _ kind: LogKind = .information, due: Int? = nil, decidedBy: String = "", motive: String = ""
    ) -> LogStatement {
        LogStatement(
            factAt: Moment(noon.adding(seconds: -600)), kind: kind, cell: .care, text: text, decidedBy: decidedBy,
            motive: motive, due: due.map { Moment(noon.adding(seconds: $0 * 60)) })
    }

    @Test func `a script in a line is shown as text`() async throws {
        let desk = try await Self.desk([Self.line("<script>alert(1)</script> & \"fin\"")])
        let html = LineView(desk: desk, t: .french).list(desk.reading.lines).text
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;fin&quot;"))
        #expect(!html.contains("<script"))
        let printed = LogFiles.printed(desk, .french).text
        #expect(!printed.contains("<script"))
    }

    @Test func `who decided and why stands with the decision, and a late request says by how much`() async throws {
        let desk = try await Self.desk([
            Self.line("couper", .decision, decidedBy: "Directeur de garde", motive: "propagation"),
            Self.line("brancardiers", .request, due: -75),
        ])
        let html = LineView(desk: desk, t: .french).list(desk.reading.lines).text
        #expect(html.contains("Décidé par Directeur de garde."))
        #expect(html.contains("propagation"))
        #expect(html.contains("Demande en retard"))
        #expect(html.contains("en retard de 1\u{00A0}h\u{00A0}15"))
        let english = LineView(desk: desk, t: .english).list(desk.reading.lines).text
        #expect(english.contains("Request late"))
    }

    @Test func `an exercise says so on its page, its print, its files and in the kit`() async throws {
        let desk = try await Self.desk([Self.line("essai")], of: .exercise)
        #expect(desk.exerciseMark(.french).text.contains("EXERCICE, EXERCICE, EXERCICE"))
        #expect(String(decoding: LogFiles.csv(desk, .french), as: UTF8.self).contains("EXERCICE"))
        #expect(LogFiles.workbook(desk, at: noon, .french).title.hasPrefix("EXERCICE"))
        let document = LogbookKit.document(desk, 1, .french)
        #expect(document.title.hasPrefix("EXERCICE"))
        #expect(document.content.text.contains("EXERCICE"))
        #expect(!document.content.text.contains("<a ") && !document.content.text.contains("<form"))
        let real = try await Self.desk([Self.line("vrai")])
        #expect(real.exerciseMark(.french).isEmpty)
    }

    @Test func `a formula in a line leaves as text in the files`() async throws {
        let desk = try await Self.desk([Self.line("=HYPERLINK(\"http://x\")")])
        let csv = String(decoding: LogFiles.csv(desk, .french), as: UTF8.self)
        #expect(csv.contains("'=HYPERLINK"))
        #expect(LogFiles.row(desk.reading.lines[0], desk, .french).count == LogFiles.header(.french).count)
    }

    @Test func `whoever may not write sees neither form nor button`() async throws {
        let desk = try await Self.desk([Self.line("brancardiers", .request)], mayWrite: false)
        let html = LineView(desk: desk, t: .french).open(desk.reading.open).text
        #expect(!html.contains("<form"))
        let model = LinePage.model(desk, desk.reading.lines[0])
        #expect(!LinePage.render(model, .french).text.contains("<form"))
    }

    @Test func `a draft keeps what was typed and says what is wrong beside its field`() {
        var draft = LineDraft()
        (draft.kind, draft.cell, draft.day, draft.time) = ("decision", "care", "2026-11-21", "25:99")
        #expect(draft.statement(at: Moment(noon), .paris, .french) == nil)
        #expect(draft.errors["heure"] != nil && draft.errors["texte"] != nil)
        var right = LineDraft()
        (right.kind, right.cell, right.day, right.time, right.text) = ("request", "care", "2026-11-21", "11h45", "x")
        let statement = right.statement(at: Moment(noon), .paris, .french)
        #expect(statement?.factAt.instant == Instant(text: "2026-11-21T10:45:00Z"))
        #expect(statement?.status == .open)
        var wild = LineDraft()
        (wild.kind, wild.cell, wild.text) = ("?", "?", "x")
        #expect(wild.statement(at: Moment(noon), .paris, .french) == nil)
    }

    @Test(arguments: ["", "h", ":", "24:00", "12:60", "-1:00", "1:2:3", "99999999999999999999:00", "１２:00"])
    func `a time that is none is refused`(typed: String) {
        #expect(WallTime.minutes(typed) == nil)
    }

    @Test func `the next report is due a rhythm after the last one`() async throws {
        let desk = try await Self.desk([Self.line("un")])
        #expect(ReportRhythm.due(desk) == nil)
        #expect(ReportRhythm.start(desk) < Moment(noon))
    }

    @Test func `journal sentences exist in both languages and hold no word of a line`() {
        for action in [
            "opened", "adopted", "lineAdded", "closed", "reopened", "rhythmSet", "merged", "exported",
        ] {
            for language in Language.allCases {
                #expect(JournalWords.sentence("crisisLog.\(action)", "1/2/3", language) != nil, "\(action)")
            }
        }
        #expect(JournalWords.sentence("autre", "", .french) == nil)
    }

    @Test func `every address of a log stands where crises and exercises lead`() {
        #expect(LogbookURL.log(.init("a")).path == CrisisLogAddress.log(.init("a")).path)
    }
}
