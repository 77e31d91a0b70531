// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives

/// A situation report as people read it, on the screen, on paper, and between two shifts.
struct SituationView: Sendable {
    let desk: LogDesk
    let report: SituationReport
    let t: Language

    func render() -> HTML {
        guard !report.sections.isEmpty else {
            return paragraph(
                t("Rien n’a été consigné dans cet intervalle.", "Nothing was entered during this time."), isQuiet: true)
        }
        let late: HTML = when(
            !report.late.isEmpty,
            sheet(
                t("En retard", "Late"), items(report.late.map { short($0, withDuty: true) })))
        return "\(late)\(report.sections.html(section))"
    }

    private func section(_ section: SituationReport.Section) -> HTML {
        sheet(
            LogWords.cell(section.cell, t),
            """
            \(group(t("Décisions", "Decisions"), section.decisions))\
            \(group(t("Notifications faites", "Notifications made"), section.notifications))\
            \(group(t("Ce qui est terminé", "What ended"), section.ended))\
            \(group(t("Ce qui reste ouvert", "What is still open"), section.open, withDuty: true))\
            \(group(t("Faits et contacts", "Facts and contacts"), section.facts))
            """)
    }

    private func group(_ title: String, _ lines: [LogReading.Line], withDuty: Bool = false) -> HTML {
        when(!lines.isEmpty, "<h3>\(title)</h3>\(items(lines.map { short($0, withDuty: withDuty) }))")
    }

    private func short(_ line: LogReading.Line, withDuty: Bool) -> HTML {
        let said = line.current
        var notes: [String] = []
        if !said.decidedBy.isEmpty { notes.append(t("par \(said.decidedBy)", "by \(said.decidedBy)")) }
        if !said.motive.isEmpty { notes.append(said.motive) }
        if withDuty, !said.owner.isEmpty { notes.append(t("confié à \(said.owner)", "given to \(said.owner)")) }
        if withDuty, let due = said.due { notes.append(t("pour \(desk.clock(due, t))", "due \(desk.clock(due, t))")) }
        if let confidence = said.confidence, confidence != .confirmed {
            notes.append(LogWords.confidence(confidence, t).lowercased())
        }
        return """
            <strong>\(desk.clock(said.factAt, t))</strong> \(said.text) <span class="quiet">\
            \(notes.map { "\($0) · " }.joined())<a href="\(desk.href(line))">\(LogWords.number(line))</a></span>
            """
    }
}

/// When the next situation report is due.
enum ReportRhythm {
    /// Nil while nobody chose a rhythm.
    static func due(_ desk: LogDesk) -> Moment? {
        guard let hours = desk.record.rhythmHours else { return nil }
        return start(desk).adding(seconds: hours * 3600)
    }

    /// Where the next report begins: the end of the last one, or the opening.
    static func start(_ desk: LogDesk) -> Moment {
        if let last = desk.copy.lastReport?.until { return last }
        // Lines re-keyed from before the opening belong to the first report.
        let opened = Moment(desk.record.openedAt.adding(seconds: desk.record.clockOffset))
        return min(opened, desk.copy.firstEnteredAt ?? opened).adding(seconds: -1)
    }
}
