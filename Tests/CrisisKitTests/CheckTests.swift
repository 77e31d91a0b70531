// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import CrisisKit

/// The call chain tried: what is kept of it, and what its pages say.
@Suite struct CheckTests {
    private static func draft(_ role: String, _ circle: Contact.Circle) -> ContactDraft {
        ContactDraft(role: role, person: "", circle: circle, reach: Reach(first: "06 39 98 00 01"))
    }

    @Test(arguments: TestEngine.available)
    func `a check calls the chosen circles, dates the numbers that answered, and is kept`(_ engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let north = world.north.id
            let id = try await database.changing { change in
                for (role, circle) in [
                    ("RSSI", Contact.Circle.digital), ("DSI", .digital), ("Directeur", .direction),
                    ("SAMU", .authority),
                ] {
                    try ContactStore.add(Self.draft(role, circle), at: north, under: secretKey, in: change)
                }
                return try CheckStore.start([.digital, .direction], at: north, on: today, author: "Claire", in: change)
            }
            var calls = try await database.read { session in try CheckStore.calls(of: id, in: session) }
            #expect(calls.map(\.role).sorted() == ["DSI", "Directeur", "RSSI"])
            for index in calls.indices {
                switch calls[index].role {
                case "RSSI":
                    calls[index].outcome = .reached
                    calls[index].channel = .first
                    calls[index].answeredAt = noon.adding(seconds: 300)
                case "DSI":
                    calls[index].outcome = .deputy
                    calls[index].answeredAt = noon.adding(seconds: 900)
                default: break
                }
            }
            func read() async throws -> CommunicationCheck {
                try #require(try await database.read { session in try CheckStore.check(id, in: session) })
            }
            let noted = calls
            let open = try await read()
            #expect(open.isOpen && open.pending == 3)
            try await database.changing { change in try CheckStore.note(noted, of: open, in: change) }
            let half = try await read()
            try await database.changing { change in try CheckStore.end(half, in: change) }
            let ended = try await read()
            #expect(ended.reached == 2 && ended.total == 3 && ended.pending == 0 && !ended.isOpen)
            let contacts = try await database.read { session in
                try ContactStore.all(under: world.north.lineage, under: secretKey, in: session)
            }
            // The deputy answered: nothing is known of the numbers of the other.
            #expect(contacts.filter { $0.checkedOn == today }.map(\.role) == ["RSSI"])
            await #expect(throws: CrisisKitError.checkEnded) {
                try await database.changing { change in try CheckStore.note(noted, of: ended, in: change) }
            }
            await #expect(throws: CrisisKitError.alreadySo) {
                try await database.changing { change in try CheckStore.end(ended, in: change) }
            }
            let last = try await database.read { session in try CheckStore.last(of: north, in: session) }
            #expect(last?.id == id)
            try await database.changing { change in
                try CheckStore.reopen(ended, in: change)
                try CheckStore.remove(ended, in: change)
            }
            let (rows, none) = try await database.read { session in
                (try CheckStore.page(of: north, in: session).rows, try CheckStore.last(of: north, in: session))
            }
            #expect(rows.map(\.isRemoved) == [true] && none == nil)
            try await database.changing { change in try CheckStore.restore(ended, in: change) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a check without anybody to call is refused, and a stranger's contact too`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            await #expect(throws: CrisisKitError.nobodyToCall) {
                try await database.changing { change in
                    try CheckStore.start([.care], at: world.north.id, on: today, author: "x", in: change)
                }
            }
            let (id, far) = try await database.changing { change in
                try ContactStore.add(Self.draft("A", .care), at: world.north.id, under: secretKey, in: change)
                let far = try ContactStore.add(
                    Self.draft("B", .care), at: world.south.id, under: secretKey, in: change)
                return (try CheckStore.start([.care], at: world.north.id, on: today, author: "x", in: change), far)
            }
            let check = try #require(try await database.read { session in try CheckStore.check(id, in: session) })
            await #expect(throws: CrisisKitError.unknownContact) {
                try await database.changing { change in
                    try CheckStore.note(
                        [CheckCall(contact: far, role: "B", circle: .care, outcome: .reached)], of: check, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the duty comes six months after the last check, and only where there are contacts`(_ engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.changing { change in
                try ContactStore.add(Self.draft("A", .care), at: world.north.id, under: secretKey, in: change)
            }
            func days() async throws -> [(String, Day?)] {
                try await database.read { session in
                    try CheckStore.lastDays(under: [world.group.lineage], in: session).map { ($0.keeper.name, $0.last) }
                }
            }
            let before = try await days()
            #expect(before.map(\.0) == ["CH du Nord"] && before.map(\.1) == [nil])
            try await database.changing { change in
                let id = try CheckStore.start([.care], at: world.north.id, on: today, author: "x", in: change)
                let check = try #require(try CheckStore.check(id, in: change.session))
                try CheckStore.end(check, in: change)
            }
            #expect(try await days().map(\.1) == [today])
        }
    }

    @Test(
        arguments: [
            ("14:32", 14, 32), ("14h32", 14, 32), ("9 h 05", 9, 5), ("14h", 14, 0), ("00:10", 0, 10),
        ])
    func `a time is read as a hand writes it, and after midnight it is of the next day`(
        _ typed: String, _ hour: Int, _ minute: Int
    ) throws {
        let start = try #require(Instant(text: "2026-11-30T12:30:00Z"))
        let time = try #require(CheckTime.instant(typed, after: start, in: .paris))
        let shown = TimeZoneRule.paris.time(at: time)
        #expect(shown.hour == hour && shown.minute == minute)
        #expect(time >= start && time.seconds(since: start) < 86_400)
    }

    @Test(arguments: ["", "14", "25:00", "14:60", "-1:00", "14:32:10", "midi", "1432", "99999999999:1"])
    func `what is no time is refused`(_ typed: String) {
        #expect(CheckTime.instant(typed, after: noon, in: .paris) == nil)
    }

    @Test func `the median is a time that somebody took, and nobody gives none`() {
        func call(_ outcome: CheckCall.Outcome, _ minutes: Int?) -> CheckCall {
            CheckCall(
                contact: .make(at: noon), role: "x", circle: .care, outcome: outcome,
                answeredAt: minutes.map { noon.adding(seconds: $0 * 60) })
        }
        let result = CheckResult(
            [call(.reached, 2), call(.deputy, 10), call(.reached, 4), call(.reached, 30), call(.wrong, nil)],
            startedAt: noon)
        #expect(result.medianMinutes == 4 && result.answered == 4 && result.total == 5)
        #expect(CheckResult([call(.pending, nil)], startedAt: noon).medianMinutes == nil)
        #expect(CheckResult([], startedAt: noon).total == 0)
    }

    @Test(arguments: Language.allCases)
    func `pages of a check hold whatever is typed, and show numbers only when asked`(_ t: Language) async throws {
        let world = try await withDatabase(.sqlite, migrations: schema) { database in
            try await World.make(in: database)
        }
        let keeper = Keeper(id: world.north.id, name: world.north.name)
        let contact = Contact(
            id: .make(at: noon), keeper: keeper, role: hostile, person: hostile, circle: .digital,
            reach: Reach(first: "06 39 98 00 01", channel: hostile), isUnreadable: false, deputy: nil,
            deputyName: hostile, checkedOn: nil, isRemoved: false)
        for ended in [nil, noon] {
            for mayManage in [true, false] {
                let check = CommunicationCheck(
                    id: .make(at: noon), keeper: keeper, circles: [.digital], author: hostile, startedAt: noon,
                    startedOn: today, endedAt: ended, isRemoved: false, reached: 1, total: 2, pending: 1)
                let calls = CheckCall.Outcome.allCases.map {
                    CheckCall(
                        contact: $0 == .reached ? contact.id : .make(at: noon), role: hostile, circle: .digital,
                        outcome: $0, channel: .first, answeredAt: noon)
                }
                let page = CheckPage.render(
                    .init(
                        place: world.north, check: check, calls: calls, contacts: [contact.id: contact],
                        mayManage: mayManage, zone: .paris), t)
                checkPage(page)
                let outside = page.text.replacing(/<details.*?<\/details>/.dotMatchesNewlines(), with: "")
                #expect(!outside.contains("06 39 98 00 01"))
                checkPage(
                    ChecksPage.render(
                        .init(
                            place: world.north, rows: [check], total: 1, people: [.digital: 2], mayManage: mayManage,
                            today: today.adding(days: 200), zone: .paris), t))
            }
        }
        checkPage(
            ChecksPage.render(
                .init(place: world.north, rows: [], total: 0, people: [:], today: today, zone: .paris), t))
        let sheet = CallSheet.render([CallSheet.line(contact, role: hostile, t)], t)
        checkPage(sheet)
        #expect(sheet.text.contains("06 39 98 00 01"))
    }
}
