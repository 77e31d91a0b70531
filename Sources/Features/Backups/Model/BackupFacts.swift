// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// All that is known of the backups that an organisation stands on: its own, those below it, and those that the levels
/// above keep for it.
struct BackupFacts: Sendable {
    let place: Organisation
    let map: PlacedMap
    let jobs: [BackupJob]
    let health: [BackupJob.ID: JobHealth]
    let restores: [PlacedNode.ID: RestoreHistory]
    let exemptions: [PlacedNode.ID: String]
    let retestDays: Int
    let now: Instant
    let today: Day

    static let defaultRetestDays = 365

    /// What needs a backup, or has one, the most urgent for care first.
    var covers: [NodeCover] {
        let claimed = Dictionary(
            grouping: jobs.flatMap { job in job.nodes.map { (node: $0, job: job) } }, by: \.node)
        return map.nodes.compactMap { node -> NodeCover? in
            let own = claimed[node.id]?.map(\.job) ?? []
            guard node.layer != .activity, node.node.kind.needsBackup || !own.isEmpty else { return nil }
            let health = own.compactMap { self.health[$0.id] }
            return NodeCover(
                node: node, jobs: own, lastGood: health.compactMap(\.lastGood).max(),
                hasFailed: health.contains(where: \.hasFailed), restore: restores[node.id],
                exemption: exemptions[node.id], retestDays: retestDays, now: now, today: today)
        }.sorted { left, right in
            let (l, r) = (left.node.node.careClass ?? 9, right.node.node.careClass ?? 9)
            return l == r ? folded(left.node.name) < folded(right.node.name) : l < r
        }
    }

    /// An establishment needs all four, whoever saves them for it. A group or a site does not stand alone.
    var essentials: [EssentialCover] {
        guard place.kind == .legalEntity, !jobs.isEmpty || map.nodes.contains(where: { $0.keeper == place.id }) else {
            return []
        }
        return Essential.allCases.map { essential in
            let own = jobs.filter { $0.essentials.contains(essential) }
            let fresh = own.contains { job in
                guard let good = health[job.id]?.lastGood else { return false }
                return Double(now.seconds(since: good)) <= job.interval * 2 * 3600
            }
            return EssentialCover(
                essential: essential, jobs: own, lastGood: own.compactMap { health[$0.id]?.lastGood }.max(),
                isFresh: fresh)
        }
    }

    /// What this very organisation answers for: its own nodes, its own jobs, and the essentials.
    var findings: [AlertFinding] {
        var found = covers.filter { $0.node.keeper == place.id }.flatMap(\.alerts)
        for job in jobs where job.keeper.id == place.id {
            if health[job.id]?.hasFailed ?? false {
                found.append(AlertFinding(kind: .failed, object: "job:\(job.id)", label: job.name))
            }
            if !job.hasImmutable {
                found.append(AlertFinding(kind: .noImmutable, object: "job:\(job.id)", label: job.name))
            }
        }
        for cover in essentials where !cover.isCovered {
            found.append(
                AlertFinding(
                    kind: .essential, object: "essential:\(cover.essential.rawValue)", label: cover.essential.rawValue,
                    figure: cover.lastGood.map { Double(now.seconds(since: $0)) / 3600 }))
        }
        return found
    }

    /// Of the nodes that care hangs on.
    var critical: [NodeCover] { covers.filter { $0.isCritical && $0.exemption == nil } }

    /// Nine statements.
    static func read(
        of place: Organisation, at now: Instant, today: Day, in session: any Session
    ) throws -> BackupFacts {
        let lineage = place.lineage
        return BackupFacts(
            place: place, map: try ServiceMapStore.map(seenFrom: lineage, in: session),
            jobs: try JobStore.jobs(seenFrom: lineage, in: session),
            health: try RunStore.health(seenFrom: lineage, in: session),
            restores: try RestoreStore.history(seenFrom: lineage, in: session),
            exemptions: try SettingStore.exemptions(seenFrom: lineage, in: session),
            retestDays: try SettingStore.retestDays(of: place.id, in: session), now: now, today: today)
    }
}

extension PlacedMap {
    /// The nodes that an activity or a service of care class 1 or 2 stands on, itself included: what a restore test must
    /// touch to say something about care.
    var critical: Set<PlacedNode.ID> {
        var reached = Set(nodes.filter { ($0.node.careClass ?? 9) <= 2 }.map(\.node.key))
        var needed: [String: [String]] = [:]
        for edge in map.dependencies where edge.kind != .degradedWithout {
            needed[edge.from, default: []].append(edge.to)
        }
        var waiting = Array(reached)
        while let key = waiting.popLast() {
            for next in needed[key] ?? [] where reached.insert(next).inserted { waiting.append(next) }
        }
        return Set(nodes.filter { reached.contains($0.node.key) }.map(\.id))
    }
}
