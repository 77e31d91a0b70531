// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import TestSupport
import Testing

@testable import Components

extension SplitMix64 {
    /// Often a usual share, sometimes what a fault upstream would send.
    fileprivate mutating func value() -> Double {
        let odd: [Double] = [
            .nan, .infinity, -.infinity, -1, 2, 1e300, -1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
            .leastNonzeroMagnitude, 0, 1,
        ]
        return Int.random(in: 0..<4, using: &self) == 0
            ? odd[Int.random(in: 0..<odd.count, using: &self)] : Double.random(in: 0...1, using: &self)
    }

    fileprivate mutating func optional() -> Double? { Int.random(in: 0..<5, using: &self) == 0 ? nil : value() }
}

/// Every coordinate of a drawing lies in its view box; percentages lie between 0 and 100.
private func faults(in markup: String) -> [String] {
    var found: [String] = []
    if markup.lowercased().contains("nan\"") || markup.contains("inf") { found.append("not a number") }
    var box = (width: Double.infinity, height: Double.infinity)
    for element in elements(in: markup) {
        if element.name == "svg" {
            let sizes = element.attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
            box =
                sizes.count == 4
                ? (sizes[2], sizes[3]) : (.infinity, Double(element.attributes["height"] ?? "") ?? .infinity)
        }
        var across = ["x", "x1", "x2", "cx"].compactMap { element.attributes[$0] }
        var down = ["y", "y1", "y2", "cy"].compactMap { element.attributes[$0] }
        for point in element.attributes["points"]?.split(separator: " ") ?? [] {
            let pair = point.split(separator: ",").map(String.init)
            across.append(pair.first ?? "")
            down.append(pair.last ?? "")
        }
        for text in across + down {
            let limit = text.hasSuffix("%") ? 100 : across.contains(text) ? box.width : box.height
            guard let number = Double(text.hasSuffix("%") ? String(text.dropLast()) : text) else {
                found.append("\(element.name): \(text)")
                continue
            }
            if number < 0 || number > limit { found.append("\(element.name): \(text) beyond \(limit)") }
        }
        if element.name == "rect", let x = Double(element.attributes["x"] ?? ""),
            let width = Double(element.attributes["width"] ?? ""), width < 0 || x + width > box.width + 0.02
        {
            found.append("rect from \(x) over \(width)")
        }
    }
    return found
}

struct ChartTests {
    @Test func `stays inside the view box whatever the values`() {
        var numbers = SplitMix64(seed: 20_261_121)
        for round in 0..<300 {
            let count = Int.random(in: 0..<15, using: &numbers)
            let scores = (0..<count).map {
                ChapterScore(
                    "Chapitre \($0)", numbers.optional(), target: numbers.optional(), median: numbers.optional())
            }
            let points = (0..<count).map { _ in
                TrendPoint(Day(daysSinceEpoch: Int.random(in: -800_000...3_000_000, using: &numbers)), numbers.value())
            }
            let values = (0..<count).map { _ in numbers.value() }
            let rows = (0..<count).map { HeatRow("Ligne \($0)", values.map { $0 * 100 }) }
            let drawings = [
                barsByChapter(.french, scores, caption: "c"),
                trend(.french, points, target: numbers.optional(), caption: "c"), sparkline(.french, values),
                heatMap(.french, caption: "c", rowTitle: "r", columns: ["a", "b"], rows: rows),
            ]
            for drawing in drawings {
                #expect(faults(in: drawing.text).isEmpty, "round \(round)")
                #expect(TagBalance.fault(in: drawing.text) == nil, "round \(round)")
            }
        }
    }

    @Test func `gives the numbers of every chart as a table`() {
        let scores = (1...5).map { ChapterScore("Chapitre \($0)", Double($0) / 10, target: 0.8, median: 0.5) }
        for chart in [barsByChapter(.french, scores, caption: "À voir")] {
            #expect(chart.text.contains("<figcaption>À voir</figcaption>"))
            #expect(chart.text.contains("<td class=\"n\">50\u{00A0}%</td><td class=\"n\">80\u{00A0}%</td>"))
            #expect(chart.text.contains("<caption class=\"visually-hidden\"><span>À voir</span></caption>"))
        }
    }

    @Test(arguments: [(0.0, 0), (9.9, 0), (10, 1), (89.9, 8), (90, 9), (100, 9), (250, 9), (-3, 0), (.nan, 0)])
    func `gives each value one of ten steps`(_ value: Double, _ step: Int) {
        #expect(heatClass(value) == step)
    }

    @Test func `puts the points of a trend in the order of time`() {
        let days = [30, 0, 60].map { Day(daysSinceEpoch: 20_000 + $0) }
        let markup = trend(.french, zip(days, [0.5, 0.1, 0.9]).map { TrendPoint($0, $1) }, caption: "c").text
        let dots = elements(in: markup).filter { $0.name == "circle" }.compactMap { $0.attributes["cx"] }
        #expect(dots == ["3%", "50%", "97%"])
    }
}
