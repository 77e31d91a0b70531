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

/// The page of an observer, who sees and notes, and never steps in.
enum ObservePage {
    struct Model: Sendable {
        let secret: String
        let link: PlayLink
        let exercise: Exercise
        let notes: [Observation]
        let second: Int
        let zone: TimeZoneRule
        var author = ""
        var text = ""
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonObservation", .observer, keeper)
        return page(visit, try await read(visit, door))
    }

    private static func read(_ visit: Visit, _ door: PlayDoor) async throws -> Model {
        let (link, exercise, zone) = (door.link, door.exercise, visit.zone)
        let now = visit.house.clock.now
        let secret = try visit.parameter("jetonObservation")
        return try await visit.read { session in
            let clock = try PlayStore.clock(of: exercise.id, in: session)
            return Model(
                secret: secret, link: link, exercise: exercise,
                notes: try PeopleStore.observations(by: link.id, in: session),
                second: clock.seconds(at: now.millisecondsSinceEpoch), zone: zone, author: link.label)
        }
    }

    static func note(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonObservation", .observer, keeper, writes: true)
        let form = try await visit.form(limit: 32 * 1024)
        let t = visit.language
        var errors = FormErrors()
        errors.require(form["note"], "note", limit: 4000, in: t)
        errors.bound(form["qui"], "qui", limit: 150, in: t)
        guard errors.isEmpty else {
            var model = try await read(visit, door)
            (model.text, model.author, model.errors) = (form["note"], form["qui"], errors)
            return page(visit, model, status: .unprocessable)
        }
        let who = [form["qui"], door.link.label, t("Observateur", "Observer")].first { !$0.isEmpty } ?? "Observateur"
        let known = Set(door.exercise.scenario.objectives.flatMap { $0.criteria.map(\.id) })
        let criterion = known.contains(form["critere"]) ? form["critere"] : ""
        let note = PeopleChanges.Note(
            kind: Observation.Kind(rawValue: form["genre"]) ?? .fact, text: form["note"], criterion: criterion,
            cell: door.link.cell ?? Cell(rawValue: form["cellule"]), author: who, link: door.link.id)
        try await door.change(visit, as: who) { exercise, second, change in
            // Notes are finished after the play as well.
            try PeopleChanges.note(
                note, at: change.now, second: exercise.state.isLive ? second : nil, in: exercise, in: change)
        }
        return .redirect(
            ExercisesURL.observe(.init(try visit.parameter("jetonObservation"))).path,
            notice: t("L’observation est notée.", "The observation is noted.")
        ).unlisted()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let lead = [exercise.keeper.name, exercise.title, model.link.cell.map { PlayWords.cell($0, t) } ?? ""].filter {
            !$0.isEmpty
        }.joined(separator: " · ")
        let state: HTML =
            "<p>\(badge(t, PlayWords.state(exercise, t))) \(when(exercise.state.isLive, "<strong>\(PlayWords.mark(model.second, t))</strong>"))</p>"
        func field(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) -> Field {
            Field(t, name, label: label, hint: hint, error: model.errors[name], isRequired: isRequired)
        }
        let kinds = Observation.Kind.allCases.map { Choice($0.rawValue, PlayWords.observation($0, t)) }
        let criteria = exercise.scenario.objectives.filter { !$0.criteria.isEmpty }.map { objective in
            (title: objective.title, choices: objective.criteria.map { Choice($0.id, $0.text) })
        }
        let cells = exercise.scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        let fields: HTML = """
            \(textArea(field("note", t("Ce que vous voyez", "What you see"), hint: t("Un fait, sans juger les personnes. L’heure est notée pour vous.", "A fact, without judging people. The time is noted for you."), isRequired: true), value: model.text, rows: 3, maxLength: 4000))\
            \(scale(field("genre", t("C’est", "It is")), kinds, selected: Observation.Kind.fact.rawValue, hasKeys: false))\
            \(when(!criteria.isEmpty, select(field("critere", t("Point de la grille", "Point of the grid")), groups: criteria, placeholder: t("aucun", "none"))))\
            \(when(model.link.cell == nil, select(field("cellule", t("Cellule", "Cell")), cells, placeholder: t("toutes", "all"))))\
            \(textField(field("qui", t("Qui observe", "Who observes")), value: model.author, maxLength: 150))\
            \(formActions(submit(t("Noter", "Note"))))
            """
        let notes = model.notes.reversed().map { note -> HTML in
            """
            <div><strong>\(note.second.map { PlayWords.mark($0, t) } ?? t.time(note.at, in: model.zone))</strong> \
            <span class="quiet">\(PlayWords.observation(note.kind, t))</span>\(prose(note.text))</div>
            """
        }
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead(t("Que voyez-vous\u{00A0}?", "What do you see?"), lead: lead)))\(state)\
            \(errorSummary(t, model.errors.faults))\
            \(sheet(t("Noter", "Note"), form(action: ExercisesURL.observe(.init(model.secret)).path, fields)))\
            \(sheet(
                t("Vos notes", "Your notes"),
                notes.isEmpty
                    ? paragraph(t("Vous n’avez encore rien noté.", "You noted nothing yet."), isQuiet: true)
                    : itemsApart(Array(notes))))
            """
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.plainPage(
            Page(t("EXERCICE, observation", "EXERCISE, observation"), isCrisis: true, main: render(model, t)),
            status: status
        ).unlisted()
    }
}
