// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Organisations
import Primitives
import Sigma

/// What a hunt in somebody's logs finds, gathered as alerts in bounded memory.
struct HuntGathering: Sendable {
    static let most = 5000

    private let rules: RuleSet
    private let organisation: Organisation.ID
    private let now: Instant
    private(set) var drafts: [AlertDraft.Key: AlertDraft] = [:]
    private(set) var findings = 0
    /// Findings whose alert there was no more room for.
    private(set) var beyond = 0

    init(_ rules: RuleSet, for organisation: Organisation.ID, at now: Instant) {
        self.rules = rules
        self.organisation = organisation
        self.now = now
    }

    mutating func add(_ finding: Finding) {
        findings += 1
        let at = finding.time.map { Instant(millisecondsSinceEpoch: $0 / 1_000_000) } ?? now
        let details = finding.details.map { ($0.field, DetailText.flat($0.value)) }
        let key = Self.key(of: finding.details)
        var draft = AlertDraft(
            rules.headline(finding.rule), host: finding.host, key: key, organisation: organisation, at: at)
        draft.source = .hunt
        guard drafts[draft.key] != nil || drafts.count < Self.most else {
            beyond += 1
            return
        }
        let identity = Examination.identity(
            [finding.host, finding.channel, String(finding.eventID)]
                + (finding.recordID.map { ["record", String($0)] } ?? [at.text] + details.map(\.1)))
        drafts[draft.key, default: draft].add(
            AlertEvent(
                identity: identity, at: at, channel: DetailText.cut(finding.channel, 200), eventID: finding.eventID,
                details: details, body: ""))
    }

    private static func key(of details: [Finding.Detail]) -> String {
        let names = ["Image", "NewProcessName", "ServiceName", "TaskName", "TargetFilename", "TargetUserName", "User"]
        return details.filter { names.contains($0.field) }.prefix(2).map { DetailText.flat($0.value) }
            .joined(separator: ", ")
    }
}
