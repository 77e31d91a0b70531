// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A chart is a sentence, a picture and a table. The caption says what to see; the picture is one image to a screen
/// reader, with a description; the numbers are one gesture away.
func chartFigure(
    _ t: Language, style: StaticString, caption: String, description: String, picture: HTML, key: HTML = HTML(),
    columns: [Column], rows: [[HTML]]
) -> HTML {
    """
    <figure class="chart \(flag: style, when: true)"><figcaption>\(caption)</figcaption>\
    <div class="picture" role="img" aria-label="\(description)">\(picture)</div>\(key)\
    \(disclosure(t("Voir les chiffres", "Show the numbers"), table(t, Table(
        caption: caption, isCaptionHidden: true, columns: columns, rows: rows))))</figure>
    """
}

/// What a mark of the picture stands for.
func chartKey(_ entries: [(style: String, label: String)]) -> HTML {
    """
    <ul class="key" aria-hidden="true">\(entries.html { entry in
        """
        <li><svg class="swatch \(entry.style)" viewBox="0 0 16 10" width="16" height="10">\
        <rect class="swatch-area" x="0" y="0" width="16" height="10" rx="2"/>\
        <line class="swatch-line" x1="0" y1="5" x2="16" y2="5"/>\
        <line class="swatch-tick" x1="8" y1="0" x2="8" y2="10"/></svg>\(entry.label)</li>
        """
    })</ul>
    """
}

/// A number fit for drawing: finite and inside the bounds.
func clamped(_ value: Double, _ low: Double = 0, _ high: Double = 1) -> Double {
    value.isFinite ? min(max(value, low), high) : low
}

/// A share as the table writes it.
func shareText(_ t: Language, _ value: Double?) -> String {
    guard let value, value.isFinite else { return t("sans mesure", "not measured") }
    return t.percent(clamped(value))
}
