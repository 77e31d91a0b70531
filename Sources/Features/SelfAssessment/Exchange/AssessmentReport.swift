// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// The whole assessment on paper: where one stands, what is missing first, then every requirement with what is said
/// of it and why. Tables instead of drawings, for the printer.
struct AssessmentReport {
    let extract: Extract
    let t: Language
    private let words: ReadingWords
    private let answers: AnswerWords

    init(_ extract: Extract, _ t: Language) {
        self.extract = extract
        self.t = t
        words = extract.readingWords(t)
        answers = AnswerWords(scale: extract.framework.scale, t: t)
    }

    /// More than this is read in the chapters.
    private static let firstLines = 30

    var report: Report {
        Report(
            title: extract.framework.title(t), subtitle: lead,
            audience: t("l’établissement et son groupe seulement", "the establishment and its group only"),
            place: Place(organisation: extract.organisation, ancestors: []), main: main)
    }

    /// The cover sentence: where one stands, then what can be shown for it.
    var lead: String {
        let lines = extract.lines
        let proven = t(
            "Exigences prouvées\u{00A0}: \(t.number(lines.proven)) sur \(t.number(lines.applicable)).",
            "Requirements proven: \(t.number(lines.proven)) of \(t.number(lines.applicable)).")
        guard let whole = extract.score?.whole else { return proven }
        guard whole.answered > 0 else {
            return t("Aucune réponse encore. ", "No answer yet. ") + proven
        }
        let index = Verdict.index(whole.index, t)
        return t("Indice \(index)\u{00A0}: ", "Index \(index): ") + Verdict.words(whole.index, t) + ". " + proven
    }

    var main: HTML { "\(figures)\(chapterFigures)\(missing)\(requirements)" }

    // MARK: - Figures

    private var figures: HTML {
        let lines = extract.lines
        var rows: [(String, String)] = []
        if let whole = extract.score?.whole {
            rows.append(
                (t("Indice, l’indispensable d’abord", "Index, the indispensable first"), Verdict.index(whole.index, t)))
            rows.append((t("Moyenne des réponses", "Mean of the answers"), whole.mean.map { t.percent($0) } ?? "–"))
            rows.append(
                (
                    t("Exigences répondues", "Requirements answered"),
                    t(
                        "\(t.number(whole.answered)) sur \(t.number(whole.applicable))",
                        "\(t.number(whole.answered)) of \(t.number(whole.applicable))")
                ))
        }
        rows.append(
            (
                t("Exigences prouvées", "Requirements proven"),
                t(
                    "\(t.number(lines.proven)) sur \(t.number(lines.applicable))",
                    "\(t.number(lines.proven)) of \(t.number(lines.applicable))")
            ))
        rows.append(
            (
                t("Preuves qui expirent bientôt", "Proofs that expire soon"),
                t.number(lines.count { if case .expiring = $0 { true } else { false } })
            ))
        rows.append(
            (
                t("Preuves périmées", "Proofs that lapsed"),
                t.number(lines.count { if case .expired = $0 { true } else { false } })
            ))
        rows.append(
            (t("Déclarées sans preuve", "Declared without proof"), t.number(lines.count { $0 == .declared })))
        rows.append(
            (
                t("Preuve et réponse en désaccord", "Proof and answer disagree"),
                t.number(lines.count { $0.difference != nil })
            ))
        let assessment = extract.assessment
        let dated =
            assessment.closedAt.map { instant in
                let day = t.date(extract.zone.day(at: instant))
                return t("Évaluation close le \(day).", "Assessment closed on \(day).")
            } ?? t("Évaluation en cours.", "Assessment under way.")
        let read = t("Preuves lues le \(t.date(extract.day)).", "Proofs read on \(t.date(extract.day)).")
        return """
            <h2>\(t("En chiffres", "In figures"))</h2>\
            <p class="quiet">\(assessment.title). \(dated) \(read)</p>\
            \(reportTable(t("En chiffres", "In figures"), [t("Mesure", "Measure"), t("Valeur", "Value")], numbers: [1],
                rows.map { ["\($0.0)", "\($0.1)"] }))
            """
    }

    private var chapterFigures: HTML {
        let rows = extract.chapters.map { chapter, lines -> [HTML] in
            let score = extract.score?.chapters.first { $0.code == chapter.code }?.score
            let isMeasured = (score?.answered ?? 0) > 0
            return [
                "\(extract.framework.title(of: chapter, t))",
                "\(isMeasured ? score?.index.map { t.decimal($0) } ?? "–" : "–")",
                "\(isMeasured ? score?.mean.map { t.percent($0) } ?? "–" : "–")",
                "\(t.number(lines.proven)) / \(t.number(lines.applicable))",
                "\(t.number(lines.count { [.notMet, .open].contains($0) }))",
            ]
        }
        return """
            <h2>\(t("Chapitre par chapitre", "Chapter by chapter"))</h2>\
            \(reportTable(
                t("Chapitre par chapitre", "Chapter by chapter"),
                [
                    t("Chapitre", "Chapter"), t("Indice sur 5", "Index out of 5"), t("Moyenne", "Mean"),
                    t("Prouvées", "Proven"), t("Rien en place", "Nothing in place"),
                ], numbers: [1, 2, 3, 4], rows))
            """
    }

    // MARK: - What is missing

    private var missing: HTML {
        let lacking = extract.lines.enumerated().filter { $0.element.isLacking }.sorted { left, right in
            left.element.rank != right.element.rank
                ? left.element.rank < right.element.rank : left.offset < right.offset
        }.map(\.element)
        let title = t("Ce qui manque d’abord", "What is missing first")
        guard !lacking.isEmpty else {
            let nothing = t(
                "Rien\u{00A0}: tout ce qui s’applique est prouvé ou déclaré.",
                "Nothing: all that applies is proven or declared.")
            return "<h2>\(title)</h2>\(paragraph(nothing))"
        }
        let rows = lacking.prefix(Self.firstLines).map { line -> [HTML] in
            [
                "<strong>\(line.requirement.code)</strong> \(line.requirement.words(t).title)\(isFirst(line))",
                "\(line.mark)\u{00A0}\(line.state.word(t))", "\(why(line))",
            ]
        }
        let rest = lacking.count - rows.count
        return """
            <h2>\(title)</h2>\
            \(reportTable(
                title, [t("Exigence", "Requirement"), t("État", "State"), t("Pourquoi", "Why")], rows))\
            \(when(rest > 0, paragraph(t("Et \(t.number(rest)) autres, dans les chapitres qui suivent.",
                "And \(t.number(rest)) more, in the chapters below."), isQuiet: true)))
            """
    }

    private func isFirst(_ line: Extract.Line) -> String {
        line.requirement.priority == .indispensable ? " (indispensable)" : ""
    }

    private func why(_ line: Extract.Line) -> String { words.summary(line.reading) }

    // MARK: - Requirement by requirement

    private var requirements: HTML {
        extract.chapters.html { chapter, lines in
            "<h2>\(extract.framework.title(of: chapter, t))</h2>\(lines.html { requirement($0) })"
        }
    }

    private func requirement(_ line: Extract.Line) -> HTML {
        let answer = line.answer
        let said = answers.title(answer.status, answer.level)
        let reviewed = answer.isToReview ? t(" (à revoir)", " (to review)") : ""
        let titles = extract.proofTitles(line).joined(separator: t("\u{00A0}; ", "; "))
        return """
            <h3>\(line.requirement.code) \(line.requirement.words(t).title)</h3>\
            <p><strong>\(line.mark)\u{00A0}\(line.state.badge(t).word ?? line.state.word(t))</strong> – \
            \(t("réponse\u{00A0}: ", "answer: "))\(said)\(reviewed)\(plan(line))</p>\
            \(when(line.difference) { "<p><em>\($0.sentence(t))</em></p>" })\
            \(when(!answer.comment.isEmpty, comment(answer)))\
            \(when(!titles.isEmpty, paragraph(t("Preuves\u{00A0}: ", "Proofs: ") + titles + ".")))\
            <p class="quiet">\(why(line))</p>
            """
    }

    /// What people wrote, its lines kept.
    private func comment(_ answer: Answer) -> HTML {
        let lines = answer.comment.split(whereSeparator: \.isNewline)
        return lines.enumerated().html { place, line in
            "<p>\(place == 0 ? t("Commentaire\u{00A0}: ", "Comment: ") : "")\(String(line))</p>"
        }
    }

    private func plan(_ line: Extract.Line) -> String {
        let answer = line.answer
        var parts: [String] = []
        if let target = answer.target {
            parts.append(t("cible\u{00A0}: ", "target: ") + answers.title(target))
        }
        if let day = answer.targetOn { parts.append(t("échéance\u{00A0}: \(t.date(day))", "due: \(t.date(day))")) }
        if let name = answer.responsibleName { parts.append(t("confié à \(name)", "entrusted to \(name)")) }
        return parts.isEmpty ? "" : " – " + parts.joined(separator: " – ")
    }
}

/// A table as the printer's sheet dresses it, and as the page shows it; a head that every sheet of paper repeats.
private func reportTable(_ caption: String, _ heads: [String], numbers: Set<Int> = [], _ rows: [[HTML]]) -> HTML {
    func style(_ place: Int) -> HTML { numbers.contains(place) ? " class=\"n number\"" : "" }
    let head = heads.enumerated().html { "<th scope=\"col\"\(style($0))>\($1)</th>" }
    let body = rows.html { cells in "<tr>\(cells.enumerated().html { "<td\(style($0))>\($1)</td>" })</tr>" }
    return """
        <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table>\
        <caption class="visually-hidden"><span>\(caption)</span></caption>\
        <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>
        """
}

extension Extract.Line {
    /// Neither proven, nor declared, nor set aside.
    var isLacking: Bool {
        switch state {
        case .notMet, .open, .expired, .partial: true
        case .proven, .expiring, .declared, .notApplicable: false
        }
    }

    /// What is indispensable, then what is furthest from being met, then what weighs most.
    fileprivate var rank: (Int, Int, Double) {
        (requirement.priority == .indispensable ? 0 : 1, state.urgency, -requirement.weight)
    }

    /// The state by its shape, for black and white paper.
    fileprivate var mark: String {
        switch state {
        case .proven: "●"
        case .declared: "◐"
        case .expiring, .partial: "◔"
        case .expired, .notMet: "▲"
        case .notApplicable: "–"
        case .open: "○"
        }
    }
}
