// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// What the last reports say of one job.
struct JobHealth: Sendable, Hashable {
    /// The end of the last backup that left something to restore.
    var lastGood: Instant?
    var lastRun: (at: Instant, outcome: BackupRun.Outcome)?
    var lastCheck: (at: Instant, outcome: BackupRun.Outcome)?

    static func == (left: Self, right: Self) -> Bool {
        left.lastGood == right.lastGood && left.lastRun?.at == right.lastRun?.at
            && left.lastRun?.outcome == right.lastRun?.outcome && left.lastCheck?.at == right.lastCheck?.at
            && left.lastCheck?.outcome == right.lastCheck?.outcome
    }

    func hash(into hasher: inout Hasher) { hasher.combine(lastGood) }

    var hasFailed: Bool { lastRun?.outcome == .failed || lastCheck?.outcome == .failed }
}

/// What is known of the restoring of one node.
struct RestoreHistory: Sendable, Hashable {
    var lastOn: Day
    var lastResult: RestoreTest.Result
    var goodOn: Day?
    /// Of the last that succeeded.
    var hours: Double?
}

/// One element of the map, and what would happen to it tonight.
struct NodeCover: Sendable, Hashable {
    let node: PlacedNode
    let jobs: [BackupJob]
    let lastGood: Instant?
    let hasFailed: Bool
    let restore: RestoreHistory?
    let exemption: String?
    let retestDays: Int
    let now: Instant
    let today: Day

    /// Hours of work that would be lost now; nil when nothing was ever saved.
    var age: Double? { lastGood.map { Double(max(now.seconds(since: $0), 0)) / 3600 } }
    var interval: Double? { jobs.map(\.interval).min() }
    /// PDMA; without one, two intervals: a run may be missed, not two.
    var bound: Double? { node.node.recoveryPointObjective ?? interval.map { $0 * 2 } }
    var isBoundDecided: Bool { node.node.recoveryPointObjective != nil }
    var hours: Double? { restore?.hours }
    var objective: Double? { node.node.recoveryTimeObjective }
    var exemplars: Int { (jobs.map(\.exemplars).max() ?? 1) }
    var isFresh: Bool { age.flatMap { age in bound.map { age <= $0 } } ?? false }
    var isCritical: Bool { (node.node.careClass ?? 9) <= 2 }

    var isTested: Bool {
        guard let day = restore?.goodOn else { return false }
        return day.days(until: today) <= retestDays
    }

    /// What is wrong with it, the worst first.
    var faults: [AlertFinding] {
        guard exemption == nil else { return [] }
        func fault(_ kind: BackupAlert.Kind, _ figure: Double? = nil, _ bound: Double? = nil) -> AlertFinding {
            AlertFinding(kind: kind, object: "node:\(node.id)", label: node.name, figure: figure, bound: bound)
        }
        guard !jobs.isEmpty else { return [fault(.noJob)] }
        var found: [AlertFinding] = []
        if !isFresh { found.append(fault(.tooOld, age, bound)) }
        if let objective = node.node.recoveryPointObjective, let interval, interval > objective {
            found.append(fault(.interval, interval, objective))
        }
        if let restore {
            if restore.lastResult == .failed { found.append(fault(.testFailed)) }
            if let good = restore.goodOn, good.days(until: today) > retestDays {
                found.append(fault(.testOld, Double(good.days(until: today)), Double(retestDays)))
            } else if restore.goodOn == nil, restore.lastResult != .failed {
                found.append(fault(.neverTested))
            }
            if let hours, let objective, hours > objective { found.append(fault(.tooSlow, hours, objective)) }
        } else {
            found.append(fault(.neverTested))
        }
        return found
    }

    /// What is worth an alert: a test that is missing is one only where lives hang on it, or the list would be as long as
    /// the map.
    var alerts: [AlertFinding] {
        faults.filter { fault in
            switch fault.kind {
            case .neverTested: isCritical
            case .noJob: isCritical || node.layer == .component
            default: true
            }
        }
    }

    var worst: BackupAlert.Kind? { (faults.first { $0.kind.isSevere } ?? faults.first)?.kind }
}

extension NodeKind {
    /// Holds data or a configuration of its own that would be missed; stations are installed again, suppliers keep their
    /// own, and what a storage holds is saved with what uses it.
    var needsBackup: Bool {
        switch self {
        case .clinicalApplication, .businessApplication, .network, .firewall, .hypervisor, .backup, .directory, .naming,
            .certificates, .identity, .database, .server, .integration, .telephony:
            true
        case .care, .technicalPlatform, .administrative, .logistics, .communication, .storage, .time, .detection,
            .workstations, .remoteAccess, .medicalDevices, .building, .supplier, .other:
            false
        }
    }
}

/// Whether one of the essentials is saved.
struct EssentialCover: Sendable, Hashable {
    let essential: Essential
    let jobs: [BackupJob]
    let lastGood: Instant?
    let isFresh: Bool

    var isCovered: Bool { !jobs.isEmpty && isFresh }
}
