// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Every corrective action of a part of the tree: what is late, what is done, what an exercise has yet to show.
enum ActionsPage {
    static let pageSize = 25

    struct Model: Sendable {
        let place: Organisation
        let actions: [CorrectiveAction]
        let text: String
        let state: CorrectiveAction.State?
        let page: Int
        let today: Day

        var kept: [CorrectiveAction] {
            actions.filter { action in
                (state == nil || action.state == state)
                    && (text.isEmpty || folded(action.draft.title + " " + action.draft.owner).contains(folded(text)))
            }
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: ExercisesPermissions.read)
        let lineage = place.organisation.lineage
        let actions = try await visit.read { session in try ActionStore.under(lineage, in: session) }
        let model = Model(
            place: place.organisation, actions: actions, text: visit.query["q"] ?? "",
            state: visit.query["etat"].flatMap { CorrectiveAction.State(rawValue: $0) }, page: visit.query.page,
            today: visit.today)
        let t = visit.language
        let trail = [
            Crumb(t("Exercices", "Exercises"), href: ExercisesURL.home(.init(place.organisation.id)).path),
            Crumb(t("Actions correctives", "Corrective actions")),
        ]
        return visit.page(Page(title(t), at: place, trail: trail, main: render(model, t)))
    }

    static func title(_ t: Language) -> String {
        t(
            "Ce que les exercices ont montré est-il corrigé\u{00A0}?",
            "Is what the exercises showed put right?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        "\(pageHead(t, PageHead(title(t), lead: lead(model, t))))\(filters(model, t))\(list(model, t))"
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        guard !model.actions.isEmpty else { return "" }
        let open = model.actions.count { $0.state == .open }
        let late = model.actions.count { $0.isLate(on: model.today) }
        let waiting = model.actions.count { $0.state == .done && !$0.isConfirmed }
        return t(
            "\(t.count(open, ("ouverte", "ouvertes"), ("", ""))), dont \(t.number(late)) en retard\u{00A0}; \(t.count(waiting, ("faite attend", "faites attendent"), ("", ""))) qu’un exercice la vérifie.",
            "\(t.number(open)) open, \(t.number(late)) of them late; \(t.number(waiting)) done wait for an exercise to show it."
        )
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        guard !model.actions.isEmpty else { return HTML() }
        let action = ResultsURL.actions(.init(model.place.id)).path
        let states: [(CorrectiveAction.State, String)] = [
            (.open, t("Ouvertes", "Open")), (.done, t("Faites", "Done")), (.dropped, t("Abandonnées", "Dropped")),
        ]
        let fields: [HTML] = [
            textField(
                Field(t, "q", label: t("Action ou responsable", "Action or owner")), value: model.text, maxLength: 100),
            select(
                Field(t, "etat", label: t("État", "State")), states.map { Choice($0.0.rawValue, $0.1) },
                selected: model.state?.rawValue, placeholder: t("Toutes", "All")),
        ]
        return filterForm(
            t, action: action, fields: fields.html { $0 },
            reset: model.state != nil || !model.text.isEmpty ? action : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.actions.isEmpty else {
            return emptyState(
                title: t("Aucune action corrective", "No corrective action"),
                text: t(
                    "Elles naissent du bilan d’un exercice\u{00A0}: jouez-en un, puis notez ce qu’il faut corriger.",
                    "They come from the results of an exercise: play one, then write what to put right."),
                action: Action(
                    t("Voir les exercices", "See the exercises"), href: ExercisesURL.home(.init(model.place.id)).path))
        }
        let kept = model.kept
        guard !kept.isEmpty else {
            return paragraph(t("Rien ne correspond à ces filtres.", "Nothing matches these filters."))
        }
        let pages = Pager(page: model.page, pageSize: pageSize, total: kept.count) { page in
            ResultsURL.actions(.init(model.place.id)).path.with("q", model.text.isEmpty ? nil : model.text)
                .with("etat", model.state?.rawValue).with("page", page > 1 ? String(page) : nil)
        }
        let shown = kept.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        let caption = t("Actions correctives", "Corrective actions")
        return sheet(
            caption,
            """
            \(table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Action", "Action")), Column(t("Responsable", "Owner")), Column(t("Échéance", "Due"), isShort: true),
                    Column(t("Vient de", "Comes from")), Column(t("État", "State"), isShort: true),
                ], rows: shown.map { row($0, model, t) })))\(pager(t, pages))
            """)
    }

    private static func row(_ action: CorrectiveAction, _ model: Model, _ t: Language) -> [HTML] {
        let path = ResultsURL.action(.init(action.keeper.id), .init(action.id)).path
        let exercise = ResultsURL.results(.init(action.keeper.id), .init(action.exercise)).path
        let keeper: HTML = when(action.keeper.id != model.place.id, "<br><small>\(action.keeper.name)</small>")
        return [
            "<a href=\"\(path)\">\(action.draft.title)</a>\(keeper)",
            "\(action.draft.owner.isEmpty ? t("personne encore", "nobody yet") : action.draft.owner)",
            "\(action.draft.dueOn.map { t.date($0) } ?? "–")",
            "<a href=\"\(exercise)\">\(action.exerciseTitle)</a>",
            "\(badge(t, ResultWords.state(action, on: model.today, t)))",
        ]
    }
}
