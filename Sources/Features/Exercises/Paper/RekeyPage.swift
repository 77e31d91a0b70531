// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Drills
import Markup
import Primitives
import Site

/// One screen to enter again what was written on paper: the hours of the play, the times of sending, the moments noted by
/// observers, then observations one by one.
enum RekeyPage {
    struct Typed: Sendable {
        /// By name of field.
        var fields: [String: String] = [:]
        var errors = FormErrors()

        subscript(name: String) -> String { fields[name] ?? "" }
    }

    static func title(_ t: Language) -> String {
        t("Que disent les feuilles\u{00A0}?", "What do the sheets say?")
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        return page(visit, desk, kept(desk.facts, in: visit.zone))
    }

    private static func page(
        _ visit: Visit, _ desk: ResultsDesk, _ typed: Typed, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return desk.page(
            visit, title(t), nil, crumb: t("Ressaisie", "Entry of sheets"), status: status, render(desk, typed, t))
    }

    static func sending(_ inject: PlayedInject) -> String { "envoi-\(inject.id)" }
    static func done(_ inject: PlayedInject, _ number: Int) -> String { "fait-\(inject.id)-\(number)" }
    static func moment(_ milestone: DrillMilestone) -> String { "moment-\(milestone.rawValue)" }

    /// What is known already, as it would be typed.
    private static func kept(_ facts: ExerciseFacts, in zone: TimeZoneRule) -> Typed {
        func hour(_ at: Instant?) -> String? {
            at.map { instant in
                let (hour, minute) = zone.time(at: instant)
                return "\(hour)\u{00A0}h\u{00A0}\(minute < 10 ? "0" : "")\(minute)"
            }
        }
        var typed = Typed()
        for inject in facts.injects {
            typed.fields[sending(inject)] = hour(inject.sending?.at)
            for (number, outcome) in inject.outcomes where outcome.kind != .missed {
                typed.fields[done(inject, number)] = hour(outcome.at)
            }
        }
        for (milestone, at) in GridStore.moments(facts.statements) { typed.fields[moment(milestone)] = hour(at) }
        return typed
    }

    @Sendable
    static func open(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let (t, exercise) = (visit.language, desk.facts.exercise)
        var typed = Typed(fields: ["jour": form["jour"], "debut": form["debut"], "fin": form["fin"]])
        let day = typed.errors.resultDay(form, "jour", in: t)
        if day == nil, typed.errors["jour"] == nil {
            typed.errors.add(t("Cette date est nécessaire.", "This date is needed."), to: "jour")
        }
        let (from, to) = (TypedHour.minutes(form["debut"]), TypedHour.minutes(form["fin"]))
        if from == nil { typed.errors.add(hourNeeded(t), to: "debut") }
        if to == nil { typed.errors.add(hourNeeded(t), to: "fin") }
        if let day, let from, let to {
            let start = TypedHour.instant(day, from, in: visit.zone)
            let end = TypedHour.instant(to < from ? day.adding(days: 1) : day, to, in: visit.zone)
            do {
                try await desk.keep(visit) { change in
                    try RekeyStore.open(exercise, from: start, to: end, in: change)
                }
                return .redirect(
                    ResultsURL.rekey(desk.part, desk.id).path,
                    notice: t(
                        "L’exercice est noté comme joué. Reportez maintenant les feuilles.",
                        "The exercise is entered as played. Now enter the sheets."))
            } catch ResultError.outOfRange {
                typed.errors.add(
                    t(
                        "La fin doit suivre le début, et être passée.", "The end must follow the start, and be past."),
                    to: "fin")
            }
        }
        return page(visit, desk, typed, status: .unprocessable)
    }

    private static func hourNeeded(_ t: Language) -> String {
        t("Écrivez une heure comme 9 h 05 ou 14:30.", "Write an hour like 9:05 or 14:30.")
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let (t, zone, facts) = (visit.language, visit.zone, desk.facts)
        guard let start = facts.exercise.startedAt else { throw ResultError.notHeld }
        var typed = Typed()
        let known = kept(facts, in: zone)
        func at(_ field: String, unlessKept kept: Instant?) -> Instant? {
            typed.fields[field] = form[field]
            // What was not touched keeps its seconds.
            if form[field] == known[field] { return kept }
            guard !form[field].isEmpty else { return nil }
            guard let minutes = TypedHour.minutes(form[field]) else {
                typed.errors.add(hourNeeded(t), to: field)
                return nil
            }
            return TypedHour.instant(minutes, notBefore: start, in: zone)
        }
        let lines = facts.injects.filter { $0.isEnabled || $0.state == .sent }.map { inject in
            var times: [Int: Instant] = [:]
            for number in 1...max(inject.inject.expected.count, 1) where number <= inject.inject.expected.count {
                let outcome = inject.outcomes[number]
                times[number] = at(done(inject, number), unlessKept: outcome?.at)
            }
            return RekeyStore.Line(
                inject: inject.id, sentAt: at(sending(inject), unlessKept: inject.sending?.at), doneAt: times)
        }
        let noted = GridStore.moments(facts.statements)
        var moments: [DrillMilestone: Instant] = [:]
        for milestone in DrillMilestone.allCases {
            moments[milestone] = at(moment(milestone), unlessKept: noted[milestone])
        }
        guard typed.errors.isEmpty else { return page(visit, desk, typed, status: .unprocessable) }
        let (exercise, head, found) = (facts.exercise, facts.head, moments)
        try await desk.keep(visit) { change in
            try RekeyStore.save(lines, of: exercise, in: change)
            if found != noted { try GridStore.note(found, of: head, in: change) }
        }
        return .redirect(
            ResultsURL.rekey(desk.part, desk.id).path,
            notice: t("Les heures sont enregistrées.", "The times are saved."))
    }

    @Sendable
    static func note(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let (t, exercise) = (visit.language, desk.facts.exercise)
        guard let start = exercise.startedAt else { throw ResultError.notHeld }
        var typed = kept(desk.facts, in: visit.zone)
        for field in ["heure", "cellule", "nature", "texte", "auteur", "feuille"] { typed.fields[field] = form[field] }
        typed.errors.require(form["texte"], "texte", limit: 4000, in: t)
        typed.errors.require(form["auteur"], "auteur", limit: 200, in: t)
        typed.errors.bound(form["feuille"], "feuille", limit: 40, in: t)
        let minutes = TypedHour.minutes(form["heure"])
        if minutes == nil { typed.errors.add(hourNeeded(t), to: "heure") }
        guard typed.errors.isEmpty, let minutes else { return page(visit, desk, typed, status: .unprocessable) }
        let note = RekeyStore.Note(
            at: TypedHour.instant(minutes, notBefore: start, in: visit.zone), cell: Cell(rawValue: form["cellule"]),
            kind: Observation.Kind(rawValue: form["nature"]) ?? .fact, text: form["texte"], author: form["auteur"],
            sheet: form["feuille"])
        try await desk.keep(visit) { change in try RekeyStore.add(note, to: exercise, in: change) }
        return .redirect(
            ResultsURL.rekey(desk.part, desk.id).path.anchored(at: "observations"),
            notice: t("L’observation est enregistrée.", "The observation is saved."))
    }

    static func render(_ desk: ResultsDesk, _ typed: Typed, _ t: Language) -> HTML {
        let exercise = desk.facts.exercise
        let head = PageHead(
            title(t),
            lead: t(
                "Reportez ce que le papier dit, heure par heure\u{00A0}: les délais seront calculés. Laissez vide ce qui n’a pas eu lieu.",
                "Enter what the paper says, hour by hour: delays will be computed. Leave empty what did not happen."))
        let body: HTML =
            switch exercise.state {
            case .prepared: opening(desk, typed, t)
            case .ended: times(desk, typed, t) + logLink(exercise, t) + observation(desk, typed, t)
            default:
                emptyState(
                    title: t("L’exercice est en cours", "The exercise is under way"),
                    text: t(
                        "Les feuilles se reportent une fois le jeu terminé.",
                        "Sheets are entered once the play is over."),
                    action: Action(
                        t("Ouvrir le pupitre", "Open the console"), href: ExercisesURL.console(desk.part, desk.id).path)
                )
            }
        return "\(pageHead(t, head))\(errorSummary(t, typed.errors.resultFaults))\(body)"
    }

    private static func hour(_ name: String, _ label: String, _ typed: Typed, isHidden: Bool = false, _ t: Language)
        -> HTML
    {
        textField(
            Field(t, name, label: label, error: typed.errors[name], isLabelHidden: isHidden), value: typed[name],
            maxLength: 10)
    }

    private static func opening(_ desk: ResultsDesk, _ typed: Typed, _ t: Language) -> HTML {
        sheet(
            t("Quand a-t-il été joué\u{00A0}?", "When was it played?"),
            form(
                action: ResultsURL.rekeyOpening(desk.part, desk.id).path,
                """
                \(fieldRow([
                    dateField(
                        Field(t, "jour", label: t("Jour", "Day"), error: typed.errors["jour"], isRequired: true),
                        value: Day(text: typed["jour"]) ?? desk.facts.exercise.plannedOn),
                    hour("debut", t("Début du jeu", "Start of play"), typed, t),
                    hour("fin", t("Fin du jeu", "End of play"), typed, t),
                ]))\(formActions(submit(t("Noter l’exercice comme joué", "Enter the exercise as played"))))
                """))
    }

    private static func times(_ desk: ResultsDesk, _ typed: Typed, _ t: Language) -> HTML {
        let caption = t("Heures d’envoi et réactions", "Times of sending and reactions")
        let rows = desk.facts.injects.filter { $0.isEnabled || $0.state == .sent }.map { one -> [HTML] in
            let sent = hour(
                sending(one), t("Envoi du stimulus \(one.inject.id)", "Sending of inject \(one.inject.id)"), typed,
                isHidden: true, t)
            let reactions = one.inject.expected.enumerated().html { index, expected in
                hour(done(one, index + 1), expected.text, typed, t)
            }
            return ["<strong>\(one.inject.id)</strong> \(one.inject.title)", sent, reactions]
        }
        let moments = fieldRow(
            DrillMilestone.allCases.map { hour(moment($0), ResultWords.milestone($0, t), typed, t) })
        return form(
            action: ResultsURL.rekey(desk.part, desk.id).path,
            """
            \(sheet(
                t("Ce que les observateurs ont relevé à leur montre", "What observers noted by their watch"),
                """
                \(paragraph(t(
                    "Seulement si la main courante ne le dit pas, ou se trompe\u{00A0}: ces heures l’emportent.",
                    "Only where the log does not say it, or is wrong: these times hold against it."), isQuiet: true))\(moments)
                """))\
            \(sheet(caption, table(t, Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Stimulus", "Inject")), Column(t("Envoyé à", "Sent at")),
                    Column(t("Réactions vues à", "Reactions seen at")),
                ], rows: rows))))\
            \(formActions("\(submit(t("Enregistrer les heures", "Save the times")))\(buttonLink(t("Voir le bilan", "See the results"), href: ResultsURL.results(desk.part, desk.id).path))"))
            """)
    }

    private static func logLink(_ exercise: Exercise, _ t: Language) -> HTML {
        when(exercise.log) { log in
            sheet(
                t("Les lignes de main courante", "The lines of the log"),
                """
                <p>\(t("Elles se ressaisissent dans la main courante elle-même, avec le numéro de feuille et les deux heures.", "They are entered in the log itself, with the number of the sheet and both times.")) \
                <a href="\(CrisisLogAddress.log(.init(log)).path)">\(t("Ouvrir la main courante", "Open the log"))</a></p>
                """)
        }
    }

    private static func observation(_ desk: ResultsDesk, _ typed: Typed, _ t: Language) -> HTML {
        let kinds: [(Observation.Kind, String)] = [
            (.fact, t("Un fait", "A fact")), (.strength, t("Ce qui a bien marché", "What went well")),
            (.improvement, t("À améliorer", "To improve")),
        ]
        let known = desk.facts.observations.filter { !$0.paperSheet.isEmpty }.suffix(30)
        let content: HTML = """
            \(fieldRow([
                hour("heure", t("Heure", "Time"), typed, t),
                select(
                    Field(t, "cellule", label: t("Cellule", "Cell")),
                    Cell.allCases.map { Choice($0.rawValue, ResultWords.cell($0, t)) }, selected: typed["cellule"],
                    placeholder: t("Aucune", "None")),
                select(
                    Field(t, "nature", label: t("Nature", "Kind")), kinds.map { Choice($0.0.rawValue, $0.1) },
                    selected: typed["nature"]),
            ]))\(textArea(
                Field(t, "texte", label: t("Ce qui a été vu", "What was seen"), error: typed.errors["texte"], isRequired: true),
                value: typed["texte"], rows: 2, maxLength: 4000))\
            \(fieldRow([
                textField(
                    Field(
                        t, "auteur", label: t("Observateur (fonction)", "Observer (function)"),
                        error: typed.errors["auteur"], isRequired: true), value: typed["auteur"], maxLength: 200),
                textField(
                    Field(t, "feuille", label: t("Feuille et ligne", "Sheet and line"), error: typed.errors["feuille"]),
                    value: typed["feuille"], maxLength: 40),
            ]))\(formActions(submit(t("Ajouter l’observation", "Add the observation"), style: .plain)))
            """
        return sheet(
            t("Les observations", "The observations"), id: "observations",
            """
            \(when(!known.isEmpty, items(known.map { "\($0.text)<br><small>\($0.author), \($0.paperSheet)</small>" })))\
            \(form(action: ResultsURL.rekeyNote(desk.part, desk.id).path, content))
            """)
    }
}
