// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import BackupReports

struct NeutralTests {
    @Test func `a table is read by its French or English headings`() throws {
        let report = try read(Sample.csv) { $0.offset = { _ in 60 } }
        #expect(report.format == .neutralCSV && report.faults.isEmpty && !report.isTruncated)
        #expect(report.runs.map(\.outcome) == [.succeeded, .withWarnings, .failed])
        #expect(report.runs.map(\.node) == ["dpi", "sgl", "ris-pacs"])
        #expect(report.runs[1].label == "Labo; nuit")
        #expect(report.runs[2].reason == .unknownResult)
        #expect(report.runs[0].startedAt == Moment("2026-11-30T01:00:00Z", offset: { _ in 0 }))
        #expect(report.runs[0].copy == .init(place: "Baie B", medium: "disque", isImmutable: true, isOffsite: false))
        #expect(report.runs[1].copy == nil)
        let english = Sample.csv.replacing(
            "tâche;élément;début;fin;résultat;octets;nature;copie;support;immuable;hors site",
            with: "job;node;started;finished;result;bytes;kind;copy;medium;immutable;offsite")
        #expect(try read(english) { $0.offset = { _ in 60 } }.runs == report.runs)
    }

    @Test(arguments: [
        ("job;fin;resultat\nA;2026-02-30;ok\n", "finished"), ("job;fin;resultat\n;2026-02-28;ok\n", "job"),
        ("job;debut;fin;resultat\nA;2026-03-01;2026-02-28;ok\n", "started"),
        ("job;fin;resultat;octets\nA;2026-02-28;ok;-1\n", "bytes"),
        ("job;fin;resultat;octets\nA;2026-02-28;ok;99999999999999999999\n", "bytes"),
        ("job;fin;resultat;nature\nA;2026-02-28;ok;danse\n", "kind"),
        ("job;fin;resultat;immuable\nA;2026-02-28;ok;peut-être\n", "immutable"),
    ])
    func `a line that makes no sense is refused with its field`(text: String, field: String) throws {
        let report = try read(text)
        #expect(report.runs.isEmpty)
        #expect(report.faults == [.init(line: 2, reason: .badValue(field))])
    }

    @Test func `a table cut within its last line counts nothing as done`() throws {
        let report = try read("job;fin;resultat\nA;2026-02-28;ok\nB;2026-02-28;échec\nC;2026-0")
        #expect(report.isTruncated)
        #expect(report.runs.map(\.label) == ["B"])
        #expect(try read("job;fin;resultat\nA;2026-02-28;ok").runs.count == 1)
        #expect(try read("job;fin;resultat\nA;2026-02-28;\"ok").isTruncated)
    }

    @Test func `columns that are missing are named`() {
        #expect(throws: ReportError.missingColumns(["finished"])) { try read("job;resultat\nA;ok\n") }
        #expect(throws: ReportError.unrecognised) { try read("couleur;taille\n") }
        #expect(throws: ReportError.unrecognised) { try read("Bonjour.") }
        #expect(throws: ReportError.empty) { try read(" \n") }
        #expect(throws: ReportError.notText) { try read("a\0b") }
        #expect(throws: ReportError.unrecognised) { try read(#"{"autre": 1}"#) }
    }

    @Test func `JSON carries the same fields`() throws {
        let run =
            #"{"job":"PACS","node":"ris-pacs","finished":"2026-11-30T02:00:00Z","result":"success","bytes":12,"immutable":true,"inconnu":{"a":[1]}}"#
        for text in [run, "[\(run)]", #"{"format":"carene-backups/1","runs":[\#(run)]}"#] {
            let report = try read(text)
            #expect(report.format == .neutralJSON)
            #expect(report.runs.first?.bytes == 12 && report.runs.first?.copy?.isImmutable == true)
        }
        #expect(try read(run.replacing("12", with: "[]")).faults.first?.reason == .badValue("bytes"))
    }
}
