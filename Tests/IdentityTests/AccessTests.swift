// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct AccessTests {
    static let answer = Permission(
        "sample.answer", Phrase("Répondre", "Answer"), roles: [.securityOfficer, .contributor])
    static let read = Permission("sample.read", Phrase("Lire", "Read"), roles: Set(Role.allCases))

    static let deep = [0, 3, 1, 2, 0, 1, 4, 0, 2, 1]

    @Test(arguments: [
        // held role, held at, asked at, may answer
        (Role.contributor, [0], [0], true),
        (.contributor, [0], [0, 1], true),
        (.contributor, [0], Array(deep), true),
        (.contributor, Array(deep), Array(deep), true),
        (.contributor, Array(deep), Array(deep.dropLast()), false),
        (.contributor, [0, 1], [0], false),
        (.contributor, [0, 1], [0, 2], false),
        (.contributor, [1], [0, 1], false),
        (.contributor, [], Array(deep), true),
        (.securityOfficer, [0], [0, 1], true),
        (.administrator, [], [0], false),
        (.director, [0], [0], false),
        (.auditor, [0], [0], false),
        (.regionalOfficer, [], [0], false),
        (.nationalOfficer, [], [0], false),
    ])
    func `a role holds where it was given and below`(role: Role, held: [Int], asked: [Int], may: Bool) {
        let access = Sample.access([(role, held)])
        #expect(access.may(Self.answer, in: Sample.lineage(asked)) == may)
        #expect(access.sees(Sample.lineage(asked)) == access.may(Self.read, in: Sample.lineage(asked)))
    }

    @Test(arguments: [(-1, false), (0, true), (1, true), (nil, true)] as [(Int?, Bool)])
    func `a role ends after its last day`(daysLeft: Int?, isInForce: Bool) {
        let until = daysLeft.map { Sample.today.adding(days: $0) }
        let access = Access(
            account: Sample.account, name: "", grants: [Sample.grant(.contributor, [0], until: until)],
            today: Sample.today)
        #expect(access.may(Self.answer, in: Sample.lineage([0])) == isInForce)
        #expect(access.maySomewhere(Self.answer) == isInForce)
        #expect(access.sees(Sample.lineage([0])) == isInForce)
        #expect(access.scope(of: Self.answer).isEmpty == !isInForce)
        #expect(access.roles(in: Sample.lineage([0])) == (isInForce ? [.contributor] : []))
    }

    @Test func `an account without a role sees nothing`() {
        let access = Sample.access([])
        #expect(!access.sees(Sample.lineage([])))
        #expect(!access.maySomewhere(Self.read))
        #expect(access.horizon.isEmpty)
        #expect(!access.mayAdminister(holderOf: []))
    }

    @Test func `a scope names the tops only`() {
        let access = Sample.access([
            (.contributor, [0, 1, 5]), (.securityOfficer, [0, 1]), (.contributor, [2]), (.contributor, [2]),
            (.director, []),
        ])
        #expect(access.scope(of: Self.answer).map(\.text) == [Sample.lineage([0, 1]).text, Sample.lineage([2]).text])
        #expect(access.horizon.map(\.text) == [Sample.lineage([]).text])
    }

    @Test(
        arguments: [
            // what the other holds, whether the administrator of [0, 1] may act on the account
            ([], true),
            ([[0, 1]], true),
            ([[0, 1, 7], [0, 1, 2, 2]], true),
            ([[0, 1, 7], [0, 2]], false),
            ([[0]], false),
            ([[]], false),
        ] as [([[Int]], Bool)])
    func `administers only those whose every role lies inside`(others: [[Int]], may: Bool) {
        let held = others.map { Sample.grant(.contributor, $0) }
        #expect(Sample.access([(.administrator, [0, 1])]).mayAdminister(holderOf: held) == may)
        #expect(!Sample.access([(.securityOfficer, [0, 1])]).mayAdminister(holderOf: held))
    }

    @Test(arguments: 1...60)
    func `equals the naive definition on random trees`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let paths = Self.randomTree(&random)
        let grants = (0..<Int.random(in: 0...6, using: &random)).compactMap { _ -> (Role, [Int], Day?)? in
            guard let role = Role.allCases.randomElement(using: &random), let path = paths.randomElement(using: &random)
            else { return nil }
            let until =
                Bool.random(using: &random) ? nil : Sample.today.adding(days: .random(in: -2...2, using: &random))
            return (role, path, until)
        }
        let permission = Permission(
            "sample.random", Phrase("", ""), roles: Set(Role.allCases.filter { _ in Bool.random(using: &random) }))
        let access = Access(
            account: Sample.account, name: "", grants: grants.map { Sample.grant($0.0, $0.1, until: $0.2) },
            today: Sample.today)
        let scope = access.scope(of: permission)

        for path in paths {
            let inForce = grants.filter { grant in
                (grant.2.map { Sample.today <= $0 } ?? true) && Array(path.prefix(grant.1.count)) == grant.1
            }
            let expected = inForce.contains { permission.roles.contains($0.0) }
            let lineage = Sample.lineage(path)
            #expect(access.may(permission, in: lineage) == expected)
            #expect(access.roles(in: lineage) == Set(inForce.map(\.0)))
            #expect(access.sees(lineage) == !inForce.isEmpty)
            #expect(scope.contains { $0.contains(lineage) } == expected, "the scope covers exactly what is allowed")
        }
        for top in scope {
            #expect(scope.filter { $0.contains(top) }.count == 1, "no top lies inside another")
        }
    }

    private static func randomTree(_ random: inout SplitMix64) -> [[Int]] {
        var paths: [[Int]] = [[]]
        for _ in 0..<40 {
            guard let parent = paths.randomElement(using: &random), parent.count < 14 else { continue }
            let child = parent + [Int.random(in: 0...20, using: &random)]
            if !paths.contains(child) { paths.append(child) }
        }
        return paths
    }
}
