// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Agenda

struct AgendaPageTests {
    private let today = AgendaSample.today

    private var hostile: [Duty] {
        let other = AgendaSample.organisation(3, AgendaSample.hostile, under: [1])
        return [
            AgendaSample.duty(
                "late", today.adding(days: -2), title: AgendaSample.hostile, detail: AgendaSample.hostile, at: other,
                owner: AgendaSample.id(9), isToConfirm: true),
            AgendaSample.duty("soon", today.adding(days: 12)),
            AgendaSample.duty(
                "window", today.adding(days: 300), from: today.adding(days: 9), kind: .window,
                title: AgendaSample.hostile, at: other),
        ]
    }

    @Test(arguments: Language.allCases)
    func `the list says what is late, when the rest comes, and lets nothing hostile through`(t: Language) {
        let page = DutyList.render(AgendaSample.model(hostile), t)
        AgendaSample.expectSound(page)
        #expect(page.text.contains(t("1\u{00A0}échéance est en retard", "1 deadline is overdue")))
        #expect(page.text.contains(t("il y a 2\u{00A0}jours", "2 days ago")))
        #expect(page.text.contains(t("dans 12\u{00A0}jours", "in 12 days")))
        #expect(page.text.contains(t("ouvre dans 9\u{00A0}jours", "opens in 9 days")))
        #expect(page.text.contains(t("Date à confirmer", "Date to confirm")))
        #expect(page.text.contains(t("À vous", "Yours")))
        #expect(page.text.contains("id=\"en-retard\"") && !page.text.contains("id=\"plus-tard\""))
    }

    @Test(arguments: Language.allCases)
    func `an empty agenda says where deadlines come from, an empty search how to search`(t: Language) {
        let empty = DutyList.render(AgendaSample.model([]), t)
        AgendaSample.expectSound(empty)
        #expect(empty.text.contains(t("L’agenda est vide", "The agenda is empty")))
        #expect(!empty.text.contains("class=\"filters\""))
        let missed = DutyList.render(AgendaSample.model(hostile, filter: DutyFilter(text: "introuvable")), t)
        AgendaSample.expectSound(missed)
        #expect(missed.text.contains(t("Aucune échéance ne correspond", "No deadline matches")))
    }

    @Test func `a long agenda is shown by pages that keep the filter`() {
        let duties = (0..<250).map { AgendaSample.duty("d\($0)", today.adding(days: $0)) }
        let filter = DutyFilter(kind: .deadline)
        let page = DutyList.render(AgendaSample.model(duties, filter: filter, page: 3), .french)
        AgendaSample.expectSound(page)
        #expect(page.text.contains("101 à 150 sur 250"))
        #expect(page.text.contains("nature=deadline&amp;page=2"))
        #expect(page.text.matches(of: /\/evaluations\/d/).count == 50)
        // A page that does not exist is the last one.
        let beyond = DutyList.render(AgendaSample.model(duties, filter: filter, page: 1_000_000), .french)
        #expect(beyond.text.contains("201 à 250 sur 250"))
    }

    @Test(arguments: Language.allCases)
    func `the month is a table with its weeks, its neighbours and both ends of a window`(t: Language) throws {
        let month = try #require(Month(text: "2026-11"))
        let page = MonthTable.render(AgendaSample.model(hostile), month: month, t)
        AgendaSample.expectSound(page)
        #expect(page.text.contains(t("novembre 2026", "November 2026")))
        #expect(page.text.contains(t("Semaine </span>47", "Week </span>47")))
        #expect(page.text.contains("<time datetime=\"2026-11-30\">30</time>"))
        #expect(!page.text.contains("datetime=\"2026-12-01\""))
        #expect(page.text.contains("name=\"mois\" value=\"2026-11\""))
        #expect(page.text.contains("mois=2026-10") && page.text.contains("mois=2026-12"))
        #expect(page.text.contains(t("Ouverture\u{00A0}: ", "Opens: ")))
        #expect(page.text.contains(t("<strong>aujourd’hui", "<strong>today")))
        #expect(page.text.matches(of: /<td>/).count + page.text.matches(of: /<td class/).count >= 35)
    }

    @Test func `a crowded day leads to the list`() throws {
        let duties = (0..<9).map { AgendaSample.duty("d\($0)", today) }
        let page = MonthTable.render(
            AgendaSample.model(duties), month: Month(containing: today), .french)
        #expect(page.text.contains("4\u{00A0}autres dans la liste"))
    }

    @Test func `months stop at eighteen either way`() throws {
        let reach = MonthTable.reach(today)
        #expect(reach.lowerBound.text == "2025-05" && reach.upperBound.text == "2028-05")
        let page = MonthTable.render(AgendaSample.model([]), month: reach.upperBound, .french)
        #expect(page.text.contains("mois=2028-04") && !page.text.contains("mois=2028-06"))
    }

    @Test(arguments: Language.allCases)
    func `the first page names the place only when it is another`(t: Language) {
        let items = AgendaCockpit.items(hostile, at: AgendaSample.hospital.id, today: today, t)
        #expect(items.count == 3)
        #expect(items[0].state?.state == .missing && items[1].state?.state == .expiring)
        #expect(items[0].reason.hasPrefix(AgendaSample.hostile))
        #expect(items[1].reason == "Le guide le demande.")
        AgendaSample.expectSound(todoList(t, items))
        #expect(
            AgendaCockpit.items(
                [AgendaSample.duty("far", today.adding(days: 15))],
                at: AgendaSample.hospital.id, today: today, t
            ).isEmpty)
    }
}
