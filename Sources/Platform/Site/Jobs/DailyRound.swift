// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Persistence
import Primitives
import ServiceLifecycle

/// What the features do once a day: history of figures, reminders. Runs with the server, or by `carene daily` where the
/// server is stopped at night.
public struct DailyRound: Service {
    private let house: House
    /// Between two looks at the calendar: a server that slept through the night catches up within the hour.
    private static let pause = Duration.seconds(3600)
    /// After the start, whose minutes belong to the people who wait for their first page.
    private static let delay = Duration.seconds(120)

    public init(_ house: House) { self.house = house }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var wait = Self.delay
            // Sleeping ends early only when the server stops: the loop then ends too.
            while (try? await Task.sleep(for: wait)) != nil {
                await round()
                wait = Self.pause
            }
        }
    }

    /// One feature that fails does not keep the others from their work; it is tried again at the next round.
    ///
    /// - Returns: the features that failed.
    @discardableResult
    public func round() async -> [String] {
        let day = house.today
        var failed: [String] = []
        for feature in house.features where !Task.isCancelled {
            do {
                guard try await isDue(feature.identifier, day) else { continue }
                try await feature.daily(in: house, on: day)
                try await markDone(feature.identifier, day)
            } catch {
                failed.append(feature.identifier)
                house.logger.error(
                    "daily work failed", metadata: ["feature": "\(feature.identifier)", "detail": "\(error)"])
            }
        }
        return failed
    }

    private func isDue(_ feature: String, _ day: Day) async throws -> Bool {
        try await house.database.read { session in
            try !session.exists("SELECT 1 FROM daily_round WHERE feature = \(feature) AND day >= \(day)")
        }
    }

    /// Not in the journal: nobody did it, and it changes nothing that people read.
    private func markDone(_ feature: String, _ day: Day) async throws {
        try await house.database.write { session in
            _ = try session.execute(
                """
                INSERT INTO daily_round (feature, day) VALUES (\(feature), \(day))
                ON CONFLICT (feature) DO UPDATE SET day = excluded.day
                """)
        }
    }
}

enum SiteMigrations {
    static let all = [
        Migration("0006-site") { dialect in
            [
                """
                CREATE TABLE daily_round (
                    feature TEXT NOT NULL PRIMARY KEY,
                    day TEXT NOT NULL CHECK (length(day) = 10)
                ) \(dialect.strict)
                """
            ]
        }
    ]
}
