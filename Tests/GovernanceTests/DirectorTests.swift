// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Governance

struct DirectorTests {
    private let place = organisation(1, "CH d’essai")

    private func facts(
        _ appointments: [Appointment] = [], overdue: Int = 0, share: Double? = nil, vacant: Int = 0
    ) -> GovernanceFacts {
        let budget = share.map { share in
            [
                BudgetYear(
                    keeper: Keeper(place), year: today.year, operating: Money(cents: 100_000_000),
                    digital: .init(planned: Money(cents: Int(share * 100_000_000)), spent: .zero), security: .init(),
                    lines: 1, settled: 0)
            ]
        }
        return GovernanceFacts(
            organisation: place, day: today, appointments: appointments, members: [],
            budgets: GroupBudget.all(budget ?? []),
            skills: vacant > 0
                ? [SkillSum(skill: .care, authorised: 100 * vacant, filled: 0, vacantPosts: vacant)] : [],
            decisions: (overdue, overdue, overdue), lastExercise: today.adding(days: -10))
    }

    private func decision(_ number: Int, due: Int) -> Decision {
        Decision(
            id: makeID(number), committee: makeID(90), committeeName: "Comité", keeper: Keeper(place),
            decidedOn: today.adding(days: -200), text: "Décision \(number)", owner: "DSI",
            dueOn: today.adding(days: due), state: .todo, settledOn: nil, note: "", minutes: nil)
    }

    private func sheet(
        _ facts: GovernanceFacts, _ overdue: [Decision] = [], history: [String: [IndicatorPoint]] = [:],
        lastReading: Day? = nil, mayManage: Bool = false
    ) -> DirectorSheet {
        DirectorSheet(
            facts, FollowedIndicator.all(GovernanceIndicators.all(facts), history, [:]), overdue: overdue,
            lastReading: lastReading, mayManage: mayManage)
    }

    private var named: [Appointment] {
        [Job.rssi, .dpo, .dsi, .rpcra].enumerated().map { appointment(20 + $0.offset, $0.element, at: place) }
    }

    @Test func `late decisions come first, then who is missing, then the money`() {
        let titles = sheet(facts(overdue: 4, share: 0.015), (1...3).map { decision($0, due: -$0) }).choices.map(
            \.title.french)
        #expect(titles.count == 3)
        #expect(titles[0].hasSuffix("Décision 1"))
        #expect(titles[1].hasSuffix("Décision 2"))
        #expect(titles[2] == "Nommer un RSSI")
        let reason = sheet(facts(overdue: 4, share: 0.015), [decision(1, due: -1), decision(2, due: -2)]).choices[1]
            .reason
        #expect(reason.french.contains("2\u{00A0}autres décisions sont en retard"))
    }

    @Test func `without late decisions, vacancies, then budget, then what is furthest`() {
        let vacancies = sheet(facts(share: 0.015)).choices.map(\.title.french)
        #expect(vacancies.prefix(2) == ["Nommer un RSSI", "Nommer un DPO"])
        #expect(vacancies[2].contains("2\u{00A0}%") || vacancies[2].contains("2,0\u{00A0}%"))
        let rest = sheet(facts(named, share: 0.015, vacant: 3)).choices.map(\.title.french)
        #expect(rest.count == 2)
        #expect(rest[1].contains("Postes vacants"))
        #expect(sheet(facts(named, share: 0.025)).choices.isEmpty)
    }

    @Test func `each choice has one button, to the form for those who may act`() {
        let reading = sheet(facts()).choices[0]
        let acting = sheet(facts(), mayManage: true).choices[0]
        #expect(reading.href == GovernanceURL.appointments(.init(place.id)).path)
        #expect(acting.href.full.hasSuffix("nominations/nouvelle?fonction=rssi"))
        let page = DirectorPage.render(sheet(facts(overdue: 1), [decision(1, due: -1)]), .french).text
        #expect(page.matches(of: /class="button/).count == 4)
    }

    @Test func `shows five figures at most, the known ones before the unknown`() {
        let figures = sheet(facts()).figures
        #expect(figures.count == 5)
        #expect(figures.last?.indicator.value == nil)
        #expect(figures.first?.indicator.value != nil)
    }

    @Test(
        arguments: [
            (nil, [-40, -1], .month(today.adding(days: -40))), (nil, [-20], .nothing),
            (-10, [-40, -11, -1], .reading(today.adding(days: -10))), (-3, [-40, -1], .month(today.adding(days: -40))),
            (-10, [-2], .nothing),
        ] as [(Int?, [Int], DirectorSheet.Since)])
    func `compares with the last reading, or with the measures of a month ago`(
        _ reading: Int?, _ days: [Int], _ expected: DirectorSheet.Since
    ) {
        let history = [GovernanceIndicators.rssi: days.map { IndicatorPoint(day: today.adding(days: $0), value: 1) }]
        let found = sheet(facts(), history: history, lastReading: reading.map { today.adding(days: $0) })
        #expect(found.since == expected)
    }

    @Test func `tells what became worse before what became better, and not what hides in rounding`() {
        let start = today.adding(days: -35)
        let history = [
            GovernanceIndicators.rssi: [IndicatorPoint(day: start, value: 1)],
            GovernanceIndicators.budgetShare: [IndicatorPoint(day: start, value: 0.012)],
            GovernanceIndicators.exercise: [IndicatorPoint(day: start, value: 1)],
            GovernanceIndicators.vacantPosts: [IndicatorPoint(day: start, value: 5)],
        ]
        let found = sheet(facts(share: 0.01203, vacant: 3), history: history)
        #expect(found.changes.map(\.isBetter) == [false, true])
        #expect(found.changes.first?.title.french == "RSSI nommé")
        #expect(DirectorWords.lead(found, .french).contains("1 en progrès, 1 en recul"))
        let page = DirectorPage.render(found, .french).text
        #expect(page.contains("de Oui à Non"))
        #expect(page.contains("de 5 à 3"))
    }

    @Test(arguments: Language.allCases)
    func `the page and the paper are sound, whatever is in them`(_ t: Language) {
        let odd = organisation(1, hostile)
        var bad = facts(overdue: 3, share: 0.01, vacant: 2)
        bad = GovernanceFacts(
            organisation: odd, day: today, appointments: [], members: [], budgets: bad.budgets, skills: bad.skills,
            decisions: bad.decisions, lastExercise: nil)
        var late = decision(1, due: -1)
        late = Decision(
            id: late.id, committee: late.committee, committeeName: hostile, keeper: late.keeper,
            decidedOn: late.decidedOn,
            text: hostile, owner: hostile, dueOn: late.dueOn, state: .todo, settledOn: nil, note: hostile, minutes: nil)
        let found = sheet(bad, [late])
        checkPage(DirectorPage.render(found, t))
        checkPage(DirectorReport.render(found, t))
        #expect(DirectorPage.render(found, t).text.contains("&lt;script&gt;"))
        checkPage(DirectorPage.render(sheet(facts(named, share: 0.03)), t))
    }
}
