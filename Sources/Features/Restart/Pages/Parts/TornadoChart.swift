// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// What moves a date most: for each cause, from where the date is when it goes best to where it is when it goes worst.
struct TornadoChart: Sendable {
    struct Bar: Sendable, Hashable {
        var title: String
        var best: Double
        var worst: Double
    }

    let bars: [Bar]
    /// The date that has one chance in two.
    let centre: Double

    private static let rowHeight = 26.0
    private static let left = 340.0
    private static let right = 900.0

    func html(_ t: Language) -> HTML {
        guard !bars.isEmpty else { return HTML() }
        let values = bars.flatMap { [$0.best, $0.worst] } + [centre]
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let span = max(high - low, 0.5)
        func x(_ value: Double) -> Double { Self.left + (Self.right - Self.left) * (value - low) / span }
        let height = Double(bars.count) * Self.rowHeight + 30
        var drawing = SVG()
        for (index, bar) in bars.enumerated() {
            let top = 22 + Double(index) * Self.rowHeight
            let row: SVG = """
                <text class="name" x="0" y="\(top + 14)">\(Self.shortened(bar.title))</text>\
                <g class="good"><rect class="bar" fill="#1d6b45" x="\(x(min(bar.best, centre)))" y="\(top + 2)" \
                width="\(max(x(centre) - x(min(bar.best, centre)), 0))" height="16" rx="2"/></g>\
                <g class="bad"><rect class="bar" fill="#a3262a" x="\(x(centre))" y="\(top + 2)" \
                width="\(max(x(max(bar.worst, centre)) - x(centre), 0))" height="16" rx="2"/></g>\
                <text class="small" font-size="11" x="\(x(max(bar.worst, centre)) + 6)" y="\(top + 15)">\(HourWords.mark(bar.worst, t))</text>
                """
            drawing.append(row)
        }
        let line: SVG = """
            <line class="rule" stroke="#7d889b" x1="\(x(centre))" y1="16" x2="\(x(centre))" y2="\(height - 4)"/>\
            <text x="\(x(centre))" y="12" text-anchor="middle">\(HourWords.mark(centre, t))</text>
            """
        drawing.append(line)
        let caption = t(
            "À gauche, la fin si tout va au mieux pour cette seule cause\u{00A0}; à droite, si tout va au pire.",
            "To the left, the end if this one cause goes best; to the right, if it goes worst.")
        return """
            <figure class="chart gantt"><figcaption>\(caption)</figcaption>\
            <div class="scroll wide" role="region" tabindex="0" aria-label="\(t("Dessin", "Picture")), \(caption)">\
            <div class="picture" role="img" aria-label="\(description(t))">\
            <svg class="gantt-plot" viewBox="0 0 1000 \(SVG.number(height))" font-family="system-ui, sans-serif" \
            font-size="13">\(drawing)</svg></div></div>\
            \(disclosure(t("Voir les chiffres", "Show the numbers"), table(t, numbers(caption, t))))</figure>
            """
    }

    private func numbers(_ caption: String, _ t: Language) -> Table {
        Table(
            caption: caption, isCaptionHidden: true,
            columns: [
                Column(t("Cause", "Cause")), Column(t("Au mieux", "At best"), isNumber: true),
                Column(t("Au pire", "At worst"), isNumber: true),
            ],
            rows: bars.map {
                ["\($0.title)", "\(HourWords.mark($0.best, t))", "\(HourWords.mark($0.worst, t))"]
            })
    }

    private func description(_ t: Language) -> String {
        bars.map { "\($0.title)\u{00A0}: \(HourWords.mark($0.best, t)) – \(HourWords.mark($0.worst, t))" }
            .joined(separator: t(" ; ", "; "))
    }

    private static func shortened(_ text: String) -> String { text.count > 50 ? text.prefix(49) + "…" : text }
}
