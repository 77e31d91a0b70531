// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What the examination of a piece of the spool found.
struct LiveOutcome: Sendable {
    struct HostNews: Sendable {
        var name: String
        var last: Instant
        var sources: [HostSource: Instant] = [:]

        mutating func note(_ source: HostSource, at time: Instant) {
            last = max(last, time)
            sources[source] = max(sources[source] ?? time, time)
        }
    }

    struct Class: Sendable, Hashable {
        let organisation: Organisation.ID
        let channel: String
        let eventID: Int
    }

    struct HostKey: Sendable, Hashable {
        let organisation: Organisation.ID
        let host: String
    }

    var events = 0
    var unreadable = 0
    var alerts: [AlertDraft.Key: AlertDraft] = [:]
    var hosts: [HostKey: HostNews] = [:]
    var classes: [Class: Instant] = [:]
}
