// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// Runs an actor on a dispatch queue of its own: libpq blocks, and the cooperative pool must never be blocked.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "carene.postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
