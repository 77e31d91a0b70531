// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import LegalClocks
import Organisations
import Persistence
import Primitives

/// One incident without its name, as the observatory counts it.
struct ObservedIncident: Sendable, Hashable {
    let kind: IncidentKind?
    let severity: CareSeverity?
    /// What the establishment is: its category, or its place in the group.
    let establishmentClass: String
    let month: Month
    /// Hours, nil while unknown.
    let detect: Double?
    let decide: Double?
    let notify: Double?
    let restore: Double?

    struct Month: Sendable, Hashable, Comparable {
        let year: Int
        let month: Int

        static func < (left: Self, right: Self) -> Bool { (left.year, left.month) < (right.year, right.month) }
    }
}

enum ObservatoryStore {
    /// Every incident of a part of the tree detected since a moment. One statement.
    ///
    /// The first decision is the first line of that kind in the log: a delay is read, not remembered.
    static func incidents(
        under place: Lineage, since: Instant, zone: TimeZoneRule, in session: any Session
    ) throws(DatabaseError) -> [ObservedIncident] {
        try session.all(
            """
            SELECT i.kind, i.severity, COALESCE(k.category_label, ''), COALESCE(k.group_role, ''), k.kind,
                i.first_sign_at, i.detected_at, i.restored_at,
                (SELECT MIN(e.fact_at) FROM crisis_log_entry e WHERE e.log_id = i.log_id AND e.kind = 'decision'),
                (SELECT MIN(c.sent_at) FROM incident_clock c WHERE c.incident_id = i.id)
            FROM incident i JOIN organisation k ON k.id = i.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) AND i.detected_at >= \(since)
            ORDER BY i.detected_at DESC LIMIT 20000
            """
        ) { row throws(DatabaseError) in
            let detected = try row.instant(6)
            func hours(from: Instant?, to: Instant?) -> Double? {
                guard let from, let to, to >= from else { return nil }
                return Double(to.seconds(since: from)) / 3600
            }
            let day = zone.day(at: detected)
            return ObservedIncident(
                kind: row.optionalText(0).flatMap(IncidentKind.init(rawValue:)),
                severity: row.optionalText(1).flatMap(CareSeverity.init(rawValue:)),
                establishmentClass: className(try row.text(2), try row.text(3), try row.text(4)),
                month: .init(year: day.year, month: day.month),
                detect: hours(from: try row.optionalInstant(5), to: detected),
                decide: hours(from: detected, to: try row.optionalInstant(8)),
                notify: hours(from: detected, to: try row.optionalInstant(9)),
                restore: hours(from: detected, to: try row.optionalInstant(7)))
        }
    }

    /// In French: exports go to French authorities.
    private static func className(_ category: String, _ role: String, _ kind: String) -> String {
        if !category.isEmpty { return category }
        if let role = Organisation.GroupRole(rawValue: role) { return role.title(.french) }
        return Organisation.Kind(rawValue: kind)?.title(.french) ?? kind
    }
}

/// What the observatory says: counts, and medians with how many they are of.
struct Observation: Sendable, Hashable {
    /// Below it, a count could point at somebody: a habit of public statistics, chosen by us.
    static let smallest = 3

    let incidents: [ObservedIncident]
    /// Small counts are kept back from those who may not read the incidents themselves.
    let masks: Bool

    struct Delay: Sendable, Hashable {
        let median: Double
        let count: Int
    }

    enum Measure: CaseIterable {
        case detect, decide, notify, restore

        func value(_ incident: ObservedIncident) -> Double? {
            switch self {
            case .detect: incident.detect
            case .decide: incident.decide
            case .notify: incident.notify
            case .restore: incident.restore
            }
        }
    }

    /// Nil when nothing was measured, or too little to be told.
    func delay(_ measure: Measure, of part: [ObservedIncident]? = nil) -> Delay? {
        let values = (part ?? incidents).compactMap(measure.value).sorted()
        guard !values.isEmpty, !masks || values.count >= Self.smallest else { return nil }
        let middle = values.count / 2
        let median = values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
        return Delay(median: median, count: values.count)
    }

    struct Count: Sendable, Hashable {
        let name: String
        /// Nil: fewer than the smallest count that is told.
        let value: Int?
    }

    func counts<Key: Hashable>(by key: (ObservedIncident) -> Key) -> [Key: Int] {
        incidents.reduce(into: [:]) { $0[key($1), default: 0] += 1 }
    }

    func shown(_ count: Int) -> Int? { masks && count > 0 && count < Self.smallest ? nil : count }

    var months: [(month: ObservedIncident.Month, count: Int)] {
        let counts = counts(by: \.month)
        guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
        var result: [(month: ObservedIncident.Month, count: Int)] = []
        var month = first
        while month <= last, result.count < 240 {
            result.append((month, counts[month] ?? 0))
            month =
                month.month == 12
                ? .init(year: month.year + 1, month: 1) : .init(year: month.year, month: month.month + 1)
        }
        return result
    }
}
