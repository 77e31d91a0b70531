// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Organisations
import Persistence
import Primitives

/// Where an organisation stands against a framework: for each requirement what is proven, what is declared, and how the
/// two agree.
public struct StandingSheet: Sendable {
    public struct Line: Sendable {
        public let requirement: Requirement
        public let state: RequirementState
        public let difference: RequirementState.Difference?
        public let reading: RequirementReading
        public let answer: Declaration.Answer?
    }

    public let organisation: Organisation
    public let framework: Framework
    /// Nil when the organisation never opened an assessment: only proofs speak then.
    public let declaration: Declaration?
    /// Every requirement that is answered, in the order of the framework.
    public let lines: [Line]
    /// The proofs that the readings mention, by identifier.
    public let shelf: ProofShelf
    public let day: Day

    public func line(_ code: String) -> Line? { lines.first { $0.requirement.code == code } }

    /// How many requirements apply, and how many are proven.
    public var applicable: Int { lines.count { $0.state != .notApplicable } }
    public var proven: Int { lines.count { $0.state.isProven } }
}

extension RequirementState {
    /// Proven today, soon to expire or not.
    public var isProven: Bool {
        switch self {
        case .proven, .expiring: true
        case .expired, .partial, .declared, .notMet, .notApplicable, .open: false
        }
    }
}

extension House {
    /// The sheets of an organisation for these frameworks, in their order. The proofs are read once.
    ///
    /// Rights are the caller's: whoever asks must have checked that the person may read assessments and proofs there.
    public func standings(of organisation: Organisation, for frameworks: [Framework]) async throws -> [StandingSheet] {
        let day = settings.zone.day(at: clock.now)
        guard let calendarDay = CalendarDay(day) else { return [] }
        let shelf = try await database.read { session in
            try ProofShelf.read(under: organisation.lineage, in: session)
        }
        let members = organisation.kind == .ght ? shelf.members(of: organisation) : []
        let declarations = try await declarations(of: [organisation.id] + members.map(\.id))
        let reader = shelf.reader(for: organisation)
        return frameworks.map { framework in
            let declaration =
                declarations.first { $0.organisation == organisation.id && $0.framework == framework.identity }
                ?? Declaration.ofGroup(
                    organisation, framework, members: declarations.filter { $0.organisation != organisation.id },
                    of: members.count, href: SiteAddress.cockpit(.init(organisation.id)).path)
            let readings = reader.readings(of: framework, on: calendarDay)
            let lines = framework.assessable(in: declaration?.profiles ?? []).compactMap {
                requirement -> StandingSheet.Line? in
                guard let reading = readings[requirement.code] else { return nil }
                let answer = declaration?.answers[requirement.code]
                let (state, difference) = RequirementState.of(
                    answer?.response ?? .unanswered, reading: reading, scale: framework.scale, on: calendarDay)
                return StandingSheet.Line(
                    requirement: requirement, state: state, difference: difference, reading: reading, answer: answer)
            }
            return StandingSheet(
                organisation: organisation, framework: framework, declaration: declaration, lines: lines, shelf: shelf,
                day: day)
        }
    }

    /// What these organisations declared, as the features of the house tell it: at most one for each framework.
    public func declarations(of organisations: [Organisation.ID]) async throws -> [Declaration] {
        var found: [Declaration] = []
        for feature in features { found += try await feature.declarations(of: organisations, in: self) }
        return found
    }

    /// Every figure that the features compute about an organisation.
    public func indicators(of organisation: Organisation) async throws -> [Indicator] {
        var found: [Indicator] = []
        for feature in features { found += try await feature.indicators(of: organisation, in: self) }
        return found
    }

    /// Every duty of these parts of the tree, by day.
    public func duties(_ scope: DutyScope) async throws -> [Duty] {
        var found: [Duty] = []
        for feature in features { found += try await feature.duties(scope, in: self) }
        return found.sorted { ($0.day, $0.organisationName, $0.id) < ($1.day, $1.organisationName, $1.id) }
    }
}
