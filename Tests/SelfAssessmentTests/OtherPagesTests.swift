// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Frameworks
@testable import SelfAssessment

struct OtherPagesTests {
    let group = AssessmentSample.organisation(1, AssessmentSample.hostile, kind: .ght)

    func list(_ rows: [Assessment], mayOpen: Bool = true, filter: AssessmentListPage.Filter = .init())
        -> AssessmentListPage.Model
    {
        AssessmentListPage.Model(
            place: group, rows: rows, total: rows.count,
            campaigns: rows.isEmpty
                ? []
                : [
                    .init(
                        title: AssessmentSample.hostile, organisation: AssessmentSample.hostile,
                        dueOn: AssessmentSample.today, isClosed: false, href: nil),
                    .init(title: "Close", organisation: "GHT", dueOn: nil, isClosed: true, href: "/a"),
                ],
            filter: filter, mayOpen: mayOpen, today: AssessmentSample.today)
    }

    @Test(arguments: Language.allCases)
    func `the list is sound, empty or not`(t: Language) throws {
        let framework = try AssessmentSample.framework()
        let rows = [
            AssessmentSample.assessment(1, of: group, framework, dueOn: AssessmentSample.today.adding(days: -1)),
            AssessmentSample.assessment(
                2, of: group, framework, closedAt: AssessmentSample.now,
                tally: Tally(mean: 0.5, index: 2.5, answered: 4, applicable: 4), title: AssessmentSample.hostile),
        ]
        for model in [list(rows), list([]), list([], mayOpen: false), list([], filter: .init(text: "rien"))] {
            AssessmentSample.expectSound(AssessmentListPage.render(model, t))
        }
    }

    @Test func `an empty list says what to do first, to those who may`() {
        #expect(AssessmentListPage.render(list([]), .french).text.contains("Ouvrir une évaluation"))
        #expect(!AssessmentListPage.render(list([], mayOpen: false), .french).text.contains("Ouvrir une évaluation"))
    }

    @Test func `a closed campaign is not in progress`() throws {
        let rows = [AssessmentSample.assessment(1, of: group, try AssessmentSample.framework())]
        let html = AssessmentListPage.render(list(rows), .french).text
        #expect(html.contains("Campagnes en cours"))
        #expect(!html.contains("href=\"/a\""))
    }

    @Test func `the links of a list keep its filter and leave out what is usual`() {
        var filter = AssessmentListPage.Filter()
        #expect(filter.href(group.id).full == AssessmentURL.list(.init(group.id)).path.full)
        filter.state = .closed
        filter.text = "CH & Co"
        filter = filter.sorted("echeance", false)
        #expect(filter.href(group.id, page: 2).full.hasSuffix("?etat=closes&nom=CH%20%26%20Co&tri=echeance&page=2"))
        let descending = filter.sorted("echeance", true).href(group.id).full
        #expect(descending.hasSuffix("&tri=echeance&sens=desc"))
    }

    func opening(_ framework: Framework?, members: [Organisation] = []) -> OpeningPage.Model {
        let summaries = framework.map { framework in
            [
                FrameworkSummary(
                    identity: framework.identity, title: AssessmentSample.hostile, publisher: "", status: .toConfirm,
                    language: "fr", assessableCount: 30, origin: .shipped, isInterview: true,
                    addedAt: AssessmentSample.now)
            ]
        }
        return OpeningPage.Model(
            organisation: group, frameworks: summaries ?? [], framework: framework, isInterview: false,
            members: members,
            entry: .init(
                audience: .members, members: Set(members.map(\.id.text)), profiles: ["base"],
                title: AssessmentSample.hostile, dueOn: ""), today: AssessmentSample.today)
    }

    @Test(arguments: Language.allCases)
    func `the opening is sound at each step`(t: Language) throws {
        let framework = try AssessmentSample.framework(AssessmentSample.hostile)
        let members = [AssessmentSample.organisation(2, AssessmentSample.hostile, under: [1])]
        var faulty = opening(framework, members: members)
        faulty.errors.add("Faute.", to: OpeningPage.Name.member)
        for model in [opening(nil), opening(framework), opening(framework, members: members), faulty] {
            AssessmentSample.expectSound(OpeningPage.render(model, t))
        }
    }

    @Test func `the first step names the interview and what is to be confirmed`() throws {
        let summary = try #require(opening(try AssessmentSample.framework()).frameworks.first)
        let note = OpeningPage.note(summary, .french)
        #expect(note.hasPrefix("Version 1.0, 30\u{00A0}exigences, entretien guidé de 20 minutes."))
        #expect(note.contains("Texte à confirmer"))
    }

    @Test func `members are all chosen, the profiles of the framework are offered`() throws {
        let members = [2, 3].map { AssessmentSample.organisation($0, "CH \($0)", under: [1]) }
        let html = OpeningPage.render(opening(try AssessmentSample.framework(), members: members), .french).text
        #expect(html.matches(of: /name="membre" value="[^"]*" checked/).count == 2)
        #expect(html.contains("name=\"profil\" value=\"base\" checked"))
        #expect(html.contains("name=\"profil\" value=\"plus\""))
    }

    @Test(arguments: Language.allCases)
    func `the end of the interview leads to the results and to other frameworks`(t: Language) {
        let done = InterviewEnding.Model(
            organisation: AssessmentSample.hostile, answered: 4, total: 4, index: 2.4,
            weakest: [AssessmentSample.hostile], results: "/resultats", onward: nil, reuse: "/reprise")
        let html = InterviewEnding.render(done, t)
        AssessmentSample.expectSound(html)
        #expect(html.text.contains("href=\"/resultats\"") && html.text.contains("href=\"/reprise\""))
        let half = InterviewEnding.Model(
            organisation: "CH", answered: 1, total: 4, index: nil, weakest: [], results: "/resultats", onward: "/suite",
            reuse: nil)
        AssessmentSample.expectSound(InterviewEnding.render(half, t))
    }

    @Test(arguments: Language.allCases)
    func `a question of the interview is sound`(t: Language) {
        let step = QuestionStep(
            number: 2, total: 4, question: AssessmentSample.hostile, help: AssessmentSample.hostile,
            name: InterviewPage.field, choices: [Choice("0", AssessmentSample.hostile)], selected: "0", error: "Faute.",
            action: "/a", previous: "/b", hidden: [("revision", "3")])
        AssessmentSample.expectSound(
            InterviewPage.render(InterviewPage.Model(organisation: AssessmentSample.hostile, step: step), t))
    }

    @Test(arguments: Language.allCases)
    func `the campaign on the cockpit counts who has finished`(t: Language) throws {
        let framework = try AssessmentSample.framework()
        let members = [
            AssessmentSample.assessment(1, of: group, framework),
            AssessmentSample.assessment(
                2, of: group, framework, tally: Tally(mean: 1, index: 5, answered: 4, applicable: 4)),
        ]
        let campaign = Campaign(
            id: AssessmentSample.id(5), organisation: group.id, organisationName: group.name, lineage: group.lineage,
            framework: framework.identity, title: AssessmentSample.hostile, dueOn: AssessmentSample.today,
            openedAt: AssessmentSample.now, closedAt: nil, memberCount: 2)
        let comparison = CampaignComparison(
            campaign: campaign, vision: .group, members: members.map { CampaignMember(assessment: $0, chapters: []) },
            medians: Medians(of: ["": members.map { Medians.Score($0.tally) }]), misses: [], history: [])
        let part = GroupCockpit.render(CampaignModel(comparison: comparison, today: AssessmentSample.today), t)
        AssessmentSample.expectSound(part.panels.html { $0 } + part.wide.html { $0 } + todoList(t, part.todo))
        #expect(part.figures.count == 4)
        #expect(part.figures[1].value == t("1 sur 2", "1 of 2"))
    }
}
