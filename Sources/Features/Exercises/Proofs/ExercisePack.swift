// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Crypto
import Documents
import Drills
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The file that proves an exercise to those who ask: what it was, who took part by function, what was seen, what is put
/// right.
enum ExercisePack {
    @Sendable
    static func download(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        guard desk.facts.isHeld else { throw ResultError.notHeld }
        let t = visit.language
        let text = desk.facts.report?.text ?? ReportDraft.text(of: desk.facts, t)
        let document = ReportDocument(desk.facts, text, on: visit.today, t)
        // Where no PDF can be made the report goes as a page that any browser opens.
        let report: (ending: String, bytes: [UInt8]) =
            await visit.house.canPrint
            ? ("pdf", try await visit.pdfBytes(ReportFiles.report(document, desk, t)))
            : ("html", ReportFiles.web(document, t).bytes)
        let bytes = try write(
            desk.facts, report: report, madeAt: visit.now, on: visit.today, in: visit.zone, t)
        let exercise = desk.facts.exercise
        try await visit.change { change in
            try change.record(
                "exercisePack.exported", organisation: exercise.keeper.id.text, subject: exercise.id.text,
                detail: exercise.title)
        }
        return .download(
            bytes, name: t("preuve-exercice", "exercise-proof") + "-\(exercise.plannedOn.text).zip",
            mediaType: "application/zip")
    }

    /// What whoever receives the pack will miss.
    static func missing(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        var list: [String] = []
        if facts.participation.isEmpty {
            list.append(t("les participants, par fonction", "the participants, by function"))
        }
        if facts.log.isEmpty { list.append(t("une main courante", "a log")) }
        if facts.grids.isEmpty { list.append(t("une grille d’observateur", "an observer’s grid")) }
        if facts.report?.approval == nil { list.append(t("un rapport validé", "an approved report")) }
        if facts.actions.isEmpty { list.append(t("un plan d’action", "an action plan")) }
        if !CountingVerdict(facts.counting).countsForCrisis {
            list.append(t("la réponse aux règles de ce qui compte", "the answer to the rules of what counts"))
        }
        return list
    }

    static func write(
        _ facts: ExerciseFacts, report: (ending: String, bytes: [UInt8]), madeAt: Instant, on day: Day,
        in zone: TimeZoneRule, _ t: Language
    ) throws(DocumentError) -> [UInt8] {
        let zip = try ZipWriter(modifiedAt: madeAt)
        var sums = ""
        func add(_ path: String, _ bytes: [UInt8]) throws(DocumentError) {
            sums += "\(Hexadecimal.text(of: Array(SHA256.hash(data: bytes))))  \(path)\n"
            try zip.add(path: path, bytes: bytes)
        }
        try add(t("0 Fiche.txt", "0 Sheet.txt"), text(card(facts, t)))
        try add(t("1 Retour d’expérience", "1 After-action report") + "." + report.ending, report.bytes)
        try add(t("2 Participants.csv", "2 Participants.csv"), csv(participants(facts, t)))
        try add(t("3 Chronogramme.csv", "3 Timeline.csv"), csv(timeline(facts, in: zone, t)))
        try add(t("4 Main courante, extrait.csv", "4 Log, extract.csv"), csv(log(facts, in: zone, t)))
        try add(t("5 Plan d’action.csv", "5 Action plan.csv"), csv(actions(facts, on: day, t)))
        // The form of sha256sum(1).
        try zip.add(path: "empreintes.sha256", bytes: Array(sums.utf8))
        try zip.finish()
        return zip.drain()
    }

    /// With the mark that makes older Windows programs read UTF-8.
    private static func text(_ text: String) -> [UInt8] { [0xEF, 0xBB, 0xBF] + Array(text.utf8) }

    private static func csv(_ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        for row in rows { writer.write(row) }
        return writer.bytes
    }

    private static func card(_ facts: ExerciseFacts, _ t: Language) -> String {
        let exercise = facts.exercise
        let verdict = CountingVerdict(facts.counting)
        var lines = [
            t("EXERCICE DE CRISE CYBER", "CYBER CRISIS EXERCISE"), "",
            t("Exercice\u{00A0}: ", "Exercise: ") + exercise.title,
            t("Établissement\u{00A0}: ", "Establishment: ") + exercise.keeper.name,
            t("Date\u{00A0}: ", "Date: ") + t.date(exercise.plannedOn),
            t("Niveau\u{00A0}: ", "Level: ") + ResultWords.scenarioLevel(exercise.level, t),
            t("Forme\u{00A0}: ", "Form: ") + ResultWords.form(exercise.form, t),
            t("Scénario\u{00A0}: ", "Scenario: ") + facts.scenario.title, facts.scenario.summary, "",
            t("Objectifs", "Objectives"),
        ]
        lines += facts.objectives.map { objective in
            let level = facts.evaluation?.objectives.first { $0.id == objective.id }?.level
            return "- \(objective.title)"
                + (level.map { t("\u{00A0}: ", ": ") + ResultWords.level($0, t).lowercased() } ?? "")
        }
        lines += ["", CountingWords.verdict(verdict, t)]
        lines += verdict.findings.map {
            "- \(CountingWords.rule($0.rule, t))\(t("\u{00A0}: ", ": "))\((CountingWords.badge($0.outcome, t).word ?? "").lowercased())"
        }
        lines.append(t("Source des règles\u{00A0}: ", "Source of the rules: ") + CountingRule.cyberTrigger.source)
        let missing = missing(facts, t)
        if !missing.isEmpty {
            lines += ["", t("Il manque à ce dossier", "This pack lacks")] + missing.map { "- \($0)" }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func participants(_ facts: ExerciseFacts, _ t: Language) -> [[String]] {
        var rows = [[t("Rôle", "Role"), t("Cellule", "Cell"), t("Fonction", "Function"), t("Nombre", "Number")]]
        for one in facts.participation {
            let cell = one.cell.map { ResultWords.cell($0, t) } ?? ""
            rows.append([ResultWords.kind(one.kind, t), cell, one.position, String(one.people)])
        }
        return rows
    }

    private static func timeline(_ facts: ExerciseFacts, in zone: TimeZoneRule, _ t: Language) -> [[String]] {
        [[t("N°", "No."), t("Stimulus", "Inject"), t("Prévu (min)", "Planned (min)"), t("Envoyé", "Sent")]]
            + facts.injects.filter { $0.isEnabled || $0.state == .sent }.map { one -> [String] in
                let planned = one.inject.at.map { String($0) } ?? ""
                let sent = one.sending.map { t.time($0.at, in: zone) } ?? ""
                return [one.inject.id, one.inject.title, planned, sent]
            }
    }

    /// Cells, not authors: the log itself says who wrote.
    private static func log(_ facts: ExerciseFacts, in zone: TimeZoneRule, _ t: Language) -> [[String]] {
        [
            [
                t("N°", "No."), t("Heure du fait", "Time of fact"), t("Heure de saisie", "Time of entry"),
                t("Cellule", "Cell"), t("Nature", "Kind"), t("Texte", "Text"),
            ]
        ]
            + facts.log.map { entry -> [String] in
                [
                    entry.reference.description, t.time(entry.statement.factAt.instant, in: zone),
                    t.time(entry.enteredAt.instant, in: zone), ResultWords.cell(entry.statement.cell, t),
                    ResultWords.kind(entry.statement.kind, t), entry.statement.text,
                ]
            }
    }

    private static func actions(_ facts: ExerciseFacts, on day: Day, _ t: Language) -> [[String]] {
        [[t("Action", "Action"), t("Responsable", "Owner"), t("Échéance", "Due"), t("État", "State")]]
            + facts.actions.map { action -> [String] in
                [
                    action.draft.title, action.draft.owner, action.draft.dueOn?.text ?? "",
                    ResultWords.state(action, on: day, t).word ?? "",
                ]
            }
    }
}
