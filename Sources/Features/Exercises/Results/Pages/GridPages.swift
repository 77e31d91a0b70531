// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Markup
import Primitives
import Site

/// The grids of the observers: the list, and one of them to fill during the play or after it.
enum GridPages {
    /// The name of the observer in the address of a grid.
    static let observerField = "observateur"
    private static let earlierField = "ancien"

    static func title(_ t: Language) -> String {
        t("Qu’ont vu les observateurs\u{00A0}?", "What did the observers see?")
    }

    @Sendable
    static func list(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let t = visit.language
        return desk.page(visit, title(t), .grids, render(desk, t))
    }

    static func render(_ desk: ResultsDesk, _ t: Language) -> HTML {
        let facts = desk.facts
        let add = Action(
            t("Saisir une grille", "Enter a grid"), href: ResultsURL.grid(desk.part, desk.id).path, style: .primary)
        let print = Action(
            t("Imprimer la grille vierge", "Print the blank grid"),
            href: ResultsURL.paperPage(desk.part, desk.id, .init(PaperPiece.grid.rawValue)).path)
        let head = PageHead(
            title(t),
            lead: t(
                "Une grille par observateur, nommé par sa fonction. Note de 0 (non fait) à 3 (sans difficulté)\u{00A0}; les délais sont mesurés sans vous.",
                "One grid an observer, named by function. Marks from 0 (not done) to 3 (without difficulty); delays are measured without you."
            ), actions: desk.mayManage ? [add, print] : [])
        let body: HTML
        if facts.grids.isEmpty {
            body = emptyState(
                title: t("Aucune grille n’est saisie", "No grid is entered"),
                text: t(
                    "Demandez aux observateurs leurs feuilles dès la fin du jeu, avant qu’ils n’oublient.",
                    "Ask the observers for their sheets at the end of the play, before they forget."),
                action: desk.mayManage
                    ? Action(t("Saisir la première", "Enter the first"), href: ResultsURL.grid(desk.part, desk.id).path)
                    : nil)
        } else {
            let total = facts.objectives.reduce(0) { $0 + $1.criteria.count }
            let caption = t("Grilles saisies", "Grids entered")
            body = sheet(
                caption,
                table(
                    t,
                    Table(
                        caption: caption, isCaptionHidden: true, stacks: true,
                        columns: [
                            Column(t("Observateur", "Observer")), Column(t("Critères notés", "Criteria rated")),
                            Column(t("Moyenne", "Mean"), isNumber: true),
                        ],
                        rows: facts.grids.map { grid -> [HTML] in
                            let values = grid.ratings.values.compactMap(\.value)
                            let mean = values.isEmpty ? nil : Double(values.reduce(0, +)) / Double(values.count)
                            let path = ResultsURL.grid(desk.part, desk.id).path.with(observerField, grid.observer)
                            return [
                                "<a href=\"\(path)\">\(grid.observer)</a>",
                                "\(t("\(grid.ratings.count) sur \(total)", "\(grid.ratings.count) of \(total)"))",
                                "\(mean.map { t.decimal($0) } ?? "–")",
                            ]
                        })))
        }
        return "\(pageHead(t, head))\(ResultTabs.render(desk, .grids, t))\(body)"
    }

    struct Model: Sendable {
        let desk: ResultsDesk
        /// The name under which the grid stands; nil for a new one.
        let earlier: String?
        var grid: ObserverGrid
        var errors = FormErrors()
    }

    @Sendable
    static func form(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let wanted = visit.query[observerField]
        let known = desk.facts.grids.first { $0.observer == wanted }
        guard wanted == nil || known != nil else { throw Refusal.notFound }
        guard known != nil || desk.mayManage else { throw Refusal.forbidden }
        let model = Model(
            desk: desk, earlier: known?.observer, grid: known ?? ObserverGrid(observer: "", ratings: [:]))
        return page(visit, model)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let t = visit.language
        var errors = FormErrors()
        let observer = form[observerField]
        errors.require(observer, observerField, limit: ObserverGrid.observerLimit, in: t)
        var ratings: [String: ObserverGrid.Rating] = [:]
        for criterion in desk.facts.objectives.flatMap(\.criteria) {
            let id = criterion.mark.id
            let evidence = form["preuve-\(id)"]
            errors.bound(evidence, "preuve-\(id)", limit: ObserverGrid.evidenceLimit, in: t)
            switch form["note-\(id)"] {
            case "0", "1", "2", "3":
                ratings[id] = ObserverGrid.Rating(value: Int(form["note-\(id)"]), evidence: evidence)
            case "so": ratings[id] = ObserverGrid.Rating(value: nil, evidence: evidence)
            case "":
                if !evidence.isEmpty {
                    errors.add(
                        t("Donnez aussi une note, ou «\u{00A0}Pas vu\u{00A0}».", "Give a mark too, or “Not seen”."),
                        to: "note-\(id)")
                }
            default: errors.add(ResultError.outOfRange.message(t), to: "note-\(id)")
            }
        }
        let grid = ObserverGrid(observer: observer, ratings: ratings)
        let earlier = form[earlierField].isEmpty ? nil : form[earlierField]
        if errors.isEmpty {
            do {
                let head = desk.facts.head
                try await desk.keep(visit) { change in
                    try GridStore.save(grid, replacing: earlier, of: head, in: change)
                }
                return .redirect(
                    ResultsURL.grids(desk.part, desk.id).path,
                    notice: t("La grille est enregistrée.", "The grid is saved."))
            } catch let error as ResultError where error.nature == .invalid {
                errors.add(error.message(t), to: observerField)
            }
        }
        return page(visit, Model(desk: desk, earlier: earlier, grid: grid, errors: errors), status: .unprocessable)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let (observer, head) = (form[observerField], desk.facts.head)
        try await desk.keep(visit) { change in try GridStore.remove(observer, of: head, in: change) }
        return .redirect(
            ResultsURL.grids(desk.part, desk.id).path,
            notice: visit.language("La grille est retirée.", "The grid is removed."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let name = model.earlier ?? t("Nouvelle grille", "New grid")
        return model.desk.page(visit, title(t), .grids, crumb: name, status: status, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (desk, isNew) = (model.desk, model.earlier == nil)
        let title =
            isNew
            ? t("Que note cet observateur\u{00A0}?", "What does this observer rate?")
            : t("Grille\u{00A0}: \(model.grid.observer)", "Grid: \(model.grid.observer)")
        let head = PageHead(
            title,
            lead: t(
                "0\u{00A0}: non fait. 1\u{00A0}: avec de grandes difficultés. 2\u{00A0}: avec quelques difficultés. 3\u{00A0}: sans difficulté. Laissez vide ce que vous n’avez pas à noter.",
                "0: not done. 1: with major challenges. 2: with some challenges. 3: without challenges. Leave empty what you have not to rate."
            ))
        guard desk.mayManage else {
            return "\(pageHead(t, head))\(reading(model, t))"
        }
        let observer = textField(
            Field(
                t, observerField, label: t("Fonction de l’observateur", "Function of the observer"),
                hint: t(
                    "Par exemple «\u{00A0}cadre de santé, réanimation\u{00A0}»\u{00A0}: pas de nom.",
                    "Such as “ward manager, intensive care”: no name."), error: model.errors[observerField],
                isRequired: true), value: model.grid.observer, maxLength: ObserverGrid.observerLimit)
        let content: HTML = """
            \(observer)\(desk.facts.objectives.html { objective in
                sheet(objective.title, objective.criteria.html { criterion(model, $0, t) })
            })\(formActions("\(submit(t("Enregistrer la grille", "Save the grid")))\(buttonLink(t("Annuler", "Cancel"), href: ResultsURL.grids(desk.part, desk.id).path))"))
            """
        let hidden = model.earlier.map { [(name: earlierField, value: $0)] } ?? []
        let removal: HTML = when(
            !isNew,
            Components.form(
                action: ResultsURL.gridRemoval(desk.part, desk.id).path,
                hidden: [(name: observerField, value: model.earlier ?? "")],
                disclosure(
                    t("Retirer cette grille", "Remove this grid"),
                    """
                    \(paragraph(t(
                        "Ses notes disparaîtront du bilan. La feuille de papier reste votre original.",
                        "Its marks will leave the results. The paper sheet remains your original.")))\
                    \(submit(t("Retirer", "Remove"), style: .danger))
                    """)))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.resultFaults))\
            \(Components.form(action: ResultsURL.grid(desk.part, desk.id).path, hidden: hidden, content))\(removal)
            """
    }

    private static func criterion(_ model: Model, _ criterion: ExerciseFacts.Criterion, _ t: Language) -> HTML {
        let id = criterion.mark.id
        let rating = model.grid.ratings[id]
        let selected = rating.map { $0.value.map(String.init) ?? "so" }
        let hint = criterion.mark.delay.map {
            t(
                "Délai mesuré (\(ResultWords.duration($0.within * 60, t)))\u{00A0}: une note remplace la mesure.",
                "Measured delay (\(ResultWords.duration($0.within * 60, t))): a mark replaces the measure.")
        }
        return """
            \(scale(
                Field(t, "note-\(id)", label: criterion.text, hint: hint, error: model.errors["note-\(id)"]),
                (0...3).map { Choice(String($0), String($0)) } + [Choice("so", t("Pas vu", "Not seen"))],
                selected: selected, hasKeys: false))\
            \(textField(
                Field(
                    t, "preuve-\(id)", label: t("À quoi on l’a vu, à quelle heure", "What showed it, at what time"),
                    error: model.errors["preuve-\(id)"]), value: rating?.evidence ?? "", maxLength: 2000))
            """
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        model.desk.facts.objectives.html { objective in
            let lines = objective.criteria.compactMap { criterion -> (term: String, value: HTML)? in
                guard let rating = model.grid.ratings[criterion.mark.id] else { return nil }
                let mark = rating.value.map { t("\($0) sur 3", "\($0) of 3") } ?? t("Pas vu", "Not seen")
                return (
                    term: criterion.text,
                    value: "\(mark)\(when(!rating.evidence.isEmpty, "<br>\(rating.evidence)"))"
                )
            }
            return when(!lines.isEmpty, sheet(objective.title, definitionList(lines)))
        }
    }
}
