// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Recovery

@Suite("Service map")
struct MapTests {
    private func map(_ edges: [(String, String)], cut: [(String, String)] = []) -> ServiceMap {
        let keys = Set((edges + cut).flatMap { [$0.0, $0.1] }).sorted()
        return ServiceMap(
            nodes: keys.map { component($0) },
            dependencies: edges.map { Dependency(from: $0.0, to: $0.1) }
                + cut.map { Dependency(from: $0.0, to: $0.1, isBootstrap: true) })
    }

    @Test func `A circle is named with its path, and a bootstrap cuts it`() {
        let open = map([("ad", "dns"), ("dns", "ad"), ("dpi", "ad")])
        #expect(open.cycles() == [["ad", "dns"]])
        #expect(open.allCycles().map(\.path) == [["ad", "dns"]])
        #expect(open.allCycles().map(\.isCut) == [false])
        let cut = map([("dns", "ad"), ("dpi", "ad")], cut: [("ad", "dns")])
        #expect(cut.cycles().isEmpty)
        #expect(cut.allCycles().map(\.path) == [["ad", "dns"]])
        #expect(cut.allCycles().map(\.isCut) == [true])
    }

    @Test func `The shortest circle stands for the long ones, and every node of one is in one that is given`() {
        let both = map([("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "a"), ("c", "f")])
        let cycles = both.cycles()
        #expect(cycles == [["a", "b"], ["c", "a", "b"]] || cycles.contains(["c", "d"]))
        #expect(Set(cycles.flatMap { $0 }) == ["a", "b", "c", "d"])
        #expect(cycles.first == ["a", "b"])
    }

    @Test func `What only makes things better never makes a circle`() {
        var map = map([("a", "b")])
        map.dependencies.append(Dependency(from: "b", to: "a", kind: .degradedWithout))
        #expect(map.cycles().isEmpty)
        map.dependencies.append(Dependency(from: "b", to: "a", kind: .needsData))
        #expect(map.cycles() == [["a", "b"]])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `Circles given are circles, and without them there is an order`(seed: UInt64) {
        var chance = Chance(state: seed)
        let edges = (0..<14).map { _ in ("n\(chance.below(10))", "n\(chance.below(10))") }.filter { $0.0 != $0.1 }
        var map = map(edges)
        for path in map.cycles() {
            for (from, to) in zip(path, path.dropFirst() + path.prefix(1)) {
                #expect(map.dependencies.contains { $0.from == from && $0.to == to })
            }
            #expect(Set(path).count == path.count)
        }
        // Cutting each circle somewhere, again and again, ends.
        for _ in 0..<20 {
            guard let path = map.cycles().first else { break }
            for index in map.dependencies.indices
            where map.dependencies[index].from == path[0] && path.contains(map.dependencies[index].to) {
                map.dependencies[index].isBootstrap = true
            }
        }
        #expect(map.cycles().isEmpty)
    }

    @Test func `What a node stands on and who stands on it, nearest first`() {
        let map = map([("dpi", "bdd"), ("bdd", "hyp"), ("hyp", "baie"), ("sgl", "bdd"), ("dpi", "baie")])
        #expect(map.supports(of: "dpi") == ["bdd", "baie", "hyp"])
        #expect(map.users(of: "bdd") == ["dpi", "sgl"])
        #expect(map.users(of: "rien").isEmpty)
    }

    @Test func `Every fault of a map is told`() {
        var bad = component("a", rto: -1)
        bad.careClass = 5
        bad.kind = .care
        let map = ServiceMap(
            nodes: [bad, component("a"), component(""), component("b", rto: .nan)],
            dependencies: [
                Dependency(from: "a", to: "b"), Dependency(from: "a", to: "b"), Dependency(from: "a", to: "x"),
                Dependency(from: "b", to: "b"), Dependency(from: "b", to: "a", lag: -2),
            ])
        let faults = map.faults()
        let expected: [MapFault] = [
            .badValue(.recoveryTime, of: "a"), .badValue(.careClass, of: "a"), .wrongKind("a"), .duplicateKey("a"),
            .emptyKey(name: ""), .badValue(.recoveryTime, of: "b"), .duplicateDependency(from: "a", to: "b"),
            .unknownNode("x", from: "a", to: "x"), .selfDependency("b"), .badLag(from: "b", to: "a"),
        ]
        for fault in expected {
            #expect(faults.contains(fault), "\(fault)")
            #expect(fault.message().french != fault.message().english)
        }
        #expect(faults.count == expected.count)
    }
}
