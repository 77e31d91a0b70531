// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Recovery

/// The engine, with its faults told in the words of the model.
enum Planner {
    /// - Parameter place: whose restart it is, for the links to what must be put right.
    static func quick(
        _ model: RecoveryModel, at place: Organisation.ID, from progress: RecoveryProgress = .init(),
        keeping order: [String] = []
    ) async throws -> RecoveryPlan {
        try await OffPool.run { _ in
            try explained(model, place) { () throws(RecoveryFault) in
                try RecoveryPlanner(model, allowing: progress).quickPlan(from: progress, keeping: order)
            }
        }
    }

    /// - Parameter improved: called from the thread of the computation.
    static func better(
        _ model: RecoveryModel, at place: Organisation.ID, _ options: RecoveryPlanner.Options,
        from progress: RecoveryProgress = .init(),
        keeping order: [String] = [], improved: @escaping @Sendable (RecoveryPlan) -> Void = { _ in }
    ) async throws -> RecoveryPlan {
        let plan = try await OffPool.run { flag in
            try explained(model, place) { () throws(RecoveryFault) in
                try RecoveryPlanner(model, allowing: progress).plan(
                    options, from: progress, keeping: order, shouldStop: { flag.isRaised }, improved: improved)
            }
        }
        try Task.checkCancellation()
        return plan
    }

    private static func explained<Value>(
        _ model: RecoveryModel, _ place: Organisation.ID, _ work: () throws(RecoveryFault) -> Value
    ) throws(RestartError) -> Value {
        do {
            return try work()
        } catch {
            throw .notComputable(FaultNotice.fault(error, in: model, at: .init(place)))
        }
    }
}
