// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Sigma
import Site
import Testing

@testable import Organisations
@testable import Supervision

@Suite("Pages")
struct SupervisionPageTests {
    private let place = Organisation(
        id: .make(at: noon), parent: nil, kind: .legalEntity, code: nil, name: "CH <d’essai>", finess: nil,
        category: nil,
        town: nil, department: nil, groupRole: nil, isClosed: false, closedOn: nil, lineage: Lineage(stored: "x/"))

    private func alert(_ state: Alert.State = .new) -> Alert {
        Alert(
            id: .make(at: noon), organisation: place.id, organisationName: place.name, lineage: place.lineage,
            ruleID: hostile, title: hostile, tags: ["attack.impact", "attack.t1490", hostile], ruleLevel: .high,
            level: .critical, host: hostile, hostKey: "x", key: hostile, source: .live, events: 3, firstAt: noon,
            lastAt: noon, createdAt: noon, state: state, reason: hostile, settledAt: noon, settledBy: hostile)
    }

    @Test(arguments: Language.allCases)
    func `an alert cannot break the page that shows it`(t: Language) {
        for state in Alert.State.allCases {
            for mayManage in [false, true] {
                let event = AlertEvent(
                    identity: "1", at: noon, channel: hostile, eventID: 1, details: [(hostile, hostile)], body: hostile)
                let model = AlertPage.Model(
                    place: place, alert: alert(state), events: [event], host: nil,
                    rule: .init(description: hostile, author: hostile, licence: hostile, falsePositives: [hostile]),
                    mayManage: mayManage, now: noon, zone: .paris)
                checkPage(AlertPage.render(model, t), "\(state)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `lists are whole with and without rows`(t: Language) {
        for rows in [[], [alert(), alert(.handled)]] {
            let model = AlertsPage.Model(
                place: place, rows: rows, total: rows.count, counts: .init(new: 1, seen: 2, grave: 3),
                hasSenders: false,
                mayManage: true, now: noon, zone: .paris)
            checkPage(AlertsPage.render(model, t))
        }
        checkPage(
            FilterForm.render(
                .init(place: place, alert: alert(), title: hostile, body: hostile, reason: "", errors: .init()), t))
        checkPage(
            SendersPage.render(
                .init(
                    place: place, senders: [], origin: "https://carene.example", waiting: 1, syslogPort: nil,
                    token: hostile, mayManage: true, now: noon, zone: .paris), t))
        for kept in [
            SendersPage.Kept(), SendersPage.Kept(summary: .init(bytes: 5 << 20, from: noon, to: noon), isPaused: true),
            SendersPage.Kept(days: 0),
        ] {
            let sender = Sender(
                id: .make(at: noon), organisation: place.id, name: hostile, author: hostile, createdAt: noon,
                lastUsedAt: nil, revokedAt: nil)
            checkPage(
                SendersPage.render(
                    .init(
                        place: place, senders: [sender], origin: "https://carene.example", waiting: 1, syslogPort: 6514,
                        kept: kept, mayManage: true, now: noon, zone: .paris), t))
        }
        let library = RuleLibrary(folder: "/nonexistent")
        checkPage(RulesPage.render(.init(place: place, known: library.current, mayManage: true), t))
        checkPage(CoveragePage.render(.init(place: place, coverage: AttackCoverage(library.rules, arriving: [])), t))
        checkPage(InventoryPage.render(place, .init(), t))
        checkPage(HuntPage.render(place, .init(), t))
    }

    @Test func `a source that does not arrive says what to set`() {
        let sources = AttackCoverage(RuleLibrary(folder: "/nonexistent").rules, arriving: []).sources
        #expect(!sources.isEmpty)
        for source in sources { #expect(!CoveragePage.advice(for: source.name).french.isEmpty) }
        #expect(CoveragePage.advice(for: "windows · file_delete") == HostSource.sysmon.advice)
        #expect(CoveragePage.advice(for: "windows · ps_script") == HostSource.scriptBlock.advice)
    }

    @Test func `every tactic has its advice and the gravest decides`() {
        #expect(AlertAdvice.of(tags: []) == AlertAdvice.general)
        let both = AlertAdvice.of(tags: ["attack.execution", "attack.impact"])
        #expect(both == AlertAdvice.of(tags: ["attack.impact"]))
        #expect(both.first.count >= 3)
    }

    @Test func `a proposed filter is read back whatever the event held`() {
        for value in [hostile, #"C:\a\*?'"\\b"#, "'", "a: b", "*", #"\\server\share\\"#] {
            let event = AlertEvent(
                identity: "1", at: noon, channel: "c", eventID: 1, details: [("CommandLine", value), ("Image", value)],
                body: "")
            let text = FilterProposal.text(for: alert(), [event], RuleSet([]))
            #expect(FilterText.fault(in: text) == nil, "\(value)")
        }
    }
}
