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

struct CampaignMedianTests {
    /// `v` visible and `h` hidden figures.
    @Test(
        arguments: [
            ([], [], nil), ([0.4], [], 0.4), ([0.2, 0.6], [], 0.4), ([0.4], [0.8], nil), ([0.4], [0.8, 0.6], 0.6),
            ([0.4, 0.5], [0.9], nil), ([0.4, 0.5, 0.6], [0.9], nil), ([], [0.1, 0.2], nil), ([], [0.1, 0.2, 0.3], 0.2),
            ([0.4], [0.2, 0.6, 0.8], 0.5), ([0.4, 0.5], [0.9, 0.8], 0.65),
        ] as [([Double], [Double], Double?)])
    func `is told only when it gives nobody away`(_ visible: [Double], _ hidden: [Double], _ expected: Double?) {
        let figures =
            visible.map { GroupMedian.Figure(value: $0, isVisible: true) }
            + hidden.map { GroupMedian.Figure(value: $0, isVisible: false) }
        let median = GroupMedian.median(figures)
        #expect(median.map { ($0 * 1000).rounded() } == expected.map { ($0 * 1000).rounded() })
    }

    @Test func `whoever has not answered does not count towards three`() {
        let figures = [
            GroupMedian.Figure(value: 0.4, isVisible: true), GroupMedian.Figure(value: 0.5, isVisible: false),
            GroupMedian.Figure(value: nil, isVisible: false), GroupMedian.Figure(value: nil, isVisible: false),
        ]
        #expect(GroupMedian.median(figures) == nil)
    }

    /// A member who sees only the median and itself: some other group, where any one of the hidden members stands
    /// elsewhere, must look the same.
    @Test(arguments: 0..<200)
    func `another group with one neighbour elsewhere would show the same median`(_ seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let own = Double(Int.random(in: 0...100, using: &generator))
        let others = (0..<Int.random(in: 2...8, using: &generator)).map { _ in
            Double(Int.random(in: 0...100, using: &generator))
        }
        func median(_ hidden: [Double]) -> Double? {
            GroupMedian.median(
                [GroupMedian.Figure(value: own, isVisible: true)]
                    + hidden.map { GroupMedian.Figure(value: $0, isVisible: false) })
        }
        let shown = try #require(median(others))
        for place in others.indices {
            // Exchanging two neighbours keeps the median: it never says who stands where.
            let other = (place + 1) % others.count
            var exchanged = others
            exchanged.swapAt(place, other)
            #expect(median(exchanged) == shown)
        }
    }
}

struct CampaignComparisonTests {
    private func member(
        _ name: String, _ mean: Double?, answered: Int = 4, chapters: [(String, Double?)] = []
    ) throws -> CampaignMember {
        let framework = try FrameworksSamples.identity("essai")
        return CampaignMember(
            assessment: Assessment(
                id: .make(at: FrameworksSamples.now), organisation: .make(at: FrameworksSamples.now),
                organisationName: name, lineage: Lineage(stored: "x/"), framework: framework, frameworkTitle: "Essai",
                profiles: [], campaign: nil, title: "2026", dueOn: nil, openedAt: FrameworksSamples.now, closedAt: nil,
                sharedAt: nil, isInterview: false,
                tally: Tally(
                    mean: mean, index: mean.map { $0 * 5 } ?? 0, answered: mean == nil ? 0 : answered, applicable: 4)),
            chapters: chapters.map { code, mean in
                ChapterTally(
                    code: code, title: "Chapitre \(code)",
                    tally: Tally(mean: mean, index: mean.map { $0 * 5 }, answered: mean == nil ? 0 : 2, applicable: 2))
            })
    }

    private func comparison(
        _ members: [CampaignMember], _ vision: CampaignVision = .group, medians: Medians? = nil,
        misses: [CampaignComparison.Miss] = []
    ) throws -> CampaignComparison {
        CampaignComparison(
            campaign: Campaign(
                id: .make(at: FrameworksSamples.now), organisation: .make(at: FrameworksSamples.now),
                organisationName: "GHT", lineage: Lineage(stored: "x/"),
                framework: try FrameworksSamples.identity("essai"), title: "Campagne 2026",
                dueOn: FrameworksSamples.today.adding(days: 12), openedAt: FrameworksSamples.now, closedAt: nil,
                memberCount: 8),
            vision: vision, members: members, medians: medians ?? CampaignReader.medians(of: members), misses: misses,
            history: [
                CampaignComparison.Moment(
                    title: "2025", day: FrameworksSamples.today.adding(days: -365),
                    median: Medians.Pair(mean: 0.3, index: 1.5)),
                CampaignComparison.Moment(
                    title: "2026", day: FrameworksSamples.today, median: Medians.Pair(mean: 0.5, index: 2.5)),
            ])
    }

    private var three: [CampaignMember] {
        get throws {
            [
                try member(FrameworksSamples.hostile, 0.2, chapters: [("A", 0.1), ("B", 0.3)]),
                try member("CH du Layon", 0.9, chapters: [("A", 0.8), ("B", 1)]),
                try member("EHPAD du Port", 0.5, answered: 2, chapters: [("A", 0.5), ("B", nil)]),
            ]
        }
    }

    @Test(arguments: Language.allCases, CampaignMeasure.allCases)
    func `the page compares members, chapters and the median`(_ t: Language, _ measure: CampaignMeasure) throws {
        let miss = CampaignComparison.Miss(
            requirement: Requirement(code: "A1", title: FrameworksSamples.hostile, priority: .indispensable),
            missing: 2,
            answered: 3)
        let model = CampaignModel(
            comparison: try comparison(try three, misses: [miss]), measure: measure, today: FrameworksSamples.today,
            manages: true)
        let page = CampaignModel.render(model, t).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(!page.contains("<script>"))
        #expect(page.contains("CH du Layon"))
        #expect(page.contains(t("Médiane du groupe", "Group&#39;s median")))
        #expect(page.contains(t("Clore la campagne", "Close the campaign")))
        #expect(page.contains("data-confirm"))
        #expect(page.contains("Chapitre A"))
        #expect(page.contains("tri=moyenne"))
        #expect(page.contains("#e-A1"))
        #expect(page.contains("class=\"trend\""))
    }

    @Test func `the verdict gives the median and the extremes`() throws {
        let model = CampaignModel(comparison: try comparison(try three), today: FrameworksSamples.today)
        let lead = CampaignSentences(model: model, t: .french).lead
        #expect(
            lead
                == "Campagne 2026. 2 sur 3 ont fini de répondre. La moitié dépasse 50\u{A0}%\u{00A0}; on va de 20\u{A0}% à 90\u{A0}%."
        )
    }

    @Test func `a member is told why there is no median, and what would show it`() throws {
        let model = CampaignModel(
            comparison: try comparison([try member("EHPAD", 0.4)], .member, medians: .untold),
            today: FrameworksSamples.today)
        let page = CampaignModel.render(model, .french).text
        #expect(page.contains("quand trois établissements au moins ont répondu"))
        #expect(!page.contains("Médiane du groupe</th>"))
        // Eight members take part: those that cannot be seen are not counted either.
        #expect(!page.contains("sur 8") && !page.contains("8\u{A0}établissements"))
    }

    @Test func `whoever has not answered comes last in both orders`() throws {
        let members = [try member("A", nil), try member("B", 0.2), try member("C", 0.9), try member("D", nil)]
        func names(_ key: CampaignOrder.Key, _ isDescending: Bool) -> [String] {
            CampaignOrder(key: key, isDescending: isDescending).sorted(members).map(\.assessment.organisationName)
        }
        #expect(names(.mean, true) == ["C", "B", "A", "D"])
        #expect(names(.mean, false) == ["B", "C", "A", "D"])
        #expect(names(.index, true) == ["C", "B", "A", "D"])
        #expect(names(.organisation, false) == ["A", "B", "C", "D"])
        #expect(names(.organisation, true) == ["D", "C", "B", "A"])
    }

    @Test func `weak chapters come with the lowest median first`() throws {
        let weak = try comparison(try three).weakChapters(.mean, limit: 3)
        #expect(weak.map(\.chapter.code) == ["A", "B"])
        #expect(try comparison(try three).gap(of: try three[1], .mean).map { ($0 * 10).rounded() } == 4)
        #expect(try three[0].weakest(.mean)?.code == "A")
        #expect(try three[2].weakest(.mean) == nil)
    }

    @Test(
        arguments: [
            ([0: 2, 2: 1], true), ([0: 1, 2: 1], false), ([0: 1], false), ([0: 1, 1: 4], false), ([0: 3, 1: 2], true),
            ([9: 5], false),
        ] as [([Int: Int], Bool)])
    func `most members miss a requirement when more than half are below the middle`(
        _ levels: [Int: Int], _ isMissed: Bool
    ) throws {
        let found = CampaignComparison.misses(["A1": levels], in: try FrameworksSamples.framework(), limit: 10)
        #expect(found.map(\.requirement.code) == (isMissed ? ["A1"] : []))
    }

    @Test func `the table for a spreadsheet neutralises formulas and has the median`() throws {
        let members = [
            try member("=cmd|x", 0.2, chapters: [("A", 0.1)]), try member("B", 0.9, chapters: [("A", nil)]),
        ]
        let text = String(decoding: CampaignCSV.write(try comparison(members), .mean), as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        #expect(lines.first?.hasPrefix("\u{FEFF}etablissement;repondu;") == true)
        #expect(lines.dropFirst().first == "'=cmd|x;4;4;20,0;1,00;10,0")
        #expect(lines.dropFirst(2).first == "B;4;4;90,0;4,50;")
        #expect(lines.last == "Médiane du groupe;;;55,0;2,75;10,0")
    }
}

struct CampaignStoreTests {
    private struct Scene: Sendable {
        let group: FrameworksSamples.Group
        let campaign: Campaign.ID
        let assessments: [Assessment]
    }

    /// A campaign where members answer everything with these levels; nil has not answered.
    private func scene(_ levels: [Int?], in database: any Database) async throws -> Scene {
        let framework = try FrameworksSamples.framework()
        return try await database.change(by: .system, at: FrameworksSamples.now) { change in
            _ = try FrameworkStore.add(framework, origin: .shipped, in: change)
            let group = try FrameworksSamples.group(of: levels.count, in: change)
            let campaign = try CampaignStore.open(
                framework, by: group.group, members: group.members, title: "Campagne", profiles: [], dueOn: nil,
                isInterview: false, in: change)
            for assessment in try AssessmentStore.ofCampaign(campaign, in: change.session) {
                let place = group.members.firstIndex { $0.id == assessment.organisation }
                guard let place, let level = levels[place] else { continue }
                try FrameworksSamples.save(
                    level, to: ["A1", "A2", "B1", "B2"], of: assessment.id, framework, in: change)
            }
            return Scene(
                group: group, campaign: campaign,
                assessments: try AssessmentStore.ofCampaign(campaign, in: change.session))
        }
    }

    private func read(
        _ scene: Scene, _ access: Access, _ database: any Database
    ) async throws -> CampaignReader.Reading? {
        try await database.read { session in try CampaignReader.read(scene.campaign, for: access, in: session) }
    }

    @Test(arguments: TestEngine.available)
    func `those in charge of the group see every member and the median`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let scene = try await scene([0, 1, 2, nil], in: database)
            let found = try await read(
                scene, FrameworksSamples.access(.securityOfficer, on: [scene.group.group]), database)
            let reading = try #require(found)
            #expect(reading.vision == .group)
            #expect(reading.members.count == 4)
            #expect(reading.medians.whole.mean == 0.5)
            #expect(reading.medians.chapters["A"]?.mean == 0.5)
            #expect(reading.levels["B1"] == [0: 1, 1: 1, 2: 1])
            #expect(reading.history.map(\.median.mean) == [0.5])
            #expect(reading.path.map(\.name) == ["GHT Rives de Loire"])
        }
    }

    @Test(
        arguments: TestEngine.available,
        [
            ([2, 1, 0], 1, true), ([2, 1, nil], 1, false), ([2, 1, 0], 2, false), ([2, 1, 0, 0], 2, true),
            ([nil, 1, 0], 1, false), ([nil, 1, 0, 0], 1, true),
        ] as [([Int?], Int, Bool)])
    func `a member sees itself, and the median only among enough others`(
        _ engine: TestEngine, _ example: ([Int?], Int, Bool)
    ) async throws {
        let (levels, seen, hasMedian) = example
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let scene = try await scene(levels, in: database)
            let own = Array(scene.group.members.prefix(seen))
            let found = try await read(scene, FrameworksSamples.access(.securityOfficer, on: own), database)
            let reading = try #require(found)
            #expect(reading.vision == .member)
            #expect(Set(reading.members.map(\.assessment.organisation)) == Set(own.map(\.id)))
            #expect((reading.medians.whole.mean != nil) == hasMedian)
            #expect((reading.medians.whole.index != nil) == hasMedian)
            #expect((reading.medians.chapters["A"]?.mean != nil) == hasMedian)
            #expect(reading.history.map { $0.median.mean != nil } == [hasMedian])
            #expect(reading.levels.isEmpty)
            #expect(reading.path.last?.id == scene.group.members.first?.id)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a contributor and a stranger see nothing of the campaign`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let scene = try await scene([0, 1, 2], in: database)
            let other = try await database.change(by: .system, at: FrameworksSamples.now) { change in
                try OrganisationStore.create(
                    OrganisationDetails(name: "Ailleurs"), kind: .legalEntity, under: nil, in: change)
            }
            for access in [
                FrameworksSamples.access(.contributor, on: [scene.group.group]),
                FrameworksSamples.access(.securityOfficer, on: [other]), FrameworksSamples.access(.director, on: []),
                FrameworksSamples.access(.regionalOfficer, on: [scene.group.group]),
            ] {
                #expect(try await read(scene, access, database) == nil)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the level above compares what was shared and nothing else`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            let scene = try await scene([0, 2, 1, 1], in: database)
            try await database.change(by: .system, at: FrameworksSamples.now) { change in
                for assessment in scene.assessments.prefix(2) {
                    try AssessmentStore.share(assessment, true, in: change)
                }
            }
            let access = FrameworksSamples.access(.regionalOfficer, on: [scene.group.group])
            let reading = try #require(try await read(scene, access, database))
            #expect(reading.vision == .shared)
            #expect(reading.members.map(\.assessment.organisationName) == ["Établissement 1", "Établissement 2"])
            #expect(reading.medians.whole.mean == 0.5)
            #expect(reading.levels["A1"] == [0: 1, 2: 1])
        }
    }
}
