// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// On the first page: what is late, and what comes next.
enum RoadmapCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        let access = visit.access
        if access.may(RoadmapPermissions.read, in: organisation.lineage) {
            let tasks = try await visit.read { session in try TaskStore.concerning(organisation, in: session) }
            // What a group above decided for this establishment is shown where its page may be opened.
            let open = tasks.filter {
                access.may(RoadmapPermissions.read, in: $0.lineage)
                    || ($0.owner == access.account && access.mayFollow(in: $0.lineage))
            }
            return part(open, of: organisation.id, today: visit.today, visit.language)
        }
        guard access.may(RoadmapPermissions.contribute, in: organisation.lineage) else { return .nothing }
        let tasks = try await visit.read { session in
            try TaskStore.entrusted(to: access, limit: 20, offset: 0, in: session).rows
        }
        return CockpitPart(todo: todo(tasks, today: visit.today, visit.language))
    }

    static func part(
        _ tasks: [RoadmapTask], of organisation: Organisation.ID, today: Day, _ t: Language
    ) -> CockpitPart {
        let kept = tasks.filter { $0.status != .abandoned }
        guard !kept.isEmpty else { return .nothing }
        let late = kept.count { $0.isLate(on: today) }
        let done = kept.count { $0.status == .done }
        let figure = Figure(
            t("\(done) sur \(kept.count)", "\(done) of \(kept.count)"),
            meaning: t("actions de la feuille de route faites", "roadmap actions done"),
            note: late == 0
                ? t("aucune en retard", "none late")
                : t.count(late, ("en retard", "en retard"), ("late", "late")),
            tone: late == 0 ? .good : .warn, href: RoadmapURL.list(.init(organisation)).path)
        return CockpitPart(figures: [figure], todo: todo(kept, today: today, t))
    }

    /// Late ones first, then those to come within six weeks.
    private static func todo(_ tasks: [RoadmapTask], today: Day, _ t: Language) -> [TodoItem] {
        let late = tasks.filter { $0.isLate(on: today) }
        let soon = tasks.filter {
            !$0.isLate(on: today)
                && (($0.status == .planned && $0.plannedFrom <= today.adding(days: 42))
                    || ($0.status == .underWay && $0.plannedUntil <= today.adding(days: 42)))
        }
        return (late.sorted { $0.plannedUntil < $1.plannedUntil } + soon.sorted { $0.plannedFrom < $1.plannedFrom })
            .prefix(3).map { task in
                let title: String =
                    task.status == .planned
                    ? t("Commencer «\u{00A0}\(task.title)\u{00A0}»", "Begin “\(task.title)”")
                    : t("Finir «\u{00A0}\(task.title)\u{00A0}»", "Finish “\(task.title)”")
                return TodoItem(
                    title, reason: TaskWords.sentence(task, today: today, t),
                    state: TaskWords.badge(task, today: today, t), href: RoadmapURL.task(.init(task.id)).path)
            }
    }
}
