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

/// Who takes part: by function first, by name where it helps, with an address only for whoever receives mails of the play.
enum ParticipantsPage {
    struct Model: Sendable {
        let exercise: Exercise
        let people: [Participant]
        let mayManage: Bool
        let sendsMail: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise()
        let id = exercise.id
        let people = try await visit.read { session in try PeopleStore.participants(of: id, in: session) }
        let model = Model(
            exercise: exercise, people: people, mayManage: visit.mayManageExercises(of: place),
            sendsMail: visit.house.post != nil)
        let t = visit.language
        return visit.exercisePage(exercise, title(t), at: place, render(model, t))
    }

    static func title(_ t: Language) -> String { t("Qui participe\u{00A0}?", "Who takes part?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let mayAdd = model.mayManage && (exercise.state == .prepared || exercise.state.isLive)
        let add = Action(
            t("Ajouter quelqu’un", "Add somebody"), href: ExercisesURL.participantCreation(part, id).path,
            style: .primary)
        let lead =
            model.sendsMail
            ? t(
                "Les courriels de l’exercice ne partent qu’aux adresses écrites ici.",
                "Mails of the exercise leave only for the addresses written here.")
            : t(
                "Aucun serveur de messagerie n’est réglé\u{00A0}: les courriels du jeu s’affichent sur les pages des cellules, ou se remettent imprimés.",
                "No mail server is set: mails of the play are shown on the cells’ pages, or handed over printed.")
        let rows: [[HTML]] = model.people.map { person in
            let href = ExercisesURL.participant(part, id, .init(person.id)).path
            let name: HTML = model.mayManage ? "<a href=\"\(href)\">\(person.position)</a>" : "\(person.position)"
            return [
                "\(name)\(when(!person.name.isEmpty, "<br><small>\(person.name)</small>"))",
                "\(PlayWords.kind(person.kind, t))", "\(person.cell.map { PlayWords.cell($0, t) } ?? "–")",
                "\(person.mail.isEmpty ? "–" : person.mail)",
            ]
        }
        let content: HTML =
            rows.isEmpty
            ? emptyState(
                title: t("Personne n’est encore nommé", "Nobody is named yet"),
                text: t(
                    "Commencez par le directeur d’exercice et les animateurs, puis les joueurs de chaque cellule.",
                    "Begin with the exercise director and the animators, then the players of each cell."),
                action: mayAdd ? add : nil)
            : table(
                t,
                Table(
                    caption: t("Participants", "Participants"), isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Fonction", "Function")), Column(t("Place", "Place"), isShort: true),
                        Column(t("Cellule", "Cell"), isShort: true), Column(t("Adresse", "Address")),
                    ], rows: rows))
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, actions: mayAdd ? [add] : [])))\
            \(sheet(t("Participants", "Participants"), content))
            """
    }

    // MARK: Form

    struct Typed: Sendable {
        var kind = Drills.Role.Kind.player.rawValue
        var cell = ""
        var role = ""
        var position = ""
        var name = ""
        var mail = ""
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return formPage(visit, place, exercise, nil, Typed(), FormErrors())
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, exercise, person) = try await find(visit)
        let typed = Typed(
            kind: person.kind.rawValue, cell: person.cell?.rawValue ?? "", role: person.role, position: person.position,
            name: person.name, mail: person.mail)
        return formPage(visit, place, exercise, person, typed, FormErrors())
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return try await save(visit, place, exercise, nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let (place, exercise, person) = try await find(visit)
        return try await save(visit, place, exercise, person)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (_, exercise, person) = try await find(visit)
        try await visit.keep(exercise) { exercise, change in
            try PeopleChanges.remove(person, of: exercise, in: change)
        }
        return back(exercise, visit.language("La personne est retirée.", "The person is removed."))
    }

    private static func find(_ visit: Visit) async throws -> (Place, Exercise, Participant) {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let (id, one): (Exercise.ID, Participant.ID) = (exercise.id, try visit.identifier("participantExercice"))
        let found = try await visit.read { session in try PeopleStore.participant(one, of: id, in: session) }
        guard let found else { throw Refusal.notFound }
        return (place, exercise, found)
    }

    private static func back(_ exercise: Exercise, _ notice: String) -> Reply {
        .redirect(ExercisesURL.participants(.init(exercise.keeper.id), .init(exercise.id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ place: Place, _ exercise: Exercise, _ person: Participant?
    ) async throws -> Reply {
        let form = try await visit.form()
        let t = visit.language
        let typed = Typed(
            kind: form["place"], cell: form["cellule"], role: form["role"], position: form["fonction"],
            name: form["nom"],
            mail: form["adresse"])
        var errors = FormErrors()
        errors.require(typed.position, "fonction", limit: 150, in: t)
        errors.bound(typed.name, "nom", limit: 150, in: t)
        let known = exercise.scenario.roles.contains { $0.id == typed.role }
        let draft = ParticipantDraft(
            kind: Drills.Role.Kind(rawValue: typed.kind) ?? .player, cell: Cell(rawValue: typed.cell),
            role: known ? typed.role : "", position: typed.position, name: typed.name, mail: typed.mail)
        if errors.isEmpty {
            do {
                try await visit.keep(exercise) { exercise, change in
                    if let person {
                        try PeopleChanges.correct(person, draft, of: exercise, in: change)
                    } else {
                        try PeopleChanges.add(draft, to: exercise, in: change)
                    }
                }
                return back(exercise, t("C’est enregistré.", "It is saved."))
            } catch let error as ExercisesError where error.nature == .invalid {
                errors.add(
                    error.message(t), to: error == .badMail ? "adresse" : error == .noCell ? "cellule" : "fonction")
            }
        }
        return formPage(visit, place, exercise, person, typed, errors, status: .unprocessable)
    }

    private static func formPage(
        _ visit: Visit, _ place: Place, _ exercise: Exercise, _ person: Participant?, _ typed: Typed,
        _ errors: FormErrors, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.exercisePage(
            exercise, person?.position ?? t("Ajouter quelqu’un", "Add somebody"), at: place, status: status,
            renderForm(exercise, person, typed, errors, t))
    }

    static func renderForm(
        _ exercise: Exercise, _ person: Participant?, _ typed: Typed, _ errors: FormErrors, _ t: Language
    ) -> HTML {
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        func field(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) -> Field {
            Field(t, name, label: label, hint: hint, error: errors[name], isRequired: isRequired)
        }
        let kinds = Drills.Role.Kind.allCases.map { Choice($0.rawValue, PlayWords.kind($0, t)) }
        let cells = Cell.allCases.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        let roles = exercise.scenario.roles.map { Choice($0.id, $0.title) }
        let fields: HTML = """
            \(textField(field("fonction", t("Fonction", "Function"), hint: t("Ce que nommeront les comptes rendus.", "What reports will name."), isRequired: true), value: typed.position, maxLength: 150))\
            \(textField(field("nom", t("Nom", "Name")), value: typed.name, maxLength: 150))\
            \(fieldRow([
                select(field("place", t("Place dans l’exercice", "Place in the exercise")), kinds, selected: typed.kind),
                select(field("cellule", t("Cellule", "Cell")), cells, selected: typed.cell, placeholder: t("aucune", "none")),
            ]))\
            \(when(!roles.isEmpty, select(field("role", t("Rôle du scénario", "Role of the scenario")), roles, selected: typed.role, placeholder: t("aucun", "none"))))\
            \(emailField(field("adresse", t("Adresse pour les courriels de l’exercice", "Address for the mails of the exercise"), hint: t("Facultative. Elle ne sert qu’à cet exercice.", "Optional. It serves this exercise alone.")), value: typed.mail, autocomplete: "off"))
            """
        var view = FormView(
            title: person?.position ?? t("Ajouter quelqu’un", "Add somebody"), button: t("Enregistrer", "Save"),
            action: person.map { ExercisesURL.participant(part, id, .init($0.id)).path }
                ?? ExercisesURL.participantCreation(part, id).path, back: ExercisesURL.participants(part, id).path)
        view.errors = errors
        if let person, exercise.state == .prepared {
            view.others = [
                Action(
                    t("Retirer", "Remove"), post: ExercisesURL.participantRemoval(part, id, .init(person.id)).path,
                    style: .danger,
                    confirm: t("Retirer cette personne de l’exercice\u{00A0}?", "Remove this person from the exercise?")
                )
            ]
        }
        return view.render(t, fields)
    }
}
