// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Organisations
import Persistence
import Planning
import Primitives
import Site

/// Reads, for a new roadmap, where its members stand and what could be done.
enum RoadmapInput {
    static func snapshot(
        _ settings: RoadmapSettings, for organisation: Organisation, members: [Organisation], in house: House
    ) async throws -> RoadmapSnapshot {
        var frameworks: [Framework] = []
        var weights: [String: Double] = [:]
        for choice in settings.frameworks {
            guard let identity = Framework.Identity(parsing: choice.identity),
                let framework = try await house.library.framework(identity)
            else { throw RoadmapError.unknownFramework }
            frameworks.append(framework)
            weights[choice.identity] = choice.weight
        }
        let lineage = organisation.lineage
        let (catalogue, activity) = try await house.database.read { session in
            (
                try ActionCatalogue.read(for: organisation, in: session),
                try OrganisationStore.latestActivity(under: lineage, in: session)
            )
        }
        let sum = members.compactMap { activity[$0.id] }.sorted().reduce(0, +)
        var readings: [MemberReading] = []
        for member in members {
            let sheets = try await house.standings(of: member, for: frameworks)
            let share = activity[member.id].flatMap { sum > 0 ? $0 / sum : nil }
            readings.append(
                MemberReading(
                    RoadmapSnapshot.Member(id: member.id.text, name: member.name, activity: share), sheets,
                    weights: weights))
        }
        let snapshot = ProblemBuilder(settings, members: readings, actions: catalogue.actions).snapshot(
            on: house.today)
        guard !snapshot.gaps.isEmpty else { throw RoadmapError.noGap }
        do throws(InvalidProblem) {
            try snapshot.problem.validate()
        } catch {
            throw RoadmapError.notPlannable("\(error.faults.count)")
        }
        return snapshot
    }

    /// Whom a roadmap of this organisation can be for: the topmost establishments below a group, or the establishment itself.
    static func candidates(_ below: [Organisation], of organisation: Organisation) -> [Organisation] {
        guard ![Organisation.Kind.legalEntity, .site].contains(organisation.kind) else { return [organisation] }
        let others = below.filter { $0.id != organisation.id }
        let known = Set(others.map(\.id))
        return others.filter { member in
            !member.lineage.identifiers.contains { $0 != member.id && known.contains($0) }
        }
    }
}
