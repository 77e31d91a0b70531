// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Views of the same thing, each with its own address.
/// - Parameter label: what the views are of, for a screen reader.
public func tabs(_ t: Language, _ items: [NavigationItem], label: String) -> HTML {
    """
    <nav class="tabs" aria-label="\(label)"><ul>\(items.html { item in
        """
        <li><a href="\(item.href)"\(flag: " aria-current=\"page\"", when: item.isCurrent)>\(item.title)\
        \(when(item.count) { " <small>\(t.number($0))</small>" })</a></li>
        """
    })</ul></nav>
    """
}

/// Filters above a list, sent by GET so that the address can be kept and shared.
/// - Parameter reset: the same list without filter; give it only when one is set.
public func filterForm(_ t: Language, action: URLPath, fields: HTML, reset: URLPath? = nil) -> HTML {
    """
    <form class="filters" method="get" action="\(action)">\(fields)<div class="actions">\
    \(submit(t("Filtrer", "Filter"), style: .plain))\
    \(when(reset) { "<a class=\"more\" href=\"\($0)\">\(t("Tout afficher", "Show everything"))</a>" })</div></form>
    """
}
