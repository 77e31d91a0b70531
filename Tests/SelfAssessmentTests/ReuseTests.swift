// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct ReuseTests {
    private func mapping(_ pairs: [(String, String, MappingSet.Relation)]) -> MappingSet {
        MappingSet(
            identifier: "m", title: "M", source: "source", target: "essai",
            pairs: pairs.map { MappingSet.Pair(from: $0.0, to: $0.1, relation: $0.2) })
    }

    private func origin(
        _ title: String = "Audit", _ answers: [Answer], _ mappings: [MappingSet]
    ) throws -> ReuseOrigin {
        let framework = try FrameworksSamples.framework("source")
        let assessment = Assessment(
            id: .make(at: FrameworksSamples.now), organisation: .make(at: FrameworksSamples.now),
            organisationName: "EHPAD", lineage: Lineage(stored: "x/"), framework: framework.identity,
            frameworkTitle: framework.title, profiles: [], campaign: nil, title: title, dueOn: nil,
            openedAt: FrameworksSamples.now, closedAt: nil, sharedAt: nil, isInterview: false,
            tally: Tally(mean: nil, index: nil, answered: 0, applicable: 4))
        return ReuseOrigin(
            assessment: assessment, framework: framework,
            answers: Dictionary(answers.map { ($0.requirement, $0) }) { first, _ in first }, mappings: mappings)
    }

    private func suggestions(_ answers: [Answer] = [], _ origins: [ReuseOrigin]) throws -> [ReuseSuggestion] {
        Reuse.suggestions(
            for: try FrameworksSamples.framework(), profiles: [],
            answers: Dictionary(answers.map { ($0.requirement, $0) }) { first, _ in first }, from: origins)
    }

    @Test(arguments: [
        (MappingSet.Relation.equal, false, true), (.superset, false, true), (.subset, false, false),
        (.intersects, false, false), (.equal, true, false),
    ])
    func `is certain only when the source asks as much and nobody doubted it`(
        _ relation: MappingSet.Relation, _ isDoubted: Bool, _ isCertain: Bool
    ) throws {
        let answer = FrameworksSamples.answer("A1", level: 2, isToReview: isDoubted)
        let found = try suggestions([], [try origin("Audit", [answer], [mapping([("A1", "B1", relation)])])])
        #expect(found.map(\.requirement.code) == ["B1"])
        #expect(found.map(\.isCertain) == [isCertain])
        #expect(found.first?.edit(.french).isToReview == !isCertain)
    }

    @Test func `says nothing of what is answered alike, sets apart what differs`() throws {
        let origin = try origin(
            "Audit",
            ["A1", "A2", "B1"].map { FrameworksSamples.answer($0, level: 2) },
            [mapping([("A1", "A1", .equal), ("A2", "A2", .equal), ("B1", "B1", .equal)])])
        let current = [FrameworksSamples.answer("A1", level: 2), FrameworksSamples.answer("A2", level: 0)]
        let found = try suggestions(current, [origin])
        #expect(found.map(\.requirement.code) == ["A2", "B1"])
        #expect(found.map(\.isFresh) == [false, true])
    }

    @Test func `the surest source wins, then the newest, and a contradiction is to review`() throws {
        let equal = [mapping([("A1", "B1", .equal)])]
        let loose = [mapping([("A1", "B1", .intersects)])]
        let newest = try origin("Récente", [FrameworksSamples.answer("A1", level: 1)], loose)
        let older = try origin("Ancienne", [FrameworksSamples.answer("A1", level: 2)], equal)
        let oldest = try origin("Très ancienne", [FrameworksSamples.answer("A1", level: 0)], equal)
        #expect(try suggestions([], [newest, older]).map(\.originTitle) == ["Ancienne"])
        #expect(try suggestions([], [newest, older]).map(\.isCertain) == [true])
        #expect(try suggestions([], [older, oldest]).map(\.originTitle) == ["Ancienne"])
        #expect(try suggestions([], [older, oldest]).map(\.isCertain) == [false])
    }

    @Test func `keeps what was written and names the source below it`() throws {
        let origin = try origin("Audit", [FrameworksSamples.answer("A1", level: 2)], [mapping([("A1", "B1", .equal)])])
        let current = FrameworksSamples.answer("B1", level: nil, comment: "Note du DSI", target: 2, revision: 4)
        let edit = try #require(try suggestions([current], [origin]).first?.edit(.french))
        #expect(edit.comment == "Note du DSI\nRepris de «\u{00A0}Audit\u{00A0}» (A1).")
        #expect(edit.basedOn == 4)
        #expect(edit.target == 2)
        #expect(edit.level == 2)
    }

    @Test func `a full comment stays as it is`() throws {
        let origin = try origin("Audit", [FrameworksSamples.answer("A1", level: 2)], [mapping([("A1", "B1", .equal)])])
        let full = String(repeating: "a", count: AnswerEdit.commentLimit)
        let current = FrameworksSamples.answer("B1", level: nil, comment: full, revision: 1)
        #expect(try suggestions([current], [origin]).first?.edit(.french).comment == full)
    }

    @Test func `a token changes with the answer and with the suggestion`() throws {
        func token(_ level: Int, _ revision: Int) throws -> String? {
            let origin = try origin(
                "Audit", [FrameworksSamples.answer("A1", level: level)], [mapping([("A1", "B1", .equal)])])
            return try suggestions([FrameworksSamples.answer("B1", level: nil, revision: revision)], [origin]).first?
                .token
        }
        #expect(try token(2, 1) == "1:2:B1")
        #expect(try Set([token(2, 1), token(1, 1), token(2, 2)]).count == 3)
    }

    @Test(arguments: Language.allCases)
    func `only certain fresh suggestions are ticked beforehand`(_ t: Language) throws {
        let origin = try origin(
            FrameworksSamples.hostile,
            ["A1", "A2", "B1"].map { FrameworksSamples.answer($0, level: 2) },
            [mapping([("A1", "A1", .equal), ("A2", "A2", .subset), ("B1", "B1", .equal)])])
        var model = ReuseModel(assessment: .init("id"), framework: "Essai", scale: .compliance)
        model.suggestions = try suggestions([FrameworksSamples.answer("B1", level: 0)], [origin])
        let page = ReuseModel.render(model, t).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(!page.contains("<script>"))
        #expect(page.contains("value=\"0:2:A1\" checked"))
        #expect(page.ranges(of: " checked").count == 1)
        #expect(page.contains(t("Répondu différemment ici", "Answered differently here")))
    }

    @Test(arguments: Language.allCases)
    func `an interview fills a framework with one button, one of them first`(_ t: Language) {
        var model = ReuseModel(assessment: .init("id"), framework: "Diagnostic", scale: .compliance)
        model.targets = [
            ReuseModel.Target(
                identifier: "petit", title: "Petit", openTitle: "En cours", openHref: "/evaluations/x", fillable: 3,
                toReview: 0),
            ReuseModel.Target(
                identifier: "grand", title: "Grand", openTitle: nil, openHref: nil, fillable: 20, toReview: 5),
            ReuseModel.Target(
                identifier: "vide", title: "Vide", openTitle: nil, openHref: nil, fillable: 0, toReview: 0),
        ]
        let page = ReuseModel.render(model, t).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(page.contains("name=\"\(ReusePage.destination)\" value=\"grand\""))
        #expect(!page.contains("value=\"vide\""))
        #expect(page.ranges(of: "button primary").count == 1)
    }

    @Test(arguments: TestEngine.available)
    func `an interview opens the target once and fills it, then finds nothing more`(_ engine: TestEngine) async throws {
        let interview = try FrameworksSamples.framework("source")
        let target = try FrameworksSamples.framework()
        let mappings = [mapping([("A1", "A1", .equal), ("A2", "B2", .subset)])]
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let outcome = try await database.change(by: .system, at: FrameworksSamples.now) { change in
                _ = try FrameworkStore.add(interview, origin: .shipped, in: change)
                _ = try FrameworkStore.add(target, origin: .shipped, in: change)
                let group = try FrameworksSamples.group(of: 1, in: change)
                let member = try #require(group.members.first)
                let id = try AssessmentStore.open(
                    interview, for: member, title: "Entretien", profiles: [], dueOn: nil, isInterview: true, in: change)
                try FrameworksSamples.save(2, to: ["A1", "A2"], of: id, interview, in: change)
                func fill() throws -> ReuseStore.Outcome {
                    let assessment = try #require(try AssessmentStore.assessment(id, in: change.session))
                    let origin = ReuseOrigin(
                        assessment: assessment, framework: interview,
                        answers: try AnswerStore.answers(of: id, in: change.session), mappings: mappings)
                    let open = try ReuseStore.openAssessment(of: member.id, on: "essai", in: change.session)
                    return try ReuseStore.fill(
                        target, from: origin, of: member, into: open, language: .french, in: change)
                }
                let outcome = try fill()
                #expect(throws: ReuseStore.NothingToCarry.self) { _ = try fill() }
                return outcome
            }
            #expect(outcome.filled == 2)
            #expect(outcome.toReview == 1)
            let (assessment, answers) = try await database.read { session in
                (
                    try AssessmentStore.assessment(outcome.assessment, in: session),
                    try AnswerStore.answers(of: outcome.assessment, in: session)
                )
            }
            #expect(assessment?.tally.answered == 2)
            #expect(answers["A1"]?.comment == "Repris de «\u{00A0}Entretien\u{00A0}» (A1).")
            #expect(answers["B2"]?.isToReview == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `lends the newest answered assessment of each other framework, to those who see it`(
        _ engine: TestEngine
    ) async throws {
        let frameworks = try ["source", "essai", "autre"].map { try FrameworksSamples.framework($0) }
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let (own, group) = try await database.change(by: .system, at: FrameworksSamples.now) { change in
                for framework in frameworks { _ = try FrameworkStore.add(framework, origin: .shipped, in: change) }
                let group = try FrameworksSamples.group(of: 2, in: change)
                var own: Assessment?
                for (member, framework, title, isAnswered) in [
                    (0, 0, "Ancienne", true), (0, 0, "Vide", false), (0, 1, "Ici", true), (0, 2, "Autre", true),
                    (1, 2, "Voisin", true),
                ] {
                    let id = try AssessmentStore.open(
                        frameworks[framework], for: group.members[member], title: title, profiles: [], dueOn: nil,
                        isInterview: false, in: change)
                    if isAnswered {
                        try FrameworksSamples.save(1, to: ["A1"], of: id, frameworks[framework], in: change)
                    }
                    if title == "Ici" { own = try AssessmentStore.assessment(id, in: change.session) }
                }
                return (try #require(own), group)
            }
            func titles(_ organisation: Organisation) async throws -> Set<String> {
                let scope = AssessmentScope(FrameworksSamples.access(.securityOfficer, on: [organisation]))
                return try await database.read { session in
                    Set(try ReuseStore.sources(for: own, scope: scope, in: session).map(\.assessment.title))
                }
            }
            #expect(try await titles(group.group) == ["Ancienne", "Autre"])
            #expect(try await titles(group.members[1]).isEmpty)
        }
    }
}
