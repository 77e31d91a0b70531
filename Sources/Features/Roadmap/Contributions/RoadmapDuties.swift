// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Persistence
import Primitives
import Site

/// Followed actions that must end, for the calendar.
enum RoadmapDuties {
    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        let tasks = try await house.database.read { session in
            try TaskStore.due(in: scope.lineages, until: scope.until, in: session)
        }
        return tasks.map { task in
            Duty(
                id: "roadmap.task.\(task.id)", kind: .task, day: task.plannedUntil, from: task.plannedFrom,
                title: Phrase("Finir «\u{00A0}\(task.title)\u{00A0}»", "Finish “\(task.title)”"),
                detail: Phrase(
                    TaskWords.sentence(task, today: scope.today, .french),
                    TaskWords.sentence(task, today: scope.today, .english)),
                organisation: task.organisation, organisationName: task.organisationName, lineage: task.lineage,
                href: RoadmapURL.task(.init(task.id)).path, owner: task.owner, audience: RoadmapPermissions.read)
        }
    }
}
