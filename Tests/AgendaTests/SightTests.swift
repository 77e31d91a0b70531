// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives
import Site
import Testing

@testable import Agenda

struct SightTests {
    private let outside = AgendaSample.organisation(5, "Clinique", under: [4])
    private let me: Account.ID = AgendaSample.id(9)

    @Test func `the audience sees a duty, others who see the place do not`() {
        let duty = AgendaSample.duty("a", AgendaSample.today)
        #expect(duty.isVisible(to: AgendaSample.access(.securityOfficer, on: AgendaSample.hospital)))
        #expect(!duty.isVisible(to: AgendaSample.access(.contributor, on: AgendaSample.hospital)))
    }

    @Test func `whoever it is entrusted to sees it whatever their role`() {
        let duty = AgendaSample.duty("a", AgendaSample.today, owner: me)
        #expect(duty.isVisible(to: AgendaSample.access(.contributor, on: AgendaSample.hospital)))
        let colleague = AgendaSample.access(.contributor, on: AgendaSample.hospital, account: AgendaSample.id(8))
        #expect(!duty.isVisible(to: colleague))
    }

    @Test func `nothing outside of one's part of the tree, even what was once entrusted`() {
        let duty = AgendaSample.duty("a", AgendaSample.today, at: outside, owner: me)
        #expect(!duty.isVisible(to: AgendaSample.access(.securityOfficer, on: AgendaSample.hospital)))
    }

    @Test func `a role that ended shows nothing`() {
        let duty = AgendaSample.duty("a", AgendaSample.today, owner: me)
        let ended = AgendaSample.access(
            .securityOfficer, on: AgendaSample.hospital, until: AgendaSample.today.adding(days: -1))
        #expect(!duty.isVisible(to: ended))
    }

    @Test(arguments: [
        (DutyFilter(), ["a", "b", "c"]), (DutyFilter(kind: .expiry), ["b"]),
        (DutyFilter(organisation: AgendaSample.id(5)), ["c"]), (DutyFilter(text: "ECHEANCE nord"), ["a"]),
        (DutyFilter(text: "attestation"), ["b"]), (DutyFilter(text: "rien de tel"), []),
        (DutyFilter(isMineOnly: true), ["c"]),
    ])
    func `filters add up`(filter: DutyFilter, expected: [String]) {
        let duties = [
            AgendaSample.duty("a", AgendaSample.today, title: "Échéance a"),
            AgendaSample.duty("b", AgendaSample.today, kind: .expiry, title: "Attestation b"),
            AgendaSample.duty("c", AgendaSample.today, at: outside, owner: me),
        ]
        #expect(filter.apply(to: duties, for: me).map(\.id) == expected)
    }

    @Test func `within a group, what is mine comes first`() {
        let today = AgendaSample.today
        let model = AgendaSample.model([
            AgendaSample.duty("soon", today), AgendaSample.duty("mine", today.adding(days: 1), owner: me),
            AgendaSample.duty("late", today.adding(days: -3)),
        ])
        #expect(model.duties.map(\.id) == ["late", "mine", "soon"])
    }
}
