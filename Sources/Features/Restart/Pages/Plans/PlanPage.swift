// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// A plan: when the most important services are back and how sure that is, what decides it, what would shorten it.
enum PlanPage {
    struct Model: Sendable {
        let plan: RestartPlan
        let frozen: FrozenModel
        let reading: PlanReading
        /// The computation under way, where the reader may stop it.
        var job: URLPath?
        var stop: URLPath?
        var isComputing = false
        var mayManage = false
        /// Whether this machine makes PDFs; the page prints anyway.
        var canPrint = true

        var place: URLPath.Part { .init(plan.organisation) }
        var id: URLPath.Part { .init(plan.id) }
    }

    static func show(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let desk = try await PlanDesk.open(visit)
        let job = await workshop.job(of: desk.plan.id)
        let isOwn =
            if let job { await visit.house.jobs.job(job, for: visit.actor.account) != nil } else { false }
        let model = Model(
            plan: desk.plan, frozen: desk.whole.frozen, reading: desk.whole.reading,
            job: isOwn ? job.map { SiteAddress.job(.init($0)).path } : nil,
            stop: isOwn ? job.map { SiteAddress.jobCancellation(.init($0)).path } : nil, isComputing: job != nil,
            mayManage: desk.mayManage, canPrint: await visit.house.canPrint)
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(body(model, t)) }
        return desk.page(visit, title(model, t), .plan, render(model, t))
    }

    static func compute(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let desk = try await PlanDesk.open(visit, for: RestartPermissions.manage)
        let plan = desk.plan
        let job = try await workshop.start(
            plan.id, plan.title, desk.whole.frozen, at: desk.place,
            isVariant: plan.base != nil, visit)
        let t = visit.language
        return .redirect(
            RestartURL.plan(.init(plan.organisation), .init(plan.id)).path,
            notice: job == nil
                ? t(
                    "Trop de calculs sont en cours\u{00A0}: recommencez dans un instant.",
                    "Too many computations are under way: try again in a moment.")
                : t("Le calcul est lancé.", "The computation has started."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let desk = try await PlanDesk.open(visit, for: RestartPermissions.manage)
        let plan = desk.plan
        try await visit.change { change in
            _ = try visit.place(plan.organisation, for: RestartPermissions.manage, in: change.session)
            try PlanStore.remove(plan, in: change)
        }
        let t = visit.language
        let place = URLPath.Part(plan.organisation)
        return .redirect(
            plan.base.map { RestartURL.comparison(place, .init($0)).path } ?? RestartURL.home(place).path,
            notice: t("Le plan est retiré\u{00A0}; on peut le rétablir.", "The plan is removed; it can be restored."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let desk = try await PlanDesk.open(visit, for: RestartPermissions.manage)
        let plan = desk.plan
        try await visit.change { change in
            _ = try visit.place(plan.organisation, for: RestartPermissions.manage, in: change.session)
            try PlanStore.restore(plan, in: change)
        }
        return .redirect(
            RestartURL.plan(.init(plan.organisation), .init(plan.id)).path,
            notice: visit.language("Le plan est rétabli.", "The plan is restored."))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        guard let principal = model.reading.principal else { return model.plan.title }
        return t(
            "\(principal.node.name)\u{00A0}: de retour à \(HourWords.mark(principal.back.planned, t))",
            "\(principal.node.name): back at \(HourWords.mark(principal.back.planned, t))")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        var actions: [Action] = []
        if model.mayManage, !model.plan.isRemoved {
            actions.append(
                Action(
                    t("Ouvrir le tableau du jour J", "Open the board of the day"),
                    href: RestartURL.boardOpening(model.place, model.id).path, style: .primary))
        }
        let state = model.plan.isRemoved ? StateBadge(.closed, t("Retiré", "Removed")) : nil
        let head = PageHead(title(model, t), lead: PlanWords.lead(model.reading, t), actions: actions, state: state)
        return """
            \(pageHead(t, head))\(PlanTabs.render(model.plan, current: .plan, t))\(body(model, t))\
            \(about(model, t))
            """
    }

    /// What a better plan replaces: asked again while it is being computed.
    static func body(_ model: Model, _ t: Language) -> HTML {
        let parts = PlanParts(reading: model.reading, t: t, place: model.place)
        let content: HTML = """
            \(computation(model, t))\(unfinished(model, t))\(figures(t, PlanFigures.figures(model.reading, t)))\
            \(sheet(t("Quand chaque service revient", "When each service is back"), parts.services))\
            \(sheet(t("Qui travaille quand", "Who works when"), parts.teams))\
            \(sheet(t("Ce qui décide de la date", "What decides the date"), parts.criticalChain))\
            \(sheet(t("Ce que donnerait une personne de plus", "What one more person would give"), parts.marginal))\
            \(parts.uncovered)\
            \(parts.influences)\(parts.components)
            """
        return region(
            id: "plan",
            refreshFrom: model.isComputing ? RestartURL.plan(model.place, model.id).path : nil, content)
    }

    private static func computation(_ model: Model, _ t: Language) -> HTML {
        if model.isComputing {
            let text = t(
                "Ce que vous voyez est un premier plan. Un meilleur le remplacera ici même, avec les probabilités.",
                "What you see is a first plan. A better one will replace it right here, with the probabilities.")
            return notice(
                Notice(
                    .information, title: t("Un meilleur plan se calcule", "A better plan is being computed"), text: text
                ), action: model.stop.map { Action(t("Arrêter le calcul", "Stop the computation"), post: $0) })
        }
        guard model.plan.isFirst, model.mayManage else { return HTML() }
        return notice(
            Notice(
                .warning, title: t("Ce n’est qu’un premier plan", "This is only a first plan"),
                text: t(
                    "Le calcul complet, avec les probabilités, n’a pas eu lieu ou a été arrêté.",
                    "The whole computation, with the probabilities, did not take place or was stopped.")),
            action: Action(
                t("Calculer un meilleur plan", "Compute a better plan"),
                post: RestartURL.computation(model.place, model.id).path))
    }

    /// Simulated restarts in which a step never found its people: no date is worth anything then.
    private static func unfinished(_ model: Model, _ t: Language) -> HTML {
        guard let forecast = model.reading.plan.forecast, forecast.unfinished > 0, forecast.runs > 0 else {
            return HTML()
        }
        let share = t.percent(Double(forecast.unfinished) / Double(forecast.runs), 1)
        return notice(
            Notice(
                .warning,
                title: t("Il arrive qu’une étape ne trouve plus personne", "Sometimes a step finds nobody any more"),
                text: t(
                    "Dans \(share) des redémarrages simulés, une étape dure plus que la présence de son équipe. Laissez-la s’interrompre, ou prolongez les renforts.",
                    "In \(share) of the simulated restarts, a step lasts longer than its team is there. Let it pause, or keep the helpers longer."
                )))
    }

    private static func about(_ model: Model, _ t: Language) -> HTML {
        func file(_ type: RestartURL.FileType) -> URLPath { RestartURL.planFile(model.place, model.id, type).path }
        var list = [
            Action(t("Tableur (XLSX)", "Spreadsheet (XLSX)"), href: file(.xlsx)),
            Action(t("CSV", "CSV"), href: file(.csv)), Action(t("JSON", "JSON"), href: file(.json)),
            Action(t("Fichier de plan (YAML)", "Plan file (YAML)"), href: file(.yaml)),
        ]
        if model.canPrint { list.append(Action(t("Rapport PDF", "PDF report"), href: file(.pdf))) }
        if model.mayManage, !model.plan.isRemoved {
            list.append(
                Action(
                    t("Retirer ce plan", "Remove this plan"), post: RestartURL.planRemoval(model.place, model.id).path,
                    style: .danger,
                    confirm: t("Retirer ce plan\u{00A0}? Cela s’annule.", "Remove this plan? This can be undone.")))
        }
        let start = HourWords.moment(
            0, weekday: model.frozen.model.startWeekday, startHour: model.frozen.model.startHour, t)
        let steps = model.plan.summary
        return sheet(
            t("Ce plan", "This plan"),
            """
            <p class="quiet">\(t(
                "Établi par \(model.plan.createdBy) sur la cartographie, les équipes et les étapes du \(t.date(model.plan.madeOn)), pour une attaque qui commence \(start)\u{00A0}: \(t.number(steps.steps)) étapes, dont \(t.number(steps.toConfirm)) à la durée proposée et non confirmée. \(t.number(model.reading.plan.schedulesTried)) ordonnancements essayés.",
                "Made by \(model.plan.createdBy) from map, teams and steps of \(t.date(model.plan.madeOn)), for an attack that begins \(start): \(t.number(steps.steps)) steps, of which \(t.number(steps.toConfirm)) with a proposed duration that nobody confirmed. \(t.number(model.reading.plan.schedulesTried)) schedules tried."))</p>\
            <p class="quiet">\(t(
                "Le fichier YAML se relit sans base de données\u{00A0}: carene restart plan FICHIER.",
                "The YAML file is read without a database: carene restart plan FILE."))</p>\
            \(Components.actions(list))
            """)
    }
}
