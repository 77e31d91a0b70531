// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives

/// Where a followed action stands, in words.
enum TaskWords {
    static func state(_ status: RoadmapTask.Status) -> State {
        switch status {
        case .planned: .unanswered
        case .underWay: .toReview
        case .done: .proven
        case .abandoned: .closed
        }
    }

    static func badge(_ task: RoadmapTask, today: Day, _ t: Language) -> StateBadge {
        task.isLate(on: today)
            ? StateBadge(.missing, t("En retard", "Late")) : StateBadge(state(task.status), task.status.title(t))
    }

    static func sentence(_ task: RoadmapTask, today: Day, _ t: Language) -> String {
        switch task.status {
        case .planned where task.isLate(on: today):
            t(
                "Elle devait commencer le \(t.date(task.plannedFrom)), \(t.distance(from: today, to: task.plannedFrom)).",
                "It was to begin on \(t.date(task.plannedFrom)), \(t.distance(from: today, to: task.plannedFrom)).")
        case .planned:
            t(
                "Elle commence le \(t.date(task.plannedFrom)) et finit au plus tard le \(t.date(task.plannedUntil)).",
                "It begins on \(t.date(task.plannedFrom)) and ends by \(t.date(task.plannedUntil)).")
        case .underWay where task.isLate(on: today):
            t(
                "Faite à \(t.percent(Double(task.progress) / 100)), elle devait être finie \(t.distance(from: today, to: task.plannedUntil)).",
                "Done at \(t.percent(Double(task.progress) / 100)), it was to be over \(t.distance(from: today, to: task.plannedUntil))."
            )
        case .underWay:
            t(
                "Faite à \(t.percent(Double(task.progress) / 100)), elle doit finir \(t.distance(from: today, to: task.plannedUntil)).",
                "Done at \(t.percent(Double(task.progress) / 100)), it must end \(t.distance(from: today, to: task.plannedUntil))."
            )
        case .done:
            task.wasLate
                ? t(
                    "Faite le \(task.endedOn.map { t.date($0) } ?? "–"), après la date prévue.",
                    "Done on \(task.endedOn.map { t.date($0) } ?? "–"), after the planned date.")
                : t(
                    "Faite le \(task.endedOn.map { t.date($0) } ?? "–"), dans les temps.",
                    "Done on \(task.endedOn.map { t.date($0) } ?? "–"), in time.")
        case .abandoned: t("Elle a été abandonnée.", "It was given up.")
        }
    }
}
