// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import Site

/// A followed action on the reader's desk. Whoever reads the roadmap reads it; whoever it is entrusted to reads and updates
/// it, even when the roadmap is that of a group above the establishment where the person works.
struct TaskDesk: Sendable {
    let task: RoadmapTask
    let roadmap: Roadmap
    let place: Place
    let members: [RoadmapTask.Member]
    let manages: Bool
    let updates: Bool

    static func open(_ visit: Visit) async throws -> TaskDesk {
        let id: RoadmapTask.ID = try visit.identifier("task")
        let found = try await visit.read { session in
            let task = try TaskStore.task(id, in: session)
            let roadmap = try RoadmapStore.roadmap(task?.roadmap ?? Roadmap.ID(stored: id.text), in: session)
            let organisation = task?.organisation ?? Organisation.ID(stored: id.text)
            let path = try OrganisationStore.path(to: organisation, in: session)
            return (
                task, roadmap, path,
                try TaskStore.members(of: "SELECT t.id FROM roadmap_task t WHERE t.id = \(id)", in: session)
            )
        }
        let access = visit.access
        guard let task = found.0, let roadmap = found.1, let organisation = found.2.last else { throw Refusal.notFound }
        let isOwner = task.owner == access.account && access.mayFollow(in: task.lineage)
        guard isOwner || access.may(RoadmapPermissions.read, in: task.lineage) else { throw Refusal.notFound }
        let manages = access.may(RoadmapPermissions.manage, in: task.lineage)
        return TaskDesk(
            task: task, roadmap: roadmap,
            place: Place(organisation: organisation, ancestors: found.2.dropLast()), members: found.3[id] ?? [],
            manages: manages && roadmap.isFollowed, updates: (manages || isOwner) && roadmap.isFollowed)
    }
}
