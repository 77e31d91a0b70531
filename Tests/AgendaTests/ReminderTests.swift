// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Mail
import Markup
import Organisations
import Persistence
import Primitives
import Site
import Synchronization
import TestSupport
import Testing

@testable import Agenda

struct DigestTests {
    private let today = AgendaSample.today

    private func turn(_ language: Language = .french, name: String = "Claire Morel") -> ReminderTurn {
        ReminderTurn(
            account: AgendaSample.id(9), name: name, email: "claire@exemple.fr", language: language, cadence: .daily,
            chosenOn: today, handledOn: nil)
    }

    @Test(arguments: [
        (ReminderCadence.none, "2026-11-01", "2026-11-23", false), (.daily, "2026-11-21", "2026-11-21", false),
        (.daily, "2026-11-20", "2026-11-21", true), (.weekly, "2026-11-16", "2026-11-22", false),
        (.weekly, "2026-11-16", "2026-11-23", true), (.weekly, "2026-11-22", "2026-11-23", true),
        // The server slept on Monday.
        (.weekly, "2026-11-16", "2026-11-25", true), (.weekly, "2026-11-25", "2026-11-29", false),
    ])
    func `a turn comes on Monday, or every day`(
        cadence: ReminderCadence, last: String, day: String, isDue: Bool
    ) throws {
        #expect(cadence.isDue(on: try AgendaSample.day(day), since: try AgendaSample.day(last)) == isDue)
    }

    @Test(arguments: [[31], [32, 400], []])
    func `nothing within thirty days, no letter`(days: [Int]) {
        let duties = days.map { AgendaSample.duty("d\($0)", today.adding(days: $0)) }
        #expect(Digest(of: duties, for: turn(), today: today, address: nil) == nil)
    }

    @Test(arguments: Language.allCases)
    func `late, within a week, within a month, with links`(t: Language) throws {
        let duties = [30, 8, 7, 0, -1].map { AgendaSample.duty("d\($0)", today.adding(days: $0)) }
        let digest = try #require(
            Digest(of: duties, for: turn(t), today: today, address: "https://carene.exemple.fr"))
        let text = digest.letter.text
        #expect(digest.count == 5)
        #expect(
            digest.letter.subject
                == t(
                    "Carène\u{00A0}: 5\u{00A0}échéances, dont 1 en retard", "Carène: 5 deadlines, 1 overdue"))
        let order = ["d-1", "d0", "d7", "d8", "d30"].map { text.firstRange(of: "/evaluations/\($0)")?.lowerBound }
        #expect(order.allSatisfy { $0 != nil } && order.compactMap(\.self) == order.compactMap(\.self).sorted())
        #expect(text.contains(t("En retard (1)", "Overdue (1)")))
        #expect(text.contains(t("Dans les sept jours (2)", "Within seven days (2)")))
        #expect(text.contains(t("Dans les trente jours (2)", "Within thirty days (2)")))
        #expect(text.contains("https://carene.exemple.fr/evaluations/d0"))
        #expect(text.contains("https://carene.exemple.fr/agenda#rappels"))
    }

    @Test func `thirty lines at most, and the count of the others`() throws {
        let duties = (0..<45).map { AgendaSample.duty("d\($0)", today.adding(days: $0 % 20 - 5)) }
        let digest = try #require(Digest(of: duties, for: turn(), today: today, address: nil))
        #expect(digest.letter.text.matches(of: #/\n- /#).count == Digest.limit)
        #expect(digest.letter.text.contains("Et 15\u{00A0}autres échéances dans votre agenda."))
        #expect(digest.count == 45)
    }

    @Test func `what people typed cannot add lines, and the subject holds figures only`() throws {
        let duty = AgendaSample.duty("d", today, title: "Titre\r\nBcc: x@exemple.fr\n\n- Faux", isToConfirm: true)
        let digest = try #require(
            Digest(of: [duty], for: turn(name: "Claire\r\nMorel"), today: today, address: nil))
        #expect(digest.letter.text.matches(of: #/\n- /#).count == 1)
        #expect(digest.letter.text.hasPrefix("Bonjour Claire Morel,\n"))
        #expect(!digest.letter.text.contains("http"))
        #expect(digest.letter.subject == "Carène\u{00A0}: 1\u{00A0}échéance à venir")
        #expect(digest.letter.text.contains("(date à confirmer)"))
    }

    @Test(arguments: [
        (MailError.unreachable, ReminderFailure.server), (.tooSlow, .server), (.serverRefused(code: 421), .server),
        (.recipientRefused(code: 450), .server), (.recipientRefused(code: 550), .recipient),
        (.invalidAddress, .recipient), (.loginRefused, .settings), (.senderRefused(code: 550), .settings),
        (.certificateRefused, .settings),
    ])
    func `a failure is the server's, the address's or the settings'`(error: MailError, failure: ReminderFailure) {
        #expect(ReminderFailure(error) == failure)
    }

    @Test(arguments: Language.allCases, ReminderFailure.allCases)
    func `the section tells the last failure and whether there is a server`(t: Language, failure: ReminderFailure) {
        let preference = ReminderPreference(
            cadence: .weekly, chosenOn: today, lastSentOn: today, failure: failure, failedAt: AgendaSample.now)
        let section = ReminderSection.render(
            ReminderSection.Model(preference: preference, hasPost: false, zone: .paris), t)
        AgendaSample.expectSound(section)
        #expect(section.text.contains(failure.sentence(t)))
        #expect(section.text.contains(t("n’envoie pas encore de courriel", "sends no mail yet")))
        #expect(section.text.contains("value=\"weekly\" checked"))
        let fresh = ReminderSection.render(ReminderSection.Model(preference: nil, hasPost: true, zone: .paris), t)
        #expect(fresh.text.contains("value=\"none\" checked") && !fresh.text.contains("notice"))
    }
}

/// A mail server that remembers, and fails when told to.
private final class FakePost: Sendable {
    private let state = Mutex<(letters: [Letter], failure: MailError?, refused: Set<String>)>(([], nil, []))

    var letters: [Letter] { state.withLock { $0.letters } }

    func fail(with error: MailError?) { state.withLock { $0.failure = error } }
    func refuse(_ address: String) { state.withLock { _ = $0.refused.insert(address) } }

    func send(_ letters: [Letter]) -> [PostOffice.Outcome] {
        state.withLock { state in
            letters.map { letter in
                if let failure = state.failure { return .failed(failure) }
                if state.refused.contains(letter.to) { return .failed(.recipientRefused(code: 550)) }
                state.letters.append(letter)
                return .accepted(messageID: "<x@exemple.fr>")
            }
        }
    }
}

struct ReminderRoundTests {
    typealias World = AgendaSample.World
    private let today = AgendaSample.today

    private func round(_ day: Day, _ post: FakePost, _ duties: [Duty], _ database: any Database) -> ReminderRound {
        ReminderRound(
            database: database, now: day.startUTC.adding(seconds: 7 * 3600), day: day,
            address: "https://carene.exemple.fr",
            duties: { scope in duties.filter { duty in scope.lineages.contains { $0.contains(duty.lineage) } } },
            dispatch: { post.send($0) })
    }

    private func choose(
        _ cadence: ReminderCadence, _ account: Account.ID, on day: Day? = nil, _ database: any Database
    ) async throws {
        let day = day ?? today
        try await database.changing { try ReminderStore.choose(cadence, for: account, on: day, in: $0) }
    }

    @Test(arguments: TestEngine.available)
    func `one letter a day to each, in their language, of what they may see`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.group, in: database)
            let paul = try await AgendaSample.person(
                "Paul Reda", .contributor, on: world.north, language: .english, in: database)
            let lea = try await AgendaSample.person("Lea Vidal", .securityOfficer, on: world.elsewhere, in: database)
            let closed = try await AgendaSample.person("Max Roy", .securityOfficer, on: world.group, in: database)
            for account in [claire, paul, lea, closed] { try await choose(.daily, account, database) }
            try await database.changing { try AccountStore.disable(closed, by: .serverOperator, in: $0) }
            let tomorrow = today.adding(days: 1)
            let duties = [
                AgendaSample.duty("seen", tomorrow, at: world.north),
                AgendaSample.duty("given", tomorrow, at: world.north, owner: paul),
            ]
            let post = FakePost()
            let first = try await round(tomorrow, post, duties, database).run()
            #expect(first.sent == 2 && first.silent == 1 && first.waiting == 0 && first.failures.isEmpty)
            #expect(Set(post.letters.map(\.to)) == ["claire.morel@exemple.fr", "paul.reda@exemple.fr"])
            let english = try #require(post.letters.first { $0.to.hasPrefix("paul") })
            #expect(english.text.hasPrefix("Hello Paul Reda") && !english.text.contains("/seen"))

            let again = try await round(tomorrow, post, duties, database).run()
            #expect(again == ReminderRound.Result() && post.letters.count == 2)
            let next = try await round(tomorrow.adding(days: 1), post, duties, database).run()
            #expect(next.sent == 2 && post.letters.count == 4)

            let told = try await database.read { session in
                try session.all(
                    """
                    SELECT detail, organisation_id FROM journal_entry
                    WHERE action = 'agenda.reminderSent' ORDER BY detail
                    """
                ) { row throws(DatabaseError) in "\(try row.text(0)) \(row.optionalText(1) ?? "")" }
            }
            #expect(
                told == ["1 \(world.north.id)", "1 \(world.north.id)", "2 \(world.group.id)", "2 \(world.group.id)"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a server that fails is tried again, once it answers nobody gets two`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            var people: [Account.ID] = []
            for number in 0..<(ReminderRound.batch + 5) {
                let person = try await AgendaSample.person(
                    "Personne \(number)", .securityOfficer, on: world.north, in: database)
                try await choose(.weekly, person, database)
                people.append(person)
            }
            let duties = [AgendaSample.duty("a", today, at: world.north)]
            let monday = try AgendaSample.day("2026-11-23")
            let post = FakePost()
            post.fail(with: .unreachable)
            let down = try await round(monday, post, duties, database).run()
            #expect(down.sent == 0 && down.waiting == people.count && down.failures == [.unreachable])
            let first = people[0]
            // Also those whose letter was not even tried.
            let told = try await database.read { session in
                try session.count(
                    "SELECT COUNT(*) FROM reminder_preference WHERE failure = 'server' AND last_sent_on IS NULL")
            }
            #expect(told == people.count)

            post.fail(with: nil)
            let up = try await round(monday.adding(days: 1), post, duties, database).run()
            #expect(up.sent == people.count && up.waiting == 0)
            let healed = try await database.read { try ReminderStore.preference(of: first, in: $0) }
            #expect(healed?.failure == nil && healed?.lastSentOn == monday.adding(days: 1))
            #expect(try await round(monday.adding(days: 2), post, duties, database).run() == ReminderRound.Result())
            #expect(Set(post.letters.map(\.to)).count == people.count && post.letters.count == people.count)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a refused address waits for its next turn and does not hold up the others`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: database)
            let paul = try await AgendaSample.person("Paul Reda", .securityOfficer, on: world.north, in: database)
            for account in [claire, paul] { try await choose(.daily, account, database) }
            let duties = [AgendaSample.duty("a", today, at: world.north)]
            let post = FakePost()
            post.refuse("claire.morel@exemple.fr")
            let tomorrow = today.adding(days: 1)
            let result = try await round(tomorrow, post, duties, database).run()
            #expect(result.sent == 1 && result.waiting == 0 && result.failures == [.recipientRefused(code: 550)])
            #expect(try await round(tomorrow, post, duties, database).run() == ReminderRound.Result())
            let preference = try await database.read { try ReminderStore.preference(of: claire, in: $0) }
            #expect(preference?.failure == .recipient)
            try await choose(.none, claire, on: tomorrow, database)
            let chosen = try await database.read { try ReminderStore.preference(of: claire, in: $0) }
            #expect(chosen?.cadence == ReminderCadence.none && chosen?.failure == nil)
            #expect(try await round(tomorrow.adding(days: 1), post, duties, database).run().sent == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two rounds at once one sends`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: database)
            try await choose(.daily, claire, database)
            let round = round(
                today.adding(days: 1), FakePost(), [AgendaSample.duty("a", today, at: world.north)], database)
            let sent = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await round.run().sent } }
                return try await group.reduce(0, +)
            }
            #expect(sent == 1)
        }
    }
}
