// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// The agenda as a list, grouped by nearness.
enum DutyList {
    static let pageSize = 50
    /// From this many, the rounds of one day whose date nobody has settled are told in one line.
    private static let crowd = 3

    static func render(_ model: AgendaModel, _ t: Language) -> HTML {
        "\(AgendaFrame.head(model, at: model.scope.list, t))\(list(model, t))"
    }

    private static func list(_ model: AgendaModel, _ t: Language) -> HTML {
        let position = Pager(page: model.page, pageSize: pageSize, total: model.duties.count) { page in
            model.filter.kept(on: model.scope.list).with("page", String(page))
        }
        let shown = Array(model.duties.dropFirst((position.currentPage - 1) * pageSize).prefix(pageSize))
        guard !shown.isEmpty else { return AgendaFrame.empty(model, t) }
        let several = model.places.count > 1
        let nearest = shown.first.map(model.group)
        let groups = DueGroup.allCases.map { group -> HTML in
            let duties = shown.filter { model.group($0) == group }
            return when(
                !duties.isEmpty, section(group, duties, several: several, isOpen: group == nearest, model, t))
        }
        return stack(groups.filter { !$0.isEmpty }) + pager(t, position)
    }

    private static func section(
        _ group: DueGroup, _ duties: [Duty], several: Bool, isOpen: Bool, _ model: AgendaModel, _ t: Language
    ) -> HTML {
        let title = group.title(t)
        var columns = [Column(t("Quoi", "What")), Column(t("Quand", "When"))]
        if several { columns.append(Column(t("Établissement", "Establishment"))) }
        columns.append(Column(t("Nature", "Kind"), isShort: true))
        let (crowded, single) = split(duties, model)
        let rows = table(
            t,
            Table(
                caption: title, isCaptionHidden: true, stacks: true, columns: columns,
                rows: crowded.map { crowdRow($0, several: several, model, t) }
                    + single.map { row($0, several: several, model, t) }))
        let count = t.count(duties.count, ("échéance", "échéances"), ("deadline", "deadlines"))
        return sheet(
            "\(title) (\(t.number(model.count(in: group))))", id: group.anchor,
            // What is far away does not stand between the reader and the end of the page.
            group == .later
                ? disclosure(t("Voir \(count)", "See \(count)"), isOpen: isOpen, isPrinted: true, rows) : rows)
    }

    /// The rounds to settle that fall on the same day at the same place, together; then everything else.
    private static func split(_ duties: [Duty], _ model: AgendaModel) -> (crowded: [[Duty]], single: [Duty]) {
        struct Key: Hashable {
            let day: Day
            let place: String
        }
        let loose = duties.filter { $0.kind == .recurring && $0.isToConfirm && !$0.isEntrusted(to: model.account) }
        let groups = Dictionary(grouping: loose) {
            Key(day: $0.nextDay(after: model.today), place: $0.organisation.text)
        }
        .values.filter { $0.count >= crowd }
        .sorted { ($0[0].nextDay(after: model.today), $0[0].id) < ($1[0].nextDay(after: model.today), $1[0].id) }
        let told = Set(groups.joined().map(\.id))
        return (groups, duties.filter { !told.contains($0.id) })
    }

    private static func crowdRow(_ duties: [Duty], several: Bool, _ model: AgendaModel, _ t: Language) -> [HTML] {
        guard let first = duties.first else { return [] }
        let title = t.count(
            duties.count, ("rendez-vous régulier à fixer", "rendez-vous réguliers à fixer"),
            ("recurring duty to settle", "recurring duties to settle"))
        let list = items(
            duties.map { duty in
                """
                <a href="\(duty.href)">\(duty.title(t))</a>\
                \(when(!duty.detail(t).isEmpty, paragraph(duty.detail(t), isQuiet: true)))
                """
            })
        let what: HTML = """
            \(disclosure(title, isPrinted: true, list))\
            \(paragraph(t(
                "Rien ne dit encore quand\u{00A0}: une preuve ou une date dans l’évaluation les place.",
                "Nothing says when yet: a proof or a date in the assessment places them."), isQuiet: true))
            """
        return [what] + timing(first, several: several, model, t)
    }

    private static func row(_ duty: Duty, several: Bool, _ model: AgendaModel, _ t: Language) -> [HTML] {
        let marks: [HTML] =
            (duty.isEntrusted(to: model.account) ? [badge(t, .declared, t("À vous", "Yours"))] : [])
            + (duty.isToConfirm ? [badge(t, DutyWords.toConfirm(t))] : [])
        let what: HTML = """
            <a href="\(duty.href)">\(duty.title(t))</a>\
            \(when(!marks.isEmpty, " \(marks.html { " \($0)" })"))\
            \(when(!duty.detail(t).isEmpty, paragraph(duty.detail(t), isQuiet: true)))
            """
        return [what] + timing(duty, several: several, model, t)
    }

    /// When, where, and of which kind.
    private static func timing(_ duty: Duty, several: Bool, _ model: AgendaModel, _ t: Language) -> [HTML] {
        let due: HTML = """
            \(badge(t, DutyWords.badge(duty, today: model.today, t)))\
            \(paragraph(DutyWords.day(duty, t), isQuiet: true))
            """
        let place: [HTML] =
            several
            ? ["<a href=\"\(AgendaURL.organisation(.init(duty.organisation)).path)\">\(duty.organisationName)</a>"] : []
        return [due] + place + ["\(duty.kind.title(t))"]
    }
}
