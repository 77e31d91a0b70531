// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// The agenda as the page of a wall calendar: a table of weeks, read line by line by a screen reader.
enum MonthTable {
    /// More would stretch the week; the list has them all.
    private static let shownEachDay = 5

    static func render(_ model: AgendaModel, month: Month, _ t: Language) -> HTML {
        let entries = MonthEntry.entries(of: model.duties, in: month)
        let several = model.places.count > 1
        let count = entries.values.reduce(0) { $0 + $1.count }
        let title = t.month(month)
        let caption =
            count == 0
            ? t("\(title)\u{00A0}: aucune échéance", "\(title): no deadline")
            : title + t("\u{00A0}: ", ": ") + t.count(count, ("date", "dates"), ("date", "dates"))
        let days = t.weekdays.map { Column($0) }
        let rows = month.weeks.map { week -> [HTML] in
            ["<span class=\"visually-hidden\">\(t("Semaine", "Week")) </span>\(week.number)"]
                + week.days.map { day in
                    when(month.contains(day), square(day, entries[day] ?? [], several: several, model, t))
                }
        }
        let page = Table(caption: caption, columns: [Column(t("Semaine", "Week"), isShort: true)] + days, rows: rows)
        return """
            \(AgendaFrame.head(model, at: model.scope.month, month: month, t))\(neighbours(model, month, t))\
            \(when(model.total == 0 || model.duties.isEmpty, AgendaFrame.empty(model, t)))\
            <div class="month">\(table(t, page))</div>
            """
    }

    private static func square(
        _ day: Day, _ entries: [MonthEntry], several: Bool, _ model: AgendaModel, _ t: Language
    ) -> HTML {
        let isToday = day == model.today
        let list: HTML = when(
            !entries.isEmpty,
            "<ul>\(entries.prefix(shownEachDay).html { "<li>\(entry($0, several: several, t))</li>" })</ul>")
        let rest = entries.count - shownEachDay
        return """
            <p><time datetime="\(day.text)">\(day.day)</time>\
            \(when(isToday, " <strong>\(t("aujourd’hui", "today"))</strong>"))</p>\(list)\
            \(when(rest > 0, "<p><a href=\"\(model.filter.kept(on: model.scope.list))\">\(more(rest, t))</a></p>"))
            """
    }

    private static func entry(_ entry: MonthEntry, several: Bool, _ t: Language) -> HTML {
        let duty = entry.duty
        let mark: String =
            switch entry.moment {
            case .due: ""
            case .opens: t("Ouverture\u{00A0}: ", "Opens: ")
            case .closes: t("Clôture\u{00A0}: ", "Closes: ")
            }
        return """
            <a href="\(duty.href)">\(mark)\(duty.title(t))</a>\
            \(when(several, " <small>\(duty.organisationName)</small>"))\
            \(when(duty.isToConfirm, " <small>(\(t("date à confirmer", "date to confirm")))</small>"))
            """
    }

    private static func more(_ count: Int, _ t: Language) -> String {
        t.count(count, ("autre dans la liste", "autres dans la liste"), ("more in the list", "more in the list"))
    }

    private static func neighbours(_ model: AgendaModel, _ month: Month, _ t: Language) -> HTML {
        let reach = MonthTable.reach(model.today)
        func link(_ other: Month, _ title: String) -> [Action] {
            guard reach.contains(other), other != month else { return [] }
            let href = model.filter.kept(on: model.scope.month).with("mois", other.text)
            return [Action(title, href: href)]
        }
        let around =
            link(month.previous, "← \(t.month(month.previous))") + link(month.next, "\(t.month(month.next)) →")
        let label = t("Mois voisins", "Neighbouring months")
        return "<nav aria-label=\"\(label)\">\(actions(around))</nav>"
    }

    /// As far back as ahead: what is overdue stands at its own day.
    static func reach(_ today: Day) -> ClosedRange<Month> {
        let month = Month(containing: today)
        return min(month.adding(-18), month)...month.adding(18)
    }
}
