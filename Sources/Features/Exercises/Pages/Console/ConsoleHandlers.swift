// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Identity
import Journal
import Logging
import Mail
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What the buttons of the console do.
enum ConsoleHandlers {
    @Sendable
    static func clock(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        let gesture: PlayClock.Gesture
        let notice: String
        switch form["geste"] {
        case "pause":
            gesture = .pause
            notice = t("EXERCICE en pause.", "EXERCISE paused.")
        case "reprise":
            gesture = .resume
            notice = t("EXERCICE repris.", "EXERCISE resumed.")
        case "decalage":
            let typed = form["minutes"].replacing("−", with: "-").replacing("+", with: "")
            guard let minutes = Int(typed), (-2880...2880).contains(minutes), minutes != 0 else {
                throw ExercisesError.outOfRange
            }
            gesture = .shift(minutes * 60)
            notice = t("Horloge décalée de \(minutes) minutes.", "Clock shifted by \(minutes) minutes.")
        case "vitesse":
            guard let speed = form.int("vitesse"), PlayClock.speeds.contains(speed) else {
                throw ExercisesError.outOfRange
            }
            gesture = .speed(speed)
            notice = t("Vitesse du jeu\u{00A0}: ×\(speed).", "The clock goes ×\(speed).")
        default: throw ExercisesError.unknown
        }
        try await visit.keep(exercise) { exercise, change in try PlayStore.turn(exercise, gesture, in: change) }
        return back(exercise, notice)
    }

    @Sendable
    static func gesture(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let id: PlayedInject.ID = try visit.identifier("stimulusExercice")
        let form = try await visit.form()
        let (word, version, minutes, note) = (form["geste"], form.int("version"), form.int("minutes"), form["motif"])
        let (number, result) = (form.int("numero"), form["resultat"])
        let now = visit.house.clock.now
        let hasPost = visit.house.post != nil
        let (inject, letters) = try await visit.keep(exercise) { exercise, change in
            guard let inject = try InjectStore.inject(id, of: exercise.id, in: change.session) else {
                throw ExercisesError.unknown
            }
            let second = try PlayStore.clock(of: exercise.id, in: change.session).seconds(
                at: now.millisecondsSinceEpoch)
            var letters: [PlayLetter] = []
            switch word {
            case "envoyer":
                try PlayStore.send(inject, seen: version ?? 0, second: second, of: exercise, in: change)
                letters = try PlayLetters.queue(inject, of: exercise, hasPost: hasPost, in: change)
            case "passer": try PlayStore.skip(inject, seen: version ?? 0, reason: note, of: exercise, in: change)
            case "reprendre": try PlayStore.takeBack(inject, seen: version ?? 0, of: exercise, in: change)
            case "reporter":
                guard let minutes, (1...1440).contains(minutes) else { throw ExercisesError.outOfRange }
                let from = max(inject.inject.degree == .reserve ? 0 : inject.inject.at ?? 0, second / 60)
                try PlayStore.delay(inject, seen: version ?? 0, toMinute: from + minutes, of: exercise, in: change)
            case "reaction":
                guard exercise.state.isLive || exercise.state == .ended else { throw ExercisesError.notLive }
                try PlayStore.settle(
                    inject, number: number ?? 0, PlayedInject.Outcome.Kind(rawValue: result), note: note,
                    second: second,
                    of: exercise, in: change)
            default: throw ExercisesError.unknown
            }
            return (inject, letters)
        }
        PlayLetters.post(letters, of: exercise, visit)
        return back(exercise, words(word, inject, letters.count, hasPost, visit.language))
    }

    private static func words(
        _ word: String, _ one: PlayedInject, _ letters: Int, _ hasPost: Bool, _ t: Language
    ) -> String {
        let title = "\(one.inject.id) \(one.inject.title)".prefix(120)
        switch word {
        case "envoyer":
            guard one.inject.channel == .mail else { return t("Envoyé\u{00A0}: \(title).", "Sent: \(title).") }
            if letters > 0 {
                return t(
                    "Envoyé\u{00A0}: \(title), par courriel à \(letters) personnes.",
                    "Sent: \(title), by mail to \(letters) people.")
            }
            return hasPost
                ? t(
                    "Envoyé\u{00A0}: \(title). Aucun participant n’a d’adresse\u{00A0}: la cellule le lit sur sa page.",
                    "Sent: \(title). No participant has an address: the cell reads it on its page.")
                : t(
                    "Envoyé\u{00A0}: \(title). Aucun serveur de messagerie n’est réglé\u{00A0}: la cellule le lit sur sa page, ou remettez-le imprimé.",
                    "Sent: \(title). No mail server is set: the cell reads it on its page, or hand it over printed.")
        case "passer":
            return t("Passé\u{00A0}: \(title). Vous pouvez le reprendre.", "Skipped: \(title). You can take it back.")
        case "reprendre": return t("Repris\u{00A0}: \(title).", "Taken back: \(title).")
        case "reporter": return t("Reporté\u{00A0}: \(title).", "Delayed: \(title).")
        default: return t("C’est noté\u{00A0}: \(title).", "It is noted: \(title).")
        }
    }

    @Sendable
    static func free(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        guard let cell = Cell(rawValue: form["pour"]), exercise.scenario.cells.contains(cell) else {
            throw ExercisesError.noCell
        }
        let channel = Inject.Channel(rawValue: form["canal"]) ?? .phone
        let (title, from, text) = (form["titre"], form["de"], form["texte"])
        let now = visit.house.clock.now
        let hasPost = visit.house.post != nil
        let letters = try await visit.keep(exercise) { exercise, change in
            guard exercise.state.isLive else { throw ExercisesError.notLive }
            let second = try PlayStore.clock(of: exercise.id, in: change.session).seconds(
                at: now.millisecondsSinceEpoch)
            let number = try InjectStore.all(of: exercise.id, in: change.session).filter(\.isFree).count + 1
            let inject = Inject(
                id: "libre-\(number)", at: second / 60, degree: .optional, from: from, to: cell.rawValue,
                channel: channel,
                title: title, text: text)
            let id = try InjectChanges.add(inject, isFree: true, to: exercise, in: change)
            guard let kept = try InjectStore.inject(id, of: exercise.id, in: change.session) else {
                throw ExercisesError.unknown
            }
            try PlayStore.send(kept, seen: kept.version, second: second, of: exercise, in: change)
            return try PlayLetters.queue(kept, of: exercise, hasPost: hasPost, in: change)
        }
        PlayLetters.post(letters, of: exercise, visit)
        return back(exercise, visit.language("Le stimulus libre est parti.", "The free inject left."))
    }

    @Sendable
    static func note(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let note = PeopleChanges.Note(
            kind: Observation.Kind(rawValue: form["genre"]) ?? .fact, text: form["note"],
            cell: Cell(rawValue: form["cellule"]), author: String(visit.actor.name.prefix(200)))
        let now = visit.house.clock.now
        try await visit.keep(exercise) { exercise, change in
            let second = try PlayStore.clock(of: exercise.id, in: change.session).seconds(
                at: now.millisecondsSinceEpoch)
            try PeopleChanges.note(note, at: change.now, second: second, in: exercise, in: change)
        }
        return back(exercise, visit.language("L’observation est notée.", "The observation is noted."))
    }

    @Sendable
    static func end(_ visit: Visit) async throws -> Reply {
        let (_, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        let form = try await visit.form()
        let t = visit.language
        let (ending, reason): (Exercise.Ending, String)
        switch form["fin"] {
        case "urgence":
            // The word is asked for, so that no slip of a hand ends a play; case and accents do not matter that night.
            guard folded(form["mot"]) == folded(exercise.stopWord) else { throw ExercisesError.wrongStopWord }
            (ending, reason) = (.emergency, form["motif"])
        case "arretee": (ending, reason) = (.stopped, form["motif-fin"])
        case "jouee": (ending, reason) = (.played, form["motif-fin"])
        default: throw ExercisesError.unknown
        }
        try await visit.keep(exercise) { exercise, change in
            try PlayStore.end(exercise, ending, reason: reason, in: change)
        }
        let notice =
            ending == .emergency
            ? t(
                "L’exercice est arrêté. Chaque cellule lit «\u{00A0}Ceci n’est plus un exercice\u{00A0}».",
                "The exercise is stopped. Each cell reads “This is not an exercise any more”.")
            : t(
                "L’exercice est terminé. Faites le tour de table à chaud, maintenant.",
                "The exercise is over. Hold the hot wash now.")
        return .redirect(
            ExercisesURL.exercise(.init(exercise.keeper.id), .init(exercise.id)).path, notice: notice)
    }

    private static func back(_ exercise: Exercise, _ notice: String) -> Reply {
        .redirect(
            ExercisesURL.console(.init(exercise.keeper.id), .init(exercise.id)).path, notice: String(notice.prefix(280))
        )
    }
}

/// A mail of the play on its way.
struct PlayLetter: Sendable {
    let id: Identifier<PlayMail>
    let letter: Letter
}

/// Mails of the play: marked EXERCICE from the subject to the last line, and only to those whom the exercise lists.
enum PlayLetters {
    static func queue(
        _ inject: PlayedInject, of exercise: Exercise, hasPost: Bool, in change: Change
    ) throws -> [PlayLetter] {
        guard hasPost, inject.inject.channel == .mail else { return [] }
        let people = recipients(
            inject, among: try PeopleStore.participants(of: exercise.id, in: change.session))
        let ids = try PlayStore.queue(inject, to: people, in: change)
        return zip(ids, people).map { id, person in
            PlayLetter(id: id, letter: letter(inject.inject, to: person.mail, of: exercise))
        }
    }

    /// The players of the cell, or whoever holds the role that receives.
    static func recipients(_ inject: PlayedInject, among people: [Participant]) -> [Participant] {
        people.filter { person in
            guard !person.mail.isEmpty, person.kind == .player || person.kind == .accomplice else { return false }
            if Cell(rawValue: inject.inject.to) == nil { return person.role == inject.inject.to }
            return person.cell != nil && person.cell == inject.cell
        }
    }

    static func letter(_ inject: Inject, to address: String, of exercise: Exercise) -> Letter {
        let mark = "EXERCICE EXERCICE EXERCICE"
        let title = inject.title.split(whereSeparator: \.isNewline).joined(separator: " ")
        let text = """
            \(mark)
            Ceci est un message fictif, envoyé pour l’exercice «\u{00A0}\(exercise.title)\u{00A0}».

            De (fictif) : \(inject.from)
            Objet : \(inject.title)

            \(inject.text)

            \(mark)
            Ne répondez pas à ce message et n’appelez personne en dehors de l’exercice.
            Mot d’arrêt en cas d’urgence réelle\u{00A0}: \(exercise.stopWord)
            """
        return Letter(to: address, subject: "EXERCICE – \(title)", text: text)
    }

    /// In the background: a slow relay must not hold the console.
    static func post(_ letters: [PlayLetter], of exercise: Exercise, _ visit: Visit) {
        guard !letters.isEmpty, let post = visit.house.post else { return }
        let (house, logger, language) = (visit.house, visit.logger, visit.language)
        Task {
            let outcomes = await post.send(letters.map(\.letter))
            do {
                try await house.database.change(by: .system, at: house.clock.now) { change in
                    for (letter, outcome) in zip(letters, outcomes) {
                        switch outcome {
                        case .accepted: try PlayStore.settle(letter.id, isSent: true, detail: "", in: change.session)
                        case .failed(let error):
                            try PlayStore.settle(
                                letter.id, isSent: false, detail: error.message(language), in: change.session)
                        }
                    }
                    try ExerciseChanges.touch(exercise.id, in: change.session)
                    try ExerciseChanges.record(
                        "exercise.mailsSent", exercise, "\(exercise.title), \(letters.count)", in: change)
                }
            } catch {
                logger.error("the outcome of mails of an exercise was not kept", metadata: ["detail": "\(error)"])
            }
        }
    }
}
