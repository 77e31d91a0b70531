// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A line of past values without axis, from the smallest to the largest of them. Nothing below two values.
public func sparkline(_ t: Language, _ values: [Double]) -> HTML {
    let values = values.filter(\.isFinite)
    guard values.count > 1, let first = values.first, let last = values.last, let low = values.min(),
        let high = values.max()
    else { return HTML() }
    // The width of the range may itself be infinite for extreme finite values: halve before subtracting.
    let range = high / 2 - low / 2
    let points = values.enumerated().map { index, value in
        let x = 4 + 112 * Double(index) / Double(values.count - 1)
        let y = range > 0 ? 26 - 20 * clamped((value / 2 - low / 2) / range) : 16
        return (x: x, y: y)
    }
    let path = points.map { SVG.number($0.x) + "," + SVG.number($0.y) }.joined(separator: " ")
    let end = points.last ?? (x: 116, y: 16)
    let words = t(
        "De \(t.decimal(first, 0)) à \(t.decimal(last, 0)) en \(t.number(values.count)) mesures",
        "From \(t.decimal(first, 0)) to \(t.decimal(last, 0)) in \(t.number(values.count)) measures")
    return """
        <svg class="spark" viewBox="0 0 120 32" width="120" height="32" role="img" aria-label="\(words)">\
        <polyline points="\(path)" fill="none"/>\
        <circle cx="\(SVG.number(end.x))" cy="\(SVG.number(end.y))" r="3"/></svg>
        """
}
