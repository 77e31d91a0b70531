// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The restart of the fictional support hospital: means, steps of its whole map, a plan with two variants, and an exercise of
/// last spring, closed. Everything is invented.
enum RestartDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let organisation = try demonstration.organisation(.support)
        let map = try await house.database.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        // Without a map, drawn by another room, there is nothing to restart.
        guard !map.nodes.isEmpty else { return }
        let author = demonstration.person(.rssi).map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let today = demonstration.today
        try await house.database.change(by: author, at: morning(today.adding(days: -40))) { change in
            _ = try ResourceChanges.addStandardSet(to: organisation.id, in: change)
            try promiseHelp(to: organisation.id, demonstration, in: change)
        }
        try await house.database.change(by: author, at: morning(today.adding(days: -38))) { change in
            let resources = try ResourceStore.everything(of: organisation.id, in: change.session).kept
            let proposal = try StepsPage.proposal(for: organisation, map, resources, in: change.session)
            try StepStore.apply(proposal, of: organisation.id, in: change)
        }
        try await confirm(organisation.id, map, author, at: morning(today.adding(days: -30)), in: house)
        try await plan(organisation, author, today, in: house)
    }

    private static func promiseHelp(
        to place: Organisation.ID, _ demonstration: Demonstration, in change: Change
    ) throws {
        let hill = try demonstration.organisation(.hill)
        let valley = try demonstration.organisation(.valley)
        try ResourceChanges.save(
            Reinforcement(team: "postes", people: 3, from: 24, until: 168, origin: hill.name), from: hill.id, nil,
            of: place, in: change)
        try ResourceChanges.save(
            Reinforcement(team: "systemes", people: 1, from: 18, origin: valley.name), from: valley.id, nil, of: place,
            in: change)
        try ResourceChanges.save(
            Reinforcement(
                team: "securite", people: 2, from: 12, until: 240, origin: "Prestataire de réponse à incident"),
            from: nil, nil, of: place, in: change)
    }

    /// The teams confirmed the ground floor: the rest waits, so that there is something to confirm.
    private static func confirm(
        _ place: Organisation.ID, _ map: PlacedMap, _ author: Actor, at moment: Instant, in house: House
    ) async throws {
        let steps = try await house.database.read { session in try StepStore.all(of: place, in: session) }
        let kinds: Set<NodeKind> = [
            .network, .firewall, .storage, .hypervisor, .directory, .naming, .backup, .workstations,
        ]
        let ground = steps.filter { step in
            step.source == .proposed && (map[step.node].map { kinds.contains($0.node.kind) } ?? false)
        }
        guard !ground.isEmpty else { return }
        try await house.database.change(by: author, at: moment) { change in
            try StepStore.confirm(
                ground.map { ($0, $0.duration) }, of: "Socle technique", at: place, in: change)
        }
    }

    private static func plan(
        _ organisation: Organisation, _ author: Actor, _ today: Day, in house: House
    ) async throws {
        let title = "Plan de l’automne \(today.year)"
        let madeOn = today.adding(days: -20)
        let frozen: FrozenModel
        do {
            frozen = try await house.database.read { session in
                try ModelBuilder.read(for: organisation, title: title, weekday: 6, hour: 3, in: session)
            }
        } catch is RestartError {
            return
        }
        let result = try await DemonstrationPlans.plan(frozen, at: organisation.id, measuresValue: true)
        let base = try await keep(
            PlanStore.Draft(title: title, frozen: frozen, plan: result, isFirst: false, madeOn: madeOn),
            of: organisation.id, author, at: morning(madeOn), in: house)
        for whatIf in [WhatIf(more: ["applications": 2]), WhatIf(secondSite: true, fasterRestore: true)] {
            var supposed = frozen
            supposed.model = whatIf.applied(to: frozen.model)
            let plan = try await DemonstrationPlans.plan(supposed, at: organisation.id, measuresValue: false)
            let draft = PlanStore.Draft(
                title: PlanWords.title(whatIf, frozen.model, .french), whatIf: whatIf, base: base, frozen: supposed,
                plan: plan, isFirst: false, madeOn: madeOn)
            _ = try await keep(draft, of: organisation.id, author, at: morning(madeOn.adding(days: 1)), in: house)
        }
        try await exercise(base, organisation, author, began: today.adding(days: -150), in: house)
    }

    private static func keep(
        _ draft: PlanStore.Draft, of place: Organisation.ID, _ author: Actor, at moment: Instant, in house: House
    ) async throws -> RestartPlan.ID {
        let summary = PlanReading(draft.frozen.model, draft.plan).summary
        return try await house.database.change(by: author, at: moment) { change in
            try PlanStore.keep(draft, summary, of: place, in: change)
        }
    }

    /// An afternoon's exercise: the first steps of four teams, a little later than planned.
    private static func exercise(
        _ plan: RestartPlan.ID, _ organisation: Organisation, _ author: Actor, began day: Day, in house: House
    ) async throws {
        let whole = try await house.database.read { session in
            try PlanStore.whole(plan, of: organisation.id, in: session)
        }
        guard let whole else { return }
        let began = day.startUTC.adding(seconds: 12 * 3600)
        let opening = try await OpeningPage.prepared(
            whole, "Exercice du printemps", true, began, at: began, house.settings.zone)
        let id = try await house.database.change(by: author, at: began) { change in
            try BoardChanges.open(opening, of: organisation.id, in: change)
        }
        let board = try await house.database.read { session in
            try BoardStore.board(id, of: organisation.id, in: session)
        }
        guard let board else { return }
        let reading = PlanReading(opening.frozen.model, opening.initial)
        // What a long afternoon held, in the order in which it ended.
        let lasted = 11.0
        let played = opening.initial.tasks.filter { $0.finish > $0.start && $0.start < lasted }
            .enumerated().map { index, task in
                (task: task, finish: task.start + (task.finish - task.start) * [1.2, 0.9, 1.4][index % 3])
            }.filter { $0.finish <= lasted }.sorted { ($0.finish, $0.task.step) < ($1.finish, $1.task.step) }
        for (index, one) in played.enumerated() {
            guard let step = reading.step(one.task.step) else { continue }
            let finish = board.instant(one.finish)
            let gesture = Gesture(
                step: step.key, state: .done, seen: 0, startedAt: board.instant(one.task.start), finishedAt: finish,
                note: index == 0
                    ? "Les schémas du réseau étaient sur le partage coupé\u{00A0}: à mettre dans la mallette." : nil)
            try await house.database.change(by: author, at: finish) { change in
                _ = try BoardChanges.apply(gesture, titled: step.title, to: board, in: change)
            }
        }
        let end = board.instant(lasted + 0.5)
        try await house.database.change(by: author, at: end) { change in
            try BoardChanges.close(
                board,
                lessons:
                    "Les numéros d’astreinte de deux éditeurs n’étaient plus bons.\nLa bulle saine a été prête en deux heures de plus que prévu.\nImprimer les fiches par équipe chaque mois.",
                in: change)
        }
    }

    private static func morning(_ day: Day) -> Instant { day.startUTC.adding(seconds: 9 * 3600) }
}
