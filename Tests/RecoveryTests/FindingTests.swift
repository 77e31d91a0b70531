// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Recovery

@Suite("Findings")
struct FindingTests {
    private func findings(_ nodes: [MapNode], _ edges: [Dependency]) -> [Finding] {
        ServiceMap(nodes: nodes, dependencies: edges).findings()
    }

    @Test func `An activity whose objective is beyond what it bears`() {
        #expect(
            findings([activity("urg", rto: 48, mtpd: 24)], []) == [
                Finding(rule: .objectiveBeyondTolerable, node: "urg", hours: 48, other: "urg", limit: 24)
            ])
        #expect(findings([activity("urg", rto: 24, mtpd: 24)], []).isEmpty)
    }

    @Test func `A service or a component later than an activity above it can bear, all the way down`() {
        let found = findings(
            [
                activity("urg", mtpd: 24), service("dpi", rto: 36), component("bdd", rto: 30),
                component("baie", rto: 24),
            ],
            [
                Dependency(from: "urg", to: "dpi"), Dependency(from: "dpi", to: "bdd"),
                Dependency(from: "bdd", to: "baie"),
            ])
        #expect(
            found == [
                Finding(rule: .objectiveBeyondActivity, node: "dpi", hours: 36, other: "urg", limit: 24),
                Finding(rule: .objectiveBeyondActivity, node: "bdd", hours: 30, other: "urg", limit: 24),
                // And later than the service itself is not: 30 is before 36.
            ])
    }

    @Test func `A support later than the strictest of its users`() {
        let found = findings(
            [service("dpi", rto: 24), service("sgl", rto: 12), component("bdd", rto: 20), component("hyp", rto: 12)],
            [
                Dependency(from: "dpi", to: "bdd"), Dependency(from: "sgl", to: "bdd"),
                Dependency(from: "bdd", to: "hyp"),
            ])
        #expect(found == [Finding(rule: .objectiveBeyondUser, node: "bdd", hours: 20, other: "sgl", limit: 12)])
    }

    @Test func `Only what is needed counts, not bootstraps nor what makes things better`() {
        let nodes = [service("dpi", rto: 2), component("bdd", rto: 20)]
        #expect(findings(nodes, [Dependency(from: "dpi", to: "bdd", kind: .degradedWithout)]).isEmpty)
        #expect(findings(nodes, [Dependency(from: "dpi", to: "bdd", isBootstrap: true)]).isEmpty)
        #expect(findings(nodes, [Dependency(from: "dpi", to: "bdd")]).count == 1)
    }

    @Test func `Backups rarer than the data that may be lost, its own, of its data and of its database`() {
        var dpi = service("dpi", rpo: 4)
        dpi.backupInterval = 24
        var bdd = component("bdd", .database)
        bdd.backupInterval = 12
        var gap = service("gap")
        gap.backupInterval = 6
        var network = component("reseau", .network)
        network.backupInterval = 168
        let found = findings(
            [dpi, bdd, gap, network],
            [
                Dependency(from: "dpi", to: "bdd"), Dependency(from: "dpi", to: "gap", kind: .needsData),
                Dependency(from: "dpi", to: "reseau"),
            ])
        #expect(found.map(\.rule) == [.backupsTooRare, .backupsTooRare, .backupsTooRare])
        #expect(found.map(\.other) == ["dpi", "bdd", "gap"])
        #expect(found.map(\.limit) == [24, 12, 6])
    }

    @Test func `A degraded mode that ends before the objective; none at all is another matter`() {
        #expect(
            findings([activity("rea", rto: 48, endurance: 24)], []).map(\.rule) == [.degradedModeEndsFirst])
        #expect(findings([activity("rea", rto: 48, endurance: 0)], []).isEmpty)
    }

    @Test func `Nobody decided of what something decided stands on: said last, as an information`() {
        let found = findings(
            [activity("urg", rto: 48, mtpd: 24), service("dpi"), component("bdd")],
            [Dependency(from: "urg", to: "dpi"), Dependency(from: "dpi", to: "bdd")])
        #expect(found.map(\.rule) == [.objectiveBeyondTolerable, .noObjective, .noObjective])
        #expect(found.map(\.severity) == [.violation, .information, .information])
        #expect(found.last?.other == "urg")
        #expect(found.last?.limit == 48)
    }

    @Test func `Every rule has its sentence, with both names and figures`() {
        for rule in Finding.Rule.allCases {
            let finding = Finding(rule: rule, node: "a", hours: 36.5, other: "b", limit: 24)
            let (french, english) = finding.message { $0 == "a" ? "Dossier" : "Urgences" }
            #expect(french.contains("Dossier") && english.contains("Dossier"))
            #expect(french.contains("24") && english.contains("24"))
        }
        let one = Finding(rule: .objectiveBeyondUser, node: "a", hours: 36.5, other: "b", limit: 24)
        #expect(one.message().french.contains("36,5\u{00A0}h"))
    }
}
