// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The operating budget of a year.
enum BudgetYearForm {
    struct Model: Sendable {
        let place: Organisation
        /// Nil for a new one.
        let year: BudgetYear?
        var number = ""
        var operating = ""
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await own(visit)
        return page(visit, place, Model(place: place.organisation, year: nil, number: String(visit.today.year)))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, year) = try await BudgetYearPage.find(visit, GovernancePermissions.manage)
        return page(
            visit, place,
            Model(
                place: place.organisation, year: year, number: String(year.year),
                operating: year.operating.plain(visit.language)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await own(visit), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, year) = try await BudgetYearPage.find(visit, GovernancePermissions.manage)
        return try await save(visit, form, place, year)
    }

    /// A group and a region have no budget of their own: there is nothing to enter there.
    private static func own(_ visit: Visit) async throws -> Place {
        let place = try await visit.governed(GovernancePermissions.manage)
        guard place.organisation.kind.hasFINESS else { throw Refusal.notFound }
        return place
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ year: BudgetYear?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        var model = Model(
            place: place.organisation, year: year, number: year.map { String($0.year) } ?? form["annee"],
            operating: form["exploitation"])
        let number = Int(model.number)
        if number == nil || !(2000...2100).contains(number ?? 0) {
            model.errors.add(t("Une année entre 2000 et 2100.", "A year between 2000 and 2100."), to: "annee")
        }
        let operating = model.errors.money(form, "exploitation", isRequired: true, in: t)
        if operating == Money.zero {
            model.errors.add(t("Le budget ne peut pas être nul.", "The budget cannot be zero."), to: "exploitation")
        }
        guard model.errors.isEmpty, let number, let operating else {
            return page(visit, place, model, status: .unprocessable)
        }
        do {
            try await visit.change { change in
                let here = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
                if let year {
                    try BudgetStore.correct(year, operating: operating, today: today, in: change)
                } else {
                    try BudgetStore.open(number, operating: operating, at: here.organisation, today: today, in: change)
                }
            }
        } catch GovernanceError.yearExists {
            model.errors.add(GovernanceError.yearExists.message(t), to: "annee")
            return page(visit, place, model, status: .unprocessable)
        }
        return .redirect(
            GovernanceURL.budgetYear(.init(place.organisation.id), .init(number)).path,
            notice: t("Le budget \(number) est enregistré.", "The \(number) budget is saved."))
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, under: BudgetYearPage.crumb(place.organisation.id, t),
            crumb: model.year.map { String($0.year) } ?? t("Nouvelle année", "New year"), status: status,
            render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("Quel est le budget d’exploitation de l’année\u{00A0}?", "What is the operating budget of the year?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Gardez le même calcul d’une année à l’autre\u{00A0}: c’est ce qui rend la comparaison juste.",
                "Keep the same computation from one year to the next: it is what makes the comparison fair."),
            button: t("Enregistrer", "Save"),
            action: model.year.map { GovernanceURL.budgetYearEdition(place, .init($0.year)).path }
                ?? GovernanceURL.budgetYearCreation(place).path,
            back: model.year.map { GovernanceURL.budgetYear(place, .init($0.year)).path }
                ?? GovernanceURL.budget(place).path, errors: model.errors)
        let year: HTML = when(
            model.year == nil,
            textField(
                Field(t, "annee", label: t("Année", "Year"), error: model.errors["annee"], isRequired: true),
                value: model.number, maxLength: 4, isNumeric: true))
        return view.render(
            t,
            """
            \(year)\(textField(
                Field(
                    t, "exploitation", label: t("Budget d’exploitation, en euros", "Operating budget, in euros"),
                    hint: t("Comme 84 500 000.", "Like 84500000."), error: model.errors["exploitation"], isRequired: true),
                value: model.operating, maxLength: 30))
            """)
    }
}
