// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The activities (or the services) of an organisation and where their impact analyses stand.
enum AnalysesPage {
    static let pageSize = 50

    struct Line: Sendable {
        let node: PlacedNode
        let analysis: Analysis?
        let href: URLPath?

        func state(on day: Day) -> AnalysisState { AnalysisState.of(analysis, on: day) }
    }

    struct Model: Sendable {
        let place: Organisation
        /// Those that the filters keep.
        let lines: [Line]
        /// Of the whole layer, whatever the filters.
        let counts: [AnalysisState: Int]
        let layer: Layer
        let text: String
        let state: AnalysisState?
        let page: Int
        let today: Day
        let mayManage: Bool

        var total: Int { counts.values.reduce(0, +) }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let all = try await lines(of: place.organisation, for: visit)
        let layer: Layer = visit.query["etage"] == "services" ? .service : .activity
        let model = model(
            all, at: place.organisation, layer: layer, text: visit.query["q"] ?? "",
            state: AnalysisState.allCases.first { $0.word == visit.query["etat"] }, page: visit.query.page,
            today: visit.today, mayManage: visit.mayManage(place.organisation.lineage))
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: ContinuityTabs.analyses.title(t), render(model, t))
    }

    /// Three statements.
    static func lines(of place: Organisation, for visit: Visit) async throws -> [Line] {
        let (map, analyses) = try await visit.read { session in
            (
                try ServiceMapStore.map(seenFrom: place.lineage, in: session),
                try AnalysisStore.all(seenFrom: place.lineage, in: session)
            )
        }
        return map.nodes.filter { $0.layer != .component }.map { node in
            Line(
                node: node, analysis: analyses[node.id],
                href: visit.mayRead(node.keeperLineage)
                    ? ContinuityURL.analysis(.init(node.keeper), .init(node.id)).path : nil)
        }
        // The most vital first, then as a person looks for a name.
        .sorted {
            ($0.node.node.careClass ?? 9, folded($0.node.name), $0.node.id.text)
                < ($1.node.node.careClass ?? 9, folded($1.node.name), $1.node.id.text)
        }
    }

    static func model(
        _ all: [Line], at place: Organisation, layer: Layer, text: String, state: AnalysisState?, page: Int, today: Day,
        mayManage: Bool
    ) -> Model {
        let here = all.filter { $0.node.layer == layer }
        let words = folded(text).split(separator: " ")
        let kept = here.filter { line in
            (state.map { line.state(on: today) == $0 } ?? true)
                && words.allSatisfy { folded(line.node.name).contains($0) }
        }
        return Model(
            place: place, lines: kept, counts: Dictionary(grouping: here) { $0.state(on: today) }.mapValues(\.count),
            layer: layer, text: text, state: state, page: page, today: today, mayManage: mayManage)
    }

    static func title(_ t: Language) -> String {
        t(
            "Que fait une interruption, et à partir de quand\u{00A0}?",
            "What does an interruption do, and from when on?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let exports = [
            Action(t("Exporter en CSV", "Export as CSV"), href: ContinuityURL.analysesTable(place).path),
            Action(
                t("Exporter pour un tableur", "Export as a workbook"), href: ContinuityURL.analysesWorkbook(place).path),
        ]
        let head = PageHead(title(t), lead: lead(model, t), actions: model.total > 0 ? exports : [])
        return """
            \(pageHead(t, head))\(ContinuityTabs.render(model.place.id, current: .analyses, t))\
            \(filters(model, t))\(list(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let validated = model.counts[.validated] ?? 0
        let review = model.counts[.toReview] ?? 0
        guard model.total > 0 else { return "" }
        let first = t(
            "\(t.count(validated, ("bilan validé", "bilans validés"), ("", ""))) sur \(t.number(model.total)).",
            "\(t.number(validated)) of \(t.count(model.total, ("", ""), ("analysis", "analyses"))) validated.")
        guard review > 0 else { return first }
        return first + " "
            + t(
                "\(t.count(review, ("est à revoir", "sont à revoir"), ("", ""))).",
                "\(t.number(review)) to review.")
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let action = ContinuityURL.analyses(.init(model.place.id)).path
        let isFiltered = !model.text.isEmpty || model.state != nil || model.layer != .activity
        let fields: [HTML] = [
            textField(Field(t, "q", label: t("Nom", "Name")), value: model.text, maxLength: 100),
            select(
                Field(t, "etage", label: t("Bilans", "Analyses")),
                [
                    Choice("activites", t("des activités", "of activities")),
                    Choice("services", t("des services", "of services")),
                ], selected: model.layer == .service ? "services" : "activites"),
            select(
                Field(t, "etat", label: t("État", "State")),
                AnalysisState.allCases.map { Choice($0.word, StateWords.title($0, t)) }, selected: model.state?.word,
                placeholder: t("Tous", "All")),
        ]
        return filterForm(t, action: action, fields: fields.html { $0 }, reset: isFiltered ? action : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard model.total > 0 else {
            return emptyState(
                title: t("La cartographie est vide", "The map is empty"),
                text: t(
                    "Un bilan d’impact porte sur une activité\u{00A0}: inscrivez d’abord vos activités dans la cartographie.",
                    "An impact analysis is about an activity: first enter your activities in the map."))
        }
        guard !model.lines.isEmpty else {
            return paragraph(t("Rien ne correspond à ces filtres.", "Nothing matches these filters."))
        }
        let pages = Pager(page: model.page, pageSize: pageSize, total: model.lines.count) { page in
            ContinuityURL.analyses(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
                .with("etage", model.layer == .service ? "services" : nil).with("etat", model.state?.word)
                .with("page", page > 1 ? String(page) : nil)
        }
        let shown = model.lines.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        let caption = t(
            "Bilans d’impact, les activités les plus vitales d’abord", "Impact analyses, the most vital first")
        return sheet(
            t("Les bilans", "The analyses"),
            """
            \(table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Activité", "Activity")), Column(t("Ne peut attendre plus de", "Cannot wait more than")),
                    Column(t("Doit revenir en", "Is to come back within")),
                    Column(t("Peut perdre au plus", "May lose at most")), Column(t("État", "State"), isShort: true),
                ], rows: shown.map { row($0, model, t) })))\(pager(t, pages))
            """)
    }

    private static func row(_ line: Line, _ model: Model, _ t: Language) -> [HTML] {
        let node = line.node.node
        let detail = [
            NodeWords.kind(node.kind, t),
            node.careClass.map { t("classe de soin \($0)", "care class \($0)") } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        let validation: HTML = when(line.analysis?.validation) { one in
            "<br><small>\(t("le", "on")) \(t.date(one.on)), \(one.by)</small>"
        }
        return [
            NodeWords.cell(line.node, from: model.place.id, href: line.href, detail),
            "\(labelled(t("Tolère", "Bears"), node.maximumTolerablePeriod, t))",
            "\(labelled(t("DMIA", "RTO"), node.recoveryTimeObjective, t))",
            "\(labelled(t("PDMA", "RPO"), node.recoveryPointObjective, t))",
            "\(badge(t, StateWords.badge(line.state(on: model.today), t)))\(validation)",
        ]
    }

    /// On a phone the cell stands without its column's head.
    private static func labelled(_ name: String, _ hours: Double?, _ t: Language) -> HTML {
        "<small>\(name)</small> \(hours.map { Duration.words($0, t) } ?? "–")"
    }
}
