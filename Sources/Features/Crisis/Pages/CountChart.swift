// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// A count under a name; nil: too few to be told.
struct CountBar: Sendable, Hashable {
    let name: String
    let value: Int?
}

/// Bars of counts, with their sentence and their table.
enum CountChart {
    static func render(_ bars: [CountBar], caption: String, rowTitle: String, _ t: Language) -> HTML {
        guard !bars.isEmpty else { return HTML() }
        let most = max(bars.compactMap(\.value).max() ?? 1, 1)
        func text(_ value: Int?) -> String { value.map { t.number($0) } ?? t("moins de 3", "fewer than 3") }
        let picture = bars.html { bar in
            let width = 100 * Double(bar.value ?? 0) / Double(most)
            let drawing: SVG = """
                <svg class="chapter-track" viewBox="0 0 100 16" preserveAspectRatio="none">\
                <rect class="track" x="0" y="3" width="100" height="10"/>\
                <rect class="value" x="0" y="3" width="\(width)" height="10"/></svg>
                """
            return """
                <div class="chapter-bar"><span class="chapter-name">\(bar.name)</span>\(drawing)\
                <span class="chapter-value">\(text(bar.value))</span></div>
                """
        }
        let said = bars.map { "\($0.name)\u{00A0}: \(text($0.value))" }.joined(separator: t(" ; ", "; "))
        let numbers = table(
            t,
            Table(
                caption: caption, isCaptionHidden: true,
                columns: [Column(rowTitle), Column(t("Incidents", "Incidents"), isNumber: true)],
                rows: bars.map { ["\($0.name)", "\(text($0.value))"] }))
        return """
            <figure class="chart bars"><figcaption>\(caption)</figcaption>\
            <div class="picture" role="img" aria-label="\(said)">\(picture)</div>\
            \(disclosure(t("Voir les chiffres", "Show the numbers"), numbers))</figure>
            """
    }
}
