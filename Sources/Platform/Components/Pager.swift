// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The position in a long list. Pages are numbered from 1.
public struct Pager {
    public var page: Int
    public var pageSize: Int
    public var total: Int
    public var href: (_ page: Int) -> URLPath

    public init(page: Int, pageSize: Int, total: Int, href: @escaping (_ page: Int) -> URLPath) {
        self.page = page
        self.pageSize = pageSize
        self.total = total
        self.href = href
    }

    /// The number of the last page; an empty list has one page.
    public var lastPage: Int { max((max(total, 0) - 1) / max(pageSize, 1) + 1, 1) }

    /// The page asked for, or the nearest that exists.
    public var currentPage: Int { min(max(page, 1), lastPage) }
}

/// "51 à 100 sur 1 240", and the way to the neighbours. Nothing for an empty list.
public func pager(_ t: Language, _ pager: Pager) -> HTML {
    guard pager.total > 0 else { return HTML() }
    let size = max(pager.pageSize, 1)
    let current = pager.currentPage
    // Cannot overflow: (current - 1) × size is below total.
    let first = (current - 1) * size + 1
    let last = size > pager.total - first ? pager.total : first + size - 1
    let sentence = t(
        "\(t.number(first)) à \(t.number(last)) sur \(t.number(pager.total))",
        "\(t.number(first)) to \(t.number(last)) of \(t.number(pager.total))")
    let previous = neighbour("prev", t("Page précédente", "Previous page"), current > 1 ? pager.href(current - 1) : nil)
    let next = neighbour(
        "next", t("Page suivante", "Next page"), current < pager.lastPage ? pager.href(current + 1) : nil)
    return """
        <nav class="pager" aria-label="\(t("Pages de la liste", "Pages of the list"))"><p>\(sentence)</p>\
        <div class="actions">\(previous)\(next)</div></nav>
        """
}

private func neighbour(_ relation: String, _ title: String, _ href: URLPath?) -> HTML {
    when(href) { "<a class=\"button plain\" rel=\"\(relation)\" href=\"\($0)\">\(title)</a>" }
}
