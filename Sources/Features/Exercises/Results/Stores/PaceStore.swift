// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Persistence
import Primitives

/// How fast the clock of an exercise ran, from its gestures.
enum PaceStore {
    static func paces(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [DrillPlay.Pace] {
        var speed = 1.0
        var paces: [DrillPlay.Pace] = []
        var isStanding = false
        try session.each(
            "SELECT at, gesture, amount FROM exercise_clock WHERE exercise_id = \(exercise) ORDER BY number"
        ) { row throws(DatabaseError) in
            let at = Moment(try row.instant(0))
            switch try row.text(1) {
            case "start", "resume": isStanding = false
            case "pause", "end": isStanding = true
            case "speed": speed = Double(max(try row.int(2), 1))
            // A shift moves the hands: no time passes.
            default: return
            }
            paces.append(DrillPlay.Pace(from: at, speed: isStanding ? 0 : speed))
        }
        return paces
    }
}
