// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Organisations
import Primitives
import Site

/// The texts of a dossier, for whoever opens it without Carène: plain UTF-8, one idea a line.
struct DossierTexts {
    let words: ReadingWords
    let t: Language

    init(_ shelf: ProofShelf, _ house: House, _ t: Language) {
        self.t = t
        // Nothing is a link on paper, and no day is told by its distance.
        words = ReadingWords(shelf, kinds: { house.proofKind($0)?.title }, opens: { _ in false }, t)
    }

    /// What one reads first: everything that is not proven, and why.
    func missing(_ plan: DossierPlan) -> String {
        let sheet = plan.sheet
        var lines = [
            t("CE QUI MANQUE", "WHAT IS MISSING"), "", heading(sheet), "",
        ]
        let lacking = sheet.lines.filter { !$0.state.isProven && $0.state != .notApplicable }
            .sorted { ($0.state.urgency, $0.requirement.code) < ($1.state.urgency, $1.requirement.code) }
        if lacking.isEmpty {
            lines.append(
                t(
                    "Rien ne manque\u{00A0}: chaque objectif est prouvé.",
                    "Nothing is missing: every objective is proven."))
        }
        for line in lacking {
            lines.append("\(line.requirement.code)  \(line.requirement.title)  [\(line.state.word(t))]")
            lines.append("    " + words.summary(line.reading))
            for piece in words.missing(line.reading) { lines.append("    – " + piece) }
            lines.append("")
        }
        let faults = plan.pieces.filter { $0.fault != nil && $0.proof.file != nil }
        if !faults.isEmpty {
            lines.append(t("FICHIERS QUI N’ONT PU ÊTRE JOINTS", "FILES THAT COULD NOT BE INCLUDED"))
            for piece in faults {
                lines.append("    \(piece.requirement)  \(piece.proof.title)\u{00A0}: \(reason(piece))")
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// The state of every objective, in the order of the framework.
    func summary(_ sheet: StandingSheet) -> String {
        let count = ObjectiveCount(sheet.lines)
        var lines = [t("SYNTHÈSE", "SUMMARY"), "", heading(sheet), ObjectivePage.lead(count, t), ""]
        for line in sheet.lines {
            lines.append("\(line.requirement.code)  \(line.requirement.title)")
            lines.append("    \(line.state.word(t)). \(words.summary(line.reading))")
            if let answer = answer(line) { lines.append("    " + answer) }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// The card of one objective, in its folder.
    func card(_ line: StandingSheet.Line, _ pieces: [DossierPiece]) -> String {
        let requirement = line.requirement
        var lines = ["\(requirement.code)  \(requirement.title)", "", requirement.expectation, ""]
        lines.append("\(line.state.word(t)). \(words.summary(line.reading))")
        if let difference = line.difference { lines.append(difference.sentence(t)) }
        if let answer = answer(line) { lines.append(answer) }
        let missing = words.missing(line.reading)
        if !missing.isEmpty {
            lines += ["", t("Il manque\u{00A0}:", "Missing:")] + missing.map { "    – " + $0 }
        }
        lines += ["", t("Preuves\u{00A0}:", "Proofs:")]
        if pieces.isEmpty { lines.append(t("    aucune", "    none")) }
        for piece in pieces {
            var parts = [
                piece.proof.title,
                t("obtenue le \(t.date(piece.proof.obtainedOn))", "obtained on \(t.date(piece.proof.obtainedOn))"),
            ]
            if let end = piece.proof.validUntil {
                parts.append(t("valable jusqu’au \(t.date(end))", "valid until \(t.date(end))"))
            }
            if let member = piece.member { parts.append(member) }
            parts.append(source(piece))
            lines.append("    – " + parts.joined(separator: ", "))
            if !piece.proof.note.isEmpty, piece.fault != .elsewhere {
                lines.append("      " + piece.proof.note.replacing("\n", with: " "))
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Why the file of a piece is not in the archive.
    private func reason(_ piece: DossierPiece) -> String {
        switch piece.fault {
        case .missing: t("absent du coffre", "absent from the vault")
        case .altered: t("altéré sur le disque", "altered on disk")
        case .elsewhere:
            t(
                "conservé par \(piece.proof.owner.name), à qui le demander",
                "kept by \(piece.proof.owner.name): ask there for it")
        case nil: ""
        }
    }

    private func source(_ piece: DossierPiece) -> String {
        switch piece.proof.source {
        case .document(let file):
            switch piece.fault {
            case nil: t("fichier joint (SHA-256 \(file.sha256))", "file included (SHA-256 \(file.sha256))")
            case .missing: t("fichier absent du coffre", "file absent from the vault")
            case .altered: t("fichier altéré, non joint", "file altered, not included")
            case .elsewhere: t("fichier ", "file ") + reason(piece)
            }
        case .statement: t("attestation sans fichier", "statement without a file")
        case .measurement: t("relevé par Carène", "measured by Carène")
        }
    }

    func answer(_ line: StandingSheet.Line) -> String? {
        guard let answer = line.answer, answer.response != .unanswered else { return nil }
        return answer.comment.isEmpty
            ? nil
            : t("Réponse de l’établissement\u{00A0}: ", "The establishment's answer: ")
                + answer.comment.replacing("\n", with: " ")
    }

    private func heading(_ sheet: StandingSheet) -> String {
        "\(sheet.organisation.name) – \(sheet.framework.title) (\(sheet.framework.identity.version)) – \(t.date(sheet.day))"
    }
}
