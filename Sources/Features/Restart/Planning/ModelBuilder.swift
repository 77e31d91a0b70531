// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// The model of a restart, from what the database knows today.
enum ModelBuilder {
    /// Reads map, means and steps, and puts them together. Seven statements.
    static func read(
        for organisation: Organisation, title: String, weekday: Int, hour: Double, in session: any Session
    ) throws -> FrozenModel {
        let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        let resources = try ResourceStore.everything(of: organisation.id, in: session).kept
        let steps = try StepStore.all(of: organisation.id, in: session)
        guard !map.nodes.isEmpty else { throw RestartError.noMap }
        let frozen = model(title, map, resources, steps, weekday: weekday, hour: hour)
        guard !frozen.model.steps.isEmpty else { throw RestartError.noSteps }
        return frozen
    }

    static func model(
        _ title: String, _ map: PlacedMap, _ resources: Resources, _ steps: [KeptStep], weekday: Int, hour: Double
    ) -> FrozenModel {
        let kept = steps.filter { !$0.isRemoved && map[$0.node] != nil }
        let setbacks = resources.setbacks.map { setback in
            Setback(
                name: setback.name, probability: setback.probability,
                steps: kept.filter { step in
                    map[step.node].map { setback.scope.reaches(step.phase, of: $0.node.kind) } ?? false
                }.map(\.id.text), factor: setback.factor)
        }
        let teams = Set(resources.teams.map(\.key))
        let model = RecoveryModel(
            title: title, map: map.map, steps: kept.map(\.recoveryStep), teams: resources.teams,
            means: resources.means, reinforcements: resources.helpers.filter { teams.contains($0.team) },
            setbacks: setbacks.filter { !$0.steps.isEmpty }, startWeekday: weekday, startHour: hour)
        return FrozenModel(model: model, codes: codes(map))
    }

    /// Codes are unique for a keeper only: those that two keepers share get a number.
    private static func codes(_ map: PlacedMap) -> [String: String] {
        var taken: Set<String> = []
        var codes: [String: String] = [:]
        for node in map.nodes {
            var code = node.code
            var number = 2
            while !taken.insert(code).inserted {
                code = "\(node.code)-\(number)"
                number += 1
            }
            codes[node.node.key] = code
        }
        return codes
    }
}
