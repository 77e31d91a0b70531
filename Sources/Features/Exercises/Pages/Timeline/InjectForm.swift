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

/// One inject: added, moved, adapted, before the play or during it. What a field says is read like a cell of a table, so
/// that a time is typed here as it is in a spreadsheet.
enum InjectForm {
    struct Typed: Sendable {
        var values: [SheetColumn: String] = [:]
        var objectives: Set<String> = []

        init() {}

        init(_ inject: Inject) {
            let row = SheetExport.row(inject, isFrench: true)
            for (column, text) in zip(SheetExport.columns, row) where text != "–" { values[column] = text }
            values[.to] = inject.to
            values[.degree] = inject.degree.rawValue
            values[.channel] = inject.channel.rawValue
            values[.phase] = inject.phase?.rawValue ?? ""
            objectives = Set(inject.objectives)
        }

        subscript(column: SheetColumn) -> String { values[column] ?? "" }
    }

    struct Model: Sendable {
        let exercise: Exercise
        let kept: PlayedInject?
        var typed: Typed
        var errors = FormErrors()
    }

    /// The name of the field of each column.
    static let fields: [(column: SheetColumn, name: String)] = [
        (.number, "numero"), (.time, "heure"), (.degree, "degre"), (.from, "de"), (.to, "pour"), (.channel, "canal"),
        (.title, "titre"), (.text, "texte"), (.phase, "phase"), (.expected, "attendu"), (.branches, "suites"),
        (.animator, "conseil"),
    ]

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return page(visit, place, Model(exercise: exercise, kept: nil, typed: Typed()))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, exercise, kept) = try await find(visit)
        return page(visit, place, Model(exercise: exercise, kept: kept, typed: Typed(kept.inject)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        return try await save(visit, place, exercise, nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let (place, exercise, kept) = try await find(visit)
        return try await save(visit, place, exercise, kept)
    }

    @Sendable
    static func enable(_ visit: Visit) async throws -> Reply {
        let (_, exercise, kept) = try await find(visit)
        let form = try await visit.form()
        let isEnabled = form["actif"] == "oui"
        try await visit.keep(exercise) { exercise, change in
            guard exercise.state == .prepared || exercise.state.isLive else { throw ExercisesError.notPrepared }
            try InjectChanges.enable(kept, isEnabled, of: exercise, in: change)
        }
        let t = visit.language
        return back(
            exercise,
            isEnabled
                ? t("Le stimulus \(kept.inject.id) est activé.", "The inject \(kept.inject.id) is enabled.")
                : t(
                    "Le stimulus \(kept.inject.id) est désactivé\u{00A0}: il ne sera pas proposé.",
                    "The inject \(kept.inject.id) is disabled: it will not be offered."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (_, exercise, kept) = try await find(visit)
        try await visit.keep(exercise) { exercise, change in
            try InjectChanges.remove(kept, of: exercise, in: change)
        }
        return back(exercise, visit.language("Le stimulus est retiré.", "The inject is removed."))
    }

    private static func find(_ visit: Visit) async throws -> (Site.Place, Exercise, PlayedInject) {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let (id, one): (Exercise.ID, PlayedInject.ID) = (exercise.id, try visit.identifier("stimulusExercice"))
        let found = try await visit.read { session in try InjectStore.inject(one, of: id, in: session) }
        guard let found else { throw Refusal.notFound }
        return (place, exercise, found)
    }

    private static func back(_ exercise: Exercise, _ notice: String) -> Reply {
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let path = exercise.state.isLive ? ExercisesURL.console(part, id).path : ExercisesURL.timeline(part, id).path
        return .redirect(path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ place: Site.Place, _ exercise: Exercise, _ kept: PlayedInject?
    ) async throws -> Reply {
        let form = try await visit.form()
        let t = visit.language
        let id = exercise.id
        let known = try await visit.read { session in Set(try InjectStore.all(of: id, in: session).map(\.inject.id)) }
        var (typed, inject, errors) = read(form, exercise, known: known, t)
        if let inject, errors.isEmpty {
            do {
                try await visit.keep(exercise) { exercise, change in
                    if let kept {
                        try InjectChanges.correct(
                            kept, inject, seen: form.int("version") ?? 0, of: exercise, in: change)
                    } else {
                        _ = try InjectChanges.add(inject, isFree: exercise.state.isLive, to: exercise, in: change)
                    }
                }
                return back(
                    exercise, t("Le stimulus \(inject.id) est enregistré.", "The inject \(inject.id) is saved."))
            } catch let error as ExercisesError where error.nature == .invalid {
                errors.add(error.message(t), to: error == .taken || error == .badIdentifier ? "numero" : "titre")
            }
        }
        if let kept { typed.values[.number] = kept.inject.id }
        return page(
            visit, place, Model(exercise: exercise, kept: kept, typed: typed, errors: errors), status: .unprocessable)
    }

    static func read(
        _ form: Site.Form, _ exercise: Exercise, known: Set<String>, _ t: Language
    ) -> (Typed, Inject?, FormErrors) {
        var typed = Typed()
        var errors = FormErrors()
        for (column, name) in fields { typed.values[column] = form[name] }
        let objectives = Set(exercise.scenario.objectives.map(\.id))
        typed.objectives = Set(form.all("objectifs")).intersection(objectives)
        errors.require(typed[.title], "titre", limit: 200, in: t)
        let degree = Inject.Degree(rawValue: typed[.degree]) ?? .main
        var options = SheetImport.Options(
            columns: SheetExport.columns, cells: exercise.scenario.cells, roles: exercise.scenario.roles)
        (options.times, options.known) = (.relative, known)
        let row = SheetExport.columns.map { column -> String in
            switch column {
            case .degree: PlayWords.degree(degree, .french)
            case .channel, .phase, .objectives: ""
            case .time where degree == .reserve && typed[.time].isEmpty: ""
            default: typed[column]
            }
        }
        let table = SheetImport([.init(number: 1, cells: row)], options)
        for fault in table.lines.flatMap(\.faults) {
            let column = fault.column.flatMap {
                SheetExport.columns.indices.contains($0) ? SheetExport.columns[$0] : nil
            }
            guard fault.weight == .error || column == .branches || column == nil else { continue }
            let name = column.flatMap { column in fields.first { $0.column == column }?.name } ?? "suites"
            // One sentence for each field: the first says enough.
            if errors[name] == nil { errors.add(t(fault.french, fault.english), to: name) }
        }
        guard errors.isEmpty, var inject = table.injects.first else {
            if errors.isEmpty { errors.add(ExercisesError.textMissing.message(t), to: "titre") }
            return (typed, nil, errors)
        }
        inject.channel = Inject.Channel(rawValue: typed[.channel]) ?? .paper
        inject.phase = Phase(rawValue: typed[.phase])
        inject.objectives = exercise.scenario.objectives.map(\.id).filter(typed.objectives.contains)
        return (typed, inject, errors)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        if let kept = model.kept, kept.state == .sent || exercise.state == .ended || exercise.state == .cancelled {
            return reading(kept, exercise, t)
        }
        let (typed, errors) = (model.typed, model.errors)
        func field(_ name: String, _ label: String, hint: String? = nil, isRequired: Bool = false) -> Field {
            Field(t, name, label: label, hint: hint, error: errors[name], isRequired: isRequired)
        }
        let scenario = exercise.scenario
        let targets =
            scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
            + scenario.roles.filter { $0.cell != nil }.map { Choice($0.id, $0.title) }
        let channels = Inject.Channel.allCases.map { Choice($0.rawValue, PlayWords.channel($0, t)) }
        let degrees = Inject.Degree.allCases.map { Choice($0.rawValue, PlayWords.degree($0, t)) }
        let phases = Phase.allCases.map { Choice($0.rawValue, PlayWords.phase($0, t)) }
        let objectives = scenario.objectives.map { Choice($0.id, $0.title) }
        let number: HTML =
            model.kept == nil
            ? textField(
                field(
                    "numero", t("N°", "No"),
                    hint: t("Laissez vide pour en recevoir un.", "Leave empty to be given one.")),
                value: typed[.number], maxLength: 60)
            : "<input type=\"hidden\" name=\"numero\" value=\"\(typed[.number])\">"
        let fields: HTML = """
            \(textField(field("titre", t("Titre", "Title"), isRequired: true), value: typed[.title], maxLength: 200))\
            \(number)\
            \(fieldRow([
                textField(field("heure", t("Heure de jeu", "Time of play"), hint: t("T+15, 1h30 ou 90\u{00A0}; vide pour une réserve.", "T+15, 1h30 or 90; empty for a reserve.")), value: typed[.time], maxLength: 20),
                select(field("degre", t("Degré", "Degree")), degrees, selected: typed[.degree]),
                select(field("phase", t("Phase", "Phase")), phases, selected: typed[.phase], placeholder: t("aucune", "none")),
            ]))\
            \(fieldRow([
                textField(field("de", t("De (fictif)", "From (fictitious)")), value: typed[.from], maxLength: 200),
                select(field("pour", t("Pour", "For")), targets, selected: typed[.to]),
                select(field("canal", t("Canal", "Channel")), channels, selected: typed[.channel]),
            ]))\
            \(textArea(field("texte", t("Texte", "Text")), value: typed[.text], rows: 6, maxLength: 8000))\
            \(textArea(field("attendu", t("Réactions attendues, une par ligne", "Expected reactions, one on each line"), hint: t("[décision ; 20 min] Couper les accès distants", "[decision ; 20 min] Cut remote access")), value: typed[.expected], rows: 3))\
            \(textArea(field("suites", t("Suites, une par ligne", "Branches, one on each line"), hint: t("T+30 → s05\u{00A0}: si rien n’est fait 30 minutes après l’envoi, s05 est proposé.", "T+30 → s05: if nothing is done 30 minutes after it was sent, s05 is proposed.")), value: typed[.branches], rows: 2))\
            \(textArea(field("conseil", t("Conseil à l’animateur", "Advice to the animator")), value: typed[.animator], rows: 2, maxLength: 4000))\
            \(when(!objectives.isEmpty, checkboxGroup(field("objectifs", t("Objectifs", "Objectives")), objectives, selected: typed.objectives)))
            """
        var view = FormView(
            title: title(model, t), button: t("Enregistrer", "Save"),
            action: model.kept.map { ExercisesURL.inject(part, id, .init($0.id)).path }
                ?? ExercisesURL.injectCreation(part, id).path,
            back: exercise.state.isLive ? ExercisesURL.console(part, id).path : ExercisesURL.timeline(part, id).path)
        view.errors = errors
        if let kept = model.kept {
            view.hidden = [("version", String(kept.version))]
            if exercise.state == .prepared {
                view.others = [
                    Action(
                        t("Retirer", "Remove"), post: ExercisesURL.injectRemoval(part, id, .init(kept.id)).path,
                        style: .danger,
                        confirm: t(
                            "Retirer ce stimulus\u{00A0}? Désactivé, il pourrait revenir.",
                            "Remove this inject? Disabled, it could come back."))
                ]
            }
        }
        return "\(ExerciseMark.html(t))\(view.render(t, fields))"
    }

    /// One that left does not change any more: it is read, and printed to be handed over.
    private static func reading(_ kept: PlayedInject, _ exercise: Exercise, _ t: Language) -> HTML {
        let inject = kept.inject
        let facts: [(String, HTML)] = [
            (t("De (fictif)", "From (fictitious)"), "\(inject.from)"),
            (t("Pour", "For"), "\(PlayWords.recipient(inject.to, of: exercise.scenario, t))"),
            (t("Canal", "Channel"), "\(PlayWords.channel(inject.channel, t))"),
        ]
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead("\(inject.id) \(inject.title)", state: PlayWords.inject(kept, t))))\
            \(sheet(inject.title, "\(definitionList(facts))\(prose(inject.text))"))
            """
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        model.kept.map { "\($0.inject.id) \($0.inject.title)" } ?? t("Ajouter un stimulus", "Add an inject")
    }

    private static func page(
        _ visit: Visit, _ place: Site.Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.exercisePage(model.exercise, title(model, t), at: place, status: status, render(model, t))
    }
}
