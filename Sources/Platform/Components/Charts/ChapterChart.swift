// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The score of a chapter, from 0 to 1, with what it is compared to.
public struct ChapterScore: Sendable, Hashable {
    public var label: String
    /// Nil when nothing is answered yet.
    public var value: Double?
    public var target: Double?
    /// Of the group.
    public var median: Double?
    public var href: URLPath?

    public init(
        _ label: String, _ value: Double?, target: Double? = nil, median: Double? = nil, href: URLPath? = nil
    ) {
        self.label = label
        self.value = value
        self.target = target
        self.median = median
        self.href = href
    }
}

/// One bar for each chapter, on a scale from 0 to 100 %. The words stay text of the page, so they keep their size on a
/// phone; only the bars stretch.
/// - Parameter caption: what to see: "Les sauvegardes sont le point faible."
public func barsByChapter(_ t: Language, _ scores: [ChapterScore], caption: String) -> HTML {
    guard !scores.isEmpty else { return HTML() }
    let picture = scores.html { score in
        """
        <div class="chapter-bar"><span class="chapter-name">\(score.label)</span>\(chapterBar(score))\
        <span class="chapter-value">\(score.value == nil ? "–" : shareText(t, score.value))</span></div>
        """
    }
    return chartFigure(
        t, style: "bars", caption: caption, description: chapterDescription(t, scores), picture: picture,
        key: chapterKey(t, scores, area: "key-bar"), columns: chapterColumns(t, scores),
        rows: chapterRows(t, scores))
}

private func chapterBar(_ score: ChapterScore) -> SVG {
    var marks = SVG()
    if let value = score.value {
        let bar: SVG = """
            <rect class="value" x="0" y="3" width="\(clamped(value) * 100)" height="10"/>
            """
        marks.append(bar)
    }
    if let median = score.median {
        // A tick and not a dot: the drawing is stretched, a dot would become an ellipse. The halo keeps it readable on
        // the bar.
        let x = clamped(median) * 100
        let line: SVG = """
            <line class="halo" x1="\(x)" y1="1" x2="\(x)" y2="15"/>\
            <line class="median" x1="\(x)" y1="1" x2="\(x)" y2="15"/>
            """
        marks.append(line)
    }
    if let target = score.target {
        let line: SVG = """
            <line class="target" x1="\(clamped(target) * 100)" y1="0" x2="\(clamped(target) * 100)" y2="16"/>
            """
        marks.append(line)
    }
    return """
        <svg class="chapter-track" viewBox="0 0 100 16" preserveAspectRatio="none">\
        <rect class="track" x="0" y="3" width="100" height="10"/>\(marks)</svg>
        """
}

func chapterDescription(_ t: Language, _ scores: [ChapterScore]) -> String {
    scores.map { "\($0.label)\u{00A0}: \(shareText(t, $0.value))" }.joined(separator: t(" ; ", "; "))
}

func chapterKey(_ t: Language, _ scores: [ChapterScore], area: String) -> HTML {
    var entries = [(style: area, label: t("établissement", "this establishment"))]
    if scores.contains(where: { $0.median != nil }) {
        entries.append(("key-median", t("médiane du groupe", "group median")))
    }
    if scores.contains(where: { $0.target != nil }) {
        entries.append(("key-target", t("cible", "target")))
    }
    return entries.count > 1 ? chartKey(entries) : HTML()
}

func chapterColumns(_ t: Language, _ scores: [ChapterScore]) -> [Column] {
    var columns = [Column(t("Chapitre", "Chapter")), Column(t("Valeur", "Value"), isNumber: true)]
    if scores.contains(where: { $0.median != nil }) {
        columns.append(Column(t("Médiane du groupe", "Group median"), isNumber: true))
    }
    if scores.contains(where: { $0.target != nil }) { columns.append(Column(t("Cible", "Target"), isNumber: true)) }
    return columns
}

func chapterRows(_ t: Language, _ scores: [ChapterScore]) -> [[HTML]] {
    let hasMedian = scores.contains { $0.median != nil }
    let hasTarget = scores.contains { $0.target != nil }
    return scores.map { score in
        let name: HTML = score.href.map { "<a href=\"\($0)\">\(score.label)</a>" } ?? "\(score.label)"
        var cells: [HTML] = [name, "\(shareText(t, score.value))"]
        if hasMedian { cells.append("\(score.median.map { shareText(t, $0) } ?? "")") }
        if hasTarget { cells.append("\(score.target.map { shareText(t, $0) } ?? "")") }
        return cells
    }
}
