// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The form of an official interpretation, new or to change.
enum InterpretationForm {
    struct Model: Sendable {
        let place: Organisation
        let interpretation: Interpretation?
        var question = ""
        var answer = ""
        var source = ""
        var address = ""
        var givenOn: Day?
        var framework = ""
        var requirement = ""
        var frameworks: [String: String] = [:]
        let today: Day
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed(GovernancePermissions.manage)
        return try await page(visit, place, Model(place: place.organisation, interpretation: nil, today: visit.today))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, one) = try await InterpretationPage.own(visit)
        return try await page(
            visit, place,
            Model(
                place: place.organisation, interpretation: one, question: one.question, answer: one.answer,
                source: one.source, address: one.address ?? "", givenOn: one.givenOn, framework: one.framework ?? "",
                requirement: one.requirement ?? "", today: visit.today))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.governed(GovernancePermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, one) = try await InterpretationPage.own(visit)
        return try await save(visit, form, place, one)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ one: Interpretation?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        var model = Model(place: place.organisation, interpretation: one, today: today)
        let draft = read(form, into: &model, t)
        if let draft, let framework = draft.framework, let code = draft.requirement,
            try await !FrameworkNames.has(code, in: framework, visit.house)
        {
            model.errors.add(
                t("Ce référentiel n’a pas d’exigence \(code).", "This framework has no requirement \(code)."),
                to: "exigence")
        }
        guard let draft, model.errors.isEmpty else {
            return try await page(visit, place, model, status: .unprocessable)
        }
        let id = try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            if let one {
                try InterpretationStore.correct(one, draft, today: today, in: change)
                return one.id
            }
            return try InterpretationStore.add(draft, at: place.organisation.id, today: today, in: change)
        }
        return .redirect(
            GovernanceURL.interpretation(.init(place.organisation.id), .init(id)).path,
            notice: t("La précision est enregistrée.", "The interpretation is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> InterpretationDraft? {
        model.question = form["question"]
        model.answer = form["reponse"]
        model.source = form["source"]
        model.address = form["adresse"]
        model.framework = form["referentiel"]
        model.requirement = form["exigence"]
        model.errors.require(model.question, "question", limit: 500, in: t)
        model.errors.require(model.answer, "reponse", limit: 4000, in: t)
        model.errors.require(model.source, "source", limit: 200, in: t)
        if !model.address.isEmpty, !InterpretationDraft.isAddress(model.address) {
            model.errors.add(GovernanceError.addressRefused.message(t), to: "adresse")
        }
        model.givenOn = model.errors.day(form, "date", isRequired: true, in: t)
        if let day = model.givenOn, day > model.today {
            model.errors.add(GovernanceError.inFuture.message(t), to: "date")
        }
        if !model.requirement.isEmpty, model.framework.isEmpty {
            model.errors.add(t("Choisissez aussi le référentiel.", "Choose the framework too."), to: "referentiel")
        }
        model.errors.bound(model.requirement, "exigence", limit: 80, in: t)
        guard model.errors.isEmpty, let day = model.givenOn else { return nil }
        return InterpretationDraft(
            question: model.question, answer: model.answer, source: model.source,
            address: model.address.isEmpty ? nil : model.address, givenOn: day,
            framework: model.framework.isEmpty ? nil : String(model.framework.prefix(100)),
            requirement: model.requirement.isEmpty ? nil : model.requirement)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok
    ) async throws -> Reply {
        var model = model
        model.frameworks = try await FrameworkNames.all(in: visit.house)
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, under: GovernanceTabs.interpretations.crumb(place.organisation.id, t),
            crumb: model.interpretation == nil
                ? t("Nouvelle précision", "New interpretation") : t("Modification", "Change"),
            status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.interpretation == nil
            ? t("Quelle réponse officielle garder\u{00A0}?", "Which official answer should be kept?")
            : t("Que faut-il corriger dans cette réponse\u{00A0}?", "What should be corrected in this answer?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Elle sera lue ici et dans tous les établissements en dessous. Écrivez-la avec vos mots et citez la "
                    + "source.",
                "It will be read here and in every establishment below. Put it in your own words and cite the source."),
            button: t("Enregistrer", "Save"),
            action: model.interpretation.map { GovernanceURL.interpretationEdition(place, .init($0.id)).path }
                ?? GovernanceURL.interpretationCreation(place).path,
            back: model.interpretation.map { GovernanceURL.interpretation(place, .init($0.id)).path }
                ?? GovernanceURL.interpretations(place).path, errors: model.errors)
        return view.render(t, "\(words(model, t))\(origin(model, t))\(subject(model, t))")
    }

    private static func words(_ model: Model, _ t: Language) -> HTML {
        """
        \(textArea(
            Field(t, "question", label: t("Question", "Question"), error: model.errors["question"], isRequired: true),
            value: model.question, rows: 2, maxLength: 500))\
            \(textArea(
            Field(t, "reponse", label: t("Réponse", "Answer"), error: model.errors["reponse"], isRequired: true),
            value: model.answer, rows: 5, maxLength: 4000))
        """
    }

    private static func origin(_ model: Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            textField(
                Field(
                    t, "source", label: t("Source", "Source"),
                    hint: t("Qui a répondu, et dans quel cadre.", "Who answered, and where."), error: model.errors["source"],
                    isRequired: true), value: model.source, maxLength: 200),
            dateField(
                Field(t, "date", label: t("Date de la réponse", "Date of the answer"), error: model.errors["date"], isRequired: true),
                value: model.givenOn, maximum: model.today),
        ]))\
        \(textField(
            Field(
                t, "adresse", label: t("Adresse de la source", "Address of the source"),
                hint: t("Commence par https:// ; facultatif.", "Begins with https://; optional."),
                error: model.errors["adresse"]), value: model.address, maxLength: 500))
        """
    }

    private static func subject(_ model: Model, _ t: Language) -> HTML {
        let choices = model.frameworks.sorted { folded($0.value) < folded($1.value) }.map { Choice($0.key, $0.value) }
        return fieldRow([
            select(
                Field(t, "referentiel", label: t("Référentiel", "Framework"), error: model.errors["referentiel"]),
                choices,
                selected: model.framework, placeholder: t("Aucun en particulier", "None in particular")),
            textField(
                Field(
                    t, "exigence", label: t("Code de l’exigence", "Code of the requirement"),
                    hint: t("Comme D2.P2\u{00A0}; facultatif.", "Like D2.P2; optional."),
                    error: model.errors["exigence"]),
                value: model.requirement, maxLength: 80),
        ])
    }
}
