// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Organisations
import Primitives

/// Who holds a function, from when, for how much of a full-time post, and for whom.
struct Appointment: Sendable, Hashable {
    typealias ID = Identifier<Appointment>

    /// The letter of mission, or any other proof of the vault that is attached to something.
    struct Attachment: Sendable, Hashable {
        let id: Proof.ID
        let title: String
    }

    let id: ID
    /// Those in charge there may change it.
    let keeper: Keeper
    let job: Job
    /// Free; needed for a function that is not in the list.
    let title: String
    let person: String
    let account: Account.ID?
    let startsOn: Day
    /// The last day; nil when no end is known.
    let endsOn: Day?
    /// Percent of a full-time post.
    let share: Int
    let mission: Attachment?
    /// At least one.
    let served: [Keeper]
    let removedAt: Instant?

    func isInForce(on day: Day) -> Bool {
        guard removedAt == nil, startsOn <= day else { return false }
        return endsOn.map { day <= $0 } ?? true
    }

    func isOver(on day: Day) -> Bool { endsOn.map { $0 < day } ?? false }

    /// Serves several establishments.
    var isShared: Bool { served.count > 1 }

    /// "RSSI", or the free title of a function that the list does not have.
    func name(_ t: Language) -> String { job == .other || !title.isEmpty ? title : job.title(t) }

    /// Whether it serves an organisation: named among the served, or below one of them, or the keeper itself.
    func serves(_ lineage: Lineage) -> Bool {
        keeper.lineage == lineage || served.contains { $0.lineage.contains(lineage) }
    }
}

/// What somebody enters of an appointment.
struct AppointmentDraft: Sendable, Hashable {
    var job: Job
    var title = ""
    var person: String
    var account: Account.ID?
    var startsOn: Day
    var endsOn: Day?
    var share: Int
    var mission: Proof.ID?
    var served: [Organisation.ID]
}

/// A function and those who hold it.
struct JobLine: Sendable, Hashable {
    let expected: ExpectedJob
    let holders: [Appointment]

    var isVacant: Bool { holders.isEmpty }

    /// The expected functions of an organisation with those who hold them on a day.
    static func lines(of organisation: Organisation, _ appointments: [Appointment], on day: Day) -> [JobLine] {
        ExpectedJob.expected(of: organisation.kind).map { expected in
            JobLine(
                expected: expected,
                holders: appointments.filter {
                    $0.job == expected.job && $0.isInForce(on: day) && $0.serves(organisation.lineage)
                })
        }
    }
}
