// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import Testing

@testable import Continuity

struct DurationTests {
    @Test(arguments: [
        ("4", 4.0), ("4 h", 4), ("1 h 30", 1.5), ("1h30", 1.5), ("30 min", 0.5), ("3 j", 72), ("3 jours", 72),
        ("1,5 j", 36),
        ("2 semaines", 336), ("0", 0), ("3 days", 72), ("12 Heures", 12),
    ])
    func `durations are read as people write them`(typed: String, hours: Double) {
        #expect(Duration.hours(typed: typed) == hours)
    }

    @Test(arguments: [
        "", " ", "beaucoup", "-4", "4 x", "1 h 75", "3 j 12", "9999999", "1e9", "４", "4 h 3 h", "nan", "4,",
        String(repeating: "1", count: 400),
    ])
    func `what is no duration is nothing`(typed: String) {
        #expect(Duration.hours(typed: typed) == nil)
    }

    @Test(arguments: [0, 0.5, 1, 1.5, 4, 24, 36, 47, 48, 71, 72, 100, 168, 336, 1000, 87_600])
    func `what a field shows is read back`(hours: Double) {
        let read = Duration.hours(typed: Duration.typed(hours))
        #expect(abs((read ?? -1) - hours) < 0.02)
    }

    @Test func `words say hours below three days, then days`() {
        #expect(Duration.words(0.5, .french) == "30\u{00A0}min")
        #expect(Duration.words(1.5, .french) == "1\u{00A0}h\u{00A0}30")
        #expect(Duration.words(48, .french) == "48\u{00A0}h")
        #expect(Duration.words(72, .french) == "3\u{00A0}jours")
        #expect(Duration.words(84, .french) == "3\u{00A0}j\u{00A0}12\u{00A0}h")
        #expect(Duration.words(.infinity, .french) == "–")
        #expect(Duration.words(nil, .english) == "not decided yet")
    }

    @Test func `months are added to days that exist`() {
        let last = Day(year: 2026, month: 8, day: 31) ?? today
        #expect(last.adding(months: 6).text == "2027-02-28")
        #expect(last.adding(months: 18).text == "2028-02-29")
        #expect(last.adding(months: 12).text == "2027-08-31")
    }
}

struct ImpactTests {
    private let course = ImpactCourse(limited: .h4, serious: .h24, critical: .d3)

    @Test func `the level grows from one moment to the next`() {
        let levels = ImpactMoment.dated.map { course.level(at: $0) }
        #expect(levels == [ImpactLevel.none, .limited, .limited, .serious, .critical, .critical, .critical])
        #expect(ImpactCourse(limited: .h4).level(at: .h24) == nil)
        #expect(ImpactCourse(limited: .never, serious: .never, critical: .never).level(at: .d14) == ImpactLevel.none)
    }

    @Test func `a worse effect before a lesser one is refused`() {
        #expect(course.isOrdered)
        #expect(ImpactCourse(limited: .h4, serious: .h4, critical: .h4).isOrdered)
        #expect(!ImpactCourse(limited: .d3, serious: .h4, critical: .d7).isOrdered)
        #expect(!ImpactCourse(limited: .never, critical: .d7).isOrdered)
    }

    @Test func `the limit comes from what was entered, and from nothing else`() {
        #expect(ImpactLimit([:]) == nil)
        #expect(ImpactLimit([.care: ImpactCourse(limited: .h1, serious: .h4, critical: .never)]) == nil)
        let limit = ImpactLimit([
            .care: course, .safety: ImpactCourse(critical: .h12), .legal: ImpactCourse(critical: .h12),
        ])
        #expect(limit?.at == 12)
        #expect(limit?.bearableAt == 4)
        #expect(limit?.domains == [.safety, .legal])
        #expect(ImpactLimit([.care: ImpactCourse(critical: .h1)])?.bearableAt == nil)
    }
}

struct DemandTests {
    private func node(_ key: String, _ layer: Layer, _ hours: Double?, tolerable: Double? = nil) -> MapNode {
        MapNode(
            key: key, name: key, layer: layer, kind: .other, recoveryTimeObjective: hours,
            recoveryPointObjective: hours,
            maximumTolerablePeriod: tolerable)
    }

    @Test func `the most demanding user is found through what stands between`() {
        let map = ServiceMap(
            nodes: [
                node("soins", .activity, 30, tolerable: 24), node("paie", .activity, 200),
                node("dossier", .service, 40),
                node("annuaire", .component, nil), node("noms", .component, 1),
            ],
            dependencies: [
                Dependency(from: "soins", to: "dossier"), Dependency(from: "paie", to: "annuaire"),
                Dependency(from: "dossier", to: "annuaire"),
                Dependency(from: "annuaire", to: "noms", isBootstrap: true),
                Dependency(from: "noms", to: "annuaire", kind: .degradedWithout),
                Dependency(from: "dossier", to: "absent"),
            ])
        let demands = Demands(map)
        #expect(demands.recoveryTime(of: "annuaire")?.node.key == "soins")
        #expect(demands.recoveryTime(of: "annuaire")?.hours == 24)
        #expect(demands.recoveryPoint(of: "annuaire")?.hours == 30)
        #expect(demands.recoveryTime(of: "soins") == nil)
        #expect(demands.recoveryTime(of: "noms") == nil)
        #expect(map.lastService(of: "soins")?.hours == 40)
        #expect(map.lastService(of: "paie") == nil)
    }

    @Test func `a circle ends`() {
        let map = ServiceMap(
            nodes: [node("a", .component, 5), node("b", .component, 3)],
            dependencies: [Dependency(from: "a", to: "b"), Dependency(from: "b", to: "a")])
        #expect(Demands(map).recoveryTime(of: "a")?.node.key == "b")
    }
}

struct LibraryTests {
    @Test func `the sheets of the library are read, and each holds on one page`() throws {
        let sheets = try ContinuityLibrary.readSheets()
        #expect(sheets.count >= 12)
        #expect(Set(sheets.map(\.code)).count == sheets.count)
        for sheet in sheets {
            #expect(sheet.code.wholeMatch(of: /[a-z\-]{3,60}/) != nil)
            #expect((5...10).contains(sheet.steps.count))
            #expect(sheet.title.count <= 60 && sheet.steps.allSatisfy { $0.count <= 200 })
            #expect(!sheet.avoid.isEmpty && !sheet.call.isEmpty && !sheet.trigger.isEmpty)
        }
        for group in SheetModel.Group.allCases { #expect(sheets.contains { $0.group == group }) }
    }

    @Test func `every outage has its facts in order and its source`() throws {
        let outages = try ContinuityLibrary.readOutages()
        #expect(outages.count >= 7)
        for outage in outages {
            #expect(outage.source.hasPrefix("https://"))
            #expect(!outage.facts.isEmpty && outage.facts.map(\.after) == outage.facts.map(\.after).sorted())
        }
    }
}

struct SectionTests {
    @Test(arguments: PlanKind.allCases)
    func `each kind of plan has parts with names of their own`(kind: PlanKind) {
        let keys = kind.sections.map(\.key)
        #expect(!keys.isEmpty && Set(keys).count == keys.count)
        #expect(keys.allSatisfy { $0.wholeMatch(of: /[a-z]{1,40}/) != nil })
    }
}
