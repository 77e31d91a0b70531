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

/// The timeline of an exercise, to be read through and worked on.
enum TimelinePage {
    struct Model: Sendable {
        let exercise: Exercise
        let injects: [PlayedInject]
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let id = exercise.id
        let injects = try await visit.read { session in try InjectStore.all(of: id, in: session) }
        let t = visit.language
        return visit.exercisePage(
            exercise, title(t), at: place, render(Model(exercise: exercise, injects: injects), t))
    }

    static func title(_ t: Language) -> String { t("Que va-t-il se passer\u{00A0}?", "What will happen?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let mayAdd = exercise.state == .prepared || exercise.state.isLive
        var list: [Action] = []
        if mayAdd {
            list.append(
                Action(
                    t("Ajouter un stimulus", "Add an inject"), href: ExercisesURL.injectCreation(part, id).path,
                    style: .primary))
        }
        if exercise.state == .prepared {
            list.append(
                Action(t("Importer un tableau", "Import a table"), href: ExercisesURL.timelineImport(part, id).path))
        }
        let enabled = model.injects.filter(\.isEnabled)
        let last = enabled.compactMap { $0.inject.degree == .reserve ? nil : $0.inject.at }.max()
        let lead = last.map {
            t(
                "\(enabled.count) stimuli, le dernier à \(PlayWords.mark($0 * 60, t)) pour \(exercise.duration) minutes prévues.",
                "\(enabled.count) injects, the last at \(PlayWords.mark($0 * 60, t)) for \(exercise.duration) planned minutes."
            )
        }
        let content: HTML =
            model.injects.isEmpty
            ? emptyState(
                title: t("Le chronogramme est vide", "The timeline is empty"),
                text: t(
                    "Ajoutez un premier stimulus, ou importez votre tableau.",
                    "Add a first inject, or import your table."))
            : sheet(t("Chronogramme", "Timeline"), table(model, t))
        let files = actions([
            Action(t("Exporter en XLSX", "Export as XLSX"), href: ExercisesURL.timelineFile(part, id, .xlsx).path),
            Action(t("Exporter en CSV", "Export as CSV"), href: ExercisesURL.timelineFile(part, id, .csv).path),
            Action(
                t("Format commun CEXF", "Common format CEXF"), href: ExercisesURL.timelineFile(part, id, .cexf).path),
        ])
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead(title(t), lead: lead ?? "", actions: list)))\(content)\
            \(when(!model.injects.isEmpty, files))
            """
    }

    private static func table(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let rows: [[HTML]] = model.injects.map { one in
            let inject = one.inject
            let href = ExercisesURL.inject(part, id, .init(one.id)).path
            let isEditable = one.state != .sent && (exercise.state == .prepared || exercise.state.isLive)
            let toggle: HTML = when(
                isEditable,
                postButton(
                    action: ExercisesURL.injectState(part, id, .init(one.id)).path,
                    one.isEnabled ? t("Désactiver", "Disable") : t("Activer", "Enable"), style: .quiet,
                    hidden: [("actif", one.isEnabled ? "non" : "oui")]))
            let expected: HTML = when(
                !inject.expected.isEmpty,
                "<p class=\"quiet\">\(t("Attendu\u{00A0}: ", "Expected: "))\(inject.expected.map(\.text).joined(separator: " · "))</p>"
            )
            return [
                "\(inject.id)",
                "\(inject.degree == .reserve ? PlayWords.degree(.reserve, t) : inject.at.map { PlayWords.mark($0 * 60, t) } ?? "–")",
                "<a href=\"\(href)\">\(inject.title)</a> <span class=\"quiet\">\(PlayWords.channel(inject.channel, t)), \(PlayWords.degree(inject.degree, t))</span>\(expected)",
                "\(PlayWords.recipient(inject.to, of: exercise.scenario, t))",
                "\(badge(t, PlayWords.inject(one, t)))\(toggle)",
            ]
        }
        return Components.table(
            t,
            Table(
                caption: t("Chronogramme", "Timeline"), isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("N°", "No")), Column(t("Heure", "Time"), isShort: true), Column(t("Stimulus", "Inject")),
                    Column(t("Pour", "For")), Column(t("État", "State"), isShort: true),
                ], rows: rows))
    }
}
