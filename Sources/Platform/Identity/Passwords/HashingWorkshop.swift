// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// Two benches for work that takes tens of milliseconds and tens of megabytes: never the threads that answer requests,
/// and never more memory than two hashes need.
actor HashingWorkshop {
    private static let benches = 2
    /// Beyond this, waiting would take seconds: better to say so than to let a flood of attempts pile up.
    private static let longestLine = 64

    private let queue = DispatchQueue(label: "carene.passwords", attributes: .concurrent)
    private var free = benches
    private var line: [CheckedContinuation<Void, Never>] = []

    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(IdentityError) -> Value {
        try await takeBench()
        let value = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
        leaveBench()
        return value
    }

    private func takeBench() async throws(IdentityError) {
        if free > 0 {
            free -= 1
            return
        }
        guard line.count < Self.longestLine else { throw .busy }
        await withCheckedContinuation { line.append($0) }
    }

    private func leaveBench() {
        if line.isEmpty {
            free += 1
        } else {
            // The bench passes straight to the next in line.
            line.removeFirst().resume()
        }
    }
}
