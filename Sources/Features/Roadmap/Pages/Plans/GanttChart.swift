// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// When each action runs: a pale bar for what was planned, a full one for what happens, a line for today. Titles stand above
/// the bars, so that a narrow screen squeezes time and not words.
struct GanttChart: Sendable {
    struct Bar: Sendable, Hashable {
        var title: String
        var from: Day
        var until: Day
        /// What really happens; nil before work starts.
        var actual: Actual?
        var isLate = false
    }

    struct Actual: Sendable, Hashable {
        var from: Day
        /// Today while it is not over.
        var until: Day
    }

    let first: Quarter
    let quarters: Int
    let bars: [Bar]
    let today: Day
    let caption: String

    private static let rowHeight = 40
    private static let headHeight = 26

    func html(_ t: Language) -> HTML {
        guard !bars.isEmpty, quarters > 0 else { return HTML() }
        let height = Self.headHeight + bars.count * Self.rowHeight + 8
        return Picture.figure(
            t, caption: caption, description: description(t), drawing(t, height), height: height, isWide: true,
            numbers(t))
    }

    private var span: Double { Double(max(first.firstDay.days(until: end), 1)) }
    /// Once something has started, what was planned is only the ground of what happens.
    private var isFollowed: Bool { bars.contains { $0.actual != nil } }
    private var end: Day { first.adding(quarters).firstDay }

    private func place(_ day: Day) -> Double { Double(first.firstDay.days(until: day)) / span }

    private func drawing(_ t: Language, _ height: Int) -> SVG {
        var drawing = SVG()
        for number in 0..<quarters {
            let quarter = first.adding(number)
            let x = Picture.x(place(quarter.firstDay))
            let line: SVG = """
                <line class="grid" x1="\(x)" y1="0" x2="\(x)" y2="\(height)"/>\
                <text x="\(x)" dx="4" y="14">\(quarters > 8 && number % 2 == 1 ? "" : quarter.words(t))</text>
                """
            drawing.append(line)
        }
        if today >= first.firstDay, today < end {
            let x = Picture.x(place(today))
            let line: SVG = """
                <line class="target" x1="\(x)" y1="18" x2="\(x)" y2="\(height)"/>\
                <text class="target-name" x="\(x)" dx="4" y="\(height - 2)">\(t("aujourd’hui", "today"))</text>
                """
            drawing.append(line)
        }
        // Over the lines, so that no word is struck through.
        for (index, bar) in bars.enumerated() {
            drawing.append(row(bar, top: Self.headHeight + index * Self.rowHeight))
        }
        return drawing
    }

    private func row(_ bar: Bar, top: Int) -> SVG {
        let start = place(bar.from)
        let title = Self.shortened(bar.title)
        // A title that would run out of the picture ends where the picture ends.
        let isFar = start + Double(title.count) * Self.letter > 1
        var row: SVG = """
            <text x="\(Picture.x(isFar ? 1 : start))" y="\(top + 14)" text-anchor="\(isFar ? "end" : "start")">\
            \(title)</text>\
            <rect x="\(Picture.x(start))" y="\(top + 20)" width="\(Picture.x(place(bar.until.adding(days: 1)) - start))" \
            height="12" rx="2" class="\(isFollowed ? "planned behind" : "planned")"/>
            """
        if let actual = bar.actual {
            let begun = max(place(actual.from), 0)
            let rect: SVG = """
                <rect class="done" x="\(Picture.x(begun))" y="\(top + 22)" \
                width="\(Picture.x(max(min(place(actual.until.adding(days: 1)), 1) - begun, 0.004)))" height="8" rx="2"/>
                """
            row.append(rect)
        }
        if bar.isLate {
            let limit = Picture.x(place(bar.until.adding(days: 1)))
            let line: SVG = """
                <line class="target" x1="\(limit)" y1="\(top + 17)" x2="\(limit)" y2="\(top + 35)"/>
                """
            row.append(line)
        }
        return row
    }

    /// The share of the width that a letter takes on an ordinary screen.
    private static let letter = 0.0075
    private static let longestTitle = 70

    /// Without who shares it: the table says so, and the picture has room for what is done.
    private static func shortened(_ whole: String) -> String {
        let shared = [" (commune à ", " (shared by "].lazy.compactMap { whole.firstRange(of: $0) }.first
        let title = shared.map { String(whole[..<$0.lowerBound]) } ?? whole
        return title.count > longestTitle ? title.prefix(longestTitle - 1) + "…" : title
    }

    private func description(_ t: Language) -> String {
        bars.map { bar in
            let words = "\(bar.title)\(t("\u{00A0}:", ":")) \(t.date(bar.from)) – \(t.date(bar.until))"
            return bar.isLate ? words + t(", en retard", ", late") : words
        }.joined(separator: t(" ; ", "; "))
    }

    private func numbers(_ t: Language) -> Table {
        Table(
            caption: caption, isCaptionHidden: true,
            columns: [
                Column(t("Action", "Action")), Column(t("Prévue du", "Planned from"), isShort: true),
                Column(t("au", "to"), isShort: true), Column(t("Réelle du", "Actually from"), isShort: true),
                Column(t("au", "to"), isShort: true),
            ],
            rows: bars.map { bar in
                [
                    "\(bar.title)", "\(t.date(bar.from))", "\(t.date(bar.until))",
                    "\(bar.actual.map { t.date($0.from) } ?? "–")", "\(bar.actual.map { t.date($0.until) } ?? "–")",
                ]
            })
    }
}
