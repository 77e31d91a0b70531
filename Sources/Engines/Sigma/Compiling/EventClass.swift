// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where an event comes from: decides which rules are about it.
public struct EventSource: Sendable, Hashable {
    /// Of Windows, whatever its letter case; empty for anything else.
    public var channel: String
    public var eventID: Int
    /// Of an event that is not Windows': what its sender says it is.
    public var logSource: LogSource

    public init(channel: String, eventID: Int) {
        self.channel = channel.lowercased()
        self.eventID = eventID
        logSource = LogSource(product: "windows")
    }

    public init(_ logSource: LogSource) {
        channel = ""
        eventID = 0
        self.logSource = logSource
    }
}

extension LogSource {
    /// Whether a rule about this source is about the event.
    func covers(_ source: EventSource) -> Bool {
        if let product, product != source.logSource.product { return false }
        guard !source.channel.isEmpty else {
            return (category == nil || category == source.logSource.category)
                && (service == nil || service == source.logSource.service)
        }
        if let category {
            guard let places = WindowsSources.categories[category],
                places.contains(where: {
                    $0.channel == source.channel && ($0.events.isEmpty || $0.events.contains(source.eventID))
                })
            else { return false }
        }
        if let service {
            guard let channels = WindowsSources.services[service] else { return service == source.channel }
            guard channels.contains(source.channel) else { return false }
        }
        // A rule that says neither is about every Windows event.
        return product != nil || category != nil || service != nil
    }
}

extension EventSource {
    /// - Parameter channel: in lower case already.
    public init(folded channel: String, eventID: Int) {
        self.channel = channel
        self.eventID = eventID
        logSource = channel.isEmpty ? LogSource() : LogSource(product: "windows")
    }
}

extension SigmaRule {
    /// Whether an event of this channel and number is asked the rule at all. A rule about events that never arrive is blind.
    public func isAbout(_ source: EventSource) -> Bool { logSource.covers(source) }
}
