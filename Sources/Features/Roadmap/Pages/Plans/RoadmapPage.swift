// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Planning
import Primitives
import Site

/// A roadmap: which actions, when, with which money and people, and how far from the best plan.
enum RoadmapPage {
    struct Model: Sendable {
        let roadmap: Roadmap
        let snapshot: RoadmapSnapshot
        let scenario: PlanScenario
        let reading: PlanReading
        let obstacles: [ObstacleWords.Line]
        let suppositions: Int
        /// The computation under way, when there is one that the reader may stop.
        let job: URLPath?
        let stop: URLPath?
        let isComputing: Bool
        let manages: Bool
        let mayRelease: Bool
        let today: Day
        /// Whether this machine makes PDFs; the page prints anyway.
        var canPrint = true
    }

    static func show(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let desk = try await RoadmapDesk.open(visit)
        guard let scenario = desk.current else { throw RoadmapError.unreadable }
        let model = try await model(desk, scenario, visit, workshop)
        let t = visit.language
        return visit.page(
            Page(title(model.roadmap, t), at: desk.place, trail: desk.trail(t), main: render(model, t)))
    }

    private static func model(
        _ desk: RoadmapDesk, _ scenario: PlanScenario, _ visit: Visit, _ workshop: Workshop
    ) async throws -> Model {
        let job = await workshop.job(of: scenario.id)
        // Only the person who started it can watch and stop it.
        let isOwn =
            if let job { await visit.house.jobs.job(job, for: visit.actor.account) != nil } else { false }
        let id = desk.roadmap.id
        var mayRelease = false
        if desk.manages, desk.roadmap.adopted != nil {
            mayRelease = try await visit.read { session in try !AdoptionStore.hasStarted(id, in: session) }
        }
        let reading = desk.reading(of: scenario)
        return Model(
            roadmap: desk.roadmap, snapshot: desk.snapshot, scenario: scenario, reading: reading,
            obstacles: ObstacleWords.lines(reading, desk.snapshot, visit.language),
            suppositions: desk.scenarios.count - 1,
            job: isOwn ? job.map { SiteAddress.job(.init($0)).path } : nil,
            stop: isOwn ? job.map { SiteAddress.jobCancellation(.init($0)).path } : nil, isComputing: job != nil,
            manages: desk.manages, mayRelease: mayRelease, today: visit.today,
            canPrint: await visit.house.canPrint)
    }

    static func compute(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let desk = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage)
        let scenario = try desk.scenario(try visit.identifier("scenario"))
        guard desk.roadmap.adopted != scenario.id else { throw RoadmapError.alreadyAdopted }
        let job = try await workshop.start(scenario, of: desk, visit)
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    static func title(_ roadmap: Roadmap, _ t: Language) -> String {
        t("\(roadmap.title)\u{00A0}: que faire, et quand\u{00A0}?", "\(roadmap.title): what to do, and when?")
    }

    static func lead(_ reading: PlanReading, _ plan: StoredPlan, _ t: Language) -> String {
        let count = t.count(reading.lines.count, ("action", "actions"), ("action", "actions"))
        return t(
            "En \(t.number(reading.closed.count))\u{00A0}trimestres et \(t.euros(reading.money)), ce plan de \(count) \(PlanWords.closed(reading.closedShare, t)). \(PlanWords.distance(plan, t))",
            "In \(t.number(reading.closed.count)) quarters and \(t.euros(reading.money)), this plan of \(count) \(PlanWords.closed(reading.closedShare, t)). \(PlanWords.distance(plan, t))"
        )
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(model.roadmap, t), lead: lead(model.reading, model.scenario.plan, t), actions: actions(model, t),
            state: state(model.roadmap, t))
        let tables = PlanTables(snapshot: model.snapshot, reading: model.reading, roadmap: model.roadmap.id, t: t)
        guard !model.reading.lines.isEmpty else {
            return """
                \(pageHead(t, head))\(computation(model, t))\(ObstacleWords.html(model.obstacles, t))\
                \(emptyState(
                    title: t("Aucune action ne tient dans ces moyens", "No action fits within these means"),
                    text: t(
                        "Établissez une nouvelle version avec plus d’argent ou plus de jours, ou voyez les hypothèses.",
                        "Make a new version with more money or more days, or see the suppositions."),
                    action: Action(t("Étudier des hypothèses", "Study suppositions"), href: RoadmapURL.scenarios(.init(model.roadmap.id)).path)))
                """
        }
        return """
            \(pageHead(t, head))\(computation(model, t))\(ObstacleWords.html(model.obstacles, t))\
            \(sheet(t("Le plan, trimestre par trimestre", "The plan, quarter by quarter"), "\(gantt(model, t))\(tables.byQuarter)"))\
            \(columns(
                sheet(t("L’argent, année par année", "The money, year by year"), tables.money),
                sheet(t("Le temps, compétence par compétence", "The time, skill by skill"), tables.effort)))\
            \(sheet(t("Ce que le plan laisse de côté", "What the plan leaves aside"), tables.leftOut))\
            \(management(model, t))
            """
    }

    private static func state(_ roadmap: Roadmap, _ t: Language) -> StateBadge? {
        if roadmap.closedAt != nil { return StateBadge(.closed, t("Suivi arrêté", "Ended")) }
        return roadmap.isFollowed ? StateBadge(.declared, t("Plan adopté", "Plan adopted")) : nil
    }

    private static func actions(_ model: Model, _ t: Language) -> [Action] {
        let id = URLPath.Part(model.roadmap.id)
        var list: [Action] = []
        if model.roadmap.adopted != nil {
            list.append(
                Action(t("Suivre les actions", "Follow the actions"), href: RoadmapURL.follow(id).path, style: .primary)
            )
        } else if model.manages, !model.reading.lines.isEmpty {
            list.append(
                Action(
                    t("Adopter ce plan", "Adopt this plan"), post: RoadmapURL.adoption(id).path, style: .primary,
                    confirm: t(
                        "Adopter ce plan\u{00A0}? Ses actions seront suivies\u{00A0}; cela s’annule tant que rien n’a commencé.",
                        "Adopt this plan? Its actions will be followed; this can be undone until something starts.")))
        }
        list.append(Action(t("Et si…\u{00A0}?", "What if…?"), href: RoadmapURL.scenarios(id).path))
        return list
    }

    private static func gantt(_ model: Model, _ t: Language) -> HTML {
        let snapshot = model.snapshot
        return GanttChart(
            first: snapshot.first, quarters: model.reading.closed.count,
            bars: model.reading.lines.map { line in
                GanttChart.Bar(
                    title: snapshot.title(of: line.action, t), from: snapshot.quarter(line.start).firstDay,
                    until: snapshot.quarter(line.end).lastDay)
            },
            today: model.today,
            caption: t("Quand chaque action est menée.", "When each action is carried out.")
        ).html(t)
    }

    private static func computation(_ model: Model, _ t: Language) -> HTML {
        if let job = model.job, let stop = model.stop {
            return sheet(
                t("Le meilleur plan se calcule", "The best plan is being computed"),
                """
                <p>\(t(
                    "Ce que vous voyez est déjà un bon plan\u{00A0}; il sera remplacé par un meilleur s’il en existe un.",
                    "What you see is a good plan already; a better one will replace it if there is one."))</p>\
                \(Components.actions([
                    Action(t("Voir l’avancement", "See the progress"), href: job),
                    Action(t("Arrêter le calcul", "Stop the computation"), post: stop),
                ]))
                """)
        }
        if model.isComputing {
            return notice(
                Notice(
                    .information, title: t("Le meilleur plan se calcule", "The best plan is being computed"),
                    text: t("Rechargez la page dans une ou deux minutes.", "Reload the page in a minute or two.")))
        }
        guard model.manages, model.roadmap.adopted == nil, model.scenario.plan.origin == .greedy else { return HTML() }
        return sheet(
            t("Un meilleur plan existe peut-être", "There may be a better plan"),
            """
            <p>\(t(
                "Le calcul exact cherche pendant deux minutes au plus, sans gêner personne.",
                "The exact computation searches for two minutes at most, and disturbs nobody."))</p>\
            \(Components.actions([
                Action(
                    t("Calculer le meilleur plan", "Compute the best plan"),
                    post: RoadmapURL.computation(.init(model.roadmap.id), .init(model.scenario.id)).path)
            ]))
            """)
    }

    private static func management(_ model: Model, _ t: Language) -> HTML {
        let id = URLPath.Part(model.roadmap.id)
        var list = [
            Action(t("Tableur (XLSX)", "Spreadsheet (XLSX)"), href: RoadmapURL.xlsx(id).path),
            Action(t("CSV", "CSV"), href: RoadmapURL.csv(id).path),
        ]
        if model.canPrint { list.append(Action(t("Rapport PDF", "PDF report"), href: RoadmapURL.pdf(id).path)) }
        if model.manages, model.roadmap.closedAt != nil {
            list.append(Action(t("Reprendre le suivi", "Resume the follow-up"), post: RoadmapURL.reopening(id).path))
        } else if model.manages, model.roadmap.adopted != nil {
            if model.mayRelease {
                list.append(
                    Action(
                        t("Annuler l’adoption", "Undo the adoption"), post: RoadmapURL.release(id).path,
                        confirm: t(
                            "Annuler l’adoption\u{00A0}? Les actions ne seront plus suivies.",
                            "Undo the adoption? The actions will not be followed any more.")))
            } else {
                list.append(
                    Action(
                        t("Arrêter le suivi", "End the follow-up"), post: RoadmapURL.closure(id).path,
                        confirm: t(
                            "Arrêter le suivi de cette version\u{00A0}? Il pourra reprendre.",
                            "End the follow-up of this version? It can be resumed.")))
            }
        }
        let onPaper = t(
            "Pour l’avoir en PDF, imprimez cette page avec votre navigateur (Ctrl+P)\u{00A0}: elle est prévue pour le papier.",
            "To have it as a PDF, print this page with your browser (Ctrl+P): it is made for paper.")
        let frameworks = model.roadmap.settings.frameworks.map(\.identity).joined(separator: ", ")
        return sheet(
            t("Ce document", "This document"),
            """
            <p class="quiet">\(t(
                "Version \(model.roadmap.version), établie par \(model.roadmap.createdBy) sur l’état du \(date(model.snapshot.takenOn, t)) (\(frameworks)). Coûts, jours et parts sont des estimations.",
                "Version \(model.roadmap.version), made by \(model.roadmap.createdBy) from the state of \(date(model.snapshot.takenOn, t)) (\(frameworks)). Costs, days and shares are estimates."))</p>\
            \(when(!model.canPrint, "<p class=\"more\">\(onPaper)</p>"))\
            \(Components.actions(list))
            """)
    }

    static func date(_ text: String, _ t: Language) -> String { Day(text: text).map { t.date($0) } ?? text }
}
