// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The title of the page, the sentence that answers its question, and what can be done.
public struct PageHead: Sendable {
    public var title: String
    public var lead: String
    public var actions: [Action]
    /// A verdict beside the title.
    public var state: StateBadge?

    public init(_ title: String, lead: String = "", actions: [Action] = [], state: StateBadge? = nil) {
        self.title = title
        self.lead = lead
        self.actions = actions
        self.state = state
    }
}

/// The head of a page, with its only `h1`.
public func pageHead(_ t: Language, _ head: PageHead) -> HTML {
    """
    <div class="head"><div class="head-words"><h1>\(head.title)</h1>\
    \(when(!head.lead.isEmpty, "<p class=\"lead\">\(head.lead)</p>"))\
    \(when(head.state) { "<p>\(badge(t, $0))</p>" })</div>\(actions(head.actions))</div>
    """
}
