// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Detection
import Organisations
import Primitives
import Sigma
import Site

/// Gathers what the events of one batch give, before the database is asked anything.
struct Examination {
    /// An attacker can invent names of machines and channels; what is beyond is examined and not listed.
    static let mostHosts = 5000
    static let mostClasses = 2000

    private(set) var outcome = LiveOutcome()
    private let now: Instant
    private var channels: [String: String] = [:]
    private var hosts: [String: (name: String, key: String)] = [:]

    init(at now: Instant) { self.now = now }

    mutating func noteUnreadable(_ count: Int) { outcome.unreadable += count }

    mutating func note(_ seen: LiveHunter.Sighting, of organisation: Organisation.ID) {
        outcome.events += 1
        let time = instant(seen.time)
        let channel = channel(seen.channel)
        if !channel.isEmpty {
            let kind = LiveOutcome.Class(organisation: organisation, channel: channel, eventID: seen.eventID)
            if let known = outcome.classes[kind] {
                if known < time { outcome.classes[kind] = time }
            } else if outcome.classes.count < Self.mostClasses {
                outcome.classes[kind] = time
            }
        }
        let host = host(seen.host)
        guard !host.name.isEmpty else { return }
        let key = LiveOutcome.HostKey(organisation: organisation, host: host.key)
        guard outcome.hosts[key] != nil || outcome.hosts.count < Self.mostHosts else { return }
        let source = HostSource(channel: channel, eventID: seen.eventID, hasCommandLine: seen.hasCommandLine)
        outcome.hosts[key, default: LiveOutcome.HostNews(name: host.name, last: time)].note(source, at: time)
    }

    /// In lower case, as columns hold it. A batch names few channels and machines, thousands of times.
    private mutating func channel(_ written: String) -> String {
        if let known = channels[written] { return known }
        let channel = DetailText.cut(written.lowercased(), 200)
        channels[written] = channel
        return channel
    }

    private mutating func host(_ written: String) -> (name: String, key: String) {
        if let known = hosts[written] { return known }
        let name = Self.hostName(written)
        let host = (name: name, key: Self.hostKey(name))
        hosts[written] = host
        return host
    }

    /// A rule that matched by itself.
    mutating func alert(_ rule: Int, _ rules: RuleSet, _ seen: LiveHunter.Sighting, of organisation: Organisation.ID) {
        add(
            rules.headline(rule), host: seen.host, key: Self.key(of: seen.details), organisation: organisation,
            event(seen))
    }

    /// A correlation that spoke: its group is what tells it apart, and the last event stands for all.
    mutating func alert(
        _ found: Correlator.Finding, _ rules: RuleSet, _ seen: LiveHunter.Sighting, of organisation: Organisation.ID
    ) {
        let names = rules.correlations[found.correlation].groupBy
        let group = zip(names, found.group).filter { $0.0 != "Computer" }.map { "\($0): \($1)" }
        let host = zip(names, found.group).first { $0.0 == "Computer" }?.1 ?? (group.isEmpty ? seen.host : "")
        var last = event(seen)
        last = AlertEvent(
            identity: last.identity, at: last.at, channel: last.channel, eventID: last.eventID,
            details: [("Count", String(found.tokens.count))] + last.details, body: last.body)
        add(
            rules.headline(rules.rules.count + found.correlation), host: host.isEmpty ? seen.host : host,
            key: group.joined(separator: ", "), organisation: organisation, last)
    }

    private mutating func add(
        _ rule: RuleSet.Headline, host: String, key: String, organisation: Organisation.ID, _ event: AlertEvent
    ) {
        let draft = AlertDraft(rule, host: host, key: key, organisation: organisation, at: event.at)
        outcome.alerts[draft.key, default: draft].add(event)
    }

    private func event(_ seen: LiveHunter.Sighting) -> AlertEvent {
        AlertEvent(
            identity: Self.identity(
                [seen.host, seen.channel, String(seen.eventID)]
                    + (seen.recordID.map { ["record", String($0)] } ?? [String(seen.time ?? 0), seen.json])),
            at: instant(seen.time), channel: DetailText.cut(seen.channel, 200), eventID: seen.eventID,
            details: seen.details.map { ($0.field, DetailText.flat($0.value)) },
            body: seen.json.replacing("\0", with: " "))
    }

    /// A clock that is wrong by years must not put an alert where nobody looks.
    private func instant(_ nanoseconds: Int64?) -> Instant {
        guard let nanoseconds else { return now }
        let time = Instant(millisecondsSinceEpoch: nanoseconds / 1_000_000)
        return time > now.adding(seconds: 86_400) || time < now.adding(seconds: -3 * 366 * 86_400) ? now : time
    }

    static func hostName(_ text: String) -> String { DetailText.cut(text, 200).trimmed }

    /// `PC-12.chu.example` and `pc-12` are one machine: the domain is in the name or not as the sender pleases.
    static func hostKey(_ name: String) -> String {
        let lower = folded(name)
        let first = lower.prefix { $0 != "." }
        // An address is not a name with a domain.
        return first.allSatisfy(\.isNumber) ? lower : String(first)
    }

    static func identity(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        return Hexadecimal.text(of: hash.finalize().prefix(16))
    }

    /// A program or a thing, and a person.
    private static func key(of details: [Finding.Detail]) -> String {
        func first(_ names: [String]) -> String? {
            for name in names {
                if let value = details.first(where: { $0.field == name })?.value { return value }
            }
            return nil
        }
        return [
            first(["Image", "NewProcessName", "ServiceName", "TaskName", "TargetFilename", "ObjectName", "ShareName"]),
            first(["User", "TargetUserName", "SubjectUserName"]),
        ].compactMap { $0 }.map { DetailText.flat($0) }.joined(separator: ", ")
    }
}

extension AlertDraft {
    init(
        _ rule: RuleSet.Headline, host: String, key: String, organisation: Organisation.ID, at: Instant
    ) {
        let name = Examination.hostName(host)
        let key = DetailText.cut(key, 1000)
        self.init(
            key: Key(
                organisation: organisation, ruleID: DetailText.cut(rule.id.isEmpty ? rule.title : rule.id, 200),
                hostKey: DetailText.cut(Examination.hostKey(name), 200), keyHash: Examination.identity([folded(key)])),
            title: DetailText.cut(rule.title, 300),
            tags: rule.tags.prefix(40).map { DetailText.cut($0, 48) }, level: rule.level, host: name, keyText: key,
            first: at, last: at)
    }
}
