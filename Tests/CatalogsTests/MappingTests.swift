// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct MappingTests {
    private func framework(_ identifier: String, levels: Int) throws -> Framework {
        let scale = (0..<levels).map { "{ value: \($0), title: N\($0) }" }.joined(separator: ", ")
        return try FrameworkReader.read(
            """
            format: carene-framework/1
            identifier: \(identifier)
            version: 1
            title: Essai
            scale: [\(scale)]
            requirements:
              - { code: A, title: A }
              - { code: B, title: B }
              - { code: C, title: C }
            """)
    }

    private func mapping(_ pairs: String) throws -> MappingSet {
        try MappingReader.read(
            """
            format: carene-mapping/1
            identifier: de-vers
            title: De l'un vers l'autre
            source: de
            target: vers
            pairs: [\(pairs)]
            """)
    }

    /// Pairs, levels answered (of 0…3), and the level suggested for A (of 0…2).
    @Test(
        arguments: [
            ("{ from: A, to: A, relation: equal }", 3, nil, 2, true),
            ("{ from: A, to: A, relation: equal }", 2, nil, 1, true),
            ("{ from: A, to: A, relation: equal }", 1, nil, 0, true),
            ("{ from: A, to: A, relation: superset }", 3, nil, 2, true),
            ("{ from: A, to: A, relation: subset }", 3, nil, 2, false),
            ("{ from: A, to: A, relation: equal }, { from: B, to: A, relation: equal }", 3, 2, 1, true),
            ("{ from: A, to: A, relation: equal }, { from: B, to: A, relation: intersects }", 3, 3, 2, false),
            ("{ from: A, to: A, relation: equal }, { from: B, to: A, relation: equal }", 3, nil, 2, false),
        ] as [(String, Int, Int?, Int, Bool)])
    func `never promises more than was answered`(
        _ pairs: String, _ first: Int, _ second: Int?, _ expected: Int, _ isCertain: Bool
    ) throws {
        var answers: [String: Response] = ["A": .level(first)]
        if let second { answers["B"] = .level(second) }
        let suggestions = try mapping(pairs).carry(
            answers, from: framework("de", levels: 4), to: framework("vers", levels: 3))
        #expect(suggestions.map(\.target) == ["A"])
        #expect(suggestions.first?.response == .level(expected))
        #expect(suggestions.first?.isCertain == isCertain)
    }

    @Test func `carries what is not applicable only when every source is`() throws {
        let both = try mapping("{ from: A, to: C, relation: equal }, { from: B, to: C, relation: equal }")
        let (origin, destination) = (try framework("de", levels: 3), try framework("vers", levels: 3))
        let none: [String: Response] = ["A": .notApplicable, "B": .notApplicable]
        #expect(both.carry(none, from: origin, to: destination).map(\.response) == [.notApplicable])
        let one: [String: Response] = ["A": .notApplicable, "B": .level(1)]
        #expect(both.carry(one, from: origin, to: destination).map(\.response) == [.level(1)])
        #expect(both.carry([:], from: origin, to: destination).isEmpty)
        #expect(both.carry(["A": .level(77)], from: origin, to: destination).isEmpty)
    }

    @Test func `is itself once reversed twice`() throws {
        let mapping = try mapping("{ from: A, to: B, relation: subset, strength: 0.4, note: n }")
        #expect(mapping.reversed().pairs.first?.relation == .superset)
        #expect(mapping.reversed().reversed() == mapping)
        let identity = try #require(Framework.Identity(identifier: "de", version: "9"))
        let other = try #require(Framework.Identity(identifier: "vers", version: "9"))
        #expect(mapping.leads(from: identity, to: other) && !mapping.leads(from: other, to: identity))
    }

    @Test func `is as good as its weakest link once composed`() throws {
        let first = try mapping(
            "{ from: A, to: B, relation: equal, strength: 0.9 }, { from: A, to: C, relation: subset }")
        let pairs = [
            MappingSet.Pair(from: "B", to: "X", relation: .superset, strength: 0.5),
            MappingSet.Pair(from: "C", to: "X", relation: .superset),
            MappingSet.Pair(from: "C", to: "Y", relation: .subset),
        ]
        let second = MappingSet(identifier: "suite", title: "Suite", source: "vers", target: "loin", pairs: pairs)
        let composed = try #require(first.followed(by: second))
        #expect(composed.pairs.map(\.to) == ["X", "Y"])
        #expect(composed.pairs.map(\.relation) == [.superset, .subset])
        #expect(composed.pairs.first?.strength == 0.5)
        #expect(second.followed(by: first) == nil)
    }

    @Test(arguments: [
        ("{ from: A, to: A, relation: same }", "is none of equal"),
        ("{ from: A, to: A, relation: equal, strength: 3 }", "from 0 to 1"),
        ("{ from: A, relation: equal }", "‘to’ is missing"),
        ("{ from: A, to: A, relation: equal }, { from: A, to: A, relation: subset }", "already paired"),
        ("{ from: A, to: A, relation: equal, why: x }", "unknown key"),
    ])
    func `refuses a mapping that is wrong`(_ pairs: String, _ words: String) throws {
        let error = try #require(throws: CatalogError.self) { try mapping(pairs) }
        #expect(error.issues.contains { $0.message.contains(words) && $0.line == 6 }, "\(error)")
    }
}
