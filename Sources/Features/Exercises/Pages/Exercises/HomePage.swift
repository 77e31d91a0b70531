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

/// Where the exercises of an establishment stand.
enum HomePage {
    struct Model: Sendable {
        let place: Organisation
        let exercises: [Exercise]
        let total: Int
        let page: Int
        let search: String
        let removed: [Exercise]
        /// The last day on which this very establishment played.
        let lastPlayed: Day?
        let mayManage: Bool
        let today: Day
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising()
        let (organisation, page, search) = (place.organisation, visit.query.page, visit.query["q"] ?? "")
        let mayManage = visit.mayManageExercises(of: place)
        let (found, removed, days) = try await visit.read { session in
            (
                try ExerciseStore.page(page, under: [organisation.lineage], matching: search, in: session),
                mayManage ? try ExerciseStore.removed(of: organisation.id, in: session) : [],
                try ExerciseStore.lastPlayed(under: [organisation.lineage], in: session)
            )
        }
        let model = Model(
            place: organisation, exercises: found.exercises, total: found.total, page: page, search: search,
            removed: removed, lastPlayed: days[organisation.id], mayManage: mayManage, today: visit.today)
        return visit.exercisesPage(title(visit.language), at: place, [], render(model, visit.language))
    }

    static func title(_ t: Language) -> String {
        t("Sommes-nous entraînés à une crise\u{00A0}?", "Are we trained for a crisis?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let library = ExercisesURL.library(part).path
        var list = [Action(t("Choisir un scénario", "Choose a scenario"), href: library, style: .primary)]
        if !model.mayManage { list = [Action(t("Scénarios", "Scenarios"), href: library)] }
        let last = model.lastPlayed.map {
            t("Dernier exercice joué le \(t.date($0)).", "Last exercise played on \(t.date($0)).")
        }
        let lead =
            (last ?? t("Aucun exercice n’a encore été joué ici.", "No exercise was played here yet.")) + " "
            + t(
                "Un exercice de crise cyber est attendu chaque année.", "A cyber crisis exercise is expected each year."
            )
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, actions: list)))\(table(model, t))\(removed(model, t))
            """
    }

    private static func table(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let home = ExercisesURL.home(part).path
        if model.exercises.isEmpty {
            guard model.search.isEmpty else {
                return emptyState(
                    title: t("Aucun exercice ne porte ces mots", "No exercise has these words"),
                    text: t("Essayez un autre mot du titre.", "Try another word of the title."),
                    action: Action(t("Tout voir", "See all"), href: home))
            }
            return emptyState(
                title: t("Rien n’est encore prévu", "Nothing is planned yet"),
                text: t(
                    "Choisissez un scénario livré avec Carène, ou importez le vôtre, puis fixez une date.",
                    "Choose a scenario that comes with Carène, or import yours, then set a date."),
                action: model.mayManage
                    ? Action(
                        t("Choisir un scénario", "Choose a scenario"), href: ExercisesURL.library(part).path,
                        style: .primary) : nil)
        }
        let rows: [[HTML]] = model.exercises.map { exercise in
            let href = ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path
            let keeper: HTML = when(
                exercise.keeper.id != model.place.id, "<br><small>\(exercise.keeper.name)</small>")
            return [
                "<a href=\"\(href)\">\(exercise.title)</a>\(keeper)", "\(t.date(exercise.plannedOn))",
                "\(PlayWords.level(exercise.level, t))", badge(t, PlayWords.state(exercise, t)),
            ]
        }
        let filter = filterForm(
            t, action: home,
            fields: textField(
                Field(t, "q", label: t("Chercher un exercice", "Search for an exercise")), value: model.search),
            reset: model.search.isEmpty ? nil : home)
        let content = Components.table(
            t,
            Table(
                caption: t("Exercices", "Exercises"), isCaptionHidden: true,
                columns: [
                    Column(t("Exercice", "Exercise")), Column(t("Date", "Date"), isShort: true),
                    Column(t("Niveau", "Level"), isShort: true), Column(t("État", "State"), isShort: true),
                ], rows: rows))
        let pages = pager(
            t,
            Pager(page: model.page, pageSize: ExerciseStore.perPage, total: model.total) {
                home.with("q", model.search).with("page", String($0))
            })
        return sheet(t("Exercices", "Exercises"), "\(filter)\(content)\(pages)")
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        guard !model.removed.isEmpty else { return HTML() }
        let lines = model.removed.map { exercise -> HTML in
            let href = ExercisesURL.restoration(.init(exercise.keeper.id), .init(exercise.id)).path
            return ends(
                "<span>\(exercise.title), \(t.date(exercise.plannedOn))</span>",
                postButton(action: href, t("Rétablir", "Restore")))
        }
        return disclosure(t("Exercices retirés", "Removed exercises"), items(lines))
    }
}
