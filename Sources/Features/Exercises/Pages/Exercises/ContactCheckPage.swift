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

/// The communication check, before the start: who answers, and who must be reached otherwise.
enum ContactCheckPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let id = exercise.id
        let people = try await visit.read { session in try PeopleStore.participants(of: id, in: session) }
        let t = visit.language
        return visit.exercisePage(exercise, title(t), at: place, render(exercise, people, visit.zone, t))
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let id = exercise.id
        let people = try await visit.read { session in try PeopleStore.participants(of: id, in: session) }
        var results: [Participant.ID: Participant.Check] = [:]
        for person in people {
            if let result = Participant.Check(rawValue: form["joint-\(person.id.text)"]) { results[person.id] = result }
        }
        let said = results
        guard !said.isEmpty else {
            return .redirect(
                ExercisesURL.contactCheck(.init(exercise.keeper.id), .init(exercise.id)).path,
                notice: visit.language("Rien n’était coché.", "Nothing was ticked."))
        }
        try await visit.keep(exercise) { exercise, change in
            try PeopleChanges.check(said, of: exercise, in: change)
        }
        let reached = said.values.filter { $0 == .reached }.count
        return .redirect(
            ExercisesURL.contactCheck(.init(exercise.keeper.id), .init(exercise.id)).path,
            notice: visit.language(
                "Essai de liaison enregistré\u{00A0}: \(reached) joints sur \(said.count).",
                "Communication check saved: \(reached) reached of \(said.count)."))
    }

    static func title(_ t: Language) -> String { t("Qui répond à l’appel\u{00A0}?", "Who answers the call?") }

    static func render(_ exercise: Exercise, _ people: [Participant], _ zone: TimeZoneRule, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let head = pageHead(
            t,
            PageHead(
                title(t),
                lead: t(
                    "Appelez chacun par le moyen prévu pour le jeu, en disant EXERCICE. Cochez ce qu’il en est.",
                    "Call everybody by the means planned for the play, saying EXERCISE. Tick what came of it.")))
        guard !people.isEmpty else {
            return """
                \(head)\(emptyState(
                    title: t("Personne n’est encore nommé", "Nobody is named yet"),
                    text: t("Nommez d’abord les participants.", "Name the participants first."),
                    action: Action(t("Participants", "Participants"), href: ExercisesURL.participants(part, id).path)))
                """
        }
        let choices = [
            Choice(Participant.Check.reached.rawValue, t("Joint", "Reached")),
            Choice(Participant.Check.missed.rawValue, t("Pas joint", "Not reached")),
        ]
        let fields = people.map { person in
            radioGroup(
                Field(
                    t, "joint-\(person.id.text)", label: person.label,
                    hint: person.checkedAt.map {
                        t("Vérifié le \(t.moment($0, in: zone))", "Checked on \(t.moment($0, in: zone))")
                    }), choices, selected: person.check?.rawValue)
        }
        let content: HTML =
            "\(fields)\(formActions("\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: ExercisesURL.exercise(part, id).path))"))"
        return "\(ExerciseMark.html(t))\(head)\(form(action: ExercisesURL.contactCheck(part, id).path, content))"
    }
}
