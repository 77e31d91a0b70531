// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A part of a bar.
public struct BarSegment: Sendable, Hashable {
    /// Any measure: the bar divides by the sum.
    public var share: Double
    public var state: State
    public var label: String

    public init(_ share: Double, _ state: State, label: String) {
        self.share = share
        self.state = state
        self.label = label
    }
}

/// The shares of a whole, drawn so that the more is proven the thicker the line: full height, three quarters, half, a
/// thread. The order is read without colour, on screen and on paper.
public func bar(_ t: Language, _ segments: [BarSegment], label: String) -> HTML {
    let shares = segments.map { $0.share.isFinite ? min(max($0.share, 0), 1e9) : 0 }
    let sum = shares.reduce(0, +)
    var drawing = SVG()
    var start = 0.0
    for (segment, share) in zip(segments, shares) where share > 0 {
        let width = share / sum * 100
        // A gap of less than a pixel on a usual bar separates two neighbours of the same height.
        let drawn = max(width - 0.4, width * 0.6)
        let height = thickness(segment.state)
        let piece: SVG = """
            <rect class="fill \(segment.state.style)" x="\(start)" y="\(10 - height)" width="\(drawn)" \
            height="\(height)"/>
            """
        drawing.append(piece)
        start += width
    }
    return """
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="\(label)">\
        <rect class="track" x="0" y="9" width="100" height="1"/>\(drawing)</svg>
        """
}

private func thickness(_ state: State) -> Double {
    switch state {
    case .proven: 10
    case .expiring: 7.5
    case .declared, .toReview: 5
    case .missing: 2.5
    case .notApplicable, .unanswered, .closed, .neutral: 1
    }
}

/// How far along a piece of work is, in numbers.
/// - Parameter label: what advances: "Questions répondues".
public func progress(_ t: Language, done: Int, total: Int, label: String) -> HTML {
    let whole = max(total, 0)
    let part = min(max(done, 0), whole)
    let words = t("\(t.number(part)) sur \(t.number(whole))", "\(t.number(part)) of \(t.number(whole))")
    return """
        <div class="progress"><span>\(label)</span><strong>\(words)</strong>\
        <progress max="\(max(whole, 1))" value="\(part)" aria-label="\(label)\(t("\u{00A0}: ", ": "))\(words)">\
        \(words)</progress></div>
        """
}
