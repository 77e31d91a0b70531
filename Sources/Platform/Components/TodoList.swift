// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Something to do, and why it comes in this place.
public struct TodoItem: Sendable {
    /// Begins with a verb.
    public var title: String
    public var reason: String
    public var state: StateBadge?
    public var href: URLPath?
    /// The requirement's code, quiet beside the words.
    public var code: String?

    public init(
        _ title: String, reason: String, state: StateBadge? = nil, href: URLPath? = nil, code: String? = nil
    ) {
        self.title = title
        self.reason = reason
        self.state = state
        self.href = href
        self.code = code
    }
}

/// What to do, most useful first.
public func todoList(_ t: Language, _ items: [TodoItem]) -> HTML {
    "<ol class=\"todo\">\(items.html { todo(t, $0) })</ol>"
}

private func todo(_ t: Language, _ item: TodoItem) -> HTML {
    let title: HTML = item.href.map { "<a href=\"\($0)\">\(item.title)</a>" } ?? "\(item.title)"
    return """
        <li><h3>\(title)</h3>\(when(item.state) { badge(t, $0) })\
        <p>\(when(item.code) { "<span class=\"code\">\($0)</span> " })\(item.reason)</p></li>
        """
}
