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

/// One step in full: what, by whom, with what, how long.
enum StepForm {
    struct Model: Sendable {
        let place: Organisation
        let node: PlacedNode
        let step: KeptStep?
        let resources: Resources
        var title = ""
        var phase = ""
        /// By field: durations, then people and means by key.
        var typed: [String: String] = [:]
        var mayPause = true
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let (node, resources) = try await surroundings(visit, place, try visit.identifier("noeudReprise"))
        var model = Model(place: place.organisation, node: node, step: nil, resources: resources)
        model.phase = RecoveryStep.Phase.rebuild.rawValue
        return page(visit, place, model)
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let step = try await find(visit, place)
        let (node, resources) = try await surroundings(visit, place, step.node)
        var model = Model(place: place.organisation, node: node, step: step, resources: resources)
        (model.title, model.phase, model.mayPause) = (step.title, step.phase.rawValue, step.mayPause)
        model.typed = [
            "bas": TypedNumber.text(step.duration.low), "probable": TypedNumber.text(step.duration.likely),
            "haut": TypedNumber.text(step.duration.high),
        ]
        for (team, count) in step.people { model.typed["equipe-\(team)"] = String(count) }
        for (means, count) in step.means { model.typed["moyen-\(means)"] = String(count) }
        return page(visit, place, model)
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.restarting(RestartPermissions.manage)
        return try await save(visit, form, place, try visit.identifier("noeudReprise"), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.restarting(RestartPermissions.manage)
        let step = try await find(visit, place)
        return try await save(visit, form, place, step.node, step)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let (id, step) = (place.organisation.id, try await find(visit, place))
        try await visit.change { change in
            _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
            try StepStore.remove(step, of: id, in: change)
        }
        return .redirect(
            RestartURL.node(.init(id), .init(step.node)).path,
            notice: visit.language(
                "L’étape est retirée\u{00A0}: on peut la rétablir au bas de la page.",
                "The step is removed: it can be restored at the bottom of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let (id, step) = (place.organisation.id, try await find(visit, place))
        try await visit.change { change in
            _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
            try StepStore.restore(step, of: id, in: change)
        }
        return .redirect(
            RestartURL.node(.init(id), .init(step.node)).path,
            notice: visit.language("L’étape est rétablie.", "The step is restored."))
    }

    private static func find(_ visit: Visit, _ place: Place) async throws -> KeptStep {
        let (id, organisation): (KeptStep.ID, _) = (try visit.identifier("etapeReprise"), place.organisation.id)
        let found = try await visit.read { session in try StepStore.step(id, of: organisation, in: session) }
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static func surroundings(
        _ visit: Visit, _ place: Place, _ id: PlacedNode.ID
    ) async throws -> (PlacedNode, Resources) {
        let organisation = place.organisation
        let (node, resources) = try await visit.read { session in
            (
                try ServiceMapStore.node(id, in: session),
                try ResourceStore.everything(of: organisation.id, in: session).kept
            )
        }
        // Those of the organisation, below it, and kept above it: as on the map.
        guard let node, !node.isRemoved,
            organisation.lineage.contains(node.keeperLineage) || node.keeperLineage.contains(organisation.lineage)
        else { throw Refusal.notFound }
        return (node, resources)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ node: PlacedNode.ID, _ step: KeptStep?
    ) async throws -> Reply {
        let t = visit.language
        let (placed, resources) = try await surroundings(visit, place, node)
        var model = Model(place: place.organisation, node: placed, step: step, resources: resources)
        guard let draft = read(form, into: &model, t) else {
            return page(visit, place, model, status: .unprocessable)
        }
        let id = place.organisation.id
        try await visit.change { change in
            _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
            if let step {
                try StepStore.correct(step, draft, of: id, in: change)
            } else {
                try StepStore.add(draft, to: node, of: id, in: change)
            }
        }
        return .redirect(
            RestartURL.node(.init(id), .init(node)).path,
            notice: t("L’étape est enregistrée.", "The step is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> StepDraft? {
        model.title = form["titre"]
        model.phase = form["phase"]
        model.mayPause = form.has("pause")
        model.errors.require(model.title, "titre", limit: 200, in: t)
        for name in ["bas", "probable", "haut"] { model.typed[name] = form[name] }
        let phase = RecoveryStep.Phase(rawValue: model.phase)
        if phase == nil { model.errors.add(t("Choisissez la phase.", "Choose the phase."), to: "phase") }
        let range = 0...KeptStep.longest
        let low = model.errors.number(form, "bas", in: range, t)
        let likely = model.errors.number(form, "probable", in: range, t)
        let high = model.errors.number(form, "haut", in: range, t)
        if let low, let likely, likely < low {
            model.errors.add(t("Au moins la durée au mieux.", "At least the best duration."), to: "probable")
        }
        if let likely, let high, high < likely {
            model.errors.add(t("Au moins la durée probable.", "At least the likely duration."), to: "haut")
        }
        var people: [String: Int] = [:]
        for team in model.resources.teams {
            let name = "equipe-\(team.key)"
            model.typed[name] = form[name]
            let count = model.errors.whole(form, name, in: 0...KeptTeam.mostPeople, isRequired: false, t) ?? 0
            if count > 0 { people[team.key] = count }
        }
        var means: [String: Int] = [:]
        for one in model.resources.means {
            let name = "moyen-\(one.key)"
            model.typed[name] = form[name]
            let count = model.errors.whole(form, name, in: 0...KeptMeans.mostUnits, isRequired: false, t) ?? 0
            if count > 0 { means[one.key] = count }
        }
        guard model.errors.isEmpty, let phase, let low, let likely, let high else { return nil }
        let duration = Estimate(low: low, likely: likely, high: high)
        // A measure stays one while its figures do.
        let isMeasure =
            model.step.map { step in
                step.source == .measured
                    && [step.duration.low, step.duration.likely, step.duration.high].map(TypedNumber.text)
                        == ["bas", "probable", "haut"].map { model.typed[$0] ?? "" }
            } ?? false
        return StepDraft(
            phase: phase, title: model.title, duration: isMeasure ? model.step?.duration ?? duration : duration,
            source: isMeasure ? .measured : .estimated, measuredOn: isMeasure ? model.step?.measuredOn : nil,
            people: people, means: means, mayPause: model.mayPause, isEdited: true)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let id = URLPath.Part(place.organisation.id)
        return visit.restartPage(
            title(model, t), at: place,
            [
                Crumb(RestartTabs.steps.title(t), href: RestartURL.steps(id).path),
                Crumb(model.node.name, href: RestartURL.node(id, .init(model.node.id)).path),
                Crumb(title(model, t)),
            ], status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.step?.title ?? t("Quelle étape ajouter\u{00A0}?", "Which step to add?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t),
            lead: t(
                "Une étape de «\u{00A0}\(model.node.name)\u{00A0}». Les durées sont des heures de travail.",
                "A step of “\(model.node.name)”. Durations are working hours."),
            button: t("Enregistrer", "Save"),
            action: model.step.map { RestartURL.step(place, .init($0.id)).path }
                ?? RestartURL.stepCreation(place, .init(model.node.id)).path,
            back: RestartURL.node(place, .init(model.node.id)).path, errors: model.errors)
        if let step = model.step {
            view.others = [
                step.isRemoved
                    ? Action(t("Rétablir", "Restore"), post: RestartURL.stepRestoration(place, .init(step.id)).path)
                    : Action(
                        t("Retirer cette étape", "Remove this step"),
                        post: RestartURL.stepRemoval(place, .init(step.id)).path, style: .danger,
                        confirm: t(
                            "Retirer cette étape\u{00A0}? Cela s’annule.", "Remove this step? This can be undone."))
            ]
        }
        return view.render(t, fields(model, t))
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        func number(_ name: String, _ label: String, isRequired: Bool = false) -> HTML {
            textField(
                Field(t, name, label: label, error: model.errors[name], isRequired: isRequired),
                value: model.typed[name] ?? "", maxLength: 8, isNumeric: true)
        }
        return """
            \(textField(
                Field(t, "titre", label: t("Ce qu’il y a à faire", "What there is to do"), error: model.errors["titre"], isRequired: true),
                value: model.title, maxLength: 200))\
            \(select(
                Field(t, "phase", label: t("Phase", "Phase"), error: model.errors["phase"], isRequired: true),
                RecoveryStep.Phase.allCases.map { Choice($0.rawValue, StepWords.phase($0, t)) }, selected: model.phase))\
            \(fieldRow([
                number("bas", t("Heures, au mieux", "Hours, at best"), isRequired: true),
                number("probable", t("Le plus probable", "Most likely"), isRequired: true),
                number("haut", t("Au pire", "At worst"), isRequired: true),
            ]))\
            <fieldset class="field"><legend>\(t("Combien de personnes de chaque équipe", "How many people of each team"))</legend>\
            \(fieldRow(model.resources.teams.map { number("equipe-\($0.key)", $0.name) }))</fieldset>\
            <fieldset class="field"><legend>\(t("Moyens occupés", "Means taken"))</legend>\
            \(fieldRow(model.resources.means.map { number("moyen-\($0.key)", $0.name) }))</fieldset>\
            \(checkbox(
                Field(
                    t, "pause", label: t("Peut s’interrompre la nuit et reprendre", "May stop at night and go on"),
                    hint: t("Sinon elle se fait d’une traite.", "Otherwise it runs in one piece.")), isChecked: model.mayPause))
            """
    }
}
