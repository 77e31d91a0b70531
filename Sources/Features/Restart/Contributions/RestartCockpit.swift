// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// On the first page: an open board before anything else, else what the latest plan says is worst.
enum RestartCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(RestartPermissions.read, in: organisation.lineage) else { return .nothing }
        let (boards, plan) = try await visit.read { session in
            (
                try BoardStore.open(under: [organisation.lineage], in: session),
                try PlanStore.latest(of: organisation.id, in: session)
            )
        }
        return part(boards, plan, at: visit.now, visit.language)
    }

    static func part(_ boards: [Board], _ plan: RestartPlan?, at now: Instant, _ t: Language) -> CockpitPart {
        var part = CockpitPart()
        for board in boards.prefix(3) {
            let href = RestartURL.board(.init(board.organisation), .init(board.id)).path
            part.figures.append(
                Figure(
                    HourWords.mark(board.hour(now), t),
                    meaning: board.isExercise
                        ? t("EXERCICE de redémarrage en cours", "restart EXERCISE under way")
                        : t("redémarrage en cours", "restart under way"),
                    note: board.title, tone: board.isExercise ? .neutral : .bad, href: href))
            part.todo.append(
                TodoItem(
                    t("Suivre le tableau «\u{00A0}\(board.title)\u{00A0}»", "Follow the board “\(board.title)”"),
                    reason: t(
                        "\(board.organisationName)\u{00A0}: cochez ce qui est fait, le plan se recalcule.",
                        "\(board.organisationName): tick what is done, the plan is computed again."),
                    state: board.isExercise
                        ? StateBadge(.declared, t("Exercice", "Exercise"))
                        : StateBadge(.missing, t("En cours", "Under way")),
                    href: href))
        }
        guard boards.isEmpty, let plan else { return part }
        let summary = plan.summary
        let href = RestartURL.plan(.init(plan.organisation), .init(plan.id)).path
        if let planned = summary.principalPlanned {
            let isLate = summary.late > 0
            let p90 = summary.principalP90.map {
                t("9 fois sur 10 avant \(HourWords.length($0, t))", "9 in 10 before \(HourWords.length($0, t))")
            }
            part.figures.append(
                Figure(
                    HourWords.length(planned, t),
                    meaning: t("pour retrouver \(summary.principal)", "until \(summary.principal) is back"),
                    note: p90 ?? "",
                    tone: isLate ? .warn : .good, href: href))
        }
        if let lateness = summary.worstLateness, lateness > 0.5 {
            part.todo.append(
                TodoItem(
                    t(
                        "Raccourcir le retour de «\u{00A0}\(summary.worst)\u{00A0}»",
                        "Shorten the return of “\(summary.worst)”"),
                    reason: t(
                        "D’après le plan du \(t.date(plan.madeOn)), il dépasserait sa DMIA de \(HourWords.length(lateness, t)).",
                        "After the plan of \(t.date(plan.madeOn)), it would exceed its objective by \(HourWords.length(lateness, t))."
                    ),
                    state: StateBadge(.missing, t("DMIA dépassée", "Objective exceeded")), href: href))
        }
        return part
    }
}
