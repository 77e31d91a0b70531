// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives
import Site
import Testing

@testable import Organisations
@testable import SelfAssessment

struct OpeningTests {
    let group = AssessmentSample.organisation(1, "GHT d’essai", kind: .ght)
    let hospital = AssessmentSample.organisation(2, "CH du Nord", under: [1])
    let site = AssessmentSample.organisation(3, "Site du CH", kind: .site, under: [1, 2])
    let home = AssessmentSample.organisation(4, "EHPAD des Prés", kind: .site, under: [1])

    func model(_ framework: Framework, audience: OpeningPage.Entry.Audience = .members) -> OpeningPage.Model {
        OpeningPage.Model(
            organisation: group, frameworks: [], framework: framework, isInterview: false, members: [hospital, home],
            entry: OpeningPage.Entry(
                audience: audience, members: [hospital.id.text], profiles: ["base"], title: "Essai",
                dueOn: "2027-01-31"), today: AssessmentSample.today)
    }

    @Test func `a hospital stands for its own sites`() {
        let members = OpeningPage.members([hospital, site, home], of: group)
        #expect(members.map(\.id) == [hospital.id, home.id])
        #expect(OpeningPage.members([hospital, site], of: hospital).map(\.id) == [site.id])
        #expect(OpeningPage.members([home], of: home).isEmpty)
    }

    @Test func `a title is proposed, never too long`() throws {
        let short = try AssessmentSample.framework("Guide d’hygiène")
        #expect(OpeningPage.proposedTitle(short, AssessmentSample.today, .french) == "Guide d’hygiène, novembre 2026")
        #expect(OpeningPage.proposedTitle(short, AssessmentSample.today, .english) == "Guide d’hygiène, November 2026")
        let long = try AssessmentSample.framework(String(repeating: "long ", count: 80))
        #expect(OpeningPage.proposedTitle(long, AssessmentSample.today, .french).count <= 150)
    }

    @Test func `a complete form has no error`() throws {
        let framework = try AssessmentSample.framework()
        #expect(OpeningHandler.errors(model(framework), framework, .french).isEmpty)
    }

    @Test(arguments: [
        (OpeningPage.Name.title, ""), (OpeningPage.Name.title, String(repeating: "e\u{0301}", count: 100)),
        (OpeningPage.Name.due, "2026-13-01"), (OpeningPage.Name.due, "2026-01-01"),
    ])
    func `says beside the field what is wrong`(field: String, value: String) throws {
        let framework = try AssessmentSample.framework()
        var model = model(framework)
        if field == OpeningPage.Name.title { model.entry.title = value } else { model.entry.dueOn = value }
        #expect(OpeningHandler.errors(model, framework, .french).all.map(\.field) == [field])
    }

    @Test func `members outside the group are nobody, unknown profiles are refused`() throws {
        let framework = try AssessmentSample.framework()
        var model = model(framework)
        model.entry.members = [AssessmentSample.organisation(9, "Ailleurs").id.text]
        model.entry.profiles = ["inconnu"]
        let fields = OpeningHandler.errors(model, framework, .french).all.map(\.field)
        #expect(fields == [OpeningPage.Name.member, OpeningPage.Name.profile])
    }

    @Test func `the form of an establishment without members opens one assessment`() throws {
        let framework = try AssessmentSample.framework()
        let single = OpeningPage.Model(
            organisation: home, frameworks: [], framework: framework, isInterview: false, members: [],
            entry: model(framework).entry, today: AssessmentSample.today)
        let entry = OpeningHandler.entry(Form([("pour", "membres"), ("titre", " Essai \0")]), single)
        #expect(entry.audience == .one)
        #expect(entry.title.hasPrefix("Essai"))
    }
}
