// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import Site
import Testing

@testable import Agenda

struct CalendarExportTests {
    private let today = AgendaSample.today

    private func text(_ duties: [Duty], isDiscreet: Bool = false) -> String {
        let file = CalendarExport.file(
            duties, name: "Carène, CH du Nord", today: today, language: .french, address: "https://carene.exemple.fr",
            isDiscreet: isDiscreet)
        // Unfolded, so that a sentence can be looked for.
        return file.text.replacing("\r\n ", with: "")
    }

    @Test func `an event says what, why, where and leads to its page`() {
        let text = text([AgendaSample.duty("a", today.adding(days: 3), isToConfirm: true)])
        #expect(text.contains("SUMMARY:Échéance a (date à confirmer)"))
        #expect(text.contains("DTSTART;VALUE=DATE:20261124"))
        #expect(text.contains("DESCRIPTION:Le guide le demande.\\nCH du Nord"))
        #expect(text.contains("URL:https://carene.exemple.fr/evaluations/a"))
    }

    @Test func `with several establishments the line says which`() {
        let there = AgendaSample.duty("b", today, at: AgendaSample.organisation(6, "CH du Sud"))
        let text = text([AgendaSample.duty("a", today), there])
        #expect(text.contains("SUMMARY:Échéance a\\, CH du Nord") && text.contains("SUMMARY:Échéance b\\, CH du Sud"))
    }

    @Test func `a discreet calendar tells nothing, not even in its identifiers and addresses`() {
        let duty = AgendaSample.duty("HOSP-D2-A1", today.adding(days: 3), title: "Active Directory")
        let text = text([duty], isDiscreet: true)
        #expect(text.contains("SUMMARY:Échéance Carène"))
        for secret in ["HOSP", "Active", "guide", "Nord", "evaluations", "CATEGORIES"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("DTSTART;VALUE=DATE:20261124"))
    }

    @Test(arguments: [(31, 1), (32, 2), (600, 2)])
    func `a long window is its two ends`(length: Int, events: Int) {
        let window = AgendaSample.duty("w", today.adding(days: length), from: today, kind: .window)
        let file = CalendarExport.file([window], name: "x", today: today, language: .french, address: nil)
        #expect(file.events.count == events)
        #expect(Set(file.events.map(\.identifier)).count == events)
        #expect(file.events.first?.first == today && file.events.last?.last == window.day)
    }

    @Test func `the same duty keeps its identifier from one day to the next, and places do not share any`() {
        func identifiers(_ duty: Duty, on day: Day) -> [String] {
            CalendarExport.file([duty], name: "x", today: day, language: .french, address: nil).events.map(\.identifier)
        }
        let here = AgendaSample.duty("a", today)
        let moved = AgendaSample.duty("a", today.adding(days: 7))
        let there = AgendaSample.duty("a", today, at: AgendaSample.organisation(6, "Ailleurs"))
        #expect(identifiers(here, on: today) == identifiers(moved, on: today.adding(days: 1)))
        #expect(identifiers(here, on: today) != identifiers(there, on: today))
    }

    @Test func `no calendar is endless`() {
        let duties = (0..<3000).map { AgendaSample.duty("d\($0)", today) }
        let file = CalendarExport.file(duties, name: "x", today: today, language: .french, address: nil)
        #expect(file.events.count == CalendarExport.limit)
    }
}
