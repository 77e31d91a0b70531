// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A column of a table.
public struct Column: Sendable, Hashable {
    public var title: String
    /// The key that the server sorts by; nil when it cannot.
    public var sortKey: String?
    /// Numbers stand to the right, so that their digits line up.
    public var isNumber: Bool
    /// Dates and states stay on one line: broken over two, they are read twice.
    public var isShort: Bool

    public init(_ title: String, sortKey: String? = nil, isNumber: Bool = false, isShort: Bool = false) {
        self.title = title
        self.sortKey = sortKey
        self.isNumber = isNumber
        self.isShort = isShort
    }
}

extension Column {
    fileprivate var style: StaticString { isNumber ? " class=\"n\"" : isShort ? " class=\"s\"" : "" }
}

/// Rows with a caption. Sorting is done by the server; the headings are links.
public struct Table {
    /// What the rows are. Always said; shown unless the title just above already says it.
    public var caption: String
    public var isCaptionHidden: Bool
    /// On a phone, each row becomes a block of lines: for cells that need no head of column to be understood.
    public var stacks: Bool
    public var columns: [Column]
    public var rows: [[HTML]]
    /// The first cell of a row names it.
    public var hasRowHeaders: Bool
    public var sort: (key: String, isDescending: Bool)?
    public var sortHref: ((_ key: String, _ isDescending: Bool) -> URLPath)?

    public init(
        caption: String, isCaptionHidden: Bool = false, stacks: Bool = false, columns: [Column], rows: [[HTML]],
        hasRowHeaders: Bool = true,
        sort: (key: String, isDescending: Bool)? = nil,
        sortHref: ((_ key: String, _ isDescending: Bool) -> URLPath)? = nil
    ) {
        self.caption = caption
        self.isCaptionHidden = isCaptionHidden
        self.stacks = stacks
        self.columns = columns
        self.rows = rows
        self.hasRowHeaders = hasRowHeaders
        self.sort = sort
        self.sortHref = sortHref
    }
}

/// A table in a region of its own that scrolls when the screen is narrower, by keyboard too.
public func table(_ t: Language, _ table: Table) -> HTML {
    """
    <div class="scroll\(flag: " stacks", when: table.stacks)" role="region" tabindex="0" aria-label="\(table.caption)"><table>\
    <caption\(flag: " class=\"visually-hidden\"", when: table.isCaptionHidden)><span>\(table.caption)</span></caption>\
    <thead><tr>\(table.columns.html { heading(t, $0, in: table) })</tr></thead>\
    <tbody>\(table.rows.html { row($0, in: table) })</tbody></table></div>
    """
}

private func heading(_ t: Language, _ column: Column, in table: Table) -> HTML {
    let style = column.style
    guard let key = column.sortKey, let href = table.sortHref else {
        // A column of buttons has no title to show, and an empty heading names nothing: it becomes a plain cell.
        return column.title.isEmpty
            ? "<td\(flag: style, when: true)></td>" : "<th scope=\"col\"\(flag: style, when: true)>\(column.title)</th>"
    }
    let isSorted = table.sort?.key == key
    let isDescending = isSorted && table.sort?.isDescending == true
    let icon = isSorted ? (isDescending ? Icon.descending : Icon.ascending) : Icon.unsorted
    let next = isSorted && !isDescending
    return """
        <th scope="col"\(flag: style, when: true)\
        \(flag: " aria-sort=\"ascending\"", when: isSorted && !isDescending)\
        \(flag: " aria-sort=\"descending\"", when: isDescending)>\
        <a class="sort" href="\(href(key, next))">\(column.title)\(icon)<span class="visually-hidden">\
        \(next ? t(", trier en ordre décroissant", ", sort descending")
            : t(", trier en ordre croissant", ", sort ascending"))</span></a></th>
        """
}

private func row(_ cells: [HTML], in table: Table) -> HTML {
    // A row shorter or longer than the head would shift what the reader sees under each title.
    var row: HTML = "<tr>"
    for index in table.columns.indices {
        let cell = index < cells.count ? cells[index] : HTML()
        switch (index == 0 && table.hasRowHeaders, table.columns[index].isNumber) {
        case (true, false): row.append("<th scope=\"row\">\(cell)</th>")
        case (true, true): row.append("<th scope=\"row\" class=\"n\">\(cell)</th>")
        case (false, false) where table.columns[index].isShort: row.append("<td class=\"s\">\(cell)</td>")
        case (false, false): row.append("<td>\(cell)</td>")
        case (false, true): row.append("<td class=\"n\">\(cell)</td>")
        }
    }
    row.append("</tr>")
    return row
}
