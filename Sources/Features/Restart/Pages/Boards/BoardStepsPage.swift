// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import Site

/// Every step of the board, to find the one that is not among the next.
enum BoardStepsPage {
    struct Filter: Sendable, Hashable {
        var text = ""
        var state: BoardStep.State?
        var team: String?
        var page = 1
    }

    static let pageSize = 50

    static func show(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let desk = try await BoardDesk.open(visit, room)
        let filter = Filter(
            text: visit.query["q"].map { String($0.prefix(100)) } ?? "",
            state: visit.query["etat"].flatMap(BoardStep.State.init(rawValue:)), team: visit.query["equipe"],
            page: visit.query.page)
        let t = visit.language
        return desk.page(visit, title(t), [Crumb(title(t))], render(desk, filter, t))
    }

    static func title(_ t: Language) -> String { t("Toutes les étapes du tableau", "All the steps of the board") }

    static func matching(_ desk: BoardDesk, _ filter: Filter) -> [BoardReading.Item] {
        let reading = desk.reading
        let words = folded(filter.text).split(separator: " ")
        return reading.state.model.steps.map(reading.item).filter { item in
            if let state = filter.state, item.known.state != state { return false }
            if let team = filter.team, item.step.people[team] == nil { return false }
            guard !words.isEmpty else { return true }
            let name = folded(item.step.title + " " + (reading.state.model.map[item.step.node]?.name ?? ""))
            return words.allSatisfy { name.contains($0) }
        }.sorted {
            ($0.start ?? 1e9, $0.step.phase.rank, $0.step.key) < ($1.start ?? 1e9, $1.step.phase.rank, $1.step.key)
        }
    }

    static func render(_ desk: BoardDesk, _ filter: Filter, _ t: Language) -> HTML {
        let all = matching(desk, filter)
        let path = RestartURL.boardSteps(desk.part, desk.id).path
        func href(_ page: Int) -> URLPath {
            path.with("q", filter.text.isEmpty ? nil : filter.text).with("etat", filter.state?.rawValue)
                .with("equipe", filter.team).with("page", page > 1 ? String(page) : nil)
        }
        let pager = Pager(page: filter.page, pageSize: pageSize, total: all.count, href: href)
        let shown = all.dropFirst((pager.currentPage - 1) * pageSize).prefix(pageSize)
        let isFiltered = !filter.text.isEmpty || filter.state != nil || filter.team != nil
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Étape ou élément", "Step or element")), value: filter.text, maxLength: 100))\
                \(select(
                    Field(t, "etat", label: t("État", "State")),
                    BoardStep.State.allCases.map { Choice($0.rawValue, BoardWords.state($0, t).word ?? "") },
                    selected: filter.state?.rawValue, placeholder: t("Tous", "All")))\
                \(select(
                    Field(t, "equipe", label: t("Équipe", "Team")),
                    desk.reading.state.model.teams.map { Choice($0.key, $0.name) }, selected: filter.team,
                    placeholder: t("Toutes", "All")))
                """, reset: isFiltered ? path : nil)
        let list: HTML =
            shown.isEmpty
            ? emptyState(
                title: t("Aucune étape ne correspond", "No step matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : Components.table(t, table(Array(shown), desk, t))
        return """
            \(desk.exerciseMark(t))\(pageHead(t, PageHead(title(t))))\
            \(sheet(t("Étapes", "Steps"), "\(filters)\(list)\(Components.pager(t, pager))"))
            """
    }

    private static func table(_ items: [BoardReading.Item], _ desk: BoardDesk, _ t: Language) -> Table {
        let model = desk.reading.state.model
        return Table(
            caption: t("Étapes", "Steps"), isCaptionHidden: true, stacks: true,
            columns: [
                Column(t("Étape", "Step")), Column(t("Qui", "Who")), Column(t("Quand", "When")),
                Column(t("État", "State"), isShort: true),
            ],
            rows: items.map { item in
                let href = RestartURL.boardStep(desk.part, desk.id, .init(item.step.key)).path
                let start = item.known.startedAt.map(desk.board.hour) ?? item.start
                let finish = item.known.finishedAt.map(desk.board.hour) ?? item.finish
                let span = [start, finish].compactMap { $0 }.map { desk.moment($0, t) }.joined(separator: " – ")
                return [
                    "<a href=\"\(href)\">\(item.step.title)</a><p class=\"quiet\">\(model.map[item.step.node]?.name ?? "")</p>",
                    "\(StepWords.people(item.step.people, { key in model.teams.first { $0.key == key }?.name ?? key }, t))",
                    "\(item.known.state == .skipped ? "" : span)", badge(t, BoardWords.state(item.known.state, t)),
                ]
            })
    }
}
