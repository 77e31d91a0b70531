// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Everything that is known of an incident at one moment: for its page, its sheets and its drafts.
struct IncidentReading: Sendable {
    let answers: [ClockQuestion: ClockAnswer]
    let affected: [AffectedNode]
    let clocks: [ClockReading]
    let receipts: [String: ClockReceipt]
    let tail: LogTail
    let shifts: [Shift]
    let ticks: [SheetTick]
    let isolations: [Isolation]

    static func read(
        _ incident: Incident, at now: Instant, _ zone: TimeZoneRule, in session: any Session
    ) throws(DatabaseError) -> IncidentReading {
        let answers = try IncidentStore.answers(of: incident.id, in: session)
        let receipts = try ConductStore.receipts(of: incident.id, in: session)
        return IncidentReading(
            answers: answers, affected: try IncidentStore.affected(of: incident.id, in: session),
            clocks: clocks(
                of: incident, answers, receipts,
                switched: try ConductStore.switches(seenFrom: incident.keeper.lineage, in: session), at: now, zone),
            receipts: receipts, tail: try LogTail.read(incident.log, in: session),
            shifts: try ConductStore.shifts(of: incident.id, in: session),
            ticks: try ConductStore.ticks(of: incident.id, in: session),
            isolations: try IsolationStore.all(of: incident.id, in: session))
    }

    static func clocks(
        of incident: Incident, _ answers: [ClockQuestion: ClockAnswer], _ receipts: [String: ClockReceipt],
        switched: [String: Bool], at now: Instant, _ zone: TimeZoneRule
    ) -> [ClockReading] {
        let facts = IncidentFacts(
            kind: incident.kind, answers: answers, incidentKnown: ClockMoment(incident.detectedAt),
            breachKnown: incident.breachKnownAt.map { ClockMoment($0) },
            restored: incident.restoredAt.map { ClockMoment($0) },
            sent: receipts.mapValues { ClockMoment($0.sentAt) })
        return ClockEvaluation.read(
            CrisisLibrary.clocks, of: facts, switched: switched, at: ClockMoment(now), in: IncidentDesk.calendar(zone))
    }

    func clock(_ id: String) -> ClockReading? { clocks.first { $0.id == id } }
    var openClocks: [ClockReading] { clocks.filter(\.isOpen) }

    /// Those in force now, by cell.
    func held(_ cell: LogCell, at now: Instant) -> [Shift] { shifts.filter { $0.cell == cell && $0.isHeld(at: now) } }

    func done(_ sheet: ReflexSheet) -> Int {
        let known = Set(sheet.steps.map(\.code))
        return ticks.filter { $0.sheet == sheet.code && known.contains($0.step) }.count
    }

    /// Which sheets count now: the first hour, then the day, then the week.
    static func period(of incident: Incident, at now: Instant) -> ReflexSheet.Period {
        switch now.seconds(since: incident.detectedAt) {
        case ..<(6 * 3600): .hour
        case ..<(48 * 3600): .day
        default: .week
        }
    }
}

/// What fills the drafts: in French, since it goes to French authorities.
enum DraftFields {
    static func values(
        _ incident: Incident, _ reading: IncidentReading, finess: String, author: String, at now: Instant,
        _ zone: TimeZoneRule
    ) -> [String: String] {
        let t = Language.french
        func moment(_ instant: Instant?) -> String { instant.map { t.moment($0, in: zone) } ?? "" }
        let severity = [incident.severity?.title(t) ?? "", incident.severityReason].filter { !$0.isEmpty }
        let lines = reading.tail.latest.reversed().map { entry in
            "\(t.moment(entry.statement.factAt.instant, in: zone))\u{00A0}: \(entry.statement.text)"
        }
        return [
            "etablissement": incident.keeper.name, "finess": finess, "titre": incident.title,
            "nature": incident.kind.map { CrisisWords.kind($0)(t) } ?? "", "gravite": severity.joined(separator: ". "),
            "detail": incident.detail, "premier-signe": moment(incident.firstSignAt),
            "detection": moment(incident.detectedAt), "connaissance": moment(incident.detectedAt),
            "violation": moment(incident.breachKnownAt),
            "services": reading.affected.map(\.name).joined(separator: ", "),
            "patients": incident.diverted.map { t.number($0) } ?? "", "unites": incident.units,
            "mesures": incident.measures, "phase": CrisisWords.phase(incident.phase)(t), "auteur": author,
            "maintenant": moment(now), "retour": moment(incident.restoredAt),
            "journal": lines.joined(separator: "\n"),
        ]
    }

    static func text(_ stage: ClockStage, _ values: [String: String]) -> String {
        ClockDraft.fill(stage.draft, with: values) { "[à compléter\u{00A0}: \($0.replacing("-", with: " "))]" }
    }
}
