// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The report for paper and for a word processor.
enum ReportFiles {
    @Sendable
    static func pdf(_ visit: Visit) async throws -> Reply {
        let (desk, document) = try await find(visit)
        let reply = try await visit.pdf(report(document, desk, visit.language), name: name(desk, "pdf", visit.language))
        try await record(visit, desk, "PDF")
        return reply
    }

    /// Opens in any word processor, which keeps its titles and its tables.
    @Sendable
    static func web(_ visit: Visit) async throws -> Reply {
        let (desk, document) = try await find(visit)
        try await record(visit, desk, "HTML")
        return .download(
            web(document, visit.language).bytes, name: name(desk, "html", visit.language),
            mediaType: "text/html; charset=utf-8")
    }

    @Sendable
    static func text(_ visit: Visit) async throws -> Reply {
        let (desk, document) = try await find(visit)
        try await record(visit, desk, "Markdown")
        return .download(
            Array(markdown(document).utf8), name: name(desk, "md", visit.language),
            mediaType: "text/markdown; charset=utf-8")
    }

    private static func find(_ visit: Visit) async throws -> (ResultsDesk, ReportDocument) {
        let desk = try await ResultsDesk.open(visit)
        let t = visit.language
        let text = desk.facts.report?.text ?? ReportDraft.text(of: desk.facts, t)
        return (desk, ReportDocument(desk.facts, text, on: visit.today, t))
    }

    private static func record(_ visit: Visit, _ desk: ResultsDesk, _ format: String) async throws {
        let exercise = desk.facts.exercise
        try await visit.change { change in
            try change.record(
                "exerciseReport.exported", organisation: exercise.keeper.id.text, subject: exercise.id.text,
                detail: "\(exercise.title), \(format)")
        }
    }

    static func name(_ desk: ResultsDesk, _ ending: String, _ t: Language) -> String {
        t("retour-d-experience", "after-action-report") + "-\(desk.facts.exercise.plannedOn.text).\(ending)"
    }

    static func report(_ document: ReportDocument, _ desk: ResultsDesk, _ t: Language) -> Report {
        Report(
            title: document.title, subtitle: document.subtitle,
            audience: t("direction, cellules, ARS", "management, cells, regional agency"), place: desk.place,
            main: document.html(t))
    }

    static func web(_ document: ReportDocument, _ t: Language) -> HTML {
        """
        <!DOCTYPE html><html lang="\(t.rawValue)"><head><meta charset="utf-8"><title>\(document.title)</title></head>\
        <body><h1>\(document.title)</h1><p>\(document.subtitle)</p>\(document.html(t))</body></html>
        """
    }

    static func markdown(_ document: ReportDocument) -> String {
        var text = "# \(escaped(document.title))\n\n\(escaped(document.subtitle))\n"
        for part in document.parts {
            text += "\n## \(escaped(part.title))\n"
            if !part.text.isEmpty {
                text += "\n" + part.text.split(separator: "\n").map(line).joined(separator: "\n") + "\n"
            }
            guard let grid = part.table else { continue }
            func row(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |\n" }
            text += "\n" + row(grid.columns) + row(grid.columns.map { _ in "---" }) + grid.rows.map(row).joined()
        }
        return text
    }

    /// A list keeps its dash; two lines stay two.
    private static func line(_ line: Substring) -> String {
        line.hasPrefix("- ") ? "- " + escaped(String(line.dropFirst(2))) : escaped(String(line)) + "  "
    }

    private static func cell(_ text: String) -> String {
        text == "---" ? text : escaped(text).replacing("|", with: "\\|").replacing("\n", with: " ")
    }

    /// What somebody wrote must neither become a title nor bring a link or a picture in.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "<" {
                // Not every reader of Markdown honours the backslash before it.
                result += "&lt;"
                continue
            }
            if "\\`*_[]>#!".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
