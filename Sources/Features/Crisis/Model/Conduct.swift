// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Identity
import Organisations
import Primitives

/// The three tables of a crisis.
extension LogCell {
    static let tables: [LogCell] = [.strategic, .operational, .care]

    var title: Phrase {
        switch self {
        case .strategic: Phrase("Cellule stratégique", "Strategic cell")
        case .operational: Phrase("Cellule opérationnelle numérique", "Operational digital cell")
        case .care: Phrase("Cellule de continuité des soins", "Continuity of care cell")
        case .communication: Phrase("Communication", "Communication")
        case .direction: Phrase("Direction de l’exercice", "Exercise control")
        }
    }

    /// What is asked of it, in a sentence.
    var purpose: Phrase {
        switch self {
        case .strategic: Phrase("Décide, arbitre, parle à l’extérieur.", "Decides, settles, speaks to the outside.")
        case .operational: Phrase("Contient, comprend, reconstruit.", "Contains, understands, rebuilds.")
        case .care:
            Phrase(
                "Fait soigner sans informatique, et dit ce qui doit revenir d’abord.",
                "Keeps care going without computers, and says what must come back first.")
        case .communication: Phrase("Informe le personnel, les patients, la presse.", "Informs staff, patients, press.")
        case .direction: Phrase("Anime l’exercice.", "Runs the exercise.")
        }
    }
}

/// Somebody holds a function of a cell, from then to then.
struct Shift: Sendable, Hashable {
    typealias ID = Identifier<Shift>

    let id: ID
    let cell: LogCell
    let job: String
    let person: String
    let deputy: String
    let beginsAt: Instant
    let endsAt: Instant?
    let isRemoved: Bool

    func isHeld(at now: Instant) -> Bool { !isRemoved && beginsAt <= now && (endsAt.map { now < $0 } ?? true) }
}

struct ShiftDraft: Sendable, Hashable {
    var cell: LogCell
    var job: String
    var person: String
    var deputy: String
    var beginsAt: Instant
    var endsAt: Instant?
}

/// What was sent, and what came back.
struct ClockReceipt: Sendable, Hashable {
    var sentAt: Instant
    var number = ""
    var fileName = ""
    var note = ""
    var lateReason = ""
    var sentBy = ""
}

struct SheetTick: Sendable, Hashable {
    let sheet: String
    let step: String
    let at: Instant
    let by: String
    let line: LogReference
}

/// « Bouton rouge »: asked by one person, confirmed by another, done by hands. The program cuts nothing.
struct Isolation: Sendable, Hashable {
    typealias ID = Identifier<Isolation>

    /// A habit of ours: long enough to read and call, short enough for the question to be the same.
    static let secondsToConfirm = 15 * 60

    enum State: Hashable {
        case asked, expired, dropped, confirmed, cut, lifted
    }

    enum Gesture: String, Sendable, CaseIterable {
        case confirm, drop, cut, lift
    }

    let id: ID
    let what: String
    let sideEffects: String
    let hands: String
    let askedAt: Instant
    let askedBy: String
    let askedAccount: Account.ID
    let expiresAt: Instant
    let confirmedAt: Instant?
    let confirmedBy: String
    let droppedAt: Instant?
    let cutAt: Instant?
    let liftedAt: Instant?

    func state(at now: Instant) -> State {
        if liftedAt != nil { return .lifted }
        if cutAt != nil { return .cut }
        if droppedAt != nil { return .dropped }
        if confirmedAt != nil { return .confirmed }
        return now > expiresAt ? .expired : .asked
    }
}

/// Hours of somebody on a day, or a sum paid outside.
struct Cost: Sendable, Hashable {
    typealias ID = Identifier<Cost>

    let id: ID
    let day: Day
    let who: String
    let hours: Double?
    let cents: Int?
    let note: String
    let isRemoved: Bool
}

struct CostTotals: Sendable, Hashable {
    var hours = 0.0
    var cents = 0
}

/// What the review found. A proposal has an owner and a day: it is an action.
struct Finding: Sendable, Hashable {
    typealias ID = Identifier<Finding>

    enum Review: String, Sendable, Hashable, CaseIterable {
        case hot, cold

        var title: Phrase {
            switch self {
            case .hot: Phrase("À chaud", "Hot")
            case .cold: Phrase("À froid", "Cold")
            }
        }
    }

    enum Nature: String, Sendable, Hashable, CaseIterable {
        case strength, improve, cause, proposal

        var title: Phrase {
            switch self {
            case .strength: Phrase("Point fort", "Strength")
            case .improve: Phrase("À améliorer", "To improve")
            case .cause: Phrase("Cause", "Cause")
            case .proposal: Phrase("Action proposée", "Proposed action")
            }
        }
    }

    let id: ID
    let review: Review
    let nature: Nature
    let text: String
    let owner: String
    let dueOn: Day?
    let doneOn: Day?
    let isRemoved: Bool
}

struct FindingDraft: Sendable, Hashable {
    var review: Finding.Review
    var nature: Finding.Nature
    var text: String
    var owner: String
    var dueOn: Day?
}
