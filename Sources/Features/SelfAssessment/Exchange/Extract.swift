// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Site

/// An assessment as it leaves Carène, in whatever form: what was answered, what is proven, and how the two agree on one
/// day.
struct Extract: Sendable {
    struct Line: Sendable {
        let requirement: Requirement
        let answer: Answer
        let state: RequirementState
        let difference: RequirementState.Difference?
        let reading: RequirementReading

        /// The proofs that count, each once, in the order of the rule.
        var counting: [String] {
            let rules = reading.rule.map { [$0] } ?? reading.coverage?.members.map(\.reading) ?? []
            var seen: Set<String> = []
            return rules.flatMap(\.conditions).flatMap(\.counting).filter { seen.insert($0).inserted }
        }
    }

    let assessment: Assessment
    let framework: Framework
    let organisation: Organisation
    let lines: [Line]
    /// False for whoever sees only what is entrusted: the scores of the whole are then left out.
    let isWhole: Bool
    let shelf: ProofShelf
    let kinds: [String: Phrase]
    let day: Day
    let madeAt: Instant
    let zone: TimeZoneRule
    /// The site's own, to make addresses whole.
    let address: String?

    /// - Returns: nil on a day that the engine's calendar does not know; every day of the platform is one.
    init?(
        _ assessment: Assessment, _ framework: Framework, of organisation: Organisation, asked: [Requirement],
        answers: [String: Answer], isWhole: Bool, shelf: ProofShelf, kinds: [String: Phrase] = [:],
        zone: TimeZoneRule = .paris, address: String? = nil, at now: Instant
    ) {
        day = zone.day(at: now)
        guard let today = CalendarDay(day) else { return nil }
        self.assessment = assessment
        self.framework = framework
        self.organisation = organisation
        self.isWhole = isWhole
        self.shelf = shelf
        self.zone = zone
        self.address = address
        self.kinds = kinds
        madeAt = now
        let reader = shelf.reader(for: organisation)
        lines = asked.map { requirement in
            let answer = answers[requirement.code] ?? .blank(requirement.code)
            let reading = reader.reading(of: requirement, in: framework.identity.identifier, on: today)
            let (state, difference) = RequirementState.of(
                answer.response, reading: reading, scale: framework.scale, on: today)
            return Line(
                requirement: requirement, answer: answer, state: state, difference: difference, reading: reading)
        }
    }

    /// With the words and the address of a house.
    init?(
        _ assessment: Assessment, _ framework: Framework, of organisation: Organisation, asked: [Requirement],
        answers: [String: Answer], isWhole: Bool, shelf: ProofShelf, in house: House, at now: Instant
    ) {
        self.init(
            assessment, framework, of: organisation, asked: asked, answers: answers, isWhole: isWhole, shelf: shelf,
            kinds: Dictionary(house.proofKinds.map { ($0.id, $0.title) }) { first, _ in first },
            zone: house.settings.zone, address: house.settings.publicAddress, at: now)
    }

    /// What this person may take away of the assessment on the desk.
    static func read(_ desk: Desk, _ visit: Visit) async throws -> Extract {
        let organisation = desk.place.organisation
        let shelf = try await visit.read { session in try ProofShelf.read(under: organisation.lineage, in: session) }
        guard
            let extract = Extract(
                desk.assessment, desk.framework, of: organisation, asked: desk.assessable, answers: desk.answers,
                isWhole: !desk.rights.isLimited,
                shelf: desk.namesProofs(to: visit.access) ? shelf : shelf.withoutNames, in: visit.house, at: visit.now)
        else { throw AssessmentError.unknownAssessment }
        return extract
    }

    /// The lines of each chapter that has any, in the order of the framework.
    var chapters: [(chapter: Chapter, lines: [Line])] {
        let byCode = Dictionary(lines.map { ($0.requirement.code, $0) }) { first, _ in first }
        return framework.chapters.compactMap { chapter in
            let found = framework.requirements[chapter.range].compactMap { byCode[$0.code] }
            return found.isEmpty ? nil : (chapter, found)
        }
    }

    /// The scores of the whole; nil for whoever does not see the whole.
    var score: Scorecard? {
        guard isWhole else { return nil }
        let responses = Dictionary(lines.map { ($0.requirement.code, $0.answer.response) }) { first, _ in first }
        return framework.scorecard(of: responses, profiles: assessment.profiles)
    }

    /// The titles of proofs without links: an extract is read elsewhere.
    func readingWords(_ t: Language) -> ReadingWords {
        ReadingWords(shelf, kinds: { kinds[$0] }, opens: { _ in false }, t)
    }

    func proofTitles(_ line: Line) -> [String] { line.counting.compactMap { shelf.proofs[$0]?.title } }
}

extension [Extract.Line] {
    func count(_ isCounted: (RequirementState) -> Bool) -> Int { count { isCounted($0.state) } }

    var applicable: Int { count { $0.state != .notApplicable } }
    var proven: Int { count { $0.state.isProven } }
}
