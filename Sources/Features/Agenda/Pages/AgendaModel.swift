// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives
import Site

/// What the two agendas show, whether as a list or by month.
struct AgendaModel: Sendable {
    struct Spot: Sendable, Hashable {
        let id: Organisation.ID
        let name: String
    }

    let scope: AgendaScope
    let account: Account.ID
    let today: Day
    let filter: DutyFilter
    /// Those that the filter lets through.
    let duties: [Duty]
    /// How many there are without filter.
    let total: Int
    /// The establishments that have duties, for the filter.
    let places: [Spot]
    var page = 1

    /// - Parameter all: every duty that the person may see there.
    init(
        _ scope: AgendaScope, _ all: [Duty], filter: DutyFilter, account: Account.ID, today: Day, page: Int = 1
    ) {
        self.scope = scope
        self.account = account
        self.today = today
        self.filter = filter
        self.page = page
        total = all.count
        duties = Self.sorted(filter.apply(to: all, for: account), for: account, today: today)
        places = Set(all.map { Spot(id: $0.organisation, name: $0.organisationName) })
            .map { ($0, folded($0.name)) }
            .sorted { ($0.1, $0.0.id.text) < ($1.1, $1.0.id.text) }
            .map(\.0)
    }

    /// By nearness, then what is entrusted to the person, then by day. Far away, by day only: nothing presses yet.
    private static func sorted(_ duties: [Duty], for account: Account.ID, today: Day) -> [Duty] {
        func rank(_ duty: Duty) -> (Int, Int, Day) {
            let day = duty.nextDay(after: today)
            let group = DueGroup(day, today: today)
            return (group.rawValue, group == .later || duty.isEntrusted(to: account) ? 0 : 1, day)
        }
        return duties.map { (rank($0), $0) }
            .sorted { left, right in
                if left.0 != right.0 { return left.0 < right.0 }
                return (left.1.organisationName, left.1.id) < (right.1.organisationName, right.1.id)
            }
            .map(\.1)
    }

    func group(_ duty: Duty) -> DueGroup { DueGroup(duty.nextDay(after: today), today: today) }

    func count(in group: DueGroup) -> Int { duties.count { self.group($0) == group } }
}
