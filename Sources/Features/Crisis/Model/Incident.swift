// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import LegalClocks
import Organisations
import Primitives

/// Something that happened to the information system, from the first report to the lessons.
struct Incident: Sendable, Hashable {
    typealias ID = Identifier<Incident>

    enum Origin: String, Sendable, Hashable, CaseIterable {
        case person
        case alert
        case message
    }

    let id: ID
    let keeper: Keeper
    let log: CrisisLogRecord.ID
    let title: String
    let detail: String
    let origin: Origin
    /// The key of the alert that it came from; empty when none did.
    let alert: String
    let kind: IncidentKind?
    let severity: CareSeverity?
    let severityReason: String
    let measures: String
    /// Patients sent elsewhere; nil: nobody counted yet.
    let diverted: Int?
    /// Units in degraded mode, in words.
    let units: String
    let phase: LogPhase
    let firstSignAt: Instant?
    let detectedAt: Instant
    let declaredAt: Instant
    let breachKnownAt: Instant?
    let containedAt: Instant?
    let restoredAt: Instant?
    let crisisAt: Instant?
    let stoodDownAt: Instant?
    let closedAt: Instant?
    let closingReason: String
    let declaredBy: String
    let version: Int

    var isOpen: Bool { closedAt == nil }
    /// Escalated, and not stood down.
    var isCrisis: Bool { crisisAt != nil && stoodDownAt == nil && isOpen }
}

/// How bad it is, in terms of care: what patients lose, not what machines lose.
enum CareSeverity: String, Sendable, Hashable, CaseIterable {
    case none
    case watched
    case degraded
    case endangered

    var title: Phrase {
        switch self {
        case .none: Phrase("Soins sans effet", "No effect on care")
        case .watched: Phrase("Soins sous surveillance", "Care under watch")
        case .degraded: Phrase("Soins dégradés", "Care degraded")
        case .endangered: Phrase("Soins en danger", "Care in danger")
        }
    }

    var explanation: Phrase {
        switch self {
        case .none:
            Phrase(
                "Aucun effet sur les patients, et rien n’en laisse prévoir.",
                "No patient loses anything, and nothing hints at it.")
        case .watched:
            Phrase(
                "Les soins continuent normalement, mais cela peut changer dans les heures qui viennent.",
                "Care goes on as usual, but that may change within hours.")
        case .degraded:
            Phrase(
                "Des unités soignent sur papier, des actes sont reportés ou des patients réorientés.",
                "Units care on paper, acts are postponed or patients sent elsewhere.")
        case .endangered:
            Phrase(
                "Des patients risquent, ou ont subi, un dommage\u{00A0}: urgences, bloc, réanimation ou médicaments ne tiennent plus.",
                "Patients risk harm, or were harmed: emergencies, theatre, intensive care or medicines no longer hold.")
        }
    }
}

/// What somebody reports, in the first minute.
struct IncidentReport: Sendable, Hashable {
    var title = ""
    var detail = ""
    var alert = ""
    var origin = Incident.Origin.person
    var firstSignAt: Instant?
    var detectedAt: Instant?
    var kind: IncidentKind?
    var severity: CareSeverity?
}

/// What is known of it later.
struct Qualification: Sendable, Hashable {
    var title: String
    var detail: String
    var kind: IncidentKind?
    var severity: CareSeverity?
    var severityReason: String
    var measures: String
    var diverted: Int?
    var units: String
    var firstSignAt: Instant?
    var detectedAt: Instant
    var breachKnownAt: Instant?
    var containedAt: Instant?
    var restoredAt: Instant?
    var answers: [ClockQuestion: ClockAnswer]
    var affected: Set<String>
}

/// A service or an activity of the map that the incident touches.
struct AffectedNode: Sendable, Hashable {
    let key: String
    let name: String
    let isActivity: Bool
}
