// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Testing

@testable import Governance

struct AppointmentRulesTests {
    private let group = organisation(1, "GHT", .ght)
    private let north = organisation(2, "Nord", under: [1])
    private let south = organisation(3, "Sud", under: [1])
    private let site = organisation(4, "Site", .site, under: [1, 2])

    @Test(
        arguments: [
            (-10, nil, false, true), (-10, 10, false, true), (0, 0, false, true), (1, nil, false, false),
            (-10, -1, false, false), (-10, nil, true, false),
        ] as [(Int, Int?, Bool, Bool)])
    func `is in force from its first day to its last`(_ from: Int, _ until: Int?, _ isRemoved: Bool, _ expected: Bool) {
        #expect(
            appointment(9, at: north, from: from, until: until, removed: isRemoved).isInForce(on: today) == expected)
    }

    @Test func `serves the served and all that stands below them`() {
        let shared = appointment(9, at: group, served: [north])
        #expect(shared.serves(north.lineage))
        #expect(shared.serves(site.lineage))
        #expect(shared.serves(group.lineage))
        #expect(!shared.serves(south.lineage))
    }

    @Test func `a shared RSSI proves a RSSI for each served, and a shared one for the group alone`() {
        let found = AppointmentProofs.measurements(of: appointment(9, at: group, served: [north, south]), on: today)
        let facts = found.map { "\($0.organisation) \($0.facts["function"].map { "\($0)" } ?? "")" }
        #expect(found.count == 3)
        #expect(
            found.filter { $0.facts["function"] == .text("RSSI") }.map(\.organisation) == [north.id, south.id],
            "\(facts)")
        #expect(found.filter { $0.facts["function"] == .text("shared-RSSI") }.map(\.organisation) == [group.id])
        #expect(Set(found.map(\.object)).count == 3)
    }

    @Test(arguments: [
        (Job.rssi, "RSSI"), (.restoreReferent, "restore-business-referent"), (.other, "Référent télécoms"),
    ])
    func `one establishment served has one proof in the words of the rules`(_ job: Job, _ fact: String) {
        let one = appointment(9, job, at: north, title: job == .other ? fact : "")
        let found = AppointmentProofs.measurements(of: one, on: today)
        #expect(found.map(\.facts) == [["function": .text(fact)]])
        #expect(AppointmentProofs.measurements(of: appointment(9, at: north, until: -1), on: today).isEmpty)
    }

    @Test func `vacant functions of an entity are known, whoever serves from above`() {
        let shared = appointment(9, at: group, served: [north])
        func vacant(_ place: Organisation) -> [Job] {
            JobLine.lines(of: place, [shared], on: today).filter(\.isVacant).map(\.expected.job)
        }
        #expect(vacant(north) == [.dpo, .dsi, .rpcra])
        #expect(vacant(south) == [.rssi, .dpo, .dsi, .rpcra])
        #expect(vacant(group) == [.dsi, .rpcra])
        #expect(AppointmentWords.vacant(.dpo, .french) == "Aucun DPO n’est nommé.")
    }
}
