// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Organisations
import Primitives

/// One organisation measured on one version of a framework.
public struct Assessment: Sendable, Hashable {
    public typealias ID = Identifier<Assessment>

    public let id: ID
    public let organisation: Organisation.ID
    public let organisationName: String
    public let lineage: Lineage
    public let framework: Framework.Identity
    public let frameworkTitle: String
    /// Profiles or levels that were chosen; empty means all.
    public let profiles: Set<String>
    public let campaign: Identifier<Campaign>?
    public let title: String
    public let dueOn: Day?
    public let openedAt: Instant
    public let closedAt: Instant?
    /// Since when the levels above the group (region, nation) may read it; nil keeps it inside.
    public let sharedAt: Instant?
    /// Filled as a guided interview first.
    public let isInterview: Bool
    public let tally: Tally

    public var isClosed: Bool { closedAt != nil }
}

/// The score of a whole or of a chapter as it was computed at the last answer.
public struct Tally: Sendable, Hashable {
    /// 0 to 1 over what is answered; nil before the first answer.
    public let mean: Double?
    /// 0 to 5, indispensable first.
    public let index: Double?
    public let answered: Int
    public let applicable: Int

    public init(mean: Double?, index: Double?, answered: Int, applicable: Int) {
        self.mean = mean
        self.index = index
        self.answered = answered
        self.applicable = applicable
    }

    public init(_ score: Score) {
        self.init(mean: score.mean, index: score.index, answered: score.answered, applicable: score.applicable)
    }

    public var progress: Double { applicable == 0 ? 1 : Double(answered) / Double(applicable) }
}

/// The same assessment opened for every member of a group, with one date.
public struct Campaign: Sendable, Hashable {
    public typealias ID = Identifier<Campaign>

    public let id: ID
    public let organisation: Organisation.ID
    public let organisationName: String
    public let lineage: Lineage
    public let framework: Framework.Identity
    public let title: String
    public let dueOn: Day?
    public let openedAt: Instant
    public let closedAt: Instant?
    public let memberCount: Int
}
