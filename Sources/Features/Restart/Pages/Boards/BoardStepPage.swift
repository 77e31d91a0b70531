// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// One step on the day: its state, its real times, what remains, a note; and what was said of it before.
enum BoardStepPage {
    struct Model: Sendable {
        let desk: BoardDesk
        let step: RecoveryStep
        var known: BoardStep
        let events: [BoardEvent]
        var typed: [String: String] = [:]
        var errors = FormErrors()
        /// What the person wanted to say while another said something else.
        var wanted: BoardStep.State?
    }

    static func show(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let model = try await read(visit, room)
        return page(visit, model)
    }

    static func save(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let form = try await visit.form()
        var model = try await read(visit, room, for: RestartPermissions.act)
        let t = visit.language
        for field in ["etat", "note", "reste", "jour-debut", "heure-debut", "jour-fin", "heure-fin"] {
            model.typed[field] = form[field]
        }
        guard let wanted = BoardStep.State(rawValue: form["etat"]), let version = form.int("version"), version >= 0
        else { throw RestartError.unknown }
        model.errors.bound(form["note"], "note", limit: 1000, in: t)
        var gesture = Gesture(step: model.step.key, state: wanted, seen: version, note: form["note"])
        gesture.startedAt = WallTime.read(form, "debut", visit.zone, former: model.known.startedAt, &model.errors, t)
        gesture.finishedAt = WallTime.read(form, "fin", visit.zone, former: model.known.finishedAt, &model.errors, t)
        gesture.remaining = model.errors.number(form, "reste", in: 0...KeptStep.longest, isRequired: false, t)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        do {
            switch try await GestureHandler.keep(
                gesture, titled: model.step.title, on: model.desk.board, visit)
            {
            case .kept, .alreadyThere:
                return .redirect(
                    RestartURL.boardStep(model.desk.part, model.desk.id, .init(model.step.key)).path,
                    notice: t("C’est noté.", "It is noted."))
            case .overtaken(let known):
                model.known = known
                model.wanted = wanted
                return page(visit, model, status: .conflict)
            }
        } catch let error as RestartError where error.nature == .invalid {
            let field = error == .endBeforeStart ? "heure-fin" : wanted == .done ? "heure-fin" : "heure-debut"
            model.errors.add(error.message(t), to: field)
            return page(visit, model, status: .unprocessable)
        }
    }

    static func conflict(
        _ visit: Visit, _ desk: BoardDesk, _ step: RecoveryStep, _ known: BoardStep, wanted: Gesture
    ) -> Reply {
        page(
            visit, Model(desk: desk, step: step, known: known, events: [], wanted: wanted.state), status: .conflict)
    }

    private static func read(
        _ visit: Visit, _ room: BoardRoom, for permission: Permission = RestartPermissions.read
    ) async throws -> Model {
        let desk = try await BoardDesk.open(visit, room, for: permission)
        let key = try visit.parameter("etapeReprise")
        guard let step = desk.reading.state.model.steps.first(where: { $0.key == key }) else { throw Refusal.notFound }
        let id = desk.board.id
        let events = try await visit.read { session in
            try BoardStore.events(of: id, step: key, limit: 30, in: session)
        }
        return Model(desk: desk, step: step, known: desk.reading.state.step(key), events: events)
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return model.desk.page(visit, model.step.title, [Crumb(model.step.title)], status: status, render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let node = desk.reading.state.model.map[model.step.node]?.name ?? ""
        let head = PageHead(
            model.step.title, lead: lead(model, node, t), state: BoardWords.state(model.known.state, t))
        let isOpen = desk.mayAct && desk.board.isOpen
        return """
            \(desk.exerciseMark(t))\(pageHead(t, head))\(when(model.wanted) { overtaken($0, model, t) })\
            \(errorSummary(t, model.errors.faults))\(when(isOpen, quick(model, t)))\
            \(when(isOpen, sheet(t("Préciser ou corriger", "Say more, or correct"), fields(model, t))))\
            \(history(model, t))
            <p class="actions">\(buttonLink(t("Retour au tableau", "Back to the board"), href: RestartURL.board(desk.part, desk.id).path))</p>
            """
    }

    private static func lead(_ model: Model, _ node: String, _ t: Language) -> String {
        let (desk, item) = (model.desk, model.desk.reading.item(model.step))
        var text =
            "\(node), \(StepWords.people(model.step.people, { key in desk.reading.state.model.teams.first { $0.key == key }?.name ?? key }, t))."
        if let start = item.start, let finish = item.finish, model.known.state == .waiting {
            text += t(
                " Prévue de \(desk.moment(start, t)) à \(desk.moment(finish, t)).",
                " Planned from \(desk.moment(start, t)) to \(desk.moment(finish, t)).")
        }
        if let start = model.known.startedAt {
            text += t(" Commencée à \(desk.clock(start, t)).", " Started at \(desk.clock(start, t)).")
        }
        if let finish = model.known.finishedAt {
            text += t(" Finie à \(desk.clock(finish, t)).", " Finished at \(desk.clock(finish, t)).")
        }
        return text
    }

    /// Neither version is lost: the person sees both and decides.
    private static func overtaken(_ wanted: BoardStep.State, _ model: Model, _ t: Language) -> HTML {
        let who = model.known.changedBy.isEmpty ? t("Quelqu’un", "Somebody") : model.known.changedBy
        let time = model.known.changedAt.map { model.desk.clock($0, t) } ?? ""
        let state = BoardWords.state(model.known.state, t).word ?? ""
        let word = BoardWords.state(wanted, t).word ?? ""
        return notice(
            Notice(
                .warning,
                title: t(
                    "Quelqu’un d’autre a dit autre chose entre-temps", "Somebody else said something else meanwhile"),
                text: t(
                    "\(who) a noté «\u{00A0}\(state)\u{00A0}» à \(time). Vous vouliez noter «\u{00A0}\(word)\u{00A0}»\u{00A0}: rien n’a été écrasé. Choisissez ci-dessous.",
                    "\(who) noted “\(state)” at \(time). You wanted to note “\(word)”: nothing was overwritten. Choose below."
                )))
    }

    private static func quick(_ model: Model, _ t: Language) -> HTML {
        let known = model.known.state
        let buttons = BoardStep.State.allCases.filter { $0 != known && $0 != .blocked && $0 != .skipped }.html {
            state in
            GestureButton.html(
                model.step.key, state, seen: model.known.version, desk: model.desk, anchor: "etape",
                isPrimary: state == .done || (known == .done && state == .waiting),
                title: state == .waiting && known != .waiting
                    ? t("Annuler\u{00A0}: remettre à faire", "Undo: put back to do") : nil, t)
        }
        return "<div class=\"gestures\">\(buttons)</div>"
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let zone = desk.zone
        func value(_ name: String, _ otherwise: String) -> String { model.typed[name] ?? otherwise }
        func times(_ name: String, _ title: String, _ known: Instant?) -> HTML {
            let day = zone.day(at: known ?? desk.reading.now)
            return fieldRow([
                dateField(
                    Field(
                        t, "jour-\(name)", label: t("\(title), jour", "\(title), day"),
                        error: model.errors["jour-\(name)"]),
                    value: Day(text: value("jour-\(name)", day.text)) ?? day),
                textField(
                    Field(
                        t, "heure-\(name)", label: t("\(title), heure", "\(title), time"),
                        hint: t("Comme 14:05. Vide\u{00A0}: maintenant.", "Like 14:05. Empty: now."),
                        error: model.errors["heure-\(name)"]),
                    value: value("heure-\(name)", known.map { WallTime.text($0, zone) } ?? ""), maxLength: 5,
                    isNumeric: true),
            ])
        }
        let content: HTML = """
            \(select(
                Field(t, "etat", label: t("État", "State"), isRequired: true),
                BoardStep.State.allCases.map { Choice($0.rawValue, BoardWords.state($0, t).word ?? "") },
                selected: value("etat", (model.wanted ?? model.known.state).rawValue)))\
            \(textArea(
                Field(t, "note", label: t("Note", "Note"), hint: t("Pourquoi c’est bloqué, ce qu’il faut pour continuer.", "Why it is blocked, what is needed to go on."), error: model.errors["note"]),
                value: value("note", model.known.note), rows: 3, maxLength: 1000))\
            \(textField(
                Field(
                    t, "reste", label: t("Temps de travail qui reste, en heures", "Working time left, in hours"),
                    hint: t("Si l’équipe le sait\u{00A0}: le plan en tient compte.", "If the team knows: the plan takes it into account."), error: model.errors["reste"]),
                value: value("reste", model.known.remaining.map(TypedNumber.text) ?? ""), maxLength: 8, isNumeric: true))\
            \(times("debut", t("Début", "Start"), model.known.startedAt))\(times("fin", t("Fin", "End"), model.known.finishedAt))\
            \(formActions(submit(t("Enregistrer", "Save"))))
            """
        return form(
            action: RestartURL.boardStep(desk.part, desk.id, .init(model.step.key)).path,
            hidden: [(name: "version", value: String(model.known.version))], content)
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        guard !model.events.isEmpty else { return HTML() }
        let title = t("Ce qui a été noté", "What was noted")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Heure", "Time"), isShort: true), Column(t("État", "State"), isShort: true),
                        Column(t("Note", "Note")), Column(t("Par", "By")),
                    ],
                    rows: model.events.map { event in
                        [
                            "\(t.moment(event.at, in: model.desk.zone))", badge(t, BoardWords.state(event.state, t)),
                            "\(event.note)", "\(event.author)",
                        ]
                    })))
    }
}

/// Times as people write them from the clock on the wall: the one of the server may be wrong when nothing else works.
enum WallTime {
    static func text(_ instant: Instant, _ zone: TimeZoneRule) -> String {
        let (hour, minute) = zone.time(at: instant)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// "14:05", "14h05", "14 h".
    static func minutes(_ typed: String) -> Int? {
        let plain = typed.replacing("h", with: ":").replacing("H", with: ":").filter { !$0.isWhitespace }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = Int(parts[0]), (0...23).contains(hour) else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else { return hour * 60 }
        guard let minute = Int(parts[1]), (0...59).contains(minute) else { return nil }
        return hour * 60 + minute
    }

    static func instant(_ day: Day, _ minutes: Int, _ zone: TimeZoneRule) -> Instant {
        let local = day.startUTC.adding(seconds: minutes * 60)
        let guess = local.adding(seconds: -zone.offsetMinutes(at: local) * 60)
        // Asked again where it fell: the night when the clocks change.
        return local.adding(seconds: -zone.offsetMinutes(at: guess) * 60)
    }

    /// Nil when empty or wrong. The time shown and sent back unchanged is the known one, seconds included.
    static func read(
        _ form: Site.Form, _ name: String, _ zone: TimeZoneRule, former: Instant?, _ errors: inout FormErrors,
        _ t: Language
    ) -> Instant? {
        let typed = form["heure-\(name)"]
        guard !typed.isEmpty else { return nil }
        if let former, typed == text(former, zone), form["jour-\(name)"] == zone.day(at: former).text { return former }
        guard let minutes = minutes(typed) else {
            errors.add(t("Une heure comme 14:05.", "A time like 14:05."), to: "heure-\(name)")
            return nil
        }
        guard let day = Day(text: form["jour-\(name)"]), (1990...2200).contains(day.year) else {
            errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "jour-\(name)")
            return nil
        }
        return instant(day, minutes, zone)
    }
}
