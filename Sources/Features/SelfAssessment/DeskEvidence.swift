// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The proofs beside the answers of an assessment: what they prove, and where the two disagree. Answers are never changed by
/// a proof (design, section 6).
struct DeskEvidence: Sendable {
    private let shelf: ProofShelf
    private let reader: ProofShelf.Reader
    private let desk: Desk
    private let day: CalendarDay

    /// Five statements, whatever is on the desk.
    static func read(_ desk: Desk, _ visit: Visit) async throws -> DeskEvidence? {
        // Every day of the platform is one of the engine's.
        guard let day = CalendarDay(visit.today) else { return nil }
        let organisation = desk.place.organisation
        let shelf = try await visit.read { session in try ProofShelf.read(under: organisation.lineage, in: session) }
        return DeskEvidence(
            shelf: desk.namesProofs(to: visit.access) ? shelf : shelf.withoutNames,
            reader: shelf.reader(for: organisation), desk: desk, day: day)
    }

    /// What is said of a requirement with this answer.
    func standing(of requirement: Requirement, answered answer: Answer) -> Standing {
        let reading = reader.reading(of: requirement, in: desk.framework.identity.identifier, on: day)
        let (state, difference) = RequirementState.of(
            answer.response, reading: reading, scale: desk.framework.scale, on: day)
        return Standing(state: state, difference: difference, reading: reading)
    }

    func standing(of requirement: Requirement) -> Standing {
        standing(of: requirement, answered: desk.answer(requirement.code))
    }

    struct Standing: Sendable, Hashable {
        let state: RequirementState
        let difference: RequirementState.Difference?
        let reading: RequirementReading
    }

    /// How many requirements are in each state.
    struct Count: Sendable, Hashable {
        var proven = 0
        var lapsing = 0
        var lapsed = 0
        var differing = 0
        var applicable = 0
    }

    var count: Count {
        desk.assessable.reduce(into: Count()) { count, requirement in
            let standing = standing(of: requirement)
            guard standing.state != .notApplicable else { return }
            count.applicable += 1
            if standing.state.isProven { count.proven += 1 }
            if case .expiring = standing.state { count.lapsing += 1 }
            if case .expired = standing.state { count.lapsed += 1 }
            if standing.difference != nil { count.differing += 1 }
        }
    }

    /// The part of a page that says what proves a requirement today, why, and what to add.
    func html(of requirement: Requirement, _ visit: Visit) -> HTML {
        let t = visit.language
        let standing = standing(of: requirement)
        let organisation = desk.place.organisation
        let words = ReadingWords(
            shelf, kinds: { visit.house.proofKind($0)?.title }, opens: { mayOpen($0, visit) }, today: visit.today, t)
        let link = ProofAddress.registration(
            at: organisation.id, toward: standing.reading,
            requirement: ProofPin(framework: desk.framework.identity.identifier, requirement: requirement.code))
        return """
            <p>\(badge(t, standing.state.badge(t)))</p>\
            \(when(standing.difference) { notice(Notice(.warning, title: $0.sentence(t))) })\
            \(words.html(standing.reading))\
            \(when(desk.rights.answersAll || desk.rights.mayAnswer(requirement.code),
                actions([Action(t("Ajouter une preuve", "Add a proof"), href: link)])))
            """
    }

    /// A proof of the group counts for its members, who read its title without opening it.
    private func mayOpen(_ proof: Proof, _ visit: Visit) -> Bool { visit.access.sees(proof.owner.lineage) }
}
