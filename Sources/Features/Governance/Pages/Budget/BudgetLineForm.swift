// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// One line of the budget, new or to change.
enum BudgetLineForm {
    struct Model: Sendable {
        let place: Organisation
        let year: Int
        let line: BudgetLine?
        var title = ""
        var domain = ""
        var nature = ""
        var planned = ""
        var spent = ""
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let (place, year) = try await BudgetYearPage.find(visit, GovernancePermissions.manage)
        return page(
            visit, place,
            Model(
                place: place.organisation, year: year.year, line: nil, domain: BudgetLine.Domain.digital.rawValue,
                nature: BudgetLine.Nature.running.rawValue))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, line) = try await find(visit)
        let t = visit.language
        return page(
            visit, place,
            Model(
                place: place.organisation, year: line.year, line: line, title: line.title, domain: line.domain.rawValue,
                nature: line.nature.rawValue, planned: line.planned.plain(t), spent: line.spent?.plain(t) ?? ""))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, year) = try await BudgetYearPage.find(visit, GovernancePermissions.manage)
        let today = visit.today
        return try await save(visit, form, place, Model(place: place.organisation, year: year.year, line: nil)) {
            draft, change in
            // Read again: the number of lines may have changed since the page was asked for.
            guard let year = try BudgetStore.year(year.year, of: year.keeper.id, in: change.session) else {
                throw GovernanceError.unknown
            }
            try BudgetStore.add(draft, to: year, today: today, in: change)
        }
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, line) = try await find(visit)
        let today = visit.today
        return try await save(visit, form, place, Model(place: place.organisation, year: line.year, line: line)) {
            draft, change in
            try BudgetStore.correct(line, draft, today: today, in: change)
        }
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, line) = try await find(visit)
        let today = visit.today
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try BudgetStore.remove(line, today: today, in: change)
        }
        return back(
            place, line.year,
            visit.language(
                "La ligne est retirée. Vous pouvez la rétablir au bas de la page.",
                "The line is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, line) = try await find(visit)
        let today = visit.today
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try BudgetStore.restore(line, today: today, in: change)
        }
        return back(place, line.year, visit.language("La ligne est rétablie.", "The line is restored."))
    }

    private static func find(_ visit: Visit) async throws -> (Place, BudgetLine) {
        let place = try await visit.governed(GovernancePermissions.manage)
        let id: BudgetLine.ID = try visit.identifier("ligne")
        let found = try await visit.read { session in try BudgetStore.line(id, in: session) }
        guard let found, found.keeper == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func back(_ place: Place, _ year: Int, _ notice: String) -> Reply {
        .redirect(GovernanceURL.budgetYear(.init(place.organisation.id), .init(year)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ empty: Model,
        _ write: @escaping @Sendable (BudgetLineDraft, Change) throws -> Void
    ) async throws -> Reply {
        let t = visit.language
        var model = empty
        guard let draft = read(form, into: &model, t) else { return page(visit, place, model, status: .unprocessable) }
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try write(draft, change)
        }
        return back(place, model.year, t("La ligne est enregistrée.", "The line is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> BudgetLineDraft? {
        model.title = form["titre"]
        model.domain = form["domaine"]
        model.nature = form["nature"]
        model.planned = form["prevu"]
        model.spent = form["realise"]
        model.errors.require(model.title, "titre", limit: 200, in: t)
        let domain = BudgetLine.Domain(rawValue: model.domain)
        if domain == nil { model.errors.add(t("Choisissez le domaine.", "Choose the domain."), to: "domaine") }
        let nature = BudgetLine.Nature(rawValue: model.nature)
        if nature == nil { model.errors.add(t("Choisissez la nature.", "Choose the kind."), to: "nature") }
        let planned = model.errors.money(form, "prevu", isRequired: true, in: t)
        let spent = model.errors.money(form, "realise", in: t)
        guard model.errors.isEmpty, let domain, let nature, let planned else { return nil }
        return BudgetLineDraft(title: model.title, domain: domain, nature: nature, planned: planned, spent: spent)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let year = Crumb(
            String(model.year), href: GovernanceURL.budgetYear(.init(place.organisation.id), .init(model.year)).path)
        return visit.governancePage(
            title(model, t), at: place, under: year, crumb: model.line?.title ?? t("Nouvelle ligne", "New line"),
            status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("Quelle dépense en \(model.year)\u{00A0}?", "Which expense in \(model.year)?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t),
            lead: t(
                "La sécurité peut être un poste à part ou une part d’un projet\u{00A0}: séparez-la ici.",
                "Security may be a line of its own or a part of a project: set it apart here."),
            button: t("Enregistrer", "Save"),
            action: model.line.map { GovernanceURL.budgetLine(place, .init($0.id)).path }
                ?? GovernanceURL.budgetLineCreation(place, .init(model.year)).path,
            back: GovernanceURL.budgetYear(place, .init(model.year)).path, errors: model.errors)
        if let line = model.line {
            view.others = [
                Action(
                    t("Retirer la ligne", "Remove the line"),
                    post: GovernanceURL.budgetLineRemoval(place, .init(line.id)).path, style: .danger,
                    confirm: t(
                        "Retirer cette ligne\u{00A0}? Vous pourrez la rétablir.",
                        "Remove this line? You can restore it."))
            ]
        }
        return view.render(t, fields(model, t))
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        """
        \(textField(
            Field(t, "titre", label: t("Intitulé", "Title"), error: model.errors["titre"], isRequired: true),
            value: model.title, maxLength: 200))\
            \(fieldRow([
            radioGroup(
                Field(t, "domaine", label: t("Domaine", "Domain"), error: model.errors["domaine"], isRequired: true),
                BudgetLine.Domain.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.domain),
            radioGroup(
                Field(t, "nature", label: t("Nature", "Kind"), error: model.errors["nature"], isRequired: true),
                BudgetLine.Nature.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.nature),
        ]))\
        \(fieldRow([
            textField(
                Field(
                    t, "prevu", label: t("Prévu, en euros", "Planned, in euros"),
                    hint: t("Comme 12 500 ou 12 500,50.", "Like 12500 or 12500.50."), error: model.errors["prevu"],
                    isRequired: true), value: model.planned, maxLength: 30),
            textField(
                Field(
                    t, "realise", label: t("Réalisé, en euros", "Spent, in euros"),
                    hint: t("Vide tant qu’il n’est pas connu.", "Empty until it is known."), error: model.errors["realise"]),
                value: model.spent, maxLength: 30),
        ]))
        """
    }
}
