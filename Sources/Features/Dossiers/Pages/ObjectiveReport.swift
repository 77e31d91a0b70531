// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// The state of the objectives on paper: what is missing first, then each objective.
enum ObjectiveReport {
    static func report(_ desk: ObjectiveDesk, _ visit: Visit) -> Report {
        let (t, sheet) = (visit.language, desk.sheet)
        let words = desk.words(visit, onPaper: true)
        return Report(
            title: sheet.framework.title, subtitle: ObjectivePage.lead(ObjectiveCount(sheet.lines), t),
            audience: t("l’établissement et son groupe seulement", "the establishment and its group only"),
            place: desk.place, main: "\(missing(sheet, words, t))\(whole(sheet, words, t))")
    }

    private static func missing(_ sheet: StandingSheet, _ words: ReadingWords, _ t: Language) -> HTML {
        let lacking = sheet.lines.filter { !$0.state.isProven && $0.state != .notApplicable }
            .sorted { ($0.state.urgency, $0.requirement.code) < ($1.state.urgency, $1.requirement.code) }
        guard !lacking.isEmpty else {
            return
                "<h2>\(t("Rien ne manque", "Nothing is missing"))</h2>\(paragraph(t("Chaque objectif est prouvé.", "Every objective is proven.")))"
        }
        let rows = lacking.html { line in
            """
            <tr><td>\(line.requirement.code)</td><td>\(line.requirement.title)</td><td>\(line.state.word(t))</td>\
            <td>\(words.summary(line.reading))</td></tr>
            """
        }
        return """
            <h2>\(t("Ce qui manque", "What is missing"))</h2><table><thead><tr><th>\(t("Code", "Code"))</th>\
            <th>\(t("Objectif", "Objective"))</th><th>\(t("État", "State"))</th><th>\(t("Pourquoi", "Why"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private static func whole(_ sheet: StandingSheet, _ words: ReadingWords, _ t: Language) -> HTML {
        let chapters = sheet.framework.chapters.html { chapter in
            let codes = Set(sheet.framework.requirements[chapter.range].lazy.map(\.code))
            let lines = sheet.lines.filter { codes.contains($0.requirement.code) }
            return "<h2>\(chapter.title)</h2>\(lines.html { objective($0, words, t) })"
        }
        return "\(chapters)"
    }

    private static func objective(_ line: StandingSheet.Line, _ words: ReadingWords, _ t: Language) -> HTML {
        """
        <h3>\(line.requirement.code) \(line.requirement.title)</h3>\
        <p><strong>\(line.state.word(t)).</strong> \(line.requirement.expectation)</p>\
        \(when(line.difference) { paragraph($0.sentence(t)) })\(words.html(line.reading))\
        \(when(line.answer.flatMap { $0.comment.isEmpty ? nil : $0.comment }) {
            "<p class=\"quiet\">\(t("Réponse de l’établissement\u{00A0}: ", "The establishment's answer: "))\($0)</p>"
        })
        """
    }
}
