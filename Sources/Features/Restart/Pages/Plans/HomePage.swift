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

/// The room's first page: the open board before all else, then the plans, then what is missing to make one.
enum HomePage {
    struct Model: Sendable {
        let place: Organisation
        let boards: [Board]
        let plans: [RestartPlan]
        let total: Int
        /// Whether something stands on the map, teams are described, steps are.
        let nodes: Int
        let teams: Int
        let steps: (all: Int, toConfirm: Int)
        var page = 1
        var mayManage = false
        let today: Day
        let zone: TimeZoneRule
    }

    static let pageSize = 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting()
        let organisation = place.organisation
        let page = visit.query.page
        let mayManage = visit.mayManageRestart(of: place)
        let (today, zone) = (visit.today, visit.zone)
        let model = try await visit.read { session in
            let plans = try PlanStore.page(
                of: organisation.id, withRemoved: mayManage, limit: pageSize, offset: (page - 1) * pageSize,
                in: session)
            return Model(
                place: organisation, boards: try BoardStore.list(of: organisation.id, in: session),
                plans: plans.rows, total: plans.total,
                nodes: try ServiceMapStore.page(.init(limit: 1), seenFrom: organisation.lineage, in: session).total,
                teams: try ResourceStore.everything(of: organisation.id, in: session).kept.teams.count,
                steps: try StepStore.counts(of: organisation.id, in: session), page: page, mayManage: mayManage,
                today: today, zone: zone)
        }
        let t = visit.language
        return visit.restartPage(title(t), at: place, [], render(model, t))
    }

    static func title(_ t: Language) -> String {
        t(
            "Si tout s’arrête, quand les services reviennent-ils\u{00A0}?",
            "If everything stops, when are services back?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let plans = model.plans.filter { !$0.isRemoved }
        let latest = plans.first
        let compute = Action(
            t("Calculer un plan", "Compute a plan"), href: RestartURL.planCreation(place).path, style: .primary)
        let isReady = model.nodes > 0 && model.steps.all > 0
        let head = PageHead(
            title(t), lead: latest.map { lead($0, t) } ?? "", actions: model.mayManage && isReady ? [compute] : [])
        return """
            \(pageHead(t, head))\(RestartTabs.render(model.place.id, current: .plans, t))\
            \(model.boards.filter(\.isOpen).html { openBoard($0, model, t) })\
            \(when(latest == nil || model.steps.toConfirm > 0 || model.teams == 0, preparation(model, t)))\
            \(planList(model, plans, t))\(boardList(model, t))\(removed(model, t))
            """
    }

    private static func lead(_ plan: RestartPlan, _ t: Language) -> String {
        let summary = plan.summary
        guard let planned = summary.principalPlanned, !summary.principal.isEmpty else { return "" }
        let mark = HourWords.mark(planned, t)
        guard let p90 = summary.principalP90 else {
            return t("\(summary.principal)\u{00A0}: retour à \(mark).", "\(summary.principal): back at \(mark).")
        }
        let late = HourWords.mark(p90, t)
        return t(
            "\(summary.principal)\u{00A0}: retour à \(mark), neuf fois sur dix avant \(late), d’après le plan du \(t.date(plan.madeOn)).",
            "\(summary.principal): back at \(mark), nine times in ten before \(late), after the plan of \(t.date(plan.madeOn))."
        )
    }

    private static func openBoard(_ board: Board, _ model: Model, _ t: Language) -> HTML {
        notice(
            Notice(
                board.isExercise ? .information : .danger,
                title: board.isExercise
                    ? t("EXERCICE en cours\u{00A0}: \(board.title)", "EXERCISE under way: \(board.title)")
                    : t("Redémarrage en cours\u{00A0}: \(board.title)", "Restart under way: \(board.title)"),
                text: t(
                    "Commencé le \(t.moment(board.beganAt, in: model.zone)).",
                    "Began on \(t.moment(board.beganAt, in: model.zone)).")),
            action: Action(
                t("Ouvrir le tableau", "Open the board"),
                href: RestartURL.board(.init(model.place.id), .init(board.id)).path, style: .primary))
    }

    /// What is missing before a plan says something that one may rely on, each with its way.
    private static func preparation(_ model: Model, _ t: Language) -> HTML {
        var list: [TodoItem] = []
        let place = URLPath.Part(model.place.id)
        if model.nodes == 0 {
            list.append(
                TodoItem(
                    t("Dessiner la cartographie", "Draw the map"),
                    reason: t(
                        "Le plan découle de ce dont chaque service dépend.",
                        "The plan follows from what each service depends on."),
                    state: StateBadge(.missing, t("Vide", "Empty")), href: RestartLinks.map(place)))
        }
        if model.teams == 0 {
            list.append(
                TodoItem(
                    t("Décrire les équipes et les moyens", "Describe teams and means"),
                    reason: t(
                        "Un jeu type s’ajoute d’un clic, puis se corrige.",
                        "A standard set is added in one click, then corrected."),
                    state: StateBadge(.missing, t("Aucune", "None")), href: RestartURL.resources(place).path))
        }
        if model.steps.all == 0 {
            list.append(
                TodoItem(
                    t("Faire proposer les étapes", "Have the steps proposed"),
                    reason: t(
                        "Carène les tire de la nature de chaque élément.",
                        "Carène takes them from the kind of each element."),
                    state: StateBadge(.missing, t("Aucune", "None")), href: RestartURL.steps(place).path))
        } else if model.steps.toConfirm > 0 {
            list.append(
                TodoItem(
                    t("Confirmer les durées", "Confirm the durations"),
                    reason: t(
                        "Les durées proposées sont des ordres de grandeur\u{00A0}: un essai de restauration ou l’avis de l’équipe vaut mieux.",
                        "Proposed durations are orders of magnitude: a restore test or the team’s own word is worth more."
                    ),
                    state: StateBadge(.toReview, t.number(model.steps.toConfirm)),
                    href: RestartURL.steps(place).path.with("etat", StepsPage.Filter.toConfirm.rawValue)))
        }
        guard !list.isEmpty else { return HTML() }
        return sheet(t("Avant de s’y fier", "Before relying on it"), todoList(t, list))
    }

    private static func planList(_ model: Model, _ plans: [RestartPlan], _ t: Language) -> HTML {
        let title = t("Plans calculés", "Computed plans")
        let place = URLPath.Part(model.place.id)
        guard !plans.isEmpty else {
            return sheet(
                title,
                emptyState(
                    title: t("Aucun plan n’est calculé", "No plan is computed"),
                    text: t(
                        "Un plan dit qui fait quoi et quand, quand chaque service revient et avec quelle certitude.",
                        "A plan says who does what and when, when each service is back and how sure that is."),
                    action: model.mayManage && model.nodes > 0 && model.steps.all > 0
                        ? Action(
                            t("Calculer le premier plan", "Compute the first plan"),
                            href: RestartURL.planCreation(place).path) : nil))
        }
        let rows: [[HTML]] = plans.map { plan in
            let summary = plan.summary
            return [
                "<a href=\"\(RestartURL.plan(place, .init(plan.id)).path)\">\(plan.title)</a>",
                "\(t.date(plan.madeOn))",
                "\(summary.principalPlanned.map { HourWords.mark($0, t) } ?? "–")",
                "\(summary.principalP90.map { HourWords.mark($0, t) } ?? "–")",
                summary.late == 0
                    ? badge(t, .proven, t("Aucun", "None"))
                    : badge(
                        t, .missing,
                        t("\(summary.late) sur \(summary.services)", "\(summary.late) of \(summary.services)")),
            ]
        }
        let list = table(
            t,
            Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Plan", "Plan")), Column(t("Établi le", "Made on"), isShort: true),
                    Column(t("Service principal", "Main service"), isNumber: true),
                    Column(t("9 fois sur 10", "9 in 10"), isNumber: true),
                    Column(t("Services en retard", "Services late"), isShort: true),
                ], rows: rows))
        let path = RestartURL.home(place).path
        return sheet(
            title,
            """
            \(list)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }

    private static func boardList(_ model: Model, _ t: Language) -> HTML {
        let closed = model.boards.filter { !$0.isOpen }
        guard !closed.isEmpty else { return HTML() }
        let title = t("Tableaux clos", "Closed boards")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Tableau", "Board")), Column(t("Nature", "Kind"), isShort: true),
                        Column(t("Commencé", "Began"), isShort: true), Column(t("Clos", "Closed"), isShort: true),
                    ],
                    rows: closed.map { board in
                        [
                            "<a href=\"\(RestartURL.board(.init(model.place.id), .init(board.id)).path)\">\(board.title)</a>",
                            board.isExercise
                                ? badge(t, .declared, t("Exercice", "Exercise"))
                                : badge(t, .neutral, t("Réel", "Real")),
                            "\(t.moment(board.beganAt, in: model.zone))",
                            "\(board.closedAt.map { t.moment($0, in: model.zone) } ?? "–")",
                        ]
                    })))
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        let gone = model.plans.filter(\.isRemoved)
        guard model.mayManage, !gone.isEmpty else { return HTML() }
        return disclosure(
            t("Plans retirés", "Removed plans"),
            items(
                gone.map { plan in
                    let restore = postButton(
                        action: RestartURL.planRestoration(.init(model.place.id), .init(plan.id)).path,
                        t("Rétablir", "Restore"))
                    return ends("<span>\(plan.title)</span>", restore)
                }))
    }
}
