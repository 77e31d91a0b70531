// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import Site

/// Blank sheets of the crisis log. Lines are numbered through the sheets, so that a missing one is seen; the time of the
/// fact and the time at which it is written stand apart, because they are never the same.
enum LogSheets {
    static let sheets = 6
    static let lines = 12

    static func document(_ t: Language) -> KitDocument {
        KitDocument(
            identifier: "main-courante", title: t("Main courante", "Crisis log"),
            summary: t(
                "Feuilles numérotées à imprimer\u{00A0}: une ligne par fait, décision ou message.",
                "Numbered sheets to print: one line for each fact, decision or message."),
            chapter: .sheets, content: rules(t) + (1...sheets).html { sheet($0, t) },
            tables: [
                KitDocument.Table(
                    name: t("main-courante", "log"), header: columns(t),
                    rows: (1...(sheets * lines)).map { [String($0)] + Array(repeating: "", count: 6) })
            ])
    }

    private static func columns(_ t: Language) -> [String] {
        [
            t("N°", "No."), t("Heure du fait", "Time of fact"), t("Heure de saisie", "Time of entry"),
            t("Auteur", "Author"), t("Cellule", "Cell"), t("Nature", "Kind"), t("Texte", "Text"),
        ]
    }

    private static func rules(_ t: Language) -> HTML {
        """
        <div class="prose"><p>\(t("Nature\u{00A0}: F pour un fait, D pour une décision, A pour une action demandée, M pour un message reçu ou envoyé.", "Kind: F for a fact, D for a decision, A for an action asked for, M for a message received or sent."))</p>\
        <p>\(t("On n’efface rien\u{00A0}: une erreur se corrige par une nouvelle ligne qui cite la première. Le numéro de la ligne servira à la reporter dans Carène.", "Nothing is rubbed out: a mistake is put right by a new line that names the first. The number of the line serves to enter it in Carène later."))</p></div>
        """
    }

    private static func sheet(_ number: Int, _ t: Language) -> HTML {
        let first = (number - 1) * lines + 1
        let titles = columns(t)
        let label = t("Feuille \(number) sur \(sheets)", "Sheet \(number) of \(sheets)")
        // The second line under the number gives the height of a hand's writing, in print too.
        let rows = (first..<(first + lines)).html { line in
            "<tr><th scope=\"row\" class=\"number\">\(line)<br>\u{00A0}</th><td></td><td></td><td></td><td></td><td></td><td></td></tr>"
        }
        return """
            <section class="log-sheet"><h2>\(t("Main courante", "Crisis log")), \(label)</h2>\
            <p>\(t("Date\u{00A0}:", "Date:")) ____ / ____ / ________ \(t("Cellule\u{00A0}:", "Cell:")) ______________________ \
            \(t("Tenue par\u{00A0}:", "Kept by:")) ______________________</p>\
            <div class="scroll" role="region" tabindex="0" aria-label="\(label)"><table>\
            <caption class="visually-hidden"><span>\(label)</span></caption><thead><tr>\
            <th scope="col" class="number">\(titles[0])</th><th scope="col" class="when">\(titles[1])</th>\
            <th scope="col" class="when">\(titles[2])</th><th scope="col" class="who">\(titles[3])</th>\
            <th scope="col" class="when">\(titles[4])</th><th scope="col" class="number">\(titles[5])</th>\
            <th scope="col" class="what">\(titles[6])</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }
}
