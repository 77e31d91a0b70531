// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives
import Site

/// How a line is shown in a list: number, both times, kind, what holds now, and what later lines said of it.
struct LineView: Sendable {
    let desk: LogDesk
    let t: Language

    func list(_ lines: [LogReading.Line]) -> HTML { itemsApart(lines.map(item)) }

    func item(_ line: LogReading.Line) -> HTML {
        let said = line.current
        return """
            <div id="\(desk.key(line.reference).encodedText)"><p><a href="\(desk.href(line))"><strong>\(LogWords.number(line))</strong></a> \
            <strong>\(desk.clock(said.factAt, t))</strong> \(badge(t, LogWords.badge(line, at: desk.now, t))) \
            <span class="quiet">\(LogWords.cell(said.cell, t))</span></p>\
            \(relation(line))<p class="log-text">\(said.text)</p>\(decision(said))\(duty(line))\(conflict(line))\(notes(line))</div>
            """
    }

    private func relation(_ line: LogReading.Line) -> HTML {
        guard let relation = line.entry.statement.relation, let about = line.entry.statement.about else {
            return HTML()
        }
        let verb =
            switch relation {
            case .corrects: t("Corrige", "Corrects")
            case .closes: t("Clôt", "Closes")
            case .answers: t("Répond à", "Answers")
            }
        return """
            <p class="quiet">\(verb) <a href="\(LogbookURL.line(desk.part, desk.key(about)).path)">\(about.description)</a></p>
            """
    }

    private func decision(_ said: LogStatement) -> HTML {
        guard said.kind == .decision, !said.decidedBy.isEmpty || !said.motive.isEmpty else { return HTML() }
        let who = said.decidedBy.isEmpty ? "" : t("Décidé par \(said.decidedBy).", "Decided by \(said.decidedBy).")
        let why = said.motive.isEmpty ? "" : t("Motifs\u{00A0}: \(said.motive)", "Grounds: \(said.motive)")
        return "<p>\([who, why].filter { !$0.isEmpty }.joined(separator: " "))</p>"
    }

    private func duty(_ line: LogReading.Line) -> HTML {
        guard line.isAsked else { return HTML() }
        var parts: [String] = []
        if !line.current.owner.isEmpty {
            parts.append(t("Confié à \(line.current.owner)", "Given to \(line.current.owner)"))
        }
        if let due = line.current.due {
            parts.append(t("pour \(desk.clock(due, t))", "due \(desk.clock(due, t))"))
            if line.isLate(at: desk.now) {
                parts.append(
                    t(
                        "en retard de \(LogWords.duration(desk.now.seconds(since: due), t))",
                        "late by \(LogWords.duration(desk.now.seconds(since: due), t))"))
            }
        }
        for closing in line.closings {
            parts.append(
                t(
                    "close par \(closing.reference) à \(desk.clock(closing.statement.factAt, t))",
                    "closed by \(closing.reference) at \(desk.clock(closing.statement.factAt, t))"))
        }
        return when(!parts.isEmpty, "<p>\(parts.joined(separator: ", ")).</p>")
    }

    /// Both are shown: which is right, people know.
    private func conflict(_ line: LogReading.Line) -> HTML {
        guard line.isConflicting else { return HTML() }
        let versions = line.conflicting.map { entry -> HTML in
            """
            <span><strong>\(entry.reference.description)</strong> \(entry.statement.text) \
            <span class="quiet">\(entry.author)</span></span>
            """
        }
        return """
            <p>\(badge(t, .missing, t("Corrections contradictoires", "Contradicting corrections")))</p>\(items(versions))\
            <p class="quiet">\(t("Écrites séparément, elles sont gardées toutes les deux. Corrigez celle qui n’est pas bonne.", "Written apart, both are kept. Correct the one that is wrong."))</p>
            """
    }

    private func notes(_ line: LogReading.Line) -> HTML {
        let said = line.current
        var parts: [String] = []
        if line.isCorrected, !line.isConflicting, let last = line.corrections.last {
            parts.append(t("corrigée par \(last.reference)", "corrected by \(last.reference)"))
        }
        if let confidence = said.confidence { parts.append(LogWords.confidence(confidence, t)) }
        if !said.source.isEmpty { parts.append(t("source\u{00A0}: \(said.source)", "source: \(said.source)")) }
        if !said.paperSheet.isEmpty { parts.append(said.paperSheet) }
        if !line.answers.isEmpty {
            parts.append(
                t("réponse\u{00A0}: ", "answer: ") + line.answers.map { "\($0.reference)" }.joined(separator: ", "))
        }
        for link in said.links where link.kind != .report { parts.append(link.title) }
        parts.append(
            t(
                "consignée à \(desk.clock(line.entry.countedAt, t)) par \(line.entry.author)",
                "entered at \(desk.clock(line.entry.countedAt, t)) by \(line.entry.author)"))
        let files = said.attachments.enumerated().map { index, file -> HTML in
            let href = LogbookURL.attachment(desk.part, desk.key(line.reference), .init(index + 1)).path
            return " <a href=\"\(href)\">\(file.name)</a>"
        }
        let report: HTML = when(
            line.entry.reportSpan != nil && !line.isCorrection,
            """
             <a href="\(LogbookURL.report(desk.part, desk.key(line.reference)).path)">\(t("Lire le point de situation", "Read the situation report"))</a>
            """)
        return "<p class=\"quiet\">\(parts.joined(separator: " · "))\(files)\(report)</p>"
    }

    /// Open requests and actions with one press to end them.
    func open(_ lines: [LogReading.Line]) -> HTML {
        itemsApart(
            lines.map { line in
                """
                <div><p><a href="\(desk.href(line))"><strong>\(LogWords.number(line))</strong></a> \
                \(badge(t, LogWords.badge(line, at: desk.now, t)))</p><p class="log-text">\(line.current.text)</p>\(duty(line))\
                \(when(desk.mayWrite && desk.record.isOpen, ending(line)))</div>
                """
            })
    }

    private func ending(_ line: LogReading.Line) -> HTML {
        """
        <form class="inline" method="post" action="\(LogbookURL.ending(desk.part, desk.key(line.reference)).path)">\
        <input type="hidden" name="issue" value="done"><input type="hidden" name="retour" value="main-courante">\
        <button class="button plain" type="submit" id="fait-\(desk.key(line.reference).encodedText)">\(t("Fait", "Done"))\
        <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(LogWords.number(line))</span></button></form>
        """
    }
}
