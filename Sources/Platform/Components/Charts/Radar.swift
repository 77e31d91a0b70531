// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Markup
import Primitives

#if canImport(Glibc)
    import Glibc
#endif

/// The same scores around a centre, to see a shape at a glance. Readable from 3 to 12 axes with three measures at
/// least; otherwise bars. An axis without measure is left out of the outline: drawn at the centre it would read as
/// zero.
public func radar(_ t: Language, _ scores: [ChapterScore], caption: String) -> HTML {
    guard (3...12).contains(scores.count), scores.filter({ $0.value != nil }).count > 2 else {
        return barsByChapter(t, scores, caption: caption)
    }
    let web = RadarWeb(count: scores.count)
    var drawing = SVG()
    for ring in [0.25, 0.5, 0.75, 1] { drawing.append(web.outline(scores.map { _ in ring }, style: "ring")) }
    for index in scores.indices { drawing.append(web.axis(index)) }
    if scores.contains(where: { $0.target != nil }) {
        drawing.append(web.outline(scores.map(\.target), style: "target"))
    }
    if scores.contains(where: { $0.median != nil }) {
        drawing.append(web.outline(scores.map(\.median), style: "median"))
    }
    drawing.append(web.outline(scores.map(\.value), style: "value"))
    for (index, score) in scores.enumerated() {
        if let value = score.value { drawing.append(web.dot(index, value)) }
        drawing.append(web.label(index, score.label, shareText(t, score.value)))
    }
    let picture: SVG = """
        <svg class="radar" viewBox="0 0 \(RadarWeb.width) \(RadarWeb.height)">\(drawing)</svg>
        """
    return chartFigure(
        t, style: "web", caption: caption, description: chapterDescription(t, scores), picture: "\(picture)",
        key: chapterKey(t, scores, area: "key-radar"), columns: chapterColumns(t, scores), rows: chapterRows(t, scores))
}

/// The geometry of a radar: axes at equal angles, the first upwards, then clockwise.
struct RadarWeb {
    static let width = 430.0
    static let height = 330.0
    private static let radius = 94.0
    private static let centre = (x: width / 2, y: height / 2)

    let count: Int

    func point(_ index: Int, _ distance: Double) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * Double(index) / Double(max(count, 1))
        return (Self.centre.x + sin(angle) * distance, Self.centre.y - cos(angle) * distance)
    }

    func outline(_ values: [Double?], style: String) -> SVG {
        let points = values.enumerated().compactMap { index, value -> String? in
            guard let value else { return nil }
            let place = point(index, clamped(value) * Self.radius)
            return SVG.number(place.x) + "," + SVG.number(place.y)
        }
        return "<polygon class=\"\(style)\" points=\"\(points.joined(separator: " "))\"/>"
    }

    func axis(_ index: Int) -> SVG {
        let end = point(index, Self.radius)
        return """
            <line class="axis" x1="\(Self.centre.x)" y1="\(Self.centre.y)" x2="\(end.x)" y2="\(end.y)"/>
            """
    }

    func dot(_ index: Int, _ value: Double) -> SVG {
        let place = point(index, clamped(value) * Self.radius)
        return "<circle class=\"dot\" cx=\"\(place.x)\" cy=\"\(place.y)\" r=\"3.5\"/>"
    }

    /// The name on two lines at most, then the value.
    func label(_ index: Int, _ name: String, _ value: String) -> SVG {
        let place = point(index, Self.radius + 14)
        let side = place.x - Self.centre.x
        let anchor = abs(side) < 12 ? "middle" : side > 0 ? "start" : "end"
        let lines = Self.wrapped(name)
        let rows = Double(lines.count) + 1
        // Above the centre the text ends at the axis, below it begins there, at the sides it is centred.
        let lift = (1 - cos(2 * Double.pi * Double(index) / Double(max(count, 1)))) / 2
        let top = place.y - rows * 15 * (1 - lift) + 12 * (1 - lift) + 10 * lift
        var spans = SVG()
        for (row, text) in (lines + [value]).enumerated() {
            let style = row == lines.count ? "number" : "name"
            let span: SVG = """
                <tspan class="\(style)" x="\(place.x)" y="\(top + Double(row) * 15)">\(text)</tspan>
                """
            spans.append(span)
        }
        return "<text class=\"label\" text-anchor=\"\(anchor)\">\(spans)</text>"
    }

    /// Two lines of at most 16 characters; what is longer is cut, and stands whole in the table.
    static func wrapped(_ text: String, limit: Int = 16) -> [String] {
        var lines = [""]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= limit {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        let kept = lines.prefix(2).map { $0.count > limit ? $0.prefix(limit - 1) + "…" : $0 }
        guard lines.count > 2, let second = kept.last else { return Array(kept) }
        return [kept[0], second.count < limit ? second + "…" : String(second.prefix(limit - 1)) + "…"]
    }
}
