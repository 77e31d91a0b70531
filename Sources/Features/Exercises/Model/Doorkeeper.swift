// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Bounds how often a door without an account is used: sixty people may share one, and a program that hammers it may not.
actor Doorkeeper {
    private var marks: [String: [Instant]] = [:]
    private static let window = 60
    private static let mostKeys = 5000

    /// Whether one more is allowed within a minute.
    func admits(_ key: String, most: Int, at now: Instant) -> Bool {
        if marks.count > Self.mostKeys {
            marks = marks.filter { $0.value.last.map { now.seconds(since: $0) < Self.window } ?? false }
            // Still too many: somebody draws keys. Everybody begins anew rather than filling the memory.
            if marks.count > Self.mostKeys { marks = [:] }
        }
        var recent = (marks[key] ?? []).filter { now.seconds(since: $0) < Self.window }
        guard recent.count < most else {
            marks[key] = recent
            return false
        }
        recent.append(now)
        marks[key] = recent
        return true
    }
}
