// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The page of a cell: what it received, what it wrote, and where it writes. Read on a phone, in a noisy room.
enum PlayPage {
    struct Model: Sendable {
        let secret: String
        let exercise: Exercise
        let cell: Cell
        /// Sent to this cell, newest first.
        let injects: [PlayedInject]
        /// What this cell wrote, newest first.
        let lines: [LogEntry]
        let second: Int
        let now: Instant
        let zone: TimeZoneRule
        var typed = PlayForms.Typed()
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonJeu", .cell, keeper)
        let model = try await read(visit, door)
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(model, t)).unlisted() }
        if door.link.seenAt.map({ model.now.seconds(since: $0) > 60 }) ?? true {
            try await visit.house.database.write { session in
                try LinkStore.touch(door.link, at: model.now, in: session)
            }
        }
        return page(visit, model)
    }

    static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("EXERCICE, \(PlayWords.cell(model.cell, t))", "EXERCISE, \(PlayWords.cell(model.cell, t))")
        return visit.plainPage(
            Page(title, isCrisis: true, main: render(model, t)), status: status
        ).unlisted()
    }

    static func read(_ visit: Visit, _ door: PlayDoor) async throws -> Model {
        guard let cell = door.link.cell else { throw Refusal.notFound }
        let (exercise, now, zone) = (door.exercise, visit.house.clock.now, visit.zone)
        let secret = try visit.parameter("jetonJeu")
        return try await visit.read { session in
            let injects = try InjectStore.all(of: exercise.id, in: session)
            let log = exercise.log.flatMap { CrisisLogRecord.ID($0) }
            let lines = try log.map {
                try CrisisLogStore.latest(of: $0, cell: LogCell(rawValue: cell.rawValue), limit: 80, in: session)
            }
            let clock = try PlayStore.clock(of: exercise.id, in: session)
            return Model(
                secret: secret, exercise: exercise, cell: cell,
                injects: injects.filter { $0.state == .sent && $0.cell == cell }.sorted {
                    ($0.sending?.second ?? 0, $0.sending?.at.millisecondsSinceEpoch ?? 0)
                        > ($1.sending?.second ?? 0, $1.sending?.at.millisecondsSinceEpoch ?? 0)
                },
                lines: (lines ?? []).filter { entry in !entry.statement.links.contains { $0.kind == .inject } },
                second: clock.seconds(at: now.millisecondsSinceEpoch), now: now, zone: zone)
        }
    }

    /// Says that there is something new; what it is is fetched by the page, through the same door.
    static func stream(_ visit: Visit, _ keeper: Doorkeeper) async throws -> Reply {
        let door = try await PlayDoor.open(visit, "jetonJeu", .cell, keeper)
        let (id, house) = (door.link.id, visit.house)
        return .events {
            let now = house.clock.now
            let pulse = try await house.database.read { session in try LinkStore.pulse(id, at: now, in: session) }
            guard let pulse else { return nil }
            let isOver = pulse.state == .ended || pulse.state == .cancelled
            return LiveState(String(pulse.revision), isLast: isOver)
        }.unlisted()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let lead = "\(exercise.keeper.name) · \(exercise.title)"
        let before: HTML = when(
            exercise.state == .prepared || exercise.state.isLive,
            disclosure(
                t("Situation et règles", "Situation and rules"), isOpen: exercise.state == .prepared,
                """
                \(prose(exercise.scenario.filled(exercise.words).situation))\(ExerciseMark.list(exercise.rules))\
                \(when(!exercise.forbidden.isEmpty, "<p><strong>\(t("À ne pas toucher ni appeler", "Not to be touched nor called"))</strong></p>\(ExerciseMark.list(exercise.forbidden))"))
                """))
        return """
            \(mark(exercise, t))\(pageHead(t, PageHead(PlayWords.cell(model.cell, t), lead: lead)))\
            \(errorSummary(t, model.errors.faults))\(before)\(live(model, t))\
            \(when(exercise.state.isLive, PlayForms.answer(model, t)))
            """
    }

    /// When something real happened, the word EXERCICE must not stand any more.
    private static func mark(_ exercise: Exercise, _ t: Language) -> HTML {
        exercise.ending == .emergency ? HTML() : ExerciseMark.html(t)
    }

    static func live(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        let secret = URLPath.Part(model.secret)
        let here = ExercisesURL.play(secret).path
        let isOver = exercise.state == .ended || exercise.state == .cancelled
        let lost = t(" Connexion perdue\u{00A0}: rechargez la page.", " Connection lost: reload the page.")
        let status: HTML = """
            <p class="quiet">\(t("Mot d’arrêt d’urgence\u{00A0}: ", "Emergency stop word: "))<strong>\(exercise.stopWord)</strong>\
            <span data-live-status data-lost="\(lost)"></span> \
            \(when(!isOver, "<a href=\"\(here)\">\(t("Actualiser", "Refresh"))</a>"))</p>
            """
        let content: HTML = """
            \(state(model, t))\(status)\(received(model, t))\(written(model, t))
            """
        return liveRegion(
            id: "jeu", events: isOver ? nil : ExercisesURL.playLive(secret).path, serial: String(exercise.revision),
            from: here, content)
    }

    private static func state(_ model: Model, _ t: Language) -> HTML {
        let exercise = model.exercise
        switch exercise.state {
        case .prepared:
            return notice(
                Notice(
                    .information, title: t("L’exercice n’a pas commencé.", "The exercise did not begin."),
                    text: t(
                        "Gardez cette page ouverte\u{00A0}: ce que vous recevrez s’affichera ici.",
                        "Keep this page open: what you receive will show here.")))
        case .running: return "<p class=\"clock\">\(PlayWords.mark(model.second, t))</p>"
        case .paused:
            return notice(
                Notice(
                    .warning, title: t("EXERCICE en pause.", "EXERCISE paused."),
                    text: t(
                        "Restez à votre place. L’animation reprendra.", "Stay where you are. The animation will resume."
                    )))
        case .ended where exercise.ending == .emergency:
            return notice(
                Notice(
                    .danger, title: t("CECI N’EST PLUS UN EXERCICE.", "THIS IS NOT AN EXERCISE ANY MORE."),
                    text: t(
                        "Une urgence réelle a commencé. Reprenez votre poste. \(exercise.reason)",
                        "A real emergency began. Go back to your post. \(exercise.reason)")))
        case .ended:
            return notice(
                Notice(
                    .success, title: t("Fin de l’exercice. Merci.", "End of the exercise. Thank you."),
                    text: t("Restez pour le tour de table à chaud.", "Stay for the hot wash.")))
        case .cancelled:
            return notice(Notice(.warning, title: t("L’exercice est annulé.", "The exercise is cancelled.")))
        }
    }

    private static func received(_ model: Model, _ t: Language) -> HTML {
        let title = t("Ce que vous recevez", "What you receive")
        guard !model.injects.isEmpty else {
            return sheet(title, paragraph(t("Rien pour l’instant.", "Nothing for now."), isQuiet: true))
        }
        return sheet(title, itemsApart(model.injects.map { one($0, model, t) }))
    }

    private static func one(_ played: PlayedInject, _ model: Model, _ t: Language) -> HTML {
        let inject = played.inject
        let time = played.sending.map { t.time($0.at, in: model.zone) } ?? ""
        let recipient =
            Cell(rawValue: inject.to) == nil
            ? t(
                " · pour \(PlayWords.recipient(inject.to, of: model.exercise.scenario, t))",
                " · for \(PlayWords.recipient(inject.to, of: model.exercise.scenario, t))") : ""
        // What is said aloud is not written: the animator says it.
        let body: HTML =
            switch inject.channel {
            case .phone:
                paragraph(t("EXERCICE. On vous appelle\u{00A0}: décrochez.", "EXERCISE. You are called: answer."))
            case .inPerson:
                paragraph(t("EXERCICE. Quelqu’un vient vous parler.", "EXERCISE. Somebody comes to speak to you."))
            default: prose(inject.text)
            }
        let receipt: HTML =
            if let at = played.acknowledgedAt {
                "<p>\(badge(t, .proven, t("Reçu à \(t.time(at, in: model.zone))", "Received at \(t.time(at, in: model.zone))")))</p>"
            } else if model.exercise.state.isLive {
                """
                <form class="inline" method="post" action="\(ExercisesURL.playReceipt(.init(model.secret)).path)">\
                <input type="hidden" name="stimulus" value="\(played.id.text)">\
                <button class="button plain" type="submit" id="recu-\(played.id.text)">\(t("Bien reçu", "Received"))\
                <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(heading(inject))</span></button></form>
                """
            } else { HTML() }
        return """
            <div><p><strong>EXERCICE · \(time)</strong> <span class="quiet">\(PlayWords.channel(inject.channel, t))\
            \(inject.from.isEmpty ? "" : t(", de \(inject.from)", ", from \(inject.from)"))\(recipient)</span></p>\
            <h3>\(heading(inject))</h3>\(body)\(receipt)</div>
            """
    }

    /// The title of a call may say what the call is about: players learn that by answering it.
    private static func heading(_ inject: Inject) -> String {
        inject.channel == .phone || inject.channel == .inPerson
            ? (inject.from.isEmpty ? "–" : inject.from) : inject.title
    }

    private static func written(_ model: Model, _ t: Language) -> HTML {
        guard !model.lines.isEmpty else { return HTML() }
        let lines = model.lines.prefix(40).map { entry -> HTML in
            """
            <div><strong>\(t.time(entry.enteredAt.instant, in: model.zone))</strong> \
            <span class="quiet">\(PlayForms.kind(entry.statement.kind, t)) · \(entry.author)</span>\(prose(entry.statement.text))</div>
            """
        }
        return sheet(t("Ce que votre cellule a écrit", "What your cell wrote"), itemsApart(Array(lines)))
    }
}
