// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

extension Visit {
    /// The organisation of the address, for somebody who may do this with its exercises.
    func exercising(_ permission: Permission = ExercisesPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManageExercises(of place: Place) -> Bool {
        access.may(ExercisesPermissions.manage, in: place.organisation.lineage)
    }

    /// The exercise of the address, kept by the organisation of the address.
    func exercise(
        _ permission: Permission = ExercisesPermissions.read
    ) async throws -> (place: Place, exercise: Exercise) {
        let place = try await exercising(permission)
        let id: Exercise.ID = try identifier("exercice")
        let organisation = place.organisation.id
        let found = try await read { session in try ExerciseStore.exercise(id, of: organisation, in: session) }
        guard let found else { throw Refusal.notFound }
        return (place, found)
    }

    /// A change of an exercise: the right is asked again inside the transaction, and the exercise read anew.
    func keep<Value: Sendable>(
        _ exercise: Exercise, _ body: @escaping @Sendable (Exercise, Change) throws -> Value
    ) async throws -> Value {
        let (visit, id, organisation) = (self, exercise.id, exercise.keeper.id)
        return try await change { change in
            _ = try visit.place(organisation, for: ExercisesPermissions.manage, in: change.session)
            guard let now = try ExerciseStore.exercise(id, of: organisation, in: change.session) else {
                throw ExercisesError.unknown
            }
            return try body(now, change)
        }
    }

    func exercisesPage(
        _ title: String, at place: Place, _ crumbs: [Crumb], status: Site.Status = .ok, isCrisis: Bool = false,
        _ main: HTML
    ) -> Reply {
        let room = Crumb(
            language("Exercices", "Exercises"),
            href: crumbs.isEmpty ? nil : ExercisesURL.home(.init(place.organisation.id)).path)
        return page(
            Page(title, at: place, trail: [room] + crumbs, isCrisis: isCrisis, main: main), status: status)
    }

    func exercisePage(
        _ exercise: Exercise, _ title: String, at place: Place, status: Site.Status = .ok, isCrisis: Bool = false,
        _ main: HTML
    ) -> Reply {
        let crumb = Crumb(
            exercise.title, href: ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path)
        let trail = title == exercise.title ? [Crumb(title)] : [crumb, Crumb(title)]
        return exercisesPage(title, at: place, trail, status: status, isCrisis: isCrisis, main)
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// What every form of this room has around its fields.
struct FormView: Sendable {
    let title: String
    var lead = ""
    let button: String
    let action: URLPath
    let back: URLPath
    var errors = FormErrors()
    var hidden: [(name: String, value: String)] = []
    var isMultipart = false
    var before = HTML()
    /// What may be done besides saving, below the form.
    var others: [Action] = []

    func render(_ t: Language, _ fields: HTML) -> HTML {
        let content: HTML = """
            \(fields)\(formActions("\(submit(button))\(buttonLink(t("Annuler", "Cancel"), href: back))"))
            """
        return """
            \(pageHead(t, PageHead(title, lead: lead)))\(errorSummary(t, errors.faults))\(before)\
            \(form(action: action, isMultipart: isMultipart, hidden: hidden, content))\(actions(others))
            """
    }
}

/// The word that stands on everything that is not real.
enum ExerciseMark {
    static func html(_ t: Language) -> HTML {
        "<p class=\"exercise-mark\">\(t("EXERCICE, EXERCICE, EXERCICE", "EXERCISE, EXERCISE, EXERCISE"))</p>"
    }

    /// One text on each line of a field.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    static func list(_ texts: [String]) -> HTML { items(texts.map { "\($0)" }) }
}
