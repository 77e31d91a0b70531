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

/// The animator's console: what to send now, what is awaited, what the cells do.
enum ConsolePage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        guard exercise.startedAt != nil else {
            return .redirect(ExercisesURL.opening(.init(exercise.keeper.id), .init(exercise.id)).path)
        }
        let (now, zone) = (visit.house.clock.now, visit.zone)
        let desk = try await visit.read { session in try ConsoleDesk.read(exercise, at: now, zone, in: session) }
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(desk, t)) }
        return visit.exercisePage(exercise, t("Pupitre", "Console"), at: place, render(desk, t))
    }

    /// Says that the console changed; what changed is fetched by the page, with the rights of that moment.
    @Sendable
    static func stream(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let (id, house) = (exercise.id, visit.house)
        return .events {
            let now = house.clock.now
            let (pulse, clock) = try await house.database.read { session in
                (try ExerciseStore.pulse(id, in: session), try PlayStore.clock(of: id, in: session))
            }
            guard let pulse else { return nil }
            let second = clock.seconds(at: now.millisecondsSinceEpoch)
            return LiveState(
                ConsoleDesk.serial(revision: pulse.revision, second: second), isLast: !pulse.state.isLive)
        }
    }

    static func render(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let exercise = desk.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        var list = [Action(t("Chronogramme", "Timeline"), href: ExercisesURL.timeline(part, id).path)]
        if let log = exercise.log {
            list.append(Action(t("Main courante", "Log"), href: CrisisLogAddress.log(.init(log)).path))
        }
        let lead = t(
            "Mot d’arrêt d’urgence\u{00A0}: «\u{00A0}\(exercise.stopWord)\u{00A0}».",
            "Emergency stop word: “\(exercise.stopWord)”.")
        return """
            \(ExerciseMark.html(t))\(pageHead(t, PageHead(exercise.title, lead: lead, actions: list)))\(live(desk, t))\
            \(when(exercise.state.isLive, ConsoleForms.render(desk, t)))
            """
    }

    /// What is fetched again at each change.
    static func live(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let exercise = desk.exercise
        let (part, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        let here = ExercisesURL.console(part, id).path
        let standing = desk.standing
        let lost = t(
            " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.",
            " Connection lost: what you see may be old.")
        let speed = desk.clock.speed == 1 ? "" : " · ×\(desk.clock.speed)"
        let status: HTML = """
            <p>\(badge(t, PlayWords.state(exercise, t))) <span data-live-status data-lost="\(lost)"></span> \
            \(when(exercise.state.isLive, "<a href=\"\(here)\">\(t("Actualiser", "Refresh"))</a>"))</p>
            """
        let clock: HTML = """
            <p class="clock">\(t.time(desk.now, in: desk.zone)) · \(PlayWords.mark(desk.second, t))\(speed)</p>
            """
        let content: HTML = """
            \(ends(status, clock))\(when(exercise.state.isLive, clockButtons(desk, t)))\
            \(figures(t, numbers(desk, standing, t)))\(proposals(desk, standing, t))\
            \(columns(
                "\(due(desk, standing, t))\(next(desk, standing, t))",
                "\(awaited(desk, standing, t))\(said(desk, t))"))\
            \(ConsoleParts.sent(desk, t))\(ConsoleParts.notes(desk, t))
            """
        return liveRegion(
            id: "pupitre", events: exercise.state.isLive ? ExercisesURL.live(part, id).path : nil,
            serial: ConsoleDesk.serial(revision: exercise.revision, second: desk.second), from: here, content)
    }

    private static func numbers(_ desk: ConsoleDesk, _ standing: Timeline.Standing, _ t: Language) -> [Figure] {
        let overdue = standing.overdue(at: desk.second).count
        let left = desk.exercise.duration * 60 - desk.second
        return [
            Figure(t.number(standing.sent), meaning: t("stimuli envoyés", "injects sent")),
            Figure(
                t.number(standing.late.count), meaning: t("à envoyer maintenant", "to send now"),
                tone: standing.late.isEmpty ? .good : .warn),
            Figure(
                t.number(overdue), meaning: t("réactions en retard", "late reactions"),
                tone: overdue == 0 ? .good : .bad),
            Figure(
                PlayWords.mark(abs(left), t).replacing("T+", with: ""),
                meaning: left >= 0
                    ? t("avant la fin prévue", "before the planned end")
                    : t("après la fin prévue", "after the planned end"),
                tone: left >= 0 ? .neutral : .warn),
        ]
    }

    private static func clockButtons(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(desk.exercise.keeper.id), URLPath.Part(desk.exercise.id))
        let href = ExercisesURL.clock(part, id).path
        let isRunning = desk.exercise.state == .running
        return """
            <div class="gestures">\(postButton(
                action: href, isRunning ? t("Mettre en pause", "Pause") : t("Reprendre", "Resume"),
                style: isRunning ? .plain : .primary, hidden: [("geste", isRunning ? "pause" : "reprise")]))\
            \(postButton(action: href, t("Avancer de 5 min", "Forward 5 min"), hidden: [("geste", "decalage"), ("minutes", "5")]))\
            \(postButton(action: href, t("Reculer de 5 min", "Back 5 min"), hidden: [("geste", "decalage"), ("minutes", "-5")]))</div>
            """
    }

    /// A reaction did not come: what may be played next.
    private static func proposals(_ desk: ConsoleDesk, _ standing: Timeline.Standing, _ t: Language) -> HTML {
        guard desk.exercise.state.isLive, !standing.proposals.isEmpty else { return HTML() }
        let lines = standing.proposals.compactMap { proposal -> HTML? in
            guard let next = desk.played(proposal.next.id) else { return nil }
            let why = t(
                "«\u{00A0}\(proposal.after.id) \(proposal.after.title)\u{00A0}» n’a pas eu la réaction attendue à \(PlayWords.mark(proposal.since, t)).",
                "“\(proposal.after.id) \(proposal.after.title)” did not get the expected reaction by \(PlayWords.mark(proposal.since, t))."
            )
            return
                "<div>\(ConsoleParts.title(next, desk, t))<p class=\"quiet\">\(why)</p></div>\(ConsoleParts.gestures(next, desk, "suite", t))"
        }
        return sheet(t("Suites proposées", "Proposed branches"), itemsApart(lines))
    }

    private static func due(_ desk: ConsoleDesk, _ standing: Timeline.Standing, _ t: Language) -> HTML {
        let title = t("À envoyer maintenant", "To send now")
        guard desk.exercise.state.isLive else { return HTML() }
        let lines = standing.late.compactMap { due -> HTML? in
            guard let one = desk.played(due.inject.id) else { return nil }
            let late = desk.second - due.at
            let words =
                late < 120
                ? t("prévu à \(PlayWords.mark(due.at, t))", "planned at \(PlayWords.mark(due.at, t))")
                : t(
                    "prévu à \(PlayWords.mark(due.at, t)), en retard de \(late / 60) min",
                    "planned at \(PlayWords.mark(due.at, t)), \(late / 60) min late")
            return """
                <div>\(ConsoleParts.title(one, desk, t))<p class="quiet">\(words)</p>\(ConsoleParts.call(one, t))</div>\
                \(ConsoleParts.gestures(one, desk, "maintenant", t))
                """
        }
        return sheet(
            title,
            lines.isEmpty
                ? paragraph(t("Rien n’est à envoyer pour l’instant.", "Nothing is to be sent for now."), isQuiet: true)
                : itemsApart(lines))
    }

    private static func next(_ desk: ConsoleDesk, _ standing: Timeline.Standing, _ t: Language) -> HTML {
        guard desk.exercise.state.isLive else { return HTML() }
        let lines = standing.next.prefix(5).compactMap { due -> HTML? in
            guard let one = desk.played(due.inject.id) else { return nil }
            let wall = desk.clock.wall(reaching: due.at, from: desk.now.millisecondsSinceEpoch).map {
                t(
                    ", vers \(t.time(Instant(millisecondsSinceEpoch: $0), in: desk.zone))",
                    ", towards \(t.time(Instant(millisecondsSinceEpoch: $0), in: desk.zone))")
            }
            return """
                <div>\(ConsoleParts.title(one, desk, t))<p class="quiet">\(PlayWords.mark(due.at, t))\(wall ?? "")</p></div>\
                \(ConsoleParts.gestures(one, desk, "ensuite", isPrimary: false, t))
                """
        }
        let reserve = standing.reserve.compactMap { inject -> HTML? in
            guard let one = desk.played(inject.id) else { return nil }
            return
                "<div>\(ConsoleParts.title(one, desk, t))</div>\(ConsoleParts.gestures(one, desk, "reserve", isPrimary: false, t))"
        }
        return """
            \(sheet(
                t("Ensuite", "Next"),
                lines.isEmpty
                    ? paragraph(t("Le chronogramme est terminé.", "The timeline is at its end."), isQuiet: true)
                    : itemsApart(lines)))\
            \(when(!reserve.isEmpty, disclosure(t("En réserve (\(reserve.count))", "In reserve (\(reserve.count))"), itemsApart(reserve))))
            """
    }

    private static func awaited(_ desk: ConsoleDesk, _ standing: Timeline.Standing, _ t: Language) -> HTML {
        let title = t("Réactions attendues", "Expected reactions")
        guard !standing.awaited.isEmpty else {
            return sheet(
                title, paragraph(t("Rien n’est attendu pour l’instant.", "Nothing is expected for now."), isQuiet: true)
            )
        }
        let lines = standing.awaited.prefix(12).compactMap { awaited -> HTML? in
            guard let one = desk.played(awaited.inject.id) else { return nil }
            let state: HTML
            if let deadline = awaited.deadline {
                state =
                    deadline < desk.second
                    ? badge(
                        t, .missing,
                        t("Attendu à \(PlayWords.mark(deadline, t))", "Expected by \(PlayWords.mark(deadline, t))"))
                    : badge(
                        t, .expiring, t("Avant \(PlayWords.mark(deadline, t))", "Before \(PlayWords.mark(deadline, t))")
                    )
            } else {
                state = badge(t, .unanswered, t("Avant la fin", "Before the end"))
            }
            let who =
                one.cell.map { PlayWords.cell($0, t) }
                ?? PlayWords.recipient(one.inject.to, of: desk.exercise.scenario, t)
            return """
                <div><strong>\(awaited.expectation.text)</strong><p>\(state) <span class="quiet">\(who), \(one.inject.id)</span></p></div>\
                \(ConsoleParts.outcomes(one, awaited.number, desk, t))
                """
        }
        return sheet(title, itemsApart(lines))
    }

    private static func said(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let title = t("Ce que disent les cellules", "What the cells say")
        let lines = desk.lines.filter { entry in
            !entry.statement.links.contains { $0.kind == .inject } && entry.statement.cell != .direction
        }
        .prefix(12).map { entry -> HTML in
            """
            <div><strong>\(t.time(entry.enteredAt.instant, in: desk.zone))</strong> \
            <span class="quiet">\(entry.author) · \(PlayForms.kind(entry.statement.kind, t))</span>\
            \(prose(entry.statement.text))</div>
            """
        }
        return sheet(
            title,
            lines.isEmpty
                ? paragraph(t("Aucune cellule n’a encore écrit.", "No cell wrote yet."), isQuiet: true)
                : itemsApart(Array(lines)))
    }
}
