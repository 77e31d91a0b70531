// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Journal
import LegalClocks
import Organisations
import Persistence
import Primitives

/// What changes an incident. Everything of importance writes a line in its log, in the same transaction.
enum IncidentChanges {
    /// Opens the incident and its log.
    static func declare(
        _ report: IncidentReport, at keeper: Organisation.ID, by author: String, in change: Change
    ) throws -> Incident.ID {
        guard !report.title.isEmpty else { throw CrisisError.textMissing }
        try bound(report.title, 150)
        try bound(report.detail, 3000)
        try bound(report.alert, 100)
        let detected = report.detectedAt ?? change.now
        guard detected <= change.now, report.firstSignAt.map({ $0 <= detected }) ?? true else {
            throw CrisisError.future
        }
        let log = try CrisisLogStore.open(.incident, title: report.title, at: keeper, in: change)
        let id = Incident.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO incident (id, organisation_id, log_id, title, folded_title, detail, origin, alert, kind, severity,
                phase, first_sign_at, detected_at, declared_at, declared_by, version)
            VALUES (\(id), \(keeper), \(log), \(report.title), \(folded(report.title)), \(report.detail),
                \(report.origin.rawValue), \(report.alert), \(report.kind?.rawValue), \(report.severity?.rawValue),
                \(LogPhase.contain.rawValue), \(report.firstSignAt), \(detected), \(change.now), \(author), 1)
            """)
        try change.record("crisis.incident.declared", organisation: keeper.text, subject: id.text, detail: report.title)
        guard let record = try CrisisLogStore.log(log, in: change.session) else { throw CrisisError.unknown }
        var links = [LogStatement.Link(.incident, key: id.text, title: report.title)]
        if !report.alert.isEmpty {
            links.append(LogStatement.Link(.alert, key: report.alert, title: report.title))
        }
        let detail = report.detail.isEmpty ? "" : " \(report.detail)"
        try CrisisLogStore.append(
            LogStatement(
                factAt: Moment(detected), kind: .information, cell: .operational, phase: .contain,
                text: "Incident déclaré\u{00A0}: \(report.title).\(detail)",
                source: CrisisWords.origin(report.origin)(.french),
                confidence: .unconfirmed, links: links), to: record, by: author, in: change)
        return id
    }

    /// Keeps what is known, unless somebody else changed it since the page was shown.
    static func qualify(
        _ incident: Incident, _ known: Qualification, was answers: [ClockQuestion: ClockAnswer],
        _ affected: Set<String>,
        by author: String, in change: Change
    ) throws {
        try checkTexts(known)
        try touch(
            incident,
            """
            title = \(known.title), folded_title = \(folded(known.title)), detail = \(known.detail),
                kind = \(known.kind?.rawValue), severity = \(known.severity?.rawValue),
                severity_reason = \(known.severityReason), measures = \(known.measures), diverted = \(known.diverted),
                units = \(known.units), first_sign_at = \(known.firstSignAt), detected_at = \(known.detectedAt),
                breach_known_at = \(known.breachKnownAt), contained_at = \(known.containedAt),
                restored_at = \(known.restoredAt)
            """, in: change)
        try keep(known.answers, of: incident.id, in: change)
        try keep(known.affected, of: incident.id, in: change)
        try change.record(
            "crisis.incident.qualified", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: known.title)
        let told = QualificationWords.changes(from: incident, to: known, was: answers, affected)
        guard !told.isEmpty else { return }
        try write(
            LogStatement(
                factAt: Moment(change.now), kind: .information, cell: .operational, phase: incident.phase,
                text: "Qualification : \(told.joined(separator: " ; "))."), of: incident, by: author, in: change)
    }

    private static func checkTexts(_ known: Qualification) throws {
        guard !known.title.isEmpty else { throw CrisisError.textMissing }
        try bound(known.title, 150)
        try bound(known.detail, 3000)
        try bound(known.severityReason, 1000)
        try bound(known.measures, 2000)
        try bound(known.units, 1000)
        guard (0...100_000).contains(known.diverted ?? 0) else { throw CrisisError.outOfRange }
    }

    private static func keep(
        _ answers: [ClockQuestion: ClockAnswer], of incident: Incident.ID, in change: Change
    ) throws {
        try change.session.execute("DELETE FROM incident_answer WHERE incident_id = \(incident)")
        for (question, answer) in answers where answer != .unknown {
            try change.session.execute(
                """
                INSERT INTO incident_answer (incident_id, question, answer)
                VALUES (\(incident), \(question.rawValue), \(answer.rawValue))
                """)
        }
    }

    private static func keep(_ affected: Set<String>, of incident: Incident.ID, in change: Change) throws {
        try change.session.execute("DELETE FROM incident_affected WHERE incident_id = \(incident)")
        for node in affected.sorted() {
            try change.session.execute(
                "INSERT INTO incident_affected (incident_id, node_id) VALUES (\(incident), \(node))")
        }
    }

    // MARK: Conduct

    /// A gesture of those who hold the crisis, each with the line it writes.
    enum Gesture: Sendable, Hashable {
        case escalate(reason: String)
        case standDown(reason: String)
        case phase(LogPhase)
        case contained
        case restored
    }

    static func apply(_ gesture: Gesture, to incident: Incident, by author: String, in change: Change) throws {
        let now = change.now
        switch gesture {
        case .escalate(let reason):
            guard !incident.isCrisis else { throw CrisisError.alreadySo }
            try needed(reason, 1000)
            try touch(incident, "crisis_at = \(incident.crisisAt ?? now), stood_down_at = NULL", in: change)
            try decide(
                "Passage en crise\u{00A0}: les trois cellules sont activées.", reason, .strategic, incident, author,
                change)
        case .standDown(let reason):
            guard incident.isCrisis else { throw CrisisError.alreadySo }
            try needed(reason, 1000)
            try touch(incident, "stood_down_at = \(now)", in: change)
            try decide(
                "Sortie de crise\u{00A0}: retour à la gestion d’incident.", reason, .strategic, incident, author, change
            )
        case .phase(let phase):
            guard phase != incident.phase else { throw CrisisError.alreadySo }
            try touch(incident, "phase = \(phase.rawValue)", in: change)
            try decide(
                "Nouvelle phase : \(CrisisWords.phase(phase)(.french).lowercased()).", "", .strategic, incident, author,
                change)
        case .contained:
            guard incident.containedAt == nil else { throw CrisisError.alreadySo }
            try touch(incident, "contained_at = \(now)", in: change)
            try inform("L’attaque est contenue\u{00A0}: plus rien ne s’étend.", incident, author, change)
        case .restored:
            guard incident.restoredAt == nil else { throw CrisisError.alreadySo }
            try touch(incident, "restored_at = \(now)", in: change)
            try inform("Retour à la normale\u{00A0}: les services touchés sont rendus.", incident, author, change)
        }
        try change.record(
            "crisis.incident.\(name(gesture))", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: incident.title)
    }

    private static func name(_ gesture: Gesture) -> String {
        switch gesture {
        case .escalate: "escalated"
        case .standDown: "stoodDown"
        case .phase: "phase"
        case .contained: "contained"
        case .restored: "restored"
        }
    }

    /// The log stays open: what is found later is still written there.
    static func close(_ incident: Incident, reason: String, by author: String, in change: Change) throws {
        try needed(reason, 1000)
        try touch(
            incident,
            "closed_at = \(change.now), closing_reason = \(reason), phase = \(LogPhase.learn.rawValue)", in: change)
        try change.record(
            "crisis.incident.closed", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: incident.title)
        try farewell("Incident clos.", reason, incident, author, change)
    }

    static func reopen(_ incident: Incident, reason: String, by author: String, in change: Change) throws {
        try needed(reason, 1000)
        let changed = try change.session.execute(
            """
            UPDATE incident SET closed_at = NULL, closing_reason = '', version = version + 1
            WHERE id = \(incident.id) AND closed_at IS NOT NULL
            """)
        guard changed == 1 else { throw CrisisError.alreadySo }
        try change.record(
            "crisis.incident.reopened", organisation: incident.keeper.id.text, subject: incident.id.text,
            detail: incident.title)
        try farewell("Incident rouvert.", reason, incident, author, change)
    }

    // MARK: Parts

    /// Counts the change, so that two people never overwrite one another unseen. The row is written first: two changes wait
    /// for one another on both engines.
    static func touch(_ incident: Incident, _ assignments: SQL? = nil, in change: Change) throws {
        let more: SQL = assignments.map { ", \($0)" } ?? ""
        let changed = try change.session.execute(
            """
            UPDATE incident SET version = version + 1\(more)
            WHERE id = \(incident.id) AND closed_at IS NULL AND version = \(incident.version)
            """)
        guard changed == 1 else { throw incident.isOpen ? CrisisError.overtaken : .closed }
    }

    /// Counts a change of what hangs on the incident, where two at once do no harm.
    static func pulse(_ incident: Incident, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE incident SET version = version + 1 WHERE id = \(incident.id) AND closed_at IS NULL")
        guard changed == 1 else { throw CrisisError.closed }
    }

    @discardableResult
    static func write(
        _ statement: LogStatement, of incident: Incident, by author: String, in change: Change
    ) throws -> LogEntry {
        guard let log = try CrisisLogStore.log(incident.log, in: change.session) else { throw CrisisError.unknown }
        guard log.isOpen else { throw CrisisError.logClosed }
        var statement = statement
        // What the incident itself keeps whole never keeps its line from being written.
        if statement.text.unicodeScalars.count > CrisisLogError.textLimit {
            statement.text = String(statement.text.unicodeScalars.prefix(CrisisLogError.textLimit - 1)) + "…"
        }
        return try CrisisLogStore.append(statement, to: log, by: author, in: change)
    }

    private static func decide(
        _ text: String, _ reason: String, _ cell: LogCell, _ incident: Incident, _ author: String, _ change: Change
    ) throws {
        try write(
            LogStatement(
                factAt: Moment(change.now), kind: .decision, cell: cell, phase: incident.phase, text: text,
                decidedBy: author, motive: reason), of: incident, by: author, in: change)
    }

    private static func inform(
        _ text: String, _ incident: Incident, _ author: String, _ change: Change
    ) throws {
        try write(
            LogStatement(
                factAt: Moment(change.now), kind: .information, cell: .operational, phase: incident.phase, text: text),
            of: incident, by: author, in: change)
    }

    /// Whoever closed the log before the incident is not kept from closing the incident.
    private static func farewell(
        _ text: String, _ reason: String, _ incident: Incident, _ author: String, _ change: Change
    ) throws {
        guard let log = try CrisisLogStore.log(incident.log, in: change.session), log.isOpen else { return }
        try decide(text, reason, .strategic, incident, author, change)
    }

    static func bound(_ text: String, _ limit: Int) throws(CrisisError) {
        guard text.unicodeScalars.count <= limit else { throw .textTooLong(limit: limit) }
    }

    static func needed(_ text: String, _ limit: Int) throws(CrisisError) {
        guard !text.isEmpty else { throw .textMissing }
        try bound(text, limit)
    }
}
