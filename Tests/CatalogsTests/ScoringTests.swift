// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct ScoringTests {
    /// Two chapters: A with indispensable A1 (weight 2), A2 and recommended A3; B with recommended B1 alone.
    private func framework() throws -> Framework {
        try FrameworkReader.read(
            """
            format: carene-framework/1
            identifier: essai
            version: 1
            title: Essai
            profiles: [{ code: EI, title: EI }, { code: EE, title: EE }]
            requirements:
              - code: A
                title: A
                pillar: governance
                children:
                  - code: A1
                    title: A1
                    weight: 2
                    priority: indispensable
                    deadlines: [{ title: T, on: 2026-03-01 }]
                  - { code: A2, title: A2, priority: indispensable, profiles: [EE] }
                  - { code: A3, title: A3 }
              - code: B
                title: B
                pillar: operations
                children: [{ code: B1, title: B1 }]
            """)
    }

    @Test func `follows the formula`() throws {
        let card = try framework().scorecard(of: ["A1": .level(2), "A2": .level(1), "A3": .level(1), "B1": .unanswered])
        // I = (2·1 + 1·½) / 3, R = ½; chapter A = (0.6 + 0.4·½)·I with weight 4; chapter B = 0 with weight 1.
        let chapter = (0.6 + 0.4 * 0.5) * (2.5 / 3)
        #expect(abs((card.chapters.first?.score.index ?? -1) - 5 * chapter) < 1e-12)
        #expect(abs((card.whole.index ?? -1) - 5 * chapter * 4 / 5) < 1e-12)
        #expect(card.whole.mean == 3.0 / 4)
        #expect(card.whole.answered == 3 && card.whole.applicable == 4 && card.whole.total == 4)
        #expect(card.pillars[.operations]?.index == 0)
        #expect(card.pillars[.resources] == nil)
        #expect(card.profiles["EI"]?.total == 3)
        #expect(card.weakestChapters.map(\.code) == ["A"])
    }

    @Test func `gives nothing for what is recommended while what is indispensable is missing`() throws {
        let card = try framework().scorecard(of: ["A3": .level(2)], profiles: ["EI"])
        #expect(card.chapters.first?.score.index == 0)
        #expect(card.whole.mean == 1)
    }

    @Test func `leaves out what is not applicable`() throws {
        let framework = try framework()
        let all = Dictionary(uniqueKeysWithValues: ["A1", "A2", "A3", "B1"].map { ($0, Response.notApplicable) })
        let card = framework.scorecard(of: all)
        #expect(card.whole == Score(mean: nil, index: nil, answered: 0, applicable: 0, total: 4))
        #expect(framework.scorecard(of: [:]).whole.index == 0)
        #expect(framework.scorecard(of: ["A1": .level(99)]).whole.answered == 0)
    }

    @Test(arguments: 0..<150)
    func `stays within bounds and never punishes progress`(_ seed: UInt64) throws {
        var random = RandomFrameworks(seed: seed)
        let framework = try random.next()
        let responses = random.responses(to: framework)
        let before = framework.scorecard(of: responses)
        for score in [before.whole] + before.chapters.map(\.score) + before.pillars.values + before.profiles.values {
            #expect((0...1).contains(score.mean ?? 0))
            #expect((0...5).contains(score.index ?? 0))
            #expect(score.answered <= score.applicable && score.applicable <= score.total)
        }
        for (code, response) in responses {
            guard case .level(let value) = response,
                let higher = framework.scale.levels.first(where: { $0.value > value })
            else { continue }
            var raised = responses
            raised[code] = .level(higher.value)
            let after = framework.scorecard(of: raised).whole
            #expect((after.mean ?? 0) >= (before.whole.mean ?? 0))
            #expect((after.index ?? 0) >= (before.whole.index ?? 0))
        }
    }

    @Test(arguments: 0..<80)
    func `promises the gain that comes`(_ seed: UInt64) throws {
        var random = RandomFrameworks(seed: seed)
        let framework = try random.next()
        let responses = random.responses(to: framework)
        let today = try #require(CalendarDay("2026-01-15"))
        let steps = framework.priorities(of: responses, today: today, limit: 1000)
        let before = framework.scorecard(of: responses).whole.index ?? 0
        for step in steps {
            var done = responses
            done[step.requirement] = framework.scale.best.map { .level($0.value) }
            let after = framework.scorecard(of: done).whole.index ?? 0
            #expect(abs(after - before - step.gain) < 1e-9)
            #expect(!step.reasons.isEmpty)
        }
        let open = framework.assessable().filter { requirement in
            switch responses[requirement.code] ?? .unanswered {
            case .unanswered: true
            case .notApplicable: false
            case .level(let value): value != framework.scale.best?.value
            }
        }
        #expect(Set(steps.map(\.requirement)) == Set(open.map(\.code)))
    }

    @Test func `puts what is due first and says why`() throws {
        let framework = try framework()
        let today = try #require(CalendarDay("2026-01-15"))
        let responses: [String: Response] = ["A1": .level(1), "A2": .level(0), "A3": .level(2)]
        let steps = framework.priorities(of: responses, today: today, limit: 10, toReview: ["A3"])
        #expect(steps.map(\.requirement) == ["A1", "A2", "B1", "A3"])
        let day = try #require(CalendarDay("2026-03-01"))
        #expect(
            steps.first?.reasons == [
                .deadline(title: "T", day: day, daysLeft: 45), .indispensable, .partial(level: 1), .heavyWeight,
            ])
        #expect(steps.dropFirst().first?.reasons == [.indispensable, .notMet])
        #expect(steps.dropFirst(2).first?.reasons == [.unanswered, .chapterWeakest(chapter: "B")])
        #expect(steps.last?.reasons == [.toReview])
        #expect(framework.priorities(of: responses, today: today, limit: -1).isEmpty)
    }

    @Test func `finds strengths and weaknesses`() throws {
        let framework = try framework()
        let responses: [String: Response] = ["A1": .level(2), "A2": .level(0), "A3": .level(2), "B1": .level(1)]
        #expect(framework.strengths(of: responses, limit: 2).map(\.code) == ["A1", "A3"])
        #expect(framework.weaknesses(of: responses, limit: 5).map(\.code) == ["A2", "B1"])
    }

    @Test(arguments: [([], nil), ([3], 3), ([3, 1], 2), ([5, 1, 3], 3), ([.nan, 2], 2)] as [([Double], Double?)])
    func `takes the median`(_ figures: [Double], _ median: Double?) {
        #expect(Statistics.median(figures) == median)
    }
}
