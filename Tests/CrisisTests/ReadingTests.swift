// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Documents
import Foundation
import LegalClocks
import Markup
import Organisations
import Primitives
import Site
import TestSupport
import Testing

@testable import Crisis

/// What is shown and what goes out, from plain values.
@Suite struct ReadingTests {
    private static let keeper = Keeper(
        id: .init(stored: "01900000-0000-7000-8000-000000000002"), name: "CH <Nord>",
        lineage: Lineage(stored: "01900000-0000-7000-8000-000000000002/"))

    private static func incident(isOpen: Bool = true, severity: CareSeverity? = .degraded) -> Incident {
        Incident(
            id: .init(stored: "01900000-0000-7000-8000-000000000001"), keeper: keeper,
            log: .init(stored: "01900000-0000-7000-8000-000000000003"), title: hostile, detail: hostile, origin: .alert,
            alert: "a/b", kind: .ransomware, severity: severity, severityReason: hostile, measures: hostile,
            diverted: 4,
            units: hostile, phase: .contain, firstSignAt: nil, detectedAt: noon, declaredAt: noon, breachKnownAt: noon,
            containedAt: nil, restoredAt: nil, crisisAt: noon, stoodDownAt: nil, closedAt: isOpen ? nil : noon,
            closingReason: isOpen ? "" : hostile, declaredBy: hostile, version: 3)
    }

    /// Only the store makes organisations.
    private static func place() async throws -> Organisation {
        try await withDatabase(.sqlite, migrations: schema) { database in try await World.make(in: database).place }
    }

    private static func model(at organisation: Organisation, isOpen: Bool = true) -> IncidentPage.Model {
        let incident = incident(isOpen: isOpen)
        let now = noon.adding(seconds: 80 * 3600)
        let said = LogEntry(
            reference: LogReference(device: "KXRTZQWV", sequence: 1), enteredAt: Moment(noon), clockOffset: 0,
            author: hostile,
            statement: LogStatement(
                factAt: Moment(noon), kind: .request, cell: .care, text: hostile, owner: hostile, due: Moment(noon),
                status: .open), previousHash: "", hash: "")
        let answers: [ClockQuestion: ClockAnswer] = [.careAffected: .yes, .personalData: .yes, .personalRisk: .yes]
        return IncidentPage.Model(
            desk: IncidentDesk(
                place: Place(organisation: organisation, ancestors: []), incident: incident, mayManage: true,
                mayAct: true,
                zone: .paris, now: now),
            reading: IncidentReading(
                answers: answers, affected: [AffectedNode(key: "k", name: hostile, isActivity: true)],
                clocks: IncidentReading.clocks(of: incident, answers, [:], switched: [:], at: now, .paris),
                receipts: [:], tail: LogTail([said]), shifts: [], ticks: [], isolations: []), serial: "1")
    }

    @Test(arguments: Language.allCases)
    func `the page says at once what is late and what to do`(t: Language) async throws {
        let place = try await Self.place()
        let model = Self.model(at: place)
        let page = IncidentPage.render(model, t)
        checkPage(page)
        #expect(page.text.contains(t("En retard de 8\u{00A0}h", "8\u{00A0}h late")))
        #expect(IncidentFigures.figures(model, t).count <= 5)
        let todo = IncidentTodo.items(model, t).map(\.title)
        #expect(todo.contains("Notifier la violation de données") && todo.contains("Signaler l’incident"))
        #expect(todo.contains(t("Dire qui tient chaque cellule", "Say who holds each cell")))
        checkPage(IncidentPage.render(Self.model(at: place, isOpen: false), t))
        checkPage(HandoverPage.render(model, t))
        checkPage(ClocksPage.render(model, t))
        checkPage(SheetsPage.render(SheetsPage.Model(desk: model.desk, ticks: []), t))
        checkPage(LibraryPage.render(t))
    }

    @Test(arguments: Language.allCases)
    func `forms keep what was typed and hold hostile text`(t: Language) async throws {
        let model = Self.model(at: try await Self.place())
        let desk = model.desk
        var declaration = DeclarationPage.Model(place: desk.place.organisation, title: hostile, detail: hostile)
        declaration.running = [desk.incident]
        checkPage(DeclarationPage.render(declaration, t))
        checkPage(
            QualificationPage.render(
                QualificationPage.Model(
                    desk: desk, known: Qualification(desk.incident), diverted: hostile, times: [:], version: 1,
                    nodes: []), t))
        let clock = try #require(model.reading.clock("cnil.notification"))
        let values = DraftFields.values(
            desk.incident, model.reading, finess: "", author: hostile, at: desk.now, .paris)
        let draft = DraftFields.text(clock.stage, values)
        #expect(draft.contains(hostile) && draft.contains("[à compléter\u{00A0}: finess]"))
        let page = ClockPage.render(
            ClockPage.Model(
                desk: desk, clock: clock, draft: draft, receipt: nil, hasSend: true, typed: ClockReceipt(sentAt: noon),
                sent: TimeFields(noon, .paris)), t)
        checkPage(page)
        // Late: the reason is asked before anything is sent.
        #expect(page.text.contains("name=\"retard\""))
        checkPage(CellsPage.render(CellsPage.Model(desk: desk, shifts: [], person: hostile, begins: TimeFields()), t))
        checkPage(ConductPage.render(ConductPage.Model(desk: desk, reason: hostile), t))
        checkPage(ClosingPage.render(ClosingPage.Model(desk: desk, open: model.reading.openClocks), t))
        checkPage(IsolationPage.render(IsolationPage.Model(desk: desk, requests: [], mayConfirm: { _ in true }), t))
        checkPage(
            CostsPage.render(CostsPage.Model(desk: desk, rows: [], total: 0, totals: CostTotals(), who: hostile), t))
        checkPage(ReviewPage.render(ReviewPage.Model(desk: desk, findings: [], today: noon.dayUTC, text: hostile), t))
        checkPage(
            RulesPage.render(
                RulesPage.Model(place: desk.place.organisation, switches: ["nis2": true], mayManage: true), t))
    }

    @Test(arguments: Language.allCases)
    func `whoever asked for an isolation is not offered to confirm it`(t: Language) async throws {
        let request = Isolation(
            id: .init(stored: "01900000-0000-7000-8000-000000000009"), what: "Internet", sideEffects: "Laboratoire",
            hands: "Réseau", askedAt: noon, askedBy: "Anne", askedAccount: .init(stored: "a"),
            expiresAt: noon.adding(seconds: 900_000), confirmedAt: nil, confirmedBy: "", droppedAt: nil, cutAt: nil,
            liftedAt: nil)
        let desk = Self.model(at: try await Self.place()).desk
        let own = IsolationPage.render(
            IsolationPage.Model(desk: desk, requests: [request], mayConfirm: { _ in false }), t)
        let others = IsolationPage.render(
            IsolationPage.Model(desk: desk, requests: [request], mayConfirm: { _ in true }), t)
        #expect(!own.text.contains("value=\"confirm\"") && others.text.contains("value=\"confirm\""))
        checkPage(own)
        checkPage(others)
    }

    @Test func `the sheets shipped are read, and their codes are their own`() throws {
        let sheets = try CrisisLibrary.readRoles().flatMap(\.sheets)
        #expect(sheets.count == 18 && Set(sheets.map(\.code)).count == 18)
        #expect(Set(sheets.map(\.when)) == Set(ReflexSheet.Period.allCases))
        for sheet in sheets { #expect(Set(sheet.steps.map(\.code)).count == sheet.steps.count, "\(sheet.code)") }
        #expect(try !CrisisLibrary.readClocks().isEmpty)
    }

    @Test func `requests are open until a later line closes them`() {
        func entry(_ sequence: Int, _ statement: LogStatement) -> LogEntry {
            LogEntry(
                reference: LogReference(device: "KXRTZQWV", sequence: sequence), enteredAt: Moment(noon),
                clockOffset: 0,
                author: "A", statement: statement, previousHash: "", hash: "")
        }
        let asked = LogStatement(factAt: Moment(noon), kind: .request, cell: .care, text: "?", status: .open)
        let closing = LogStatement(
            factAt: Moment(noon), kind: .action, cell: .care, text: "!", relation: .closes,
            about: LogReference(device: "KXRTZQWV", sequence: 1))
        let tail = LogTail([entry(3, closing), entry(2, asked), entry(1, asked)])
        #expect(tail.open.map(\.reference.sequence) == [2] && tail.latest.count == 3)
    }

    private static func observed(_ kind: IncidentKind, _ name: String = "Établissement partie", year: Int = 2025)
        -> ObservedIncident
    {
        ObservedIncident(
            kind: kind, severity: .degraded, establishmentClass: name, month: .init(year: year, month: 12), detect: 1,
            decide: nil, notify: 5, restore: nil)
    }

    @Test func `what leaves hides small groups, days and names`() throws {
        let incidents =
            [
                Self.observed(.outage), Self.observed(.outage), Self.observed(.outage),
                Self.observed(.ransomware, "EHPAD rare"),
            ]
        let seen = Observation(incidents: incidents, masks: true)
        let csv = String(decoding: ObservatoryFile.csv(seen), as: UTF8.self)
        #expect(csv.contains("2025;Panne;Établissement partie;3;1,0;;5,0;"))
        #expect(csv.contains("moins de 3"))
        let stix = try ObservatoryFile.stix(seen, at: noon)
        let text = String(decoding: stix, as: UTF8.self)
        #expect(!text.contains("EHPAD rare") && !text.contains("ransomware"))
        let bundle = try #require(try JSONSerialization.jsonObject(with: Data(stix)) as? [String: Any])
        let objects = try #require(bundle["objects"] as? [[String: Any]])
        #expect(objects.count == 3 && objects.allSatisfy { $0["spec_version"] as? String == "2.1" })
        #expect(objects.allSatisfy { ($0["id"] as? String)?.hasPrefix("incident--") ?? false })
        #expect(seen.delay(.detect)?.count == 4 && seen.delay(.decide) == nil)
    }

    @Test func `months without incident are counted too`() {
        let seen = Observation(
            incidents: [Self.observed(.outage), Self.observed(.outage, year: 2024)], masks: false)
        #expect(seen.months.count == 13 && seen.months.filter { $0.count == 0 }.count == 11)
    }

    @Test(
        arguments: [
            (59, "0\u{00A0}min"), (3600, "1\u{00A0}h"), (3660, "1\u{00A0}h\u{00A0}01"), (48 * 3600, "2\u{00A0}jours"),
            (-7200, "2\u{00A0}h"), (52 * 3600, "2\u{00A0}jours 4\u{00A0}h"),
        ])
    func `lengths are read at a glance`(seconds: Int, text: String) {
        #expect(CrisisWords.length(seconds: seconds, .french) == text)
    }

    @Test func `a time is read from the wall, whichever side of the change of the clocks`() {
        var errors = FormErrors()
        func read(_ day: String, _ time: String) -> Instant? {
            TimeFields(day: day, time: time).instant(
                "x", .paris, former: nil, notAfter: nil, &errors, .french)
        }
        #expect(read("2026-10-24", "12h00")?.text == "2026-10-24T10:00:00.000Z")
        #expect(read("2026-10-25", "12:00")?.text == "2026-10-25T11:00:00.000Z")
        #expect(errors.isEmpty)
        for (day, time) in [("2026-02-30", "12:00"), ("2026-02-20", "25:00"), ("", "12:00"), ("2026-02-20", hostile)] {
            #expect(read(day, time) == nil)
        }
        #expect(errors.all.count == 4)
    }
}
