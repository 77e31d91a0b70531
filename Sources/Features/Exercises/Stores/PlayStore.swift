// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement of the play. What is sent writes a line in the log, in the same transaction.
enum PlayStore {
    /// The clock as its gestures made it.
    static func clock(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> PlayClock {
        PlayClock(
            try session.all(
                """
                SELECT at, gesture, amount FROM exercise_clock WHERE exercise_id = \(exercise) ORDER BY number LIMIT 10000
                """
            ) { row throws(DatabaseError) in
                let amount = try row.int(2)
                let gesture: PlayClock.Gesture =
                    switch try row.text(1) {
                    case "pause": .pause
                    case "resume": .resume
                    case "shift": .shift(amount)
                    case "speed": .speed(amount)
                    case "end": .end
                    default: .start
                    }
                return PlayClock.Event(at: try row.instant(0).millisecondsSinceEpoch, gesture)
            })
    }

    /// Starts the play: the log opens, the clock runs.
    static func start(_ exercise: Exercise, in change: Change) throws {
        let injects = try change.session.count(
            "SELECT COUNT(*) FROM exercise_inject WHERE exercise_id = \(exercise.id) AND is_enabled = 1")
        guard injects > 0 else { throw ExercisesError.emptyTimeline }
        let log = try CrisisLogStore.open(.exercise, title: exercise.title, at: exercise.keeper.id, in: change)
        let changed = try change.session.execute(
            """
            UPDATE exercise SET state = 'running', log_id = \(log), started_at = \(change.now), revision = revision + 1
            WHERE id = \(exercise.id) AND state = 'prepared' AND removed_at IS NULL
            """)
        guard changed == 1 else { throw ExercisesError.notPrepared }
        try add(.start, to: exercise.id, in: change)
        let text =
            "EXERCICE. Début de l’exercice «\u{00A0}\(exercise.title)\u{00A0}». Mot d’arrêt\u{00A0}: \(exercise.stopWord)."
        try line(
            LogStatement(factAt: Moment(change.now), kind: .information, cell: .direction, text: text), log: log.text,
            author: change.actor.name, in: change)
        try ExerciseChanges.record("exercise.started", exercise, in: change)
    }

    /// Pause, resume, shift, speed.
    static func turn(_ exercise: Exercise, _ gesture: PlayClock.Gesture, in change: Change) throws {
        let next: Exercise.State
        switch gesture {
        case .pause where exercise.state == .running: next = .paused
        case .resume where exercise.state == .paused: next = .running
        case .shift, .speed:
            guard exercise.state.isLive else { throw ExercisesError.notLive }
            next = exercise.state
        default: throw exercise.state.isLive ? ExercisesError.alreadySo : ExercisesError.notLive
        }
        let changed = try change.session.execute(
            """
            UPDATE exercise SET state = \(next.rawValue), revision = revision + 1
            WHERE id = \(exercise.id) AND state = \(exercise.state.rawValue)
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
        try add(gesture, to: exercise.id, in: change)
        try ExerciseChanges.record("exercise.clockTurned", exercise, in: change)
    }

    static func end(_ exercise: Exercise, _ ending: Exercise.Ending, reason: String, in change: Change) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        guard reason.unicodeScalars.count <= 1000 else { throw ExercisesError.textTooLong }
        let text =
            switch ending {
            case .played: "EXERCICE. Fin de l’exercice."
            case .stopped: "EXERCICE. L’exercice est arrêté avant son terme. \(reason)"
            case .emergency:
                "FIN DE L’EXERCICE, ceci n’est plus un exercice\u{00A0}: arrêt d’urgence, mot «\u{00A0}\(exercise.stopWord)\u{00A0}». \(reason)"
            }
        try line(
            LogStatement(factAt: Moment(change.now), kind: .information, cell: .direction, text: text),
            log: exercise.log ?? "", author: change.actor.name, in: change)
        let changed = try change.session.execute(
            """
            UPDATE exercise SET state = 'ended', ending = \(ending.rawValue), reason = \(reason),
                ended_at = \(change.now), revision = revision + 1
            WHERE id = \(exercise.id) AND state IN ('running', 'paused')
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
        try add(.end, to: exercise.id, in: change)
        try ExerciseChanges.record(
            ending == .emergency ? "exercise.stoppedForReal" : "exercise.ended", exercise, in: change)
        try ExerciseProofs.settle(exercise.id, in: change)
    }

    private static func add(_ gesture: PlayClock.Gesture, to exercise: Exercise.ID, in change: Change) throws {
        let (word, amount): (String, Int) =
            switch gesture {
            case .start: ("start", 0)
            case .pause: ("pause", 0)
            case .resume: ("resume", 0)
            case .shift(let seconds): ("shift", min(max(seconds, -PlayClock.longest), PlayClock.longest))
            case .speed(let speed): ("speed", min(max(speed, PlayClock.speeds.lowerBound), PlayClock.speeds.upperBound))
            case .end: ("end", 0)
            }
        let last = try change.session.count(
            "SELECT COALESCE(MAX(number), 0) FROM exercise_clock WHERE exercise_id = \(exercise)")
        guard last < 10_000 else { throw ExercisesError.tooMany }
        try change.session.execute(
            """
            INSERT INTO exercise_clock (exercise_id, number, at, gesture, amount, author)
            VALUES (\(exercise), \(last + 1), \(change.now), \(word), \(amount), \(change.actor.name))
            """)
    }

    // MARK: Injects

    /// Sends an inject: players see it, and the log says so.
    static func send(
        _ inject: PlayedInject, seen version: Int, second: Int, of exercise: Exercise, in change: Change
    ) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        guard inject.state == .waiting, inject.version == version else { throw ExercisesError.changedMeanwhile }
        let said = inject.inject
        let origin = said.from.isEmpty ? "" : "de «\u{00A0}\(said.from)\u{00A0}» "
        let statement = LogStatement(
            factAt: Moment(change.now), kind: .information,
            cell: inject.cell.flatMap { LogCell(rawValue: $0.rawValue) } ?? .direction,
            phase: said.phase.flatMap { LogPhase(rawValue: $0.rawValue) },
            text: String(
                "EXERCICE. Stimulus \(said.id) \(origin)par \(PlayWords.channel(said.channel, .french))\u{00A0}: \(said.title)"
                    .prefix(3000)),
            source: "Animation de l’exercice",
            links: [.init(.inject, key: inject.id.text, title: "\(said.id) \(said.title)")])
        let entry = try line(statement, log: exercise.log ?? "", author: change.actor.name, in: change)
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET state = 'sent', sent_at = \(change.now), sent_second = \(max(second, 0)),
                sent_by = \(change.actor.name), log_device = \(entry.reference.device),
                log_sequence = \(entry.reference.sequence), is_enabled = 1, version = version + 1
            WHERE id = \(inject.id) AND version = \(version) AND state = 'waiting'
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record("exercise.injectSent", exercise, "\(exercise.title), \(said.id)", in: change)
    }

    static func skip(
        _ inject: PlayedInject, seen version: Int, reason: String, of exercise: Exercise, in change: Change
    ) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        guard reason.unicodeScalars.count <= 1000 else { throw ExercisesError.textTooLong }
        try set("'skipped'", inject, from: "'waiting'", version, reason, in: change)
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.injectSkipped", exercise, "\(exercise.title), \(inject.inject.id)", in: change)
    }

    /// One that was skipped may be played after all.
    static func takeBack(_ inject: PlayedInject, seen version: Int, of exercise: Exercise, in change: Change) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        try set("'waiting'", inject, from: "'skipped'", version, inject.note, in: change)
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.injectTakenBack", exercise, "\(exercise.title), \(inject.inject.id)", in: change)
    }

    private static func set(
        _ state: SQL, _ inject: PlayedInject, from former: SQL, _ version: Int, _ note: String, in change: Change
    ) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET state = \(state), note = \(note), version = version + 1
            WHERE id = \(inject.id) AND version = \(version) AND state = \(former)
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
    }

    /// To another minute of play; a reserve is placed that way.
    static func delay(
        _ inject: PlayedInject, seen version: Int, toMinute minute: Int, of exercise: Exercise, in change: Change
    ) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        guard (0...ScenarioReader.longestDuration).contains(minute) else { throw ExercisesError.outOfRange }
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET at_minute = \(minute), is_enabled = 1, version = version + 1,
                degree = CASE degree WHEN 'reserve' THEN 'optional' ELSE degree END
            WHERE id = \(inject.id) AND version = \(version) AND state = 'waiting'
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.injectDelayed", exercise, "\(exercise.title), \(inject.inject.id)", in: change)
    }

    /// What was seen of an expected reaction; saying it again corrects it.
    static func settle(
        _ inject: PlayedInject, number: Int, _ outcome: PlayedInject.Outcome.Kind?, note: String, second: Int,
        of exercise: Exercise, in change: Change
    ) throws {
        guard inject.state == .sent, inject.inject.expected.indices.contains(number - 1) else {
            throw ExercisesError.unknown
        }
        guard note.unicodeScalars.count <= 1000 else { throw ExercisesError.textTooLong }
        try change.session.execute(
            "DELETE FROM exercise_expectation WHERE inject_id = \(inject.id) AND number = \(number)")
        if let outcome {
            try change.session.execute(
                """
                INSERT INTO exercise_expectation (inject_id, number, outcome, at, second, note, author)
                VALUES (\(inject.id), \(number), \(outcome.rawValue), \(change.now), \(max(second, 0)), \(note),
                    \(change.actor.name))
                """)
        }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.reactionSeen", exercise, "\(exercise.title), \(inject.inject.id)", in: change)
    }

    /// A cell says that it received something.
    static func acknowledge(
        _ inject: PlayedInject, by who: String, second: Int, of exercise: Exercise, in change: Change
    ) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET acknowledged_at = \(change.now), acknowledged_second = \(max(second, 0)),
                acknowledged_by = \(String(who.prefix(200)))
            WHERE id = \(inject.id) AND state = 'sent' AND acknowledged_at IS NULL
            """)
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.injectReceived", exercise, "\(exercise.title), \(inject.inject.id)", in: change)
    }

    /// A cell writes in the log.
    static func answer(
        _ statement: LogStatement, by who: String, of exercise: Exercise, in change: Change
    ) throws {
        guard exercise.state.isLive else { throw ExercisesError.notLive }
        try line(statement, log: exercise.log ?? "", author: String(who.prefix(200)), in: change)
        try ExerciseChanges.touch(exercise.id, in: change.session)
    }

    @discardableResult
    private static func line(
        _ statement: LogStatement, log: String, author: String, in change: Change
    ) throws -> LogEntry {
        guard let id = CrisisLogRecord.ID(log), let log = try CrisisLogStore.log(id, in: change.session) else {
            throw ExercisesError.unknown
        }
        return try CrisisLogStore.append(statement, to: log, by: author.isEmpty ? "Animation" : author, in: change)
    }

    // MARK: Mails

    static func queue(
        _ inject: PlayedInject, to people: [Participant], in change: Change
    ) throws -> [Identifier<PlayMail>] {
        try people.map { person in
            let id = Identifier<PlayMail>.make(at: change.now)
            try change.session.execute(
                """
                INSERT INTO exercise_mail (id, inject_id, participant_id, at, outcome)
                VALUES (\(id), \(inject.id), \(person.id), \(change.now), 'queued')
                """)
            return id
        }
    }

    static func settle(
        _ mail: Identifier<PlayMail>, isSent: Bool, detail: String, in session: any Session
    ) throws(DatabaseError) {
        try session.execute(
            """
            UPDATE exercise_mail SET outcome = \(isSent ? "sent" : "failed"), detail = \(String(detail.prefix(300)))
            WHERE id = \(mail)
            """)
    }

    /// How many mails of each inject left, wait and failed.
    static func mails(
        of exercise: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> [PlayedInject.ID: PlayMail] {
        var found: [PlayedInject.ID: PlayMail] = [:]
        try session.each(
            """
            SELECT m.inject_id, m.outcome, COUNT(*) FROM exercise_mail m JOIN exercise_inject i ON i.id = m.inject_id
            WHERE i.exercise_id = \(exercise) GROUP BY m.inject_id, m.outcome
            """
        ) { row throws(DatabaseError) in
            let count = try row.int(2)
            var mail = found[try row.identifier(0), default: PlayMail()]
            switch try row.text(1) {
            case "sent": mail.sent += count
            case "failed": mail.failed += count
            default: mail.queued += count
            }
            found[try row.identifier(0)] = mail
        }
        return found
    }
}

/// What became of the mails of an inject.
struct PlayMail: Sendable, Hashable {
    var queued = 0
    var sent = 0
    var failed = 0
}
