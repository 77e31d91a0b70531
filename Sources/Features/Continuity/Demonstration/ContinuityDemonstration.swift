// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The continuity of the fictional group: the support hospital has everything, with three decisions that contradict others on
/// purpose; two more hospitals and a nursing home have enough for the 66 % rule; the rest still has to begin. Everything is
/// invented.
enum ContinuityDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        try await objectives(demonstration, in: house)
        try await members(demonstration, in: house)
        try await analyses(demonstration, in: house)
        try await modes(demonstration, in: house)
        try await sheets(demonstration, in: house)
        try await plans(demonstration, in: house)
    }

    /// A node that the map of the demonstration must have.
    private static func node(
        _ code: String, of keeper: Organisation.ID, in session: any Session
    ) throws -> PlacedNode {
        guard let node = try ServiceMapStore.node(code: code, of: keeper, in: session) else {
            throw ContinuityError.unknownNode
        }
        return node
    }

    private static func change(
        _ demonstration: Demonstration, in house: House, daysAgo days: Int,
        _ body: @escaping @Sendable (Change) throws -> Void
    ) async throws {
        let author = demonstration.person(.rssi).map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let day = demonstration.today.adding(days: -days)
        try await house.database.change(by: author, at: day.startUTC.adding(seconds: 9 * 3600), body)
    }

    private static func objectives(_ demonstration: Demonstration, in house: House) async throws {
        for (key, list) in [
            (Demonstration.Key.group, DemonstrationFigures.group), (.support, DemonstrationFigures.support),
        ] {
            let keeper = try demonstration.organisation(key).id
            try await change(demonstration, in: house, daysAgo: 78) { change in
                for (code, hours, loss) in list {
                    try ServiceMapStore.decide(
                        Objectives(recoveryTime: hours, recoveryPoint: loss),
                        of: try node(code, of: keeper, in: change.session), in: change)
                }
            }
        }
    }

    /// The map of the demonstration holds the group and its support hospital: the others need something to analyse.
    private static func members(_ demonstration: Demonstration, in house: House) async throws {
        for (key, drafts) in DemonstrationFigures.members {
            let keeper = try demonstration.organisation(key).id
            try await change(demonstration, in: house, daysAgo: 77) { change in
                for draft in drafts { try ServiceMapStore.add(draft, to: keeper, in: change) }
            }
        }
        let home = try demonstration.organisation(.limes).id
        let day = demonstration.today.adding(days: -60)
        try await change(demonstration, in: house, daysAgo: 60) { change in
            try WaiverStore.give(
                "La résidence n’a ni pharmacie, ni laboratoire, ni imagerie\u{00A0}: elle s’appuie sur ceux de "
                    + "Saint-Aubin, dont les bilans sont faits.",
                for: .technicalPlatform, at: home, on: day, in: change)
        }
    }

    private static func analyses(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        for one in DemonstrationFigures.analyses {
            let keeper = try demonstration.organisation(one.key).id
            try await change(demonstration, in: house, daysAgo: one.asked) { change in
                let node = try node(one.code, of: keeper, in: change.session)
                try AnalysisStore.save(
                    one.analysis(of: node.id, today: today),
                    Objectives(recoveryTime: one.recovery, recoveryPoint: one.loss, tolerablePeriod: one.tolerable),
                    of: node, in: change)
            }
            guard let (daysAgo, months) = one.validated else { continue }
            let day = today.adding(days: -daysAgo)
            try await change(demonstration, in: house, daysAgo: daysAgo) { change in
                try AnalysisStore.validate(
                    try node(one.code, of: keeper, in: change.session), by: one.by, on: day,
                    reviewOn: day.adding(months: months), today: today, in: change)
            }
        }
    }

    private static func modes(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        for one in DemonstrationModes.all {
            let keeper = try demonstration.organisation(one.key).id
            try await change(demonstration, in: house, daysAgo: 64) { change in
                _ = try ModeStore.add(
                    one.draft(today: today), to: try node(one.code, of: keeper, in: change.session), today: today,
                    in: change)
            }
        }
    }

    private static func sheets(_ demonstration: Demonstration, in house: House) async throws {
        let day = demonstration.today.adding(days: -58)
        let later = demonstration.today.adding(days: -21)
        for (key, code, units) in DemonstrationModes.sheets {
            let keeper = try demonstration.organisation(key).id
            try await change(demonstration, in: house, daysAgo: 58) { change in
                guard let model = ContinuityLibrary.sheet(code) else { throw ContinuityError.unknown }
                var draft = model.draft
                draft.units = units
                let id = try SheetStore.add(draft, model: code, at: keeper, on: day, in: change)
                guard code == "degrade-urgences", let sheet = try SheetStore.sheet(id, in: change.session) else {
                    return
                }
                // The exercise moved the trolley: the sheet follows.
                draft.steps = draft.steps.replacing(
                    "la salle de déchocage", with: "la réserve face au box 4 (clé au poste de tri)")
                try SheetStore.correct(
                    sheet, draft, changed: "Le chariot a changé de place après l’essai d’août.", on: later, in: change)
            }
        }
    }

    private static func plans(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        for one in DemonstrationPlans.all {
            let keeper = try demonstration.organisation(one.key)
            let group = try demonstration.organisation(.group).id
            try await change(demonstration, in: house, daysAgo: one.written) { change in
                let nodes = try one.covers.map { code in
                    try ServiceMapStore.node(code: code, of: keeper.id, in: change.session)
                        ?? node(code, of: group, in: change.session)
                }
                var draft = one.draft(today: today)
                draft.nodes = nodes.map(\.id)
                let id = try PlanStore.add(draft, at: keeper, today: today.adding(days: -one.written), in: change)
                guard let (daysAgo, body) = one.approved, let plan = try PlanStore.plan(id, in: change.session) else {
                    return
                }
                try PlanStore.approve(plan, by: body, on: today.adding(days: -daysAgo), today: today, in: change)
                guard let revision = one.revision, let approved = try PlanStore.plan(id, in: change.session) else {
                    return
                }
                draft.sections.merge(revision.sections) { _, new in new }
                draft.changed = revision.changed
                try PlanStore.correct(approved, draft, today: today.adding(days: -revision.daysAgo), in: change)
                guard revision.isApproved, let newer = try PlanStore.plan(id, in: change.session) else { return }
                try PlanStore.approve(
                    newer, by: body, on: today.adding(days: -revision.daysAgo), today: today, in: change)
            }
            try await tests(of: one, at: keeper, demonstration, in: house)
        }
    }

    private static func tests(
        of one: DemonstrationPlans.Script, at keeper: Organisation, _ demonstration: Demonstration, in house: House
    ) async throws {
        let today = demonstration.today
        for test in one.tests {
            let place = try demonstration.organisation(test.key ?? one.key).id
            try await change(demonstration, in: house, daysAgo: max(test.held.map { -$0 } ?? 12, 1)) { change in
                let plans = try PlanStore.seen(from: keeper.lineage, in: change.session)
                guard let plan = plans.first(where: { $0.title == one.title && $0.keeper.id == keeper.id }) else {
                    throw ContinuityError.unknown
                }
                _ = try TestStore.add(
                    PlanTestDraft(
                        plannedOn: today.adding(days: test.planned), heldOn: test.held.map { today.adding(days: $0) },
                        isInField: test.isInField, scenario: test.scenario, participants: test.participants,
                        shown: test.shown, toCorrect: test.toCorrect), of: plan, at: place, today: today, in: change)
            }
        }
    }
}
