// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// A proof that ends, or that ended, and the requirements that fall with it.
struct ProofLoss: Sendable {
    struct Effect: Sendable, Hashable {
        let code: String
        let title: String
        let frameworkTitle: String
        /// Nil for what was lost already: what it was before does not matter any more.
        let before: RequirementState?
        let after: RequirementState
        let href: URLPath?
    }

    /// What sets the end.
    enum Cause: Sendable, Hashable {
        /// The proof itself says until when it is valid.
        case itself
        /// A requirement's rule wants it more recent.
        case rule
    }

    let proof: Proof
    /// The last day on which it counts.
    let end: Day
    let cause: Cause
    let isLost: Bool
    let effects: [Effect]

    /// Past this, a proof is history rather than something to renew.
    static let past = 365
    static let limit = 200
}

/// Reads what ends from the standings of an organisation.
///
/// A proof ends by its own date, or because a rule wants it recent (an audit of less than sixty days): both are looked for,
/// and the earlier of the two is told.
struct ProofHorizon {
    private struct Line: Hashable {
        let sheet: Int
        let line: Int
    }

    private struct Ending {
        var end: CalendarDay
        var lines: Set<Line> = []
    }

    private let sheets: [StandingSheet]
    private let today: CalendarDay
    private let last: CalendarDay
    private var endings: [String: Ending] = [:]
    private var lost: [String: Ending] = [:]

    /// - Parameter last: the last day that is looked at.
    init(_ sheets: [StandingSheet], today: CalendarDay, last: CalendarDay) {
        self.sheets = sheets
        self.today = today
        self.last = last
        for (place, sheet) in sheets.enumerated() {
            for (index, line) in sheet.lines.enumerated() {
                for condition in line.reading.conditions { note(condition, Line(sheet: place, line: index)) }
            }
        }
        for proof in sheets.first?.shelf.proofs.values ?? [:].values {
            guard let end = proof.record?.validUntil else { continue }
            if end < today {
                if end.days(until: today) <= ProofLoss.past { note(proof.id.text, end, nil, in: &lost) }
            } else if end <= last {
                note(proof.id.text, end, nil, in: &endings)
            }
        }
    }

    /// The soonest first; what was lost comes the latest first.
    func losses() -> (coming: [ProofLoss], past: [ProofLoss]) {
        let coming = endings.compactMap { id, ending in loss(id, ending, isLost: false) }
            .sorted { ($0.end, $0.proof.id.text) < ($1.end, $1.proof.id.text) }
        let past = lost.filter { endings[$0.key] == nil }.compactMap { id, ending in loss(id, ending, isLost: true) }
            .sorted { ($1.end, $0.proof.id.text) < ($0.end, $1.proof.id.text) }
        return (Array(coming.prefix(ProofLoss.limit)), Array(past.prefix(ProofLoss.limit)))
    }

    private mutating func note(_ condition: ConditionReading, _ line: Line) {
        switch condition.standing {
        case .holds(let end?) where end <= last:
            if let proof = condition.counting.first { note(proof, end, line, in: &endings) }
        case .lapsed(let end) where end.days(until: today) <= ProofLoss.past:
            let missed = condition.misses.first { miss in
                switch miss.reason {
                case .expired, .tooOld: true
                case .fact, .tooLate, .notYet, .spacing: false
                }
            }
            if let missed { note(missed.proof, end, line, in: &lost) }
        case .holds, .lapsed, .partial, .missing: return
        }
    }

    private func note(_ proof: String, _ end: CalendarDay, _ line: Line?, in endings: inout [String: Ending]) {
        var ending = endings[proof] ?? Ending(end: end)
        ending.end = min(ending.end, end)
        if let line { ending.lines.insert(line) }
        endings[proof] = ending
    }

    private func loss(_ id: String, _ ending: Ending, isLost: Bool) -> ProofLoss? {
        guard let shelf = sheets.first?.shelf, let proof = shelf.proofs[id], let end = ending.end.civil else {
            return nil
        }
        let lines = ending.lines.sorted { ($0.sheet, $0.line) < ($1.sheet, $1.line) }
        // One reader for all the requirements that the proof is noted for.
        let without = isLost || lines.isEmpty ? nil : shelf.without(proof.id).reader(for: sheets[0].organisation)
        let effects = lines.compactMap { place in effect(sheets[place.sheet], place.line, without) }
        return ProofLoss(
            proof: proof, end: end, cause: proof.validUntil == end ? .itself : .rule, isLost: isLost, effects: effects)
    }

    /// Nil when the requirement stands the same without the proof: others suffice.
    private func effect(_ sheet: StandingSheet, _ index: Int, _ without: ProofShelf.Reader?) -> ProofLoss.Effect? {
        guard sheet.lines.indices.contains(index) else { return nil }
        let line = sheet.lines[index]
        var after = line.state
        if let without {
            let reading = without.reading(of: line.requirement, in: sheet.framework.identity.identifier, on: today)
            after =
                RequirementState.of(
                    line.answer?.response ?? .unanswered, reading: reading, scale: sheet.framework.scale, on: today
                ).state
            guard line.state.isProven != after.isProven || line.state.urgency != after.urgency else { return nil }
        } else if line.state.isProven {
            return nil
        }
        return ProofLoss.Effect(
            code: line.requirement.code, title: line.requirement.title, frameworkTitle: sheet.framework.title,
            before: without == nil ? nil : line.state, after: after, href: sheet.declaration?.href)
    }
}
