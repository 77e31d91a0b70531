// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// A model with short codes in the place of identifiers: what a file holds, and what gives the same plan whatever the
/// identifiers are.
struct CodedModel: Sendable {
    let model: RecoveryModel
    /// From code to identifier.
    private let nodes: [String: String]
    private let steps: [String: String]

    init(_ frozen: FrozenModel) {
        var model = frozen.model
        var nodes: [String: String] = [:]
        var steps: [String: String] = [:]
        func code(_ key: String) -> String { frozen.codes[key] ?? key }
        for index in model.map.nodes.indices {
            let key = model.map.nodes[index].key
            model.map.nodes[index].key = code(key)
            nodes[code(key)] = key
        }
        for index in model.map.dependencies.indices {
            model.map.dependencies[index].from = code(model.map.dependencies[index].from)
            model.map.dependencies[index].to = code(model.map.dependencies[index].to)
        }
        model.map.nodes.sort { $0.key < $1.key }
        model.map.dependencies.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        var names: [String: String] = [:]
        // Steps of a node keep their order; nodes stand in the order of their codes.
        let ordered = model.steps.enumerated().sorted {
            (code($0.element.node), $0.offset) < (code($1.element.node), $1.offset)
        }.map(\.element)
        model.steps = ordered.map { step in
            var coded = step
            coded.node = code(step.node)
            coded.key = "\(coded.node).\(step.phase.rawValue)"
            var number = 2
            while steps[coded.key] != nil {
                coded.key = "\(coded.node).\(step.phase.rawValue)-\(number)"
                number += 1
            }
            steps[coded.key] = step.key
            names[step.key] = coded.key
            return coded
        }
        for index in model.steps.indices {
            model.steps[index].after = model.steps[index].after.map { names[$0] ?? $0 }
        }
        for index in model.setbacks.indices {
            model.setbacks[index].steps = model.setbacks[index].steps.compactMap { names[$0] }.sorted()
        }
        self.model = model
        self.nodes = nodes
        self.steps = steps
    }

    /// The plan of the coded model, for the identifiers.
    func decoded(_ plan: RecoveryPlan) -> RecoveryPlan {
        var plan = plan
        func step(_ code: String) -> String { steps[code] ?? code }
        for index in plan.tasks.indices { plan.tasks[index].step = step(plan.tasks[index].step) }
        for index in plan.returns.indices {
            plan.returns[index].node = nodes[plan.returns[index].node] ?? plan.returns[index].node
            plan.returns[index].heldBy = plan.returns[index].heldBy.map(step)
        }
        plan.order = plan.order.map(step)
        guard var forecast = plan.forecast else { return plan }
        for index in forecast.influences.indices {
            if case .step(let code) = forecast.influences[index].source {
                forecast.influences[index].source = .step(step(code))
            }
        }
        plan.forecast = forecast
        return plan
    }
}
