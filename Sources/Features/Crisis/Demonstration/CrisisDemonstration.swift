// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Journal
import LegalClocks
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The past incidents of the fictional group, written as they were lived: each line at its hour. None runs.
enum CrisisDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let person = demonstration.person(.rssi)
        let actor = person.map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let author = "\(person?.name ?? "Astreinte"), RSSI"
        for past in PastIncident.all(year: demonstration.today.year - 1) {
            guard
                let day = Day(year: demonstration.today.year - 1, month: past.month, day: past.day),
                let place = demonstration.organisations[past.place]
            else { continue }
            let played = Played(
                past: past, place: place, detected: day.startUTC.adding(seconds: past.minute * 60), actor: actor,
                author: author, house: house)
            try await played.play()
        }
    }

    /// One incident while it is told.
    private struct Played: Sendable {
        let past: PastIncident
        let place: Organisation
        let detected: Instant
        let actor: Actor
        let author: String
        let house: House

        func at(_ hours: Double) -> Instant { detected.adding(seconds: Int(hours * 3600)) }

        private func change(
            _ id: Incident.ID, at hours: Double, _ body: @escaping @Sendable (Incident, Change) throws -> Void
        ) async throws {
            let keeper = place.id
            try await house.database.change(by: actor, at: at(hours)) { change in
                guard let incident = try IncidentStore.incident(id, of: keeper, in: change.session) else {
                    throw CrisisError.unknown
                }
                try body(incident, change)
            }
        }

        func play() async throws {
            let report = IncidentReport(
                title: past.title, detail: past.detail, firstSignAt: past.signBefore.map { at(-$0) },
                detectedAt: detected)
            let (keeper, author) = (place.id, author)
            let id = try await house.database.change(by: actor, at: at(0.1)) { change in
                try IncidentChanges.declare(report, at: keeper, by: author, in: change)
            }
            for (hours, body) in gestures().sorted(by: { $0.0 < $1.0 }) { try await change(id, at: hours, body) }
        }

        private typealias Gesture = (Double, @Sendable (Incident, Change) throws -> Void)

        private func gestures() -> [Gesture] {
            let (past, author) = (past, author)
            var gestures: [Gesture] = [(0.15, { try qualify($0, in: $1) })]
            if let decided = past.decided {
                gestures.append(
                    (
                        decided,
                        { incident, change in
                            if past.isCrisis {
                                try IncidentChanges.apply(
                                    .escalate(reason: past.reason), to: incident, by: author, in: change)
                                return
                            }
                            try IncidentChanges.pulse(incident, in: change)
                            try IncidentChanges.write(
                                LogStatement(
                                    factAt: Moment(change.now), kind: .decision, cell: .operational, phase: .contain,
                                    text: "L’incident est traité par l’astreinte, sans cellule de crise.",
                                    decidedBy: author, motive: past.reason), of: incident, by: author, in: change)
                        }
                    ))
            }
            for line in past.lines {
                gestures.append(
                    (
                        line.at,
                        { incident, change in
                            try IncidentChanges.pulse(incident, in: change)
                            try IncidentChanges.write(
                                LogStatement(
                                    factAt: Moment(change.now), kind: line.kind, cell: line.cell, phase: incident.phase,
                                    text: line.text, source: line.source, confidence: .confirmed,
                                    decidedBy: line.kind == .decision ? author : "", motive: line.motive,
                                    status: line.kind == .action ? .done : nil), of: incident, by: author, in: change)
                        }
                    ))
            }
            return gestures + endings()
        }

        private func endings() -> [Gesture] {
            let (past, author, zone) = (past, author, house.settings.zone)
            func stop(_ clock: String) -> @Sendable (Incident, Change) throws -> Void {
                { incident, change in
                    let reading = try IncidentReading.read(incident, at: change.now, zone, in: change.session)
                    guard let clock = reading.clock(clock) else { return }
                    try ConductStore.stop(
                        clock, ClockReceipt(sentAt: change.now, number: "FICTIF-\(incident.id.text.suffix(4))"),
                        of: incident, by: author, in: change)
                }
            }
            var gestures: [Gesture] = [
                (past.contained, { try IncidentChanges.apply(.contained, to: $0, by: author, in: $1) }),
                (past.restored, { try IncidentChanges.apply(.restored, to: $0, by: author, in: $1) }),
            ]
            if let notified = past.notified {
                gestures.append((notified, stop("signalement.declaration")))
                gestures.append((past.restored + 20, stop("signalement.resolution")))
            }
            if let known = past.breachKnown { gestures.append((known, { try tellBreach($0, in: $1) })) }
            if let cnil = past.cnil { gestures.append((cnil, stop("cnil.notification"))) }
            if past.isCrisis {
                gestures.append(
                    (
                        past.restored + 2,
                        {
                            try IncidentChanges.apply(
                                .standDown(reason: "Les services touchés sont rendus."), to: $0, by: author, in: $1)
                        }
                    ))
                gestures.append((past.restored + 3, { try costs($0, in: $1) }))
            }
            if !past.findings.isEmpty {
                gestures.append((past.restored + 30, { try review($0, in: $1) }))
            }
            gestures.append(
                (
                    past.restored + 60,
                    {
                        try IncidentChanges.close(
                            $0, reason: "Tout est rendu, les traces sont gardées.", by: author, in: $1)
                    }
                ))
            return gestures
        }

        private func qualify(_ incident: Incident, in change: Change) throws {
            let map = try ServiceMapStore.map(seenFrom: place.lineage, in: change.session)
            let touched =
                past.severity == .none
                ? [] : map.nodes.filter { $0.layer != .component && past.units.contains($0.name) }.map(\.node.key)
            var answers: [ClockQuestion: ClockAnswer] = [:]
            for question in ClockQuestion.allCases { answers[question] = past.yes.contains(question) ? .yes : .no }
            let known = Qualification(
                title: past.title, detail: past.detail, kind: past.kind, severity: past.severity,
                severityReason: past.reason, measures: past.measures, diverted: past.diverted, units: past.units,
                firstSignAt: incident.firstSignAt, detectedAt: incident.detectedAt,
                answers: answers, affected: Set(touched))
            try IncidentChanges.qualify(incident, known, was: [:], [], by: author, in: change)
        }

        /// Found while looking: only then do the seventy-two hours begin.
        private func tellBreach(_ incident: Incident, in change: Change) throws {
            let answers = try IncidentStore.answers(of: incident.id, in: change.session)
            let affected = Set(try IncidentStore.affected(of: incident.id, in: change.session).map(\.key))
            let known = Qualification(
                title: incident.title, detail: incident.detail, kind: incident.kind, severity: incident.severity,
                severityReason: incident.severityReason, measures: incident.measures, diverted: incident.diverted,
                units: incident.units, firstSignAt: incident.firstSignAt, detectedAt: incident.detectedAt,
                breachKnownAt: change.now, containedAt: incident.containedAt, restoredAt: incident.restoredAt,
                answers: answers, affected: affected)
            try IncidentChanges.qualify(incident, known, was: answers, affected, by: author, in: change)
        }

        private func costs(_ incident: Incident, in change: Change) throws {
            let first = house.settings.zone.day(at: detected)
            let lines: [(Int, String, Double?, Int?, String)] = [
                (0, "Astreinte système", 14, nil, ""), (0, "RSSI", 16, nil, ""),
                (1, "Équipe postes de travail", 38, nil, "Quatre personnes"),
                (2, "Équipe réseau", 22, nil, ""),
                (3, "Prestataire de réponse à incident", nil, 2_340_000, "Trois jours, deux personnes"),
                (3, "Intérim de secrétariat", nil, 412_000, "Ressaisie des dossiers papier"),
            ]
            for (offset, who, hours, cents, note) in lines {
                try AfterStore.add(
                    day: first.adding(days: offset), who: who, hours: hours, cents: cents, note: note, to: incident,
                    in: change)
            }
        }

        private func review(_ incident: Incident, in change: Change) throws {
            for draft in past.findings { try AfterStore.add(draft, to: incident, in: change) }
            for finding in try AfterStore.findings(of: incident.id, in: change.session)
            where finding.dueOn.map({ $0 < house.today }) ?? false {
                try AfterStore.setDone(finding.dueOn, finding.id, of: incident, in: change)
            }
        }
    }
}
