// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What has its day here: the next restore tests, the next review of the alerts.
enum BackupsDuties {
    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty, scope.until >= scope.today else { return [] }
        let (tests, reviews) = try await house.database.read { session in
            (
                try RestoreStore.due(under: scope.lineages, in: session),
                try SettingStore.reviews(under: scope.lineages, in: session)
            )
        }
        let retests = tests.map { test in
            duty(
                "backups.restore.\(test.id)", .recurring, test.last.adding(days: test.retest),
                Phrase("Essai de restauration\u{00A0}: \(test.node)", "Restore test: \(test.node)"),
                Phrase(
                    "Le dernier date du \(Language.french.date(test.last)). Notre rappel par défaut est d’un an\u{00A0}; vous pouvez le régler.",
                    "The last was on \(Language.english.date(test.last)). Our default reminder is a year; you can set it."
                ),
                test.keeper, BackupsURL.restores(.init(test.keeper.id)).path)
        }
        let looks = reviews.map { review in
            duty(
                "backups.review.\(review.keeper.id)", .recurring, review.last.adding(days: BackupReview.rhythmDays),
                Phrase("Passer les alertes de sauvegarde en revue", "Review the backup alerts"),
                Phrase(
                    "Chaque mois\u{00A0}: dites ce que deviennent les alertes non résolues.",
                    "Every month: say what becomes of the unresolved alerts."),
                review.keeper, BackupsURL.overview(.init(review.keeper.id)).path.anchored(at: "revue"))
        }
        return (retests + looks).filter { $0.day <= scope.until }
    }

    private static func duty(
        _ id: String, _ kind: Duty.Kind, _ day: Day, _ title: Phrase, _ detail: Phrase, _ keeper: Keeper,
        _ href: URLPath
    ) -> Duty {
        Duty(
            id: id, kind: kind, day: day, title: title, detail: detail, organisation: keeper.id,
            organisationName: keeper.name, lineage: keeper.lineage, href: href, audience: BackupsPermissions.read)
    }
}
