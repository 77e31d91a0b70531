// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// The director's page on paper: the same words in tables, since drawings do not print well there, on one sheet.
enum DirectorReport {
    static func render(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        """
        \(figures(sheet, t))\(choices(sheet, t))\(changes(sheet, t))
        """
    }

    private static func figures(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        let title = t("Les chiffres", "The figures")
        return part(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Indicateur", "Indicator")), Column(t("Aujourd’hui", "Today"), isNumber: true),
                        Column(t("Cible", "Target")), Column(t("Évolution", "Change")), Column(t("État", "State")),
                    ],
                    rows: sheet.figures.map { one in
                        [
                            "<strong>\(one.indicator.title(t))</strong><br>\(one.indicator.sentence(t))",
                            "\(IndicatorWords.value(one.indicator.value, one.indicator.unit, t))",
                            "\(IndicatorWords.target(one.target, one.indicator, t))",
                            "\(DirectorWords.trend(one, sheet.since, t))", "\(IndicatorsPage.state(one, t).word ?? "")",
                        ]
                    })))
    }

    private static func choices(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        guard !sheet.choices.isEmpty else { return HTML() }
        return part(
            t("Les décisions à prendre", "The decisions to take"),
            "<ol>\(sheet.choices.html { "<li><strong>\($0.title(t))</strong><br>\($0.reason(t))</li>" })</ol>")
    }

    private static func changes(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        let title = DirectorWords.changesTitle(sheet.since, t)
        guard !sheet.changes.isEmpty else { return part(title, paragraph(DirectorWords.noChange(sheet.since, t))) }
        return part(
            title,
            """
            <ul>\(sheet.changes.prefix(6).html { change in
                let verdict = DirectorWords.badge(change, t).word ?? ""
                return "<li>\(change.title(t))\(t("\u{00A0}: ", ": "))\(DirectorWords.change(change, t)) (\(verdict))</li>"
            })</ul>
            """)
    }

    private static func part(_ title: String, _ content: HTML) -> HTML {
        "<section><h2>\(title)</h2>\(content)</section>"
    }
}
