// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// When, for whom and under which rules a scenario is played: for a new exercise, and for one that is prepared.
enum SettingsForm {
    struct Typed: Sendable {
        var title = ""
        var level = ""
        var form = ""
        var on: Day?
        var at = ""
        var place = ""
        var duration = ""
        var stopWord = ""
        var rules = ""
        var forbidden = ""
        var words: [String: String] = [:]

        init(_ draft: ExerciseDraft) {
            title = draft.title
            level = draft.level.rawValue
            form = draft.form.rawValue
            on = draft.plannedOn
            at = draft.plannedAt
            place = draft.place
            duration = String(draft.duration)
            stopWord = draft.stopWord
            rules = draft.rules.joined(separator: "\n")
            forbidden = draft.forbidden.joined(separator: "\n")
            words = draft.words
        }
    }

    struct Model: Sendable {
        let place: Organisation
        let scenario: Scenario
        /// The word of the address of the scenario, for a new exercise.
        let key: String
        let exercise: Exercise?
        var typed: Typed
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising(ExercisesPermissions.manage)
        guard let key = visit.query["scenario"] else {
            return .redirect(ExercisesURL.library(.init(place.organisation.id)).path)
        }
        let (_, scenario, _) = try await ScenarioPage.find(visit, place, key: key)
        var draft = ExerciseDraft(scenario, on: visit.today.adding(days: 21))
        // The first word of a scenario is nearly always the establishment itself.
        if draft.words["etablissement"] != nil { draft.words["etablissement"] = place.organisation.name }
        return page(
            visit, place,
            Model(place: place.organisation, scenario: scenario, key: key, exercise: nil, typed: Typed(draft)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising(ExercisesPermissions.manage)
        let form = try await visit.form()
        let key = form["scenario"]
        let (_, scenario, _) = try await ScenarioPage.find(visit, place, key: key)
        let (typed, draft, errors) = read(form, scenario, visit.today, visit.language)
        guard let draft else {
            let model = Model(
                place: place.organisation, scenario: scenario, key: key, exercise: nil, typed: typed, errors: errors)
            return page(visit, place, model, status: .unprocessable)
        }
        let organisation = place.organisation.id
        let id = try await visit.change { change in
            _ = try visit.place(organisation, for: ExercisesPermissions.manage, in: change.session)
            return try ExerciseChanges.add(draft, from: scenario, at: organisation, in: change)
        }
        return .redirect(
            ExercisesURL.exercise(.init(organisation), .init(id)).path,
            notice: visit.language(
                "L’exercice est prévu. Nommez maintenant ceux qui jouent, animent et observent.",
                "The exercise is planned. Now name those who play, animate and observe."))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        guard exercise.state == .prepared else { throw ExercisesError.notPrepared }
        return page(visit, place, model(exercise, place, Typed(ExerciseDraft(exercise))))
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let (typed, draft, errors) = read(form, exercise.scenario, visit.today, visit.language)
        guard let draft else {
            var model = model(exercise, place, typed)
            model.errors = errors
            return page(visit, place, model, status: .unprocessable)
        }
        try await visit.keep(exercise) { exercise, change in
            try ExerciseChanges.correct(exercise, draft, in: change)
        }
        return .redirect(
            ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path,
            notice: visit.language("Les réglages sont enregistrés.", "The settings are saved."))
    }

    private static func model(_ exercise: Exercise, _ place: Place, _ typed: Typed) -> Model {
        Model(
            place: place.organisation, scenario: exercise.scenario, key: exercise.scenario.id, exercise: exercise,
            typed: typed)
    }

    static func read(
        _ form: Site.Form, _ scenario: Scenario, _ today: Day, _ t: Language
    ) -> (Typed, ExerciseDraft?, FormErrors) {
        var draft = ExerciseDraft(scenario, on: today)
        var typed = Typed(draft)
        var errors = FormErrors()
        (typed.title, typed.level, typed.form, typed.at) = (form["titre"], form["niveau"], form["forme"], form["heure"])
        (typed.place, typed.duration, typed.stopWord) = (form["lieu"], form["duree"], form["mot-arret"])
        (typed.rules, typed.forbidden) = (form["regles"], form["interdits"])
        typed.on = Day(text: form["date"])
        for variable in scenario.variables { typed.words[variable.name] = form["mot-\(variable.name)"] }
        errors.require(typed.title, "titre", limit: 150, in: t)
        errors.require(typed.stopWord, "mot-arret", limit: 60, in: t)
        errors.bound(typed.place, "lieu", limit: 300, in: t)
        if typed.on == nil { errors.add(t("Donnez le jour.", "Give the day."), to: "date") }
        if !typed.at.isEmpty, SheetTime(typed.at).map(clock) == nil || clock(SheetTime(typed.at)) == nil {
            errors.add(t("Une heure comme 14:05.", "A time such as 9:30."), to: "heure")
        }
        let duration = Int(typed.duration) ?? 0
        if !(5...ScenarioReader.longestDuration).contains(duration) {
            errors.add(t("En minutes, de 5 à 20 160.", "In minutes, from 5 to 20,160."), to: "duree")
        }
        for field in ["regles", "interdits"] {
            let lines = ExerciseMark.lines(form[field])
            if lines.count > 50 || lines.contains(where: { $0.unicodeScalars.count > 1000 }) {
                errors.add(
                    t("50 lignes de 1 000 caractères au plus.", "50 lines of 1,000 characters at most."), to: field)
            }
        }
        for (name, value) in typed.words where value.unicodeScalars.count > 500 {
            errors.add(ExercisesError.textTooLong.message(t), to: "mot-\(name)")
        }
        guard errors.isEmpty, let on = typed.on else { return (typed, nil, errors) }
        (draft.title, draft.plannedOn, draft.place, draft.duration) = (typed.title, on, typed.place, duration)
        draft.level = Scenario.Level(rawValue: typed.level) ?? scenario.level
        draft.form = Exercise.Form(rawValue: typed.form) ?? .simulation
        draft.plannedAt = clock(SheetTime(typed.at)) ?? ""
        draft.stopWord = typed.stopWord
        draft.rules = ExerciseMark.lines(typed.rules)
        draft.forbidden = ExerciseMark.lines(typed.forbidden)
        draft.words = typed.words
        return (typed, draft, errors)
    }

    /// `09:30`.
    private static func clock(_ time: SheetTime?) -> String? {
        guard case .clock(nil, let minute) = time else { return nil }
        let (hour, rest) = (minute / 60, minute % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.exercise == nil
            ? t(
                "Quand jouez-vous «\u{00A0}\(model.scenario.title)\u{00A0}»\u{00A0}?",
                "When do you play “\(model.scenario.title)”?")
            : t("Régler l’exercice", "Set the exercise")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (typed, errors) = (model.typed, model.errors)
        let part = URLPath.Part(model.place.id)
        func field(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) -> Field {
            Field(t, name, label: label, hint: hint, error: errors[name], isRequired: isRequired)
        }
        let levels = Scenario.Level.allCases.map { Choice($0.rawValue, PlayWords.level($0, t)) }
        let forms = Exercise.Form.allCases.map { Choice($0.rawValue, PlayWords.form($0, t)) }
        let words: HTML = when(
            !model.scenario.variables.isEmpty,
            """
            <h2>\(t("Les mots du scénario, ici", "The words of the scenario, here"))</h2>\
            \(model.scenario.variables.html { variable in
                textField(
                    field("mot-\(variable.name)", variable.name, hint: t("Sinon\u{00A0}: \(variable.value)", "Else: \(variable.value)")),
                    value: typed.words[variable.name] ?? variable.value, maxLength: 500)
            })
            """)
        let fields: HTML = """
            \(textField(field("titre", t("Titre", "Title"), isRequired: true), value: typed.title, maxLength: 150))\
            \(fieldRow([
                dateField(field("date", t("Jour", "Day"), isRequired: true), value: typed.on),
                textField(field("heure", t("Heure", "Time")), value: typed.at, maxLength: 8),
                textField(
                    field("duree", t("Durée en minutes", "Duration in minutes"), isRequired: true), value: typed.duration,
                    maxLength: 5, isNumeric: true),
            ]))\
            \(textField(field("lieu", t("Lieu", "Place"), hint: t("Les salles, et où se retrouve l’animation.", "The rooms, and where animators meet.")), value: typed.place, maxLength: 300))\
            \(fieldRow([
                select(field("niveau", t("Niveau", "Level")), levels, selected: typed.level),
                select(field("forme", t("Forme", "Form")), forms, selected: typed.form),
            ]))\
            \(textField(field("mot-arret", t("Mot d’arrêt d’urgence", "Emergency stop word"), hint: t("Dit par n’importe qui, il arrête tout\u{00A0}: une urgence réelle a commencé.", "Said by anyone, it stops everything: a real emergency began."), isRequired: true), value: typed.stopWord, maxLength: 60))\
            \(textArea(field("regles", t("Règles du jeu, une par ligne", "Rules, one on each line")), value: typed.rules, rows: 5))\
            \(textArea(field("interdits", t("À ne pas toucher ni appeler, un par ligne", "Not to be touched nor called, one on each line")), value: typed.forbidden, rows: 5))\
            \(words)
            """
        let back =
            model.exercise.map { ExercisesURL.exercise(part, .init($0.id)).path } ?? ExercisesURL.library(part).path
        var view = FormView(
            title: title(model, t),
            button: model.exercise == nil ? t("Prévoir l’exercice", "Plan the exercise") : t("Enregistrer", "Save"),
            action: model.exercise.map { ExercisesURL.settings(part, .init($0.id)).path }
                ?? ExercisesURL.creation(part).path, back: back)
        view.errors = errors
        view.hidden = model.exercise == nil ? [("scenario", model.key)] : []
        return view.render(t, fields)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        if let exercise = model.exercise {
            return visit.exercisePage(exercise, title(model, t), at: place, status: status, render(model, t))
        }
        return visit.exercisesPage(
            title(model, t), at: place, ScenarioPage.crumbs(place, t("Nouvel exercice", "New exercise"), t),
            status: status, render(model, t))
    }
}
