// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Organisations
import Primitives
import ThreatIndicators

/// An indicator in the list of an organisation, with what the last search said of it.
struct KeptIndicator: Sendable, Hashable {
    typealias ID = Identifier<KeptIndicator>

    /// What the last search found; nil before any.
    struct Result: Sendable, Hashable {
        let huntedAt: Instant
        let times: Int
        let hosts: Int
        let firstAt: Instant?
        let lastAt: Instant?
    }

    let id: ID
    let keeper: Keeper
    let indicator: ThreatIndicator
    /// The last day on which it is worth looking for.
    let validUntil: Day?
    let log: CrisisLogRecord.ID?
    let createdAt: Instant
    let isRemoved: Bool
    let result: Result?

    func isOver(on today: Day) -> Bool { validUntil.map { $0 < today } ?? false }
    var tlp: TLP { indicator.tlp ?? .red }
}

/// What somebody keeps: the values and all that is said of them together.
struct IndicatorDraft: Sendable, Hashable {
    var indicator: ThreatIndicator
    var validUntil: Day?
    var log: CrisisLogRecord.ID?

    init(_ indicator: ThreatIndicator, validUntil: Day? = nil, log: CrisisLogRecord.ID? = nil) {
        self.indicator = indicator
        self.validUntil = validUntil ?? indicator.validUntil.map { Instant(millisecondsSinceEpoch: $0).dayUTC }
        self.log = log
    }
}

/// Which indicators are wanted.
struct IndicatorFilter: Sendable, Hashable {
    var text = ""
    var kind: IndicatorKind?
    var tlp: TLP?
    var source = ""

    var isEmpty: Bool { text.isEmpty && kind == nil && tlp == nil && source.isEmpty }
}

extension Day {
    /// The last millisecond of the day in UTC: an indicator is worth something during the whole of its last day.
    var endInMilliseconds: Int64 { (Int64(daysSinceEpoch) + 1) * 86_400_000 - 1 }
}
