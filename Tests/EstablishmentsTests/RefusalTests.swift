// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Markup
import Organisations
import Primitives
import Testing

@testable import Establishments

struct RefusalTests {
    private let refusals = [
        RefusedLine(line: 2, reason: Phrase("=HYPERLINK(\"x\") ; \"guillemets\"", "=1+1")),
        RefusedLine(line: 12_345, reason: Phrase("Deux\nlignes ; é", "Two\nlines")),
    ]

    @Test(arguments: Language.allCases)
    func `writes refusals that a spreadsheet opens and never runs`(_ t: Language) throws {
        let bytes = RefusalsCSV.bytes(refusals, t)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        var plain = try CSVReader(.bytes(bytes))
        #expect(try plain.next()?.cells == [t("Ligne", "Line"), t("Raison", "Reason")])
        #expect(try plain.next()?.cells[1].hasPrefix("'=") == true)
        var reader = try CSVReader(.bytes(bytes), options: CSVReader.Options(removesFormulaGuard: true))
        _ = try reader.next()
        for refusal in refusals {
            #expect(try reader.next()?.cells == [String(refusal.line), refusal.reason(t)])
        }
        #expect(try reader.next() == nil)
    }

    @Test(arguments: Language.allCases)
    func `reports what came in and what was refused`(_ t: Language) {
        let many = (1...250).map { RefusedLine(line: $0, reason: Phrase(hostile, hostile)) }
        let model = ImportReportView.Model(
            created: 1200, changed: 3, unchanged: 40, refused: 1500, refusals: many,
            download: EstablishmentURL.refusals(.init(makeID(1)), .init(makeID(2))).path)
        let report = ImportReportView.render(model, t)
        checkPage(report)
        #expect(report.text.contains("refus.csv"))
        #expect(report.text.contains(t("1\u{202F}200", "1,200")))
        #expect(ImportReportView.summary(model)(t).contains(t("1\u{202F}500", "1,500")))
        #expect(report.text.matches(of: /<tr>/).count == ImportReportView.shown + 1)
        let clean = ImportReportView.Model(
            created: 1, changed: 0, unchanged: 0, refused: 0, refusals: [], download: nil)
        checkPage(ImportReportView.render(clean, t))
        #expect(!ImportReportView.render(clean, t).text.contains("<table"))
    }

    @Test func `hands a report to the person who made it only, and forgets the oldest`() async {
        let shelf = RefusalShelf()
        let report = RefusalShelf.Report(owner: "claire", organisation: makeID(1), refusals: refusals)
        let first = await shelf.keep(report, at: noon)
        #expect(await shelf.report(first, at: makeID(1), for: "claire")?.refusals == refusals)
        #expect(await shelf.report(first, at: makeID(1), for: "paul") == nil)
        #expect(await shelf.report(first, at: makeID(1), for: nil) == nil)
        #expect(await shelf.report(first, at: makeID(2), for: "claire") == nil)
        for _ in 0..<40 { _ = await shelf.keep(report, at: noon) }
        #expect(await shelf.report(first, at: makeID(1), for: "claire") == nil)
    }
}
