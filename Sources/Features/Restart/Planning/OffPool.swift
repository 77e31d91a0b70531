// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Synchronization

/// Long computations on a thread of their own: the cooperative pool answers requests meanwhile.
enum OffPool {
    /// Told to stop when the task that waits is cancelled.
    final class Flag: Sendable {
        private let raised = Atomic<Bool>(false)

        var isRaised: Bool { raised.load(ordering: .relaxed) }

        func raise() { raised.store(true, ordering: .relaxed) }
    }

    static func run<Value: Sendable>(_ work: @escaping @Sendable (Flag) throws -> Value) async throws -> Value {
        let flag = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Value, any Error>) in
                let thread = Thread { answer.resume(with: Result { try work(flag) }) }
                // Deep chains of a map are walked by recursion.
                thread.stackSize = 8 << 20
                thread.start()
            }
        } onCancel: {
            flag.raise()
        }
    }
}
