// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// An exercise: whether everything is ready, and where everything about it is.
enum ExercisePage {
    struct Model: Sendable {
        let exercise: Exercise
        let injects: [PlayedInject]
        let people: [Participant]
        let links: [PlayLink]
        let mayManage: Bool
        let now: Instant
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise()
        let id = exercise.id
        let (injects, people, links) = try await visit.read { session in
            (
                try InjectStore.all(of: id, in: session), try PeopleStore.participants(of: id, in: session),
                try LinkStore.list(of: id, in: session)
            )
        }
        let model = Model(
            exercise: exercise, injects: injects, people: people, links: links,
            mayManage: visit.mayManageExercises(of: place), now: visit.now, zone: visit.zone)
        return visit.exercisePage(exercise, exercise.title, at: place, render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        var list: [Action] = []
        if model.mayManage {
            switch exercise.state {
            case .prepared where exercise.removedAt == nil:
                list.append(
                    Action(t("Démarrer…", "Start…"), href: ExercisesURL.opening(part, id).path, style: .primary))
                list.append(Action(t("Régler", "Settings"), href: ExercisesURL.settings(part, id).path))
            case .running, .paused:
                list.append(
                    Action(
                        t("Ouvrir le pupitre", "Open the console"), href: ExercisesURL.console(part, id).path,
                        style: .primary))
            case .ended:
                list.append(
                    Action(t("Revoir le pupitre", "See the console again"), href: ExercisesURL.console(part, id).path))
            default: break
            }
        }
        if let log = exercise.log {
            list.append(Action(t("Main courante", "Log"), href: CrisisLogAddress.log(.init(log)).path))
        }
        let time = exercise.plannedAt.isEmpty ? "" : t(" à \(exercise.plannedAt)", " at \(exercise.plannedAt)")
        let lead =
            "\(t.date(exercise.plannedOn))\(time), \(t("\(exercise.duration) minutes", "\(exercise.duration) minutes")). \(exercise.reason)"
        let head = PageHead(exercise.title, lead: lead, actions: list, state: PlayWords.state(exercise, t))
        let facts: [(String, HTML)] = [
            (t("Niveau", "Level"), "\(PlayWords.level(exercise.level, t))"),
            (t("Forme", "Form"), "\(PlayWords.form(exercise.form, t))"),
            (t("Menace", "Threat"), "\(PlayWords.threat(exercise.scenario.threat, t))"),
            (
                t("Scénario", "Scenario"),
                "\(t("\(exercise.scenario.title), version \(exercise.scenario.version)", "\(exercise.scenario.title), version \(exercise.scenario.version)"))"
            ),
            (t("Lieu", "Place"), "\(exercise.place.isEmpty ? "–" : exercise.place)"),
            (t("Mot d’arrêt d’urgence", "Emergency stop word"), "<strong>\(exercise.stopWord)</strong>"),
        ]
        let rules = sheet(
            t("Règles", "Rules"),
            """
            \(ExerciseMark.list(exercise.rules))\
            \(when(!exercise.forbidden.isEmpty, "<h3>\(t("À ne pas toucher ni appeler", "Not to be touched nor called"))</h3>\(ExerciseMark.list(exercise.forbidden))"))
            """)
        return """
            \(ExerciseMark.html(t))\(pageHead(t, head))\(when(exercise.state == .prepared, checklist(model, t)))\
            \(columns(
                "\(sheet(t("En bref", "In short"), definitionList(facts)))\(parts(model, t))",
                "\(rules)"))\
            \(management(model, t))
            """
    }

    /// What is ready, seen by the program, and what only people can say.
    private static func checklist(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let known = Preparation.seen(model)
        let seen = known.map { item -> HTML in
            ends(
                "<span>\(item.title(t))</span>",
                badge(t, item.isDone ? .proven : .missing, item.isDone ? t("Prêt", "Ready") : t("À faire", "To do")))
        }
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let choices = Preparation.Said.allCases.map { Choice($0.rawValue, $0.title(t)) }
        let boxes = checkboxGroup(
            Field(t, "fait", label: t("Ce que vous avez fait", "What you have done")), choices,
            selected: exercise.checklist)
        let said: HTML =
            model.mayManage
            ? form(
                action: ExercisesURL.checklist(part, id).path,
                "\(boxes)\(formActions(submit(t("Enregistrer", "Save"), style: .plain)))")
            : items(
                Preparation.Said.allCases.map { item in
                    ends(
                        "<span>\(item.title(t))</span>",
                        badge(
                            t, exercise.checklist.contains(item.rawValue) ? .proven : .missing,
                            exercise.checklist.contains(item.rawValue) ? t("Prêt", "Ready") : t("À faire", "To do")))
                })
        return sheet(t("Sommes-nous prêts\u{00A0}?", "Are we ready?"), columns(items(seen), said))
    }

    private static func parts(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let sent = model.injects.filter { $0.state == .sent }.count
        let open = model.links.filter { $0.isOpen(at: model.now) }.count
        var rows: [(String, URLPath, String)] = [
            (
                t("Participants", "Participants"), ExercisesURL.participants(part, id).path,
                t.count(model.people.count, ("personne", "personnes"), ("person", "people"))
            )
        ]
        if model.mayManage {
            rows.insert(
                (
                    t("Chronogramme", "Timeline"), ExercisesURL.timeline(part, id).path,
                    t(
                        "\(model.injects.count) stimuli, \(sent) envoyés",
                        "\(model.injects.count) injects, \(sent) sent")
                ), at: 0)
            rows.append(
                (
                    t("Accès des cellules et des observateurs", "Access of cells and observers"),
                    ExercisesURL.links(part, id).path,
                    t.count(open, ("accès ouvert", "accès ouverts"), ("open access", "open accesses"))
                ))
            rows.append(
                (
                    t("Essai de liaison", "Communication check"), ExercisesURL.contactCheck(part, id).path,
                    t(
                        "\(model.people.filter { $0.check == .reached }.count) joints",
                        "\(model.people.filter { $0.check == .reached }.count) reached")
                ))
        }
        rows += ResultLinks.rows(exercise, mayManage: model.mayManage, t)
        return sheet(
            t("Préparer", "Prepare"),
            items(rows.map { ends("<a href=\"\($0.1)\">\($0.0)</a>", "<span class=\"quiet\">\($0.2)</span>") }))
    }

    private static func management(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        guard model.mayManage else { return HTML() }
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        if exercise.removedAt != nil {
            return actions([Action(t("Rétablir", "Restore"), post: ExercisesURL.restoration(part, id).path)])
        }
        switch exercise.state {
        case .prepared:
            return actions([
                Action(
                    t("Annuler l’exercice…", "Cancel the exercise…"), href: ExercisesURL.cancellation(part, id).path),
                Action(
                    t("Retirer", "Remove"), post: ExercisesURL.removal(part, id).path, style: .danger,
                    confirm: t(
                        "Retirer cet exercice\u{00A0}? Il pourra être rétabli.",
                        "Remove this exercise? It can be restored.")),
            ])
        case .cancelled:
            return actions([
                Action(
                    t("Retirer", "Remove"), post: ExercisesURL.removal(part, id).path, style: .danger,
                    confirm: t(
                        "Retirer cet exercice\u{00A0}? Il pourra être rétabli.",
                        "Remove this exercise? It can be restored."))
            ])
        default: return HTML()
        }
    }
}

/// What must be ready before the start.
enum Preparation {
    /// What only people can say. The value is kept: it never changes.
    enum Said: String, Sendable, CaseIterable {
        case direction, rooms, care, observers, briefing, phones, real

        func title(_ t: Language) -> String {
            switch self {
            case .direction:
                t("La direction a donné son accord et sera là", "The management agreed and will be there")
            case .rooms: t("Les salles sont réservées et équipées", "The rooms are booked and equipped")
            case .care:
                t(
                    "Les services de soins savent qu’on joue, et ce qu’on ne touche pas",
                    "Wards know that one plays, and what is not touched")
            case .observers: t("Les observateurs ont leur grille", "Observers have their grid")
            case .briefing: t("Les animateurs ont répété le chronogramme", "Animators rehearsed the timeline")
            case .phones:
                t(
                    "Le standard et le SAMU sont prévenus qu’on dira EXERCICE",
                    "The switchboard and the SAMU know that one will say EXERCISE")
            case .real:
                t(
                    "Qui répond si un vrai incident arrive est désigné",
                    "Whoever answers if a real incident comes is named")
            }
        }
    }

    struct Seen: Sendable {
        let french: String
        let english: String
        let isDone: Bool

        func title(_ t: Language) -> String { t(french, english) }
    }

    static func seen(_ model: ExercisePage.Model) -> [Seen] {
        let (exercise, people) = (model.exercise, model.people)
        func has(_ kind: Drills.Role.Kind) -> Bool { people.contains { $0.kind == kind } }
        let playing = exercise.scenario.cells.filter { cell in people.contains { $0.kind == .player && $0.cell == cell }
        }
        let open = Set(model.links.filter { $0.isOpen(at: model.now) && $0.kind == .cell }.compactMap(\.cell))
        return [
            Seen(french: "Un directeur d’exercice", english: "An exercise director", isDone: has(.director)),
            Seen(french: "Au moins un animateur", english: "At least one animator", isDone: has(.animator)),
            Seen(french: "Au moins un observateur", english: "At least one observer", isDone: has(.observer)),
            Seen(
                french: "Des joueurs dans chaque cellule", english: "Players in each cell",
                isDone: playing.count == exercise.scenario.cells.count),
            Seen(
                french: "Un chronogramme", english: "A timeline",
                isDone: model.injects.contains { $0.isEnabled && $0.inject.degree != .reserve }),
            Seen(
                french: "Un accès pour chaque cellule", english: "An access for each cell",
                isDone: exercise.scenario.cells.allSatisfy(open.contains)),
            Seen(
                french: "L’essai de liaison est fait", english: "The communication check was made",
                isDone: people.contains { $0.check != nil }),
        ]
    }
}
