// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Markup
import Persistence
import Primitives
import Site

/// Which corrective actions of earlier exercises this one plays again. They stand in its grid as an objective of their own.
enum RetestPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let head = desk.facts.head
        let proposed = try await visit.read { session in try ActionStore.proposed(to: head, in: session) }
        let t = visit.language
        return desk.page(
            visit, title(t), nil, crumb: t("À rejouer", "To play again"), render(desk, proposed, on: visit.today, t))
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let wanted = Set(form.all("action").compactMap { CorrectiveAction.ID($0) })
        let head = desk.facts.head
        try await desk.keep(visit) { change in try ActionStore.choose(wanted, in: head, change) }
        let t = visit.language
        return .redirect(
            ResultsURL.retests(desk.part, desk.id).path,
            notice: t(
                "C’est noté\u{00A0}: elles sont dans la grille des observateurs.",
                "Done: they stand in the observers’ grid."))
    }

    static func title(_ t: Language) -> String {
        t("Que rejoue-t-on des exercices précédents\u{00A0}?", "What of the earlier exercises is played again?")
    }

    static func render(_ desk: ResultsDesk, _ proposed: [CorrectiveAction], on day: Day, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Une action corrective n’est vérifiée que si un exercice la rejoue. Celles que vous cochez deviennent des critères de la grille\u{00A0}; leur résultat est reporté tout seul.",
                "A corrective action is only shown to hold when an exercise plays it again. Those you tick become criteria of the grid; their result is written back by itself."
            ))
        guard !proposed.isEmpty else {
            return pageHead(t, head)
                + emptyState(
                    title: t("Rien à rejouer", "Nothing to play again"),
                    text: t(
                        "Aucune action corrective d’un autre exercice n’attend d’être vérifiée.",
                        "No corrective action of another exercise waits to be shown."),
                    action: Action(
                        t("Revenir à l’exercice", "Back to the exercise"),
                        href: ExercisesURL.exercise(desk.part, desk.id).path))
        }
        func choice(_ action: CorrectiveAction) -> Choice {
            var notes = [action.exerciseTitle, ResultWords.state(action, on: day, t).word ?? ""]
            if let other = action.retestedIn, other != desk.facts.exercise.id {
                notes.append(
                    t(
                        "prévue aussi dans «\u{00A0}\(action.retestTitle)\u{00A0}»",
                        "also planned in “\(action.retestTitle)”"))
            }
            return Choice(
                action.id.text, action.draft.title, note: notes.filter { !$0.isEmpty }.joined(separator: " · "))
        }
        let chosen = Set(proposed.filter { $0.retestedIn == desk.facts.exercise.id }.map(\.id.text))
        guard desk.mayManage else {
            return pageHead(t, head)
                + items(proposed.filter { chosen.contains($0.id.text) }.map { "\($0.draft.title)" })
        }
        return pageHead(t, head)
            + form(
                action: ResultsURL.retests(desk.part, desk.id).path,
                """
                \(checkboxGroup(
                    Field(t, "action", label: t("Actions à rejouer", "Actions to play again")), proposed.map(choice),
                    selected: chosen))\(formActions(submit(t("Enregistrer", "Save"))))
                """)
    }
}
