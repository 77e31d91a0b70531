// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A titled part of a page. Sheets are never put in one another.
public func sheet(_ title: String, id: String? = nil, action: Action? = nil, _ content: HTML) -> HTML {
    """
    <section class="sheet"\(when(id) { " id=\"\($0)\"" })><div class="sheet-head"><h2>\(title)</h2>\
    \(when(action, sheetAction))</div>\(content)</section>
    """
}

/// A quiet link beside the title; a change keeps its button.
private func sheetAction(_ action: Action) -> HTML {
    if case .link(let href) = action.target, action.style == .plain {
        return "<a class=\"more\" href=\"\(href)\">\(action.title)</a>"
    }
    return actionButton(action)
}

/// How two columns share a wide screen; on a narrow one they follow each other.
public enum ColumnShare: String, Sendable, CaseIterable {
    case equal
    case wideLeft
}

/// Two columns side by side.
public func columns(_ left: HTML, _ right: HTML, _ share: ColumnShare = .equal) -> HTML {
    """
    <div class="columns\(flag: " wide-left", when: share == .wideLeft)"><div class="stack">\(left)</div>\
    <div class="stack">\(right)</div></div>
    """
}

/// Parts one under the other, with the space of the page between them.
public func stack(_ parts: [HTML]) -> HTML { "<div class=\"stack\">\(parts)</div>" }

/// Things of the same kind, one a line.
public func items(_ parts: [HTML]) -> HTML { "<ul class=\"items\">\(parts.html { "<li>\($0)</li>" })</ul>" }

/// Things of the same kind that each take several lines, with a rule between them.
public func itemsApart(_ parts: [HTML]) -> HTML {
    "<ul class=\"items apart\">\(parts.html { "<li>\($0)</li>" })</ul>"
}

/// A paragraph of text.
public func paragraph(_ text: String, isQuiet: Bool = false) -> HTML {
    "<p\(flag: " class=\"quiet\"", when: isQuiet)>\(text)</p>"
}

/// A person's own text: paragraphs and line breaks are kept.
public func prose(_ text: String) -> HTML {
    let paragraphs = text.split(whereSeparator: \.isNewline)
    return "<div class=\"prose\">\(paragraphs.html { "<p>\($0)</p>" })</div>"
}

/// Details that most readers skip.
/// - Parameter isPrinted: whether paper shows them even when they are closed.
public func disclosure(_ title: String, isOpen: Bool = false, isPrinted: Bool = false, _ content: HTML) -> HTML {
    """
    <details class="disclosure\(flag: " printed", when: isPrinted)"\(flag: " open", when: isOpen)><summary>\(title)</summary>\
    <div class="disclosed">\(content)</div></details>
    """
}

/// Nothing yet: says why and what to do first.
public func emptyState(title: String, text: String, action: Action? = nil) -> HTML {
    """
    <div class="empty"><p class="empty-title">\(title)</p><p>\(text)</p>\
    \(when(action) { "<p class=\"actions\">\(actionButton($0))</p>" })</div>
    """
}

/// Names and their values.
public func definitionList(_ items: [(term: String, value: HTML)]) -> HTML {
    "<dl class=\"definitions\">\(items.html { "<div><dt>\($0.term)</dt><dd>\($0.value)</dd></div>" })</dl>"
}

/// A part of the page that the script fetches again every two seconds while its address is given. The server leaves the
/// address out of its answer when there is nothing more to wait for.
public func region(id: String, refreshFrom href: URLPath? = nil, _ content: HTML) -> HTML {
    """
    <div class="region" id="\(id)" data-region\(when(href) { " data-refresh-url=\"\($0)\"" })>\(content)</div>
    """
}

/// A part of the page that the script fetches again each time the server says that something changed.
/// - Parameters:
///   - events: where the server-sent events come from; nil for something that changes no more.
///   - serial: what this page shows, as the events tell it.
///   - href: where the part comes from.
public func liveRegion(id: String, events: URLPath?, serial: String, from href: URLPath, _ content: HTML) -> HTML {
    """
    <div class="region" id="\(id)" data-region\(when(events) { " data-live=\"\($0)\" data-live-from=\"\(href)\" data-live-serial=\"\(serial)\"" })>\(content)</div>
    """
}
