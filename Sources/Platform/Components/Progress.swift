// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

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
