// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// How an import ended: what came in, and every line that was refused with its reason.
enum ImportReportView {
    struct Model: Sendable {
        let created: Int
        let changed: Int
        let unchanged: Int
        let refused: Int
        /// The first of them, or all.
        let refusals: [RefusedLine]
        let download: URLPath?
    }

    static let shown = 200

    static func summary(_ model: Model) -> Phrase {
        guard model.refused > 0 else {
            return Phrase("Le fichier est chargé, aucune ligne refusée.", "The file is loaded, no line was refused.")
        }
        return Phrase(
            "Le fichier est chargé, sauf "
                + Language.french.count(model.refused, ("ligne refusée.", "lignes refusées."), ("", "")),
            "The file is loaded, except "
                + Language.english.count(model.refused, ("", ""), ("refused line.", "refused lines.")))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let counts = definitionList([
            (t("Ajoutés", "Added"), "\(t.number(model.created))"),
            (t("Modifiés", "Changed"), "\(t.number(model.changed))"),
            (t("Déjà à jour", "Already up to date"), "\(t.number(model.unchanged))"),
            (t("Lignes refusées", "Refused lines"), "\(t.number(model.refused))"),
        ])
        guard model.refused > 0 else { return counts }
        let rows = model.refusals.prefix(shown).map { refusal -> [HTML] in
            ["\(t.number(refusal.line))", "\(refusal.reason(t))"]
        }
        let view = Table(
            caption: t("Lignes refusées", "Refused lines"),
            columns: [Column(t("Ligne", "Line"), isNumber: true), Column(t("Raison", "Reason"))], rows: rows)
        let (here, inFile) = (t.number(rows.count), t.number(model.refusals.count))
        let note: HTML = when(
            model.refused > rows.count,
            paragraph(
                t(
                    "Les \(here) premières sont ici, les \(inFile) "
                        + "premières dans le fichier.",
                    "The first \(here) are here, the first \(inFile) in "
                        + "the file."),
                isQuiet: true))
        let download: HTML = when(model.download) { path in
            let title = t("Télécharger les lignes refusées (CSV)", "Download the refused lines (CSV)")
            return "<p>\(buttonLink(title, href: path))</p>"
        }
        return counts + download + table(t, view) + note
            + paragraph(
                t(
                    "Corrigez ces lignes dans votre fichier et importez-le de nouveau\u{00A0}: ce qui est déjà à "
                        + "jour ne sera pas touché.",
                    "Correct these lines in your file and import it again: what is up to date will not be touched."))
    }
}
