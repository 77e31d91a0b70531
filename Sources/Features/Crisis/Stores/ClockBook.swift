// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import LegalClocks
import Organisations
import Persistence
import Primitives

/// The clocks of several incidents at once, for the cockpit, the agenda and the figures. Three statements whatever their
/// number.
struct ClockBook: Sendable {
    private let answers: [Incident.ID: [ClockQuestion: ClockAnswer]]
    private let receipts: [Incident.ID: [String: ClockReceipt]]
    private let switches: [Organisation.ID: [String: Bool]]

    init(_ incidents: [Incident], in session: any Session) throws(DatabaseError) {
        let ids = incidents.map(\.id)
        var answers: [Incident.ID: [ClockQuestion: ClockAnswer]] = [:]
        var receipts: [Incident.ID: [String: ClockReceipt]] = [:]
        var switches: [Organisation.ID: [String: Bool]] = [:]
        if !ids.isEmpty {
            try session.each(
                "SELECT incident_id, question, answer FROM incident_answer WHERE incident_id IN (\(list: ids))"
            ) { row throws(DatabaseError) in
                guard let question = ClockQuestion(rawValue: try row.text(1)) else { return }
                answers[try row.identifier(0), default: [:]][question] = try row.value(2)
            }
            try session.each(
                "SELECT incident_id, clock, sent_at, late_reason FROM incident_clock WHERE incident_id IN (\(list: ids))"
            ) { row throws(DatabaseError) in
                receipts[try row.identifier(0), default: [:]][try row.text(1)] = ClockReceipt(
                    sentAt: try row.instant(2), lateReason: try row.text(3))
            }
            let places = Set(incidents.flatMap(\.keeper.lineage.identifiers))
            try session.each(
                "SELECT organisation_id, rule, is_on FROM incident_rule WHERE organisation_id IN (\(list: places))"
            ) { row throws(DatabaseError) in
                switches[try row.identifier(0), default: [:]][try row.text(1)] = try row.bool(2)
            }
        }
        self.answers = answers
        self.receipts = receipts
        self.switches = switches
    }

    func clocks(of incident: Incident, at now: Instant, _ zone: TimeZoneRule) -> [ClockReading] {
        // The nearest organisation has the last word.
        let switched = incident.keeper.lineage.identifiers.reduce(into: [String: Bool]()) { known, place in
            known.merge(switches[place] ?? [:]) { _, nearer in nearer }
        }
        return IncidentReading.clocks(
            of: incident, answers[incident.id] ?? [:], receipts[incident.id] ?? [:], switched: switched, at: now, zone)
    }
}
