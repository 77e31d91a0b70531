// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Persistence
import Primitives

/// For supervision: 200 and `ok` when pages can be served, 503 and a reason otherwise. Says nothing else of the house.
enum HealthPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        do {
            _ = try await visit.read { session in try session.count("SELECT COUNT(*) FROM schema_migration") }
            return .text("ok\n")
        } catch {
            visit.logger.error("health check failed", metadata: ["detail": "\(error)"])
            return .text("database unavailable\n", status: .unavailable)
        }
    }

    static func closed(_ closure: House.Closure) -> Reply {
        .text("closed: \(closure.reason)\n", status: .unavailable)
    }
}
