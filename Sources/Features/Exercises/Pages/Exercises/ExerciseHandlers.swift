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

/// The acts on an exercise that need no page of their own, and the two that need a word: cancelling and starting.
enum ExerciseHandlers {
    @Sendable
    static func tick(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let known = Set(Preparation.Said.allCases.map(\.rawValue))
        let ticked = Set(form.all("fait")).intersection(known)
        try await visit.keep(exercise) { exercise, change in try ExerciseChanges.tick(exercise, ticked, in: change) }
        return back(exercise, visit.language("Les préparatifs sont enregistrés.", "The preparations are saved."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        try await visit.keep(exercise) { exercise, change in try ExerciseChanges.remove(exercise, in: change) }
        return .redirect(
            ExercisesURL.home(.init(exercise.keeper.id)).path,
            notice: visit.language(
                "L’exercice est retiré. Vous pouvez le rétablir au bas de la page.",
                "The exercise is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        try await visit.keep(exercise) { exercise, change in try ExerciseChanges.restore(exercise, in: change) }
        return back(
            exercise,
            visit.language(
                "L’exercice est rétabli. Ses accès restent fermés\u{00A0}: donnez-en de nouveaux.",
                "The exercise is restored. Its accesses stay closed: give new ones."))
    }

    @Sendable
    static func askCancel(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return cancelPage(visit, place, exercise, FormErrors(), "")
    }

    @Sendable
    static func cancel(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let reason = form["motif"]
        var errors = FormErrors()
        errors.require(reason, "motif", limit: 1000, in: visit.language)
        guard errors.isEmpty else {
            return cancelPage(visit, place, exercise, errors, reason, status: .unprocessable)
        }
        try await visit.keep(exercise) { exercise, change in
            try ExerciseChanges.cancel(exercise, reason, in: change)
        }
        return back(exercise, visit.language("L’exercice est annulé.", "The exercise is cancelled."))
    }

    private static func cancelPage(
        _ visit: Visit, _ place: Place, _ exercise: Exercise, _ errors: FormErrors, _ reason: String,
        status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        var view = FormView(
            title: t("Annuler l’exercice", "Cancel the exercise"),
            lead: t(
                "Les accès se ferment. Ce qui était préparé reste, et le motif s’affiche.",
                "The accesses close. What was prepared stays, and the reason is shown."),
            button: t("Annuler l’exercice", "Cancel the exercise"), action: ExercisesURL.cancellation(part, id).path,
            back: ExercisesURL.exercise(part, id).path)
        view.errors = errors
        let field = Field(t, "motif", label: t("Motif", "Reason"), error: errors["motif"], isRequired: true)
        return visit.exercisePage(
            exercise, view.title, at: place, status: status, view.render(t, textArea(field, value: reason, rows: 3)))
    }

    // MARK: Start

    @Sendable
    static func askStart(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let (id, now) = (exercise.id, visit.now)
        guard exercise.state == .prepared else {
            return .redirect(ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path)
        }
        let (injects, people, links) = try await visit.read { session in
            (
                try InjectStore.all(of: id, in: session), try PeopleStore.participants(of: id, in: session),
                try LinkStore.list(of: id, in: session)
            )
        }
        let model = ExercisePage.Model(
            exercise: exercise, injects: injects, people: people, links: links, mayManage: true, now: now,
            zone: visit.zone)
        let t = visit.language
        return visit.exercisePage(
            exercise, t("Démarrer l’exercice", "Start the exercise"), at: place, startPage(model, t))
    }

    static func startPage(_ model: ExercisePage.Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let missing =
            Preparation.seen(model).filter { !$0.isDone }.map { $0.title(t) }
            + Preparation.Said.allCases.filter { !exercise.checklist.contains($0.rawValue) }.map { $0.title(t) }
        let check: HTML =
            missing.isEmpty
            ? notice(Notice(.success, title: t("Tout est prêt.", "Everything is ready.")))
            : sheet(t("Ce qui manque encore", "What is still missing"), ExerciseMark.list(missing))
        let speech = sheet(
            t("À lire à voix haute, avant de démarrer", "To be read aloud before the start"),
            prose(
                t(
                    "Ceci est un exercice. Toute parole, tout appel, tout message commence par le mot EXERCICE.\nSi quelque chose de réel arrive, dites «\u{00A0}\(exercise.stopWord)\u{00A0}»\u{00A0}: tout s’arrête à l’instant.\nOn n’appelle personne en dehors de l’exercice.",
                    "This is an exercise. Every word, call and message begins with EXERCISE.\nIf something real happens, say “\(exercise.stopWord)”: everything stops at once.\nNobody outside the exercise is called."
                )
            ))
        let warning = paragraph(
            t(
                "Au démarrage, l’horloge part et la main courante de l’exercice s’ouvre. Les stimuli ne partent que de votre main.",
                "At the start, the clock runs and the exercise’s log opens. Injects leave only by your hand."))
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead(t("Démarrer l’exercice", "Start the exercise"))))\(check)\(speech)\(warning)\
            \(actions([
                Action(t("Démarrer maintenant", "Start now"), post: ExercisesURL.opening(part, id).path, style: .primary),
                Action(t("Pas encore", "Not yet"), href: ExercisesURL.exercise(part, id).path),
            ]))
            """
    }

    @Sendable
    static func start(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        try await visit.keep(exercise) { exercise, change in try PlayStore.start(exercise, in: change) }
        return .redirect(
            ExercisesURL.console(.init(exercise.keeper.id), .init(exercise.id)).path,
            notice: visit.language("EXERCICE démarré. L’horloge tourne.", "EXERCISE started. The clock runs."))
    }

    private static func back(_ exercise: Exercise, _ notice: String) -> Reply {
        .redirect(ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path, notice: notice)
    }
}
