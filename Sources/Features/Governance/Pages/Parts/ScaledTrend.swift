// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// How a figure moved with time, on an axis of its own: a share of budget of 1,9 % against a target of 2 % would lie flat
/// on the axis from 0 to 100 % of `Components.trend`. Same marks, same table beneath.
struct ScaledTrend {
    let points: [IndicatorPoint]
    let target: Double?
    /// What to see.
    let caption: String
    /// How a value is written.
    let text: (Double) -> String

    func render(_ t: Language) -> HTML {
        let points = points.filter(\.value.isFinite).sorted { $0.day < $1.day }
        guard let first = points.first, let last = points.last else { return HTML() }
        let top = Self.top(over: points.map(\.value) + (target.map { [$0] } ?? []))
        let span = first.day.days(until: last.day)
        func x(_ day: Day) -> Double {
            // A single day stands at the right, where the present is.
            span > 0 ? 3 + 94 * Double(first.day.days(until: day)) / Double(span) : 97
        }
        func y(_ value: Double) -> Double { 190 - min(max(value / top, 0), 1) * 180 }

        var drawing = SVG()
        for step in 0...4 {
            let height = y(top * Double(step) / 4)
            let line: SVG = "<line class=\"grid\" x1=\"0%\" y1=\"\(height)\" x2=\"100%\" y2=\"\(height)\"/>"
            drawing.append(line)
        }
        if let target {
            let line: SVG = """
                <line class="target" x1="0%" y1="\(y(target))" x2="100%" y2="\(y(target))"/>\
                <text class="target-name" x="0%" y="\(y(target) < 22 ? y(target) + 15 : y(target) - 6)">\(t("cible ", "target ") + text(target))</text>
                """
            drawing.append(line)
        }
        for (start, end) in zip(points, points.dropFirst()) {
            let line: SVG = """
                <line class="value" x1="\(x(start.day))%" y1="\(y(start.value))" x2="\(x(end.day))%" \
                y2="\(y(end.value))"/>
                """
            drawing.append(line)
        }
        for point in points {
            let dot: SVG = """
                <circle class="dot" cx="\(x(point.day))%" cy="\(y(point.value))" r="\(point.day == last.day ? 5 : 4)"/>
                """
            drawing.append(dot)
        }
        let amount: SVG = """
            <text class="amount" x="\(x(last.day))%" \
            y="\(y(last.value) < 30 ? y(last.value) + 22 : y(last.value) - 12)" text-anchor="end">\(text(last.value))</text>
            """
        drawing.append(amount)
        let start: SVG = span > 0 ? "<text class=\"date\" x=\"3%\" y=\"212\">\(t.date(first.day))</text>" : ""
        let end: SVG = "<text class=\"date\" x=\"97%\" y=\"212\" text-anchor=\"end\">\(t.date(last.day))</text>"
        return figure(points, drawing: "\(drawing)\(start)\(end)", top: top, t)
    }

    private func figure(_ points: [IndicatorPoint], drawing: SVG, top: Double, _ t: Language) -> HTML {
        let levels = (0...4).reversed().html { "<span>\(text(top * Double($0) / 4))</span>" }
        let words = points.map { "\(t.date($0.day))\u{00A0}: \(text($0.value))" }.joined(separator: t(" ; ", "; "))
        let numbers = table(
            t,
            Table(
                caption: caption, isCaptionHidden: true,
                columns: [Column(t("Date", "Date")), Column(t("Valeur", "Value"), isNumber: true)],
                rows: points.reversed().map { ["\(t.date($0.day))", "\(text($0.value))"] }))
        return """
            <figure class="chart line"><figcaption>\(caption)</figcaption>\
            <div class="picture" role="img" aria-label="\(words)"><div class="trend-plot"><div class="levels">\(levels)</div>\
            <svg class="trend" width="100%" height="220">\(drawing)</svg></div></div>\
            \(disclosure(t("Voir les chiffres", "Show the numbers"), numbers))</figure>
            """
    }

    /// The top of the axis: the first of 1, 2, 4, 5 or 8 times a power of ten that holds every value, so that its quarters
    /// are short numbers.
    static func top(over values: [Double]) -> Double {
        let highest = values.filter(\.isFinite).max() ?? 0
        guard highest > 0, highest < 1e12 else { return 1 }
        var power = 1e-6
        while power * 10 < highest { power *= 10 }
        return [1, 2, 4, 5, 8, 10, 20].map { $0 * power }.first { $0 >= highest } ?? power * 20
    }
}
