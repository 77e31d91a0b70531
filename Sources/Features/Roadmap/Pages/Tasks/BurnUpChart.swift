// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// Planned against achieved: the dashed line is the plan, the full one is what is done.
enum BurnUpChart {
    static func html(_ burnUp: BurnUp, _ t: Language) -> HTML {
        guard let first = burnUp.points.first, let last = burnUp.points.last else { return HTML() }
        let span = Double(max(first.day.days(until: last.day), 1))
        func x(_ day: Day) -> String { Picture.x(0.02 + 0.96 * Double(first.day.days(until: day)) / span) }
        func y(_ share: Double) -> Double { 190 - min(max(share, 0), 1) * 175 }
        var drawing = SVG()
        for step in [0.0, 0.25, 0.5, 0.75, 1] {
            let line: SVG = """
                <line class="grid" x1="0%" y1="\(y(step))" x2="100%" y2="\(y(step))"/>\
                <text x="0%" y="\(y(step) - 3)">\(t.percent(step))</text>
                """
            drawing.append(line)
        }
        for (start, end) in zip(burnUp.points, burnUp.points.dropFirst()) {
            let planned: SVG = """
                <line class="target" x1="\(x(start.day))" y1="\(y(start.planned))" x2="\(x(end.day))" y2="\(y(end.planned))"/>
                """
            drawing.append(planned)
            guard let before = start.achieved, let after = end.achieved else { continue }
            let achieved: SVG = """
                <line class="value" x1="\(x(start.day))" y1="\(y(before))" x2="\(x(end.day))" y2="\(y(after))"/>
                """
            drawing.append(achieved)
        }
        if let current = burnUp.current, let achieved = current.achieved {
            let dot: SVG = """
                <circle class="dot" cx="\(x(current.day))" cy="\(y(achieved))" r="5"/>\
                <text class="amount" x="\(x(current.day))" dx="8" y="\(max(y(achieved) - 8, 16))">\(t.percent(achieved))</text>
                """
            drawing.append(dot)
        }
        let dates: SVG = """
            <text class="date" x="2%" y="212">\(t.date(first.day))</text>\
            <text class="date" x="98%" y="212" text-anchor="end">\(t.date(last.day))</text>
            """
        drawing.append(dates)
        let caption = sentence(burnUp, t)
        let numbers = Table(
            caption: caption, isCaptionHidden: true,
            columns: [
                Column(t("Au", "On")), Column(t("Prévu", "Planned"), isNumber: true),
                Column(t("Atteint", "Achieved"), isNumber: true),
            ],
            rows: burnUp.points.map {
                ["\(t.date($0.day))", "\(t.percent($0.planned))", "\($0.achieved.map { t.percent($0) } ?? "–")"]
            })
        let description = burnUp.points.map { point in
            "\(t.date(point.day))\(t("\u{00A0}:", ":")) \(t.percent(point.planned))"
                + (point.achieved.map { t(" prévu, \(t.percent($0)) atteint", " planned, \(t.percent($0)) achieved") }
                    ?? t(" prévu", " planned"))
        }
        return Picture.figure(
            t, caption: caption, description: description.joined(separator: t(" ; ", "; ")), drawing, height: 220,
            numbers)
    }

    /// "42 % de ce que le plan comble est atteint, pour 55 % prévu à ce jour."
    static func sentence(_ burnUp: BurnUp, _ t: Language) -> String {
        guard let current = burnUp.current, let achieved = current.achieved else {
            return t("Le plan n’a pas encore commencé.", "The plan has not begun yet.")
        }
        return t(
            "\(t.percent(achieved)) de ce que le plan doit combler est atteint, pour \(t.percent(current.planned)) prévus à ce jour.",
            "\(t.percent(achieved)) of what the plan must close is achieved, \(t.percent(current.planned)) being planned by now."
        )
    }
}
