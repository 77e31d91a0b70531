// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A measure on a day, from 0 to 1.
public struct TrendPoint: Sendable, Hashable {
    public var day: Day
    public var value: Double
    /// What happened: "Campagne de mars".
    public var label: String?

    public init(_ day: Day, _ value: Double, label: String? = nil) {
        self.day = day
        self.value = value
        self.label = label
    }
}

/// How a share moved with time, with its target as a dashed line. Positions along the time are percentages of the
/// picture, so that it widens without stretching the letters.
public func trend(_ t: Language, _ points: [TrendPoint], target: Double? = nil, caption: String) -> HTML {
    let points = points.filter(\.value.isFinite).sorted { $0.day < $1.day }
    guard let first = points.first, let last = points.last else { return HTML() }
    let span = first.day.days(until: last.day)
    func x(_ day: Day) -> Double {
        // A single day stands at the right, where the present is.
        span > 0 ? 3 + 94 * Double(first.day.days(until: day)) / Double(span) : 97
    }
    func y(_ value: Double) -> Double { 190 - clamped(value) * 180 }

    var drawing = SVG()
    for step in [0.0, 0.25, 0.5, 0.75, 1] {
        let line: SVG = "<line class=\"grid\" x1=\"0%\" y1=\"\(y(step))\" x2=\"100%\" y2=\"\(y(step))\"/>"
        drawing.append(line)
    }
    if let target {
        let line: SVG = """
            <line class="target" x1="0%" y1="\(y(target))" x2="100%" y2="\(y(target))"/>\
            <text class="target-name" x="0%" y="\(max(y(target) - 6, 9))">\
            \(t("cible ", "target ") + t.percent(clamped(target)))</text>
            """
        drawing.append(line)
    }
    for (start, end) in zip(points, points.dropFirst()) {
        let line: SVG = """
            <line class="value" x1="\(x(start.day))%" y1="\(y(start.value))" x2="\(x(end.day))%" y2="\(y(end.value))"/>
            """
        drawing.append(line)
    }
    for point in points {
        let radius = point.day == last.day ? 5 : 4
        let dot: SVG = "<circle class=\"dot\" cx=\"\(x(point.day))%\" cy=\"\(y(point.value))\" r=\"\(radius)\"/>"
        drawing.append(dot)
    }
    let amount: SVG = """
        <text class="amount" x="\(x(last.day))%" y="\(y(last.value) < 30 ? y(last.value) + 22 : y(last.value) - 12)" \
        text-anchor="end">\(t.percent(clamped(last.value)))</text>
        """
    drawing.append(amount)
    let dates: SVG =
        span > 0
        ? "<text class=\"date\" x=\"3%\" y=\"212\">\(t.date(first.day))</text>" : ""
    let now: SVG = "<text class=\"date\" x=\"97%\" y=\"212\" text-anchor=\"end\">\(t.date(last.day))</text>"
    let levels = [1, 0.75, 0.5, 0.25, 0].html { "<span>\(t.percent($0))</span>" }
    let picture: HTML = """
        <div class="trend-plot"><div class="levels">\(levels)</div>\
        <svg class="trend" width="100%" height="220">\(drawing)\(dates)\(now)</svg></div>
        """
    let sentence = points.map { "\(t.date($0.day))\u{00A0}: \(t.percent(clamped($0.value)))" }
    return chartFigure(
        t, style: "line", caption: caption, description: sentence.joined(separator: t(" ; ", "; ")), picture: picture,
        columns: [
            Column(t("Date", "Date")), Column(t("Valeur", "Value"), isNumber: true), Column(t("Événement", "Event")),
        ],
        rows: points.map { ["\(t.date($0.day))", "\(t.percent(clamped($0.value)))", "\($0.label ?? "")"] })
}
