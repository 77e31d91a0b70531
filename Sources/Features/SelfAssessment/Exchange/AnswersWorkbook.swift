// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Documents
import Evidence
import Primitives
import Site

/// The answers as a workbook to work in: what may be changed is open, what Carène computes is locked, and the file
/// comes back through `AnswersTable`.
struct AnswersWorkbook {
    let extract: Extract
    let t: Language

    private var words: LevelWords { LevelWords(extract.framework.scale) }

    static func bytes(of extract: Extract, _ t: Language) throws(DocumentError) -> [UInt8] {
        try XLSXWriter.bytes(of: AnswersWorkbook(extract: extract, t: t).workbook)
    }

    var workbook: Workbook {
        let assessment = extract.assessment
        return Workbook(
            title: "\(assessment.organisationName) – \(extract.framework.title(t))", createdAt: extract.madeAt,
            language: t,
            sheets: [answers, summary, WorkbookReading.answers(t)])
    }

    // MARK: - Answers

    private var answers: Workbook.Sheet {
        let locked = Workbook.Style(wraps: true, locked: true)
        let words = words
        let columns: [Workbook.Column] = [
            .init(t("Code", "Code"), width: 11, style: .init(bold: true, locked: true)),
            .init(t("Chapitre", "Chapter"), width: 22, style: locked),
            .init(t("Exigence", "Requirement"), width: 34, style: locked),
            .init(t("Attendu", "Expected"), width: 48, style: locked),
            .init(t("Niveau", "Level"), width: 16, choices: words.choices(t)),
            .init(t("Commentaire", "Comment"), width: 48, style: .wrapped),
            .init(t("À revoir", "To review"), width: 10, choices: [t("oui", "yes"), t("non", "no")]),
            .init(t("Cible", "Target"), width: 16, choices: words.levels.map(\.word)),
            .init(t("Échéance", "Due"), width: 13), .init(t("Confié à", "Entrusted to"), width: 20),
            .init(t("État", "State"), width: 20, style: locked),
            .init(t("Différence", "Difference"), width: 34, style: locked),
            .init(t("Preuves qui comptent", "Proofs that count"), width: 40, style: locked),
            .init(t("Révision", "Revision"), width: 10, style: .init(locked: true)),
        ]
        let rows = extract.chapters.flatMap { chapter, lines in
            lines.map { row($0, chapter: extract.framework.title(of: chapter, t), words) }
        }
        return Workbook.Sheet(
            name: t("Réponses", "Answers"), columns: columns, rows: rows, frozenColumns: 1,
            printTitle: "\(extract.assessment.organisationName) – \(extract.assessment.title)")
    }

    private func row(_ line: Extract.Line, chapter: String, _ words: LevelWords) -> [Workbook.Cell] {
        let (requirement, answer) = (line.requirement.words(t), line.answer)
        return [
            .text(line.requirement.code), .text(chapter), .text(requirement.title), .text(requirement.expectation),
            .text(words.word(answer, t)), .text(answer.comment),
            .text(answer.isToReview ? t("oui", "yes") : t("non", "no")),
            answer.target.map { .text(words.word($0)) } ?? .empty, answer.targetOn.map { .date($0) } ?? .empty,
            answer.responsibleName.map { .text($0) } ?? .empty,
            .text(line.state.word(t), Workbook.Style(wraps: true, tone: line.state.sheetTone, locked: true)),
            .text(line.difference?.sentence(t) ?? ""),
            .text(extract.proofTitles(line).joined(separator: "\n")), .number(answer.revision),
        ]
    }

    // MARK: - Summary

    private var summary: Workbook.Sheet {
        let columns: [Workbook.Column] = [
            .init(t("Partie", "Part"), width: 40, style: .wrapped),
            .init(t("Indice sur 5", "Index out of 5"), width: 11),
            .init(t("Moyenne", "Mean"), width: 11), .init(t("Exigences", "Requirements"), width: 12),
            .init(t("Applicables", "Applicable"), width: 12), .init(t("Répondues", "Answered"), width: 12),
            .init(t("Prouvées", "Proven"), width: 11),
            .init(t("dont expirent bientôt", "of which expiring"), width: 13),
            .init(t("Périmées", "Lapsed"), width: 11),
            .init(t("Déclarées sans preuve", "Declared without proof"), width: 14),
            .init(t("Partielles", "Partial"), width: 11), .init(t("Non atteintes", "Not met"), width: 11),
            .init(t("Ni réponse ni preuve", "Neither answer nor proof"), width: 14),
            .init(t("Différences à lever", "Differences to settle"), width: 13),
        ]
        let score = extract.score
        let whole = figures(
            t("Ensemble", "Whole"), extract.lines, score?.whole, Workbook.Style(bold: true, wraps: true))
        let chapters = extract.chapters.map { chapter, lines in
            let own = score?.chapters.first { $0.code == chapter.code }?.score
            return figures(extract.framework.title(of: chapter, t), lines, own, nil)
        }
        return Workbook.Sheet(
            name: t("Synthèse", "Summary"), columns: columns, rows: [whole] + chapters, frozenColumns: 1, notes: notes,
            printTitle: "\(extract.assessment.organisationName) – \(extract.assessment.title)")
    }

    private func figures(
        _ title: String, _ lines: [Extract.Line], _ score: Score?, _ style: Workbook.Style?
    ) -> [Workbook.Cell] {
        func number(_ isCounted: (RequirementState) -> Bool) -> Workbook.Cell { .number(lines.count(isCounted), style) }
        let isMeasured = (score?.answered ?? 0) > 0
        let (index, mean) = (isMeasured ? score?.index : nil, isMeasured ? score?.mean : nil)
        return [
            .text(title, style), index.map { .number(($0 * 100).rounded() / 100, style) } ?? .empty,
            mean.map { .percent($0, style) } ?? .empty, .number(lines.count, style), .number(lines.applicable, style),
            .number(lines.count { $0.answer.status == .answered }, style), .number(lines.proven, style),
            number { if case .expiring = $0 { true } else { false } },
            number { if case .expired = $0 { true } else { false } }, number { $0 == .declared },
            number { $0 == .partial }, number { $0 == .notMet }, number { $0 == .open },
            .number(lines.count { $0.difference != nil }, style),
        ]
    }

    private var notes: [String] {
        let assessment = extract.assessment
        var notes = [
            "\(assessment.organisationName) – \(assessment.title) – \(extract.framework.title(t)) "
                + extract.framework.identity.version,
            t(
                "Établi le \(t.moment(extract.madeAt, in: extract.zone)). Les preuves sont lues à cette date.",
                "Made on \(t.moment(extract.madeAt, in: extract.zone)). Proofs are read on that day."),
        ]
        if !extract.isWhole {
            notes.append(
                t(
                    "Seules les exigences qui vous sont confiées sont comptées\u{00A0}: l’indice et la moyenne n’y sont pas.",
                    "Only the requirements entrusted to you are counted: index and mean are left out."))
        }
        return notes
    }
}

extension RequirementState {
    fileprivate var sheetTone: Workbook.Tone {
        switch self {
        case .proven: .good
        case .expiring, .partial: .warning
        case .expired, .notMet: .bad
        case .declared, .notApplicable, .open: .neutral
        }
    }
}
