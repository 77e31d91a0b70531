// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What was written of the fleet a moment ago, so that a machine that sends a hundred events a second is not written a
/// hundred times. What is new is written at once; a last time is some seconds late at most.
struct FleetLedger {
    static let seconds = 10
    private static let most = 100_000

    private var hosts: [LiveOutcome.HostKey: [HostSource: Instant]] = [:]
    private var classes: [LiveOutcome.Class: Instant] = [:]

    /// Without what need not be written now.
    func due(_ outcome: LiveOutcome, at now: Instant) -> LiveOutcome {
        let limit = now.adding(seconds: -Self.seconds)
        var due = outcome
        due.hosts = outcome.hosts.filter { key, news in
            guard let written = hosts[key] else { return true }
            return news.sources.keys.contains { source in written[source].map { $0 < limit } ?? true }
        }
        due.classes = outcome.classes.filter { key, _ in classes[key].map { $0 < limit } ?? true }
        return due
    }

    /// After the transaction that wrote it.
    mutating func note(_ written: LiveOutcome, at now: Instant) {
        if hosts.count > Self.most { hosts.removeAll() }
        if classes.count > Self.most { classes.removeAll() }
        for (key, news) in written.hosts {
            for source in news.sources.keys { hosts[key, default: [:]][source] = now }
        }
        for key in written.classes.keys { classes[key] = now }
    }
}
