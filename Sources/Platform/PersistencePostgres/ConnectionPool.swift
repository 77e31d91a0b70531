// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// Hands out connections; who finds none free waits in line.
actor ConnectionPool {
    private var idle: [Connection]
    private var waiting: [CheckedContinuation<Connection, Never>] = []
    private let all: [Connection]

    init(address: String, size: Int) {
        all = (0..<max(size, 1)).map { _ in Connection(address: address) }
        idle = all
    }

    nonisolated func use<Value: Sendable>(
        _ body: @Sendable (Connection) async throws -> Value
    ) async throws -> Value {
        let connection = await take()
        do {
            let value = try await body(connection)
            await give(back: connection)
            return value
        } catch {
            await give(back: connection)
            throw error
        }
    }

    func close() async {
        for connection in all { await connection.close() }
    }

    private func take() async -> Connection {
        if let connection = idle.popLast() { return connection }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func give(back connection: Connection) {
        if waiting.isEmpty {
            idle.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }
}
