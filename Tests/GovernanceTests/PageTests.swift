// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Governance

struct PageTests {
    private let group = organisation(1, "GHT", .ght)
    private let north = organisation(2, "CH du Nord", under: [1])

    @Test(arguments: Language.allCases)
    func `the page of appointments says which functions are vacant`(_ t: Language) {
        let shared = appointment(9, at: group, person: hostile, served: [north, organisation(3, hostile, under: [1])])
        let model = AppointmentsPage.Model(
            place: group,
            appointments: [
                shared, appointment(10, .other, at: group, title: hostile), appointment(11, .dsi, at: group, until: -3),
            ], members: [(Keeper(north), true), (Keeper(organisation(5, hostile)), false)],
            below: [appointment(12, .dpo, at: north, until: 30)], belowTotal: 1, mayManage: true, today: today)
        let page = AppointmentsPage.render(model, t)
        checkPage(page)
        #expect(page.text.contains("&lt;script&gt;"))
        #expect(page.text.contains(AppointmentWords.vacant(.rpcra, t)))
        #expect(page.text.contains(AppointmentWords.vacant(.dsi, t)))
        #expect(!page.text.contains(AppointmentWords.vacant(.rssi, t)))
        #expect(page.text.contains(t("Reprendre", "Take up again")))
        let reader = AppointmentsPage.render(
            AppointmentsPage.Model(place: group, appointments: model.appointments, today: today), t)
        checkPage(reader)
        #expect(!reader.text.contains("/nominations/"))
    }

    @Test func `says what to do first when there is nothing`() {
        let site = organisation(7, "Site", .site)
        let pages = [
            AppointmentsPage.render(.init(place: site, appointments: [], mayManage: true, today: today), .french),
            CommitteesPage.render(
                .init(
                    place: site, committees: [], decisions: [], total: 0, open: 0, overdue: 0, mayManage: true,
                    today: today),
                .french),
            InterpretationsPage.render(.init(place: site, rows: [], total: 0, mayManage: true), .french),
            TeamPage.render(.init(place: site, skills: [], rows: [], total: 0, mayManage: true, today: today), .french),
            BudgetPage.render(.init(place: site, budgets: [], mayManage: true, today: today), .french),
        ]
        for page in pages {
            checkPage(page)
            #expect(page.text.contains("class=\"empty\""))
            #expect(page.text.matches(of: /class="button primary"/).count == 1)
        }
        // A group has no budget of its own to enter.
        let budget = BudgetPage.render(.init(place: group, budgets: [], mayManage: true, today: today), .french)
        #expect(!budget.text.contains("/budget/exercices/nouveau"))
    }

    @Test(arguments: Language.allCases)
    func `a form keeps what was typed, with each error beside its field`(_ t: Language) {
        let form = Site.Form([
            (name: "fonction", value: "other"), (name: "personne", value: ""), (name: "part", value: "101"),
            (name: "debut", value: "2026-02-30"), (name: "fin", value: ""), (name: "intitule", value: ""),
        ])
        let read = AppointmentForm.Typed.read(form, alone: nil, t)
        #expect(read.draft == nil)
        #expect(Set(read.errors.all.map(\.field)) == ["intitule", "personne", "part", "debut", "pour"])
        var model = AppointmentForm.Model(
            place: north, appointment: nil, typed: read.typed, establishments: [Keeper(north), Keeper(group)],
            people: [AccountChoice(id: makeID(4), name: hostile)], letters: [.init(id: makeID(5), title: hostile)],
            vault: nil, errors: read.errors)
        model.typed.person = hostile
        let page = AppointmentForm.render(model, t)
        checkPage(page)
        #expect(page.text.contains("id=\"champ-pour-erreur\""))
        #expect(page.text.contains("value=\"101\""))
    }

    @Test func `reads an appointment that is right`() {
        let form = Site.Form([
            (name: "fonction", value: "dpo"), (name: "personne", value: "Anne"), (name: "part", value: "20"),
            (name: "debut", value: "2026-03-01"), (name: "fin", value: "2027-03-01"),
        ])
        let found = AppointmentForm.Typed.read(form, alone: north.id, .french)
        #expect(found.errors.isEmpty)
        #expect(found.draft?.served == [north.id])
        #expect(found.draft?.job == .dpo && found.draft?.share == 20)
        #expect(found.draft?.endsOn == Day(year: 2027, month: 3, day: 1))
    }

    @Test(arguments: Language.allCases)
    func `decisions, interpretations, posts and lines escape what people wrote`(_ t: Language) {
        let committee = Committee(
            id: makeID(30), keeper: Keeper(north), name: hostile, members: hostile, rhythm: .monthly, nextOn: nil,
            closedAt: nil, open: 1)
        let decision = Decision(
            id: makeID(31), committee: committee.id, committeeName: hostile, keeper: Keeper(north), decidedOn: today,
            text: hostile, owner: hostile, dueOn: today.adding(days: -1), state: .todo, settledOn: nil, note: hostile,
            minutes: .init(id: makeID(5), title: hostile))
        let interpretation = Interpretation(
            id: makeID(32), keeper: Keeper(north), question: hostile, answer: hostile, source: hostile,
            address: "https://exemple.fr/?a=1&b=2", givenOn: today, framework: hostile, requirement: hostile,
            author: hostile, isRemoved: false)
        let post = Post(
            id: makeID(33), keeper: Keeper(north), title: hostile, skill: .care, authorised: 100, filled: 50,
            vacantSince: today, isRemoved: false)
        let line = BudgetLine(
            id: makeID(34), keeper: north.id, year: today.year, title: hostile, domain: .digital, nature: .running,
            planned: Money(cents: 1_234_567), spent: nil, isRemoved: false)
        let year = BudgetYear(
            keeper: Keeper(north), year: today.year, operating: Money(cents: 100_000_000),
            digital: .init(planned: Money(cents: 1_234_567), spent: .zero), security: .init(), lines: 1, settled: 0)
        let removed = BudgetLine(
            id: makeID(35), keeper: north.id, year: today.year, title: hostile, domain: .digital, nature: .running,
            planned: .zero, spent: .zero, isRemoved: true)
        let pages: [HTML] = [
            CommitteesPage.render(
                .init(
                    place: group, committees: [committee], decisions: [decision], total: 1, open: 1, overdue: 1,
                    filter: .init(text: hostile, state: "en-retard"), mayManage: true, today: today), t),
            CommitteeForm.render(.init(place: north, committee: committee, name: hostile, members: hostile), t),
            CommitteeForm.render(
                .init(place: north, committee: committee, name: hostile, members: hostile, mayManage: false), t),
            DecisionForm.render(
                .init(place: north, decision: decision, typed: .init(decision), committees: [committee], today: today),
                t),
            DecisionForm.render(
                .init(place: north, decision: decision, typed: .init(decision), mayManage: false, today: today), t),
            InterpretationsPage.render(
                .init(place: north, rows: [interpretation], total: 1, text: hostile, mayManage: true), t),
            InterpretationPage.render(.init(place: north, interpretation: interpretation, mayManage: true), t),
            TeamPage.render(
                .init(
                    place: north, skills: [SkillSum(skill: .care, authorised: 100, filled: 50, vacantPosts: 1)],
                    rows: [post], total: 1, text: hostile, mayManage: true, today: today), t),
            PostForm.render(.init(place: north, post: post, title: hostile, today: today), t),
            BudgetYearPage.render(
                .init(place: north, year: year, lines: [line, removed], mayManage: true, today: today), t),
            BudgetLineForm.render(.init(place: north, year: today.year, line: line, title: hostile), t),
        ]
        for (index, page) in pages.enumerated() {
            checkPage(page, "page \(index)")
            #expect(page.text.contains("&lt;script&gt;"), "page \(index)")
        }
        #expect(pages[6].text.contains("href=\"https://exemple.fr/?a=1&amp;b=2\" rel=\"noreferrer noopener external\""))
    }

    @Test(arguments: Language.allCases)
    func `the budget says the aim and that it is to be confirmed`(_ t: Language) {
        func year(_ number: Int, _ share: Int, _ keeper: Organisation) -> BudgetYear {
            BudgetYear(
                keeper: Keeper(keeper), year: number, operating: Money(cents: 1_000_000_00),
                digital: .init(planned: Money(cents: share * 1_000_00), spent: .zero), security: .init(), lines: 1,
                settled: 0)
        }
        let years = [year(today.year, 19, north), year(today.year - 1, 16, north)]
        let page = BudgetPage.render(
            .init(place: north, budgets: GroupBudget.all(years), mayManage: true, today: today), t)
        checkPage(page)
        #expect(page.text.contains(t("1,90\u{00A0}%", "1.90%")))
        #expect(page.text.contains(t("à confirmer", "to be confirmed")))
        #expect(page.text.contains("class=\"chart line\""))
        #expect(page.text.contains(t("Il manque", "are missing")))
        let whole = BudgetPage.render(
            .init(place: group, budgets: GroupBudget.all(years), mayManage: true, today: today), t)
        checkPage(whole)
        #expect(whole.text.contains("CH du Nord"))
    }

    @Test(arguments: Language.allCases)
    func `an indicator shows its past in its own scale, its members and its target`(_ t: Language) {
        let indicator = Indicator(
            "essai.part", Phrase("Part", "Share"), value: 0.019, unit: .share, target: 0.02,
            sentence: Phrase(hostile, hostile), rank: 1)
        let followed = FollowedIndicator(
            indicator: indicator,
            history: (1...200).map { IndicatorPoint(day: today.adding(days: -$0), value: 0.016) }.reversed(),
            ownTarget: nil)
        let page = IndicatorPage.render(
            .init(
                place: group, followed: followed, members: [(Keeper(north), IndicatorPoint(day: today, value: 0.021))],
                mayManage: true, today: today), t)
        checkPage(page)
        #expect(page.text.contains("CH du Nord"))
        #expect(page.text.contains(t("De 1,6\u{00A0}%", "From 1.6%")))
        checkPage(IndicatorsPage.render(.init(place: group, followed: [followed], today: today), t))
        checkPage(IndicatorsPage.render(.init(place: group, followed: [], today: today), t))
        #expect(followed.tone == .warn)
        #expect(IndicatorPage.thinned(followed.points(until: today)).last?.day == today)
        #expect(IndicatorPage.thinned(followed.points(until: today)).count <= 60)
    }

    @Test(
        arguments: [
            ("2", .share, 0.02), ("2,5 %", .share, 0.025), ("101", .share, nil), ("1", .flag, 1), ("2", .flag, nil),
            ("3.5", .index, 3.5), ("-1", .count, nil), ("abc", .count, nil), ("", .count, nil), ("1e9", .count, nil),
            ("12", .days, 12),
        ] as [(String, Indicator.Unit, Double?)])
    func `a target is typed in the unit that one reads`(_ typed: String, _ unit: Indicator.Unit, _ expected: Double?) {
        #expect(IndicatorWords.typed(typed, unit) == expected)
    }

    @Test(arguments: [([0.019, 0.02], 0.02), ([0.0], 1), ([3, 7], 8), ([.nan, .infinity], 1), ([950], 1000)])
    func `the axis ends at a short number above every value`(_ values: [Double], _ top: Double) {
        #expect(abs(ScaledTrend.top(over: values) - top) < 1e-9)
    }

    @Test(arguments: Language.allCases)
    func `every action of the feature is told in the journal`(_ t: Language) {
        let nouns = [
            "appointment": ["made", "corrected", "ended", "removed", "resumed", "refreshed"],
            "committee": ["opened", "corrected", "closed", "reopened"],
            "decision": ["taken", "corrected", "done", "dropped", "reopened"],
            "post": ["added", "corrected", "removed", "restored"], "budget": ["opened", "corrected", "exported"],
            "budgetLine": ["added", "corrected", "removed", "restored"],
            "interpretation": ["added", "corrected", "removed", "restored"], "indicator": ["targeted"],
            "direction": ["exported"],
        ]
        for (noun, verbs) in nouns {
            for verb in verbs { #expect(JournalWords.sentence("\(noun).\(verb)", "x", t) != nil, "\(noun).\(verb)") }
        }
        #expect(JournalWords.sentence("proof.registered", "x", t) == nil)
    }
}
