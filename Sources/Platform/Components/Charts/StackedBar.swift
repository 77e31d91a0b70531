// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The parts of a whole as one bar, each part named with its number beside its shape.
public func stackedBar(_ t: Language, _ segments: [BarSegment], caption: String) -> HTML {
    let segments = segments.filter { $0.share.isFinite && $0.share > 0 }
    let sum = segments.reduce(0) { $0 + $1.share }
    guard sum > 0, sum.isFinite else { return HTML() }
    func part(_ segment: BarSegment) -> String { t.percent(segment.share / sum) }
    let words = segments.map { "\($0.label)\u{00A0}: \(part($0))" }.joined(separator: t(" ; ", "; "))
    return """
        <figure class="chart stacked"><figcaption>\(caption)</figcaption>\(bar(t, segments, label: words))\
        <ul class="shares">\(segments.html { segment in
            "<li>\(badge(t, segment.state, segment.label)) <strong>\(part(segment))</strong></li>"
        })</ul></figure>
        """
}
