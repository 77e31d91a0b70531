// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Organisations
import Primitives

/// An action of an adopted plan, followed until it is done.
struct RoadmapTask: Sendable, Hashable {
    typealias ID = Identifier<RoadmapTask>

    enum Status: String, Sendable, Hashable, CaseIterable {
        case planned, underWay, done, abandoned

        var isOpen: Bool { self == .planned || self == .underWay }
    }

    /// An establishment that the action serves.
    struct Member: Sendable, Hashable {
        let id: Organisation.ID
        let name: String
        /// What it pays of a shared action, from 0 to 1.
        let share: Double
    }

    let id: ID
    let roadmap: Roadmap.ID
    let organisation: Organisation.ID
    let organisationName: String
    let lineage: Lineage
    /// In the problem of the roadmap.
    let key: String
    let title: String
    let plannedFrom: Day
    let plannedUntil: Day
    /// Euros, until it is done.
    let planned: Double
    /// The weighted gap that it closes.
    let weight: Double
    let owner: Account.ID?
    let ownerName: String?
    let status: Status
    let startedOn: Day?
    let endedOn: Day?
    /// From 0 to 100.
    let progress: Int
    let spent: Double
    let revision: Int

    /// Not done although it should be, or not begun although it should be.
    func isLate(on today: Day) -> Bool {
        switch status {
        case .planned: plannedFrom.adding(days: Self.grace) < today
        case .underWay: plannedUntil < today
        case .done, .abandoned: false
        }
    }

    /// A quarter is not a day: one month into it, nothing begun is late.
    static let grace = 31

    /// Done, but after the end that was planned.
    var wasLate: Bool { status == .done && (endedOn.map { $0 > plannedUntil } ?? false) }
}

/// What an update of a task says.
struct TaskUpdate: Sendable, Hashable {
    var status: RoadmapTask.Status
    var progress: Int
    var startedOn: Day?
    var endedOn: Day?
    var spent: Double
    var note: String
    var basedOn: Int

    static let longestNote = 2_000
}

/// A line of the history of a task.
struct TaskNote: Sendable, Hashable {
    let at: Instant
    let author: String
    let status: RoadmapTask.Status
    let progress: Int
    let text: String
}

/// A proof attached to a task.
struct TaskProof: Sendable, Hashable {
    let id: Proof.ID
    let title: String
    let obtainedOn: Day
}
