// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Mail
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One calendar of everything that has its day, for each person and each establishment; followed from elsewhere by an
/// iCalendar address, and by mail for those who ask. It computes no duty itself: the other features do.
public struct AgendaFeature: Feature {
    public let identifier = "agenda"

    public init() {}

    public var migrations: [Migration] { AgendaMigrations.all }
    public var permissions: [Permission] { AgendaPermissions.all }
    public var routes: [Route] { AgendaRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        // One entry: the establishment's agenda where there is one in view, else the person's own. Tabs lead from one
        // to the other.
        guard visit.access.maySomewhere(AgendaPermissions.read) else { return [] }
        let mine = AgendaURL.mine.path
        var href = mine
        if let organisation, visit.access.may(AgendaPermissions.read, in: organisation.lineage) {
            href = AgendaURL.organisation(.init(organisation.id)).path
        }
        return [
            MenuEntry(
                pillar: .governance, title: Phrase("Agenda", "Agenda"), href: href, area: [href.text, mine.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await AgendaCockpit.part(of: organisation, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    /// Sends the reminders of the day. What could not leave fails the round, so that the log tells it and the next
    /// round tries again; nobody receives two.
    public func daily(in house: House, on day: Day) async throws {
        guard let post = house.post else { return }
        let round = ReminderRound(
            database: house.database, now: house.clock.now, day: day, address: house.settings.publicAddress,
            duties: { try await house.duties($0) }, dispatch: { await post.send($0) })
        let result = try await round.run()
        guard !result.failures.isEmpty else { return }
        throw RemindersNotSent(
            count: result.waiting, reason: result.failures.map { $0.message(.english) }.joined(separator: " "))
    }
}
