// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// Every step of the restart, node by node, and which durations nobody confirmed.
enum StepsPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [StepStore.Listed]
        let total: Int
        let counts: (all: Int, toConfirm: Int)
        let teamNames: [String: String]
        /// How many nodes the map has.
        let nodes: Int
        /// What proposing again would add or learn.
        let proposal: StepProposal.Change
        var query = StepStore.Query()
        var page = 1
        var mayManage = false

        var isFiltered: Bool {
            !query.text.isEmpty || query.phase != nil || query.source != nil || query.withRemoved
        }

        func href(page: Int) -> URLPath {
            RestartURL.steps(.init(place.id)).path.with("q", query.text.isEmpty ? nil : query.text)
                .with("phase", query.phase?.rawValue).with("etat", Filter(query).map(\.rawValue))
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    enum Filter: String, CaseIterable {
        case toConfirm = "a-confirmer"
        case measured = "mesurees"
        case removed = "retirees"

        init?(_ query: StepStore.Query) {
            if query.withRemoved {
                self = .removed
            } else {
                switch query.source {
                case .proposed: self = .toConfirm
                case .measured: self = .measured
                case .estimated, nil: return nil
                }
            }
        }

        func title(_ t: Language) -> String {
            switch self {
            case .toConfirm: t("À confirmer", "To confirm")
            case .measured: t("Mesurées", "Measured")
            case .removed: t("Retirées", "Removed")
            }
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting()
        let organisation = place.organisation
        var asked = StepStore.Query(
            text: visit.query["q"].map { String($0.prefix(100)) } ?? "",
            phase: visit.query["phase"].flatMap(RecoveryStep.Phase.init(rawValue:)))
        let filter = visit.query["etat"].flatMap(Filter.init(rawValue:))
        asked.source = filter == .toConfirm ? .proposed : filter == .measured ? .measured : nil
        asked.withRemoved = filter == .removed
        let page = visit.query.page
        (asked.limit, asked.offset) = (pageSize, (page - 1) * pageSize)
        let query = asked
        let mayManage = visit.mayManageRestart(of: place)
        let model = try await visit.read { session in
            let found = try StepStore.page(query, of: organisation.id, in: session)
            let everything = try ResourceStore.everything(of: organisation.id, in: session)
            let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
            return Model(
                place: organisation, rows: found.rows, total: found.total,
                counts: try StepStore.counts(of: organisation.id, in: session),
                teamNames: Dictionary(
                    everything.teams.map { ($0.team.key, $0.team.name) }, uniquingKeysWith: { first, _ in first }),
                nodes: map.nodes.count,
                proposal: mayManage
                    ? try proposal(for: organisation, map, everything.kept, in: session) : StepProposal.Change(),
                query: query, page: page, mayManage: mayManage)
        }
        if model.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.restartPage(title(t), at: place, [Crumb(RestartTabs.steps.title(t))], render(model, t))
    }

    static func proposal(
        for organisation: Organisation, _ map: PlacedMap, _ resources: Resources, in session: any Session
    ) throws -> StepProposal.Change {
        StepProposal.change(
            for: map.nodes, steps: try StepStore.all(of: organisation.id, in: session),
            restores: try ServiceMapStore.restores(seenFrom: organisation.lineage, in: session),
            teams: Set(resources.teams.map(\.key)), means: Set(resources.means.map(\.key)))
    }

    @Sendable
    static func propose(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let organisation = place.organisation
        let t = visit.language
        let news = try await visit.change { change in
            _ = try visit.place(organisation.id, for: RestartPermissions.manage, in: change.session)
            let resources = try ResourceStore.everything(of: organisation.id, in: change.session).kept
            guard !resources.teams.isEmpty else { throw RestartError.noTeams }
            let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: change.session)
            guard !map.nodes.isEmpty else { throw RestartError.noMap }
            let found = try proposal(for: organisation, map, resources, in: change.session)
            guard !found.isEmpty else { throw RestartError.alreadySo }
            try StepStore.apply(found, of: organisation.id, in: change)
            return found
        }
        return .redirect(
            RestartURL.steps(.init(organisation.id)).path,
            notice: t(
                "\(t.count(news.added.count, ("étape proposée", "étapes proposées"), ("", ""))), \(t.count(news.measured.count, ("durée apprise d’un essai", "durées apprises d’essais"), ("", ""))). Ce que vous aviez modifié n’a pas changé.",
                "\(t.count(news.added.count, ("", ""), ("step proposed", "steps proposed"))), \(t.count(news.measured.count, ("", ""), ("duration learnt from a test", "durations learnt from tests"))). What you had changed is untouched."
            ))
    }

    static func title(_ t: Language) -> String {
        t("Que faut-il faire, et en combien de temps\u{00A0}?", "What has to be done, and how long does it take?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let tabs = RestartTabs.render(model.place.id, current: .steps, t)
        let propose = Action(
            t("Proposer les étapes", "Propose the steps"), post: RestartURL.generation(place).path, style: .primary)
        guard model.counts.all > 0 || model.isFiltered else {
            let (text, action) = first(model, propose, t)
            return """
                \(pageHead(t, PageHead(title(t))))\(tabs)\
                \(emptyState(title: t("Aucune étape n’est décrite", "No step is described"), text: text, action: action))
                """
        }
        let lead =
            model.counts.toConfirm == 0
            ? t(
                "\(t.count(model.counts.all, ("étape", "étapes"), ("", ""))), toutes confirmées ou mesurées.",
                "\(t.count(model.counts.all, ("", ""), ("step", "steps"))), all confirmed or measured.")
            : t(
                "\(t.count(model.counts.all, ("étape", "étapes"), ("", "")))\u{00A0}; \(t.count(model.counts.toConfirm, ("durée proposée reste", "durées proposées restent"), ("", ""))) à confirmer par les équipes.",
                "\(t.count(model.counts.all, ("", ""), ("step", "steps"))); \(t.count(model.counts.toConfirm, ("", ""), ("proposed duration remains", "proposed durations remain"))) to be confirmed by the teams."
            )
        let hasNews = model.mayManage && !model.proposal.isEmpty
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, actions: hasNews ? [propose] : [])))\(tabs)\
            \(when(hasNews, news(model.proposal, t)))\(list(model, t))
            """
    }

    private static func first(_ model: Model, _ propose: Action, _ t: Language) -> (String, Action?) {
        if model.nodes == 0 {
            return (
                t(
                    "Décrivez d’abord dans la cartographie vos services et ce dont ils dépendent\u{00A0}: les étapes en découlent.",
                    "Describe in the map your services and what they depend on first: the steps follow from it."), nil
            )
        }
        if model.teamNames.isEmpty {
            return (
                t(
                    "Décrivez d’abord vos équipes\u{00A0}: chaque étape dit qui la fait.",
                    "Describe your teams first: each step says who does it."),
                Action(
                    t("Décrire les équipes", "Describe the teams"),
                    href: RestartURL.resources(.init(model.place.id)).path, style: .primary)
            )
        }
        return (
            t(
                "Carène propose pour chacun des \(t.number(model.nodes)) éléments de la cartographie les étapes de sa nature\u{00A0}: contenir, reconstruire, restaurer, vérifier, rouvrir. Les durées sont des ordres de grandeur, à confirmer.",
                "For each of the \(t.number(model.nodes)) elements of the map Carène proposes the steps of its kind: contain, rebuild, restore, check, reopen. Durations are orders of magnitude, to be confirmed."
            ), model.mayManage ? propose : nil
        )
    }

    private static func news(_ proposal: StepProposal.Change, _ t: Language) -> HTML {
        notice(
            Notice(
                .information,
                title: t("La cartographie ou les essais ont du nouveau", "The map or the tests have news"),
                text: t(
                    "\(t.count(proposal.added.count, ("étape manque", "étapes manquent"), ("", "")))\u{00A0}; \(t.count(proposal.measured.count, ("durée de restauration a été mesurée", "durées de restauration ont été mesurées"), ("", ""))). Ce que vous avez modifié ne changera pas.",
                    "\(t.count(proposal.added.count, ("", ""), ("step is missing", "steps are missing"))); \(t.count(proposal.measured.count, ("", ""), ("restore duration was measured", "restore durations were measured"))). What you changed stays."
                )))
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les étapes", "The steps")
        let path = RestartURL.steps(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Étape ou élément", "Step or element")), value: model.query.text, maxLength: 100))\
                \(select(
                    Field(t, "phase", label: t("Phase", "Phase")),
                    RecoveryStep.Phase.allCases.map { Choice($0.rawValue, StepWords.phase($0, t)) },
                    selected: model.query.phase?.rawValue, placeholder: t("Toutes", "All")))\
                \(select(
                    Field(t, "etat", label: t("Durée", "Duration")), Filter.allCases.map { Choice($0.rawValue, $0.title(t)) },
                    selected: Filter(model.query)?.rawValue, placeholder: t("Toutes", "All")))
                """, reset: model.isFiltered ? path : nil)
        let content: HTML =
            model.rows.isEmpty
            ? emptyState(
                title: t("Aucune étape ne correspond", "No step matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : Components.table(t, stepTable(model, title, t))
        return sheet(
            title,
            """
            \(filters)\(content)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { model.href(page: $0) }))
            """)
    }

    private static func stepTable(_ model: Model, _ title: String, _ t: Language) -> Table {
        var former: PlacedNode.ID?
        let place = URLPath.Part(model.place.id)
        return Table(
            caption: title, isCaptionHidden: true, stacks: true,
            columns: [
                Column(t("Élément", "Element")), Column(t("Étape", "Step")), Column(t("Qui", "Who")),
                Column(t("Durée", "Duration")), Column(t("D’où vient la durée", "Where it comes from"), isShort: true),
            ],
            rows: model.rows.map { listed in
                let step = listed.step
                defer { former = step.node }
                let node: HTML =
                    former == step.node
                    ? "<span class=\"quiet\">\(listed.nodeName)</span>"
                    : "<a href=\"\(RestartURL.node(place, .init(step.node)).path)\">\(listed.nodeName)</a>"
                let estimate = step.duration
                let link: HTML =
                    model.mayManage
                    ? "<a href=\"\(RestartURL.step(place, .init(step.id)).path)\">\(step.title)</a>" : "\(step.title)"
                return [
                    node, "\(link)<p class=\"quiet\">\(StepWords.phase(step.phase, t))</p>",
                    "\(StepWords.people(step.people, { model.teamNames[$0] ?? $0 }, t))",
                    "\(HourWords.range(estimate.low, estimate.likely, estimate.high, t))",
                    badge(t, StepWords.source(step, t)),
                ]
            })
    }
}
