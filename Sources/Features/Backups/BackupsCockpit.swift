// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What the backups have to say on the first page: what puts data at risk tonight.
enum BackupsCockpit {
    private static let shown = 3

    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(BackupsPermissions.read, in: organisation.lineage) else { return .nothing }
        let day = visit.today
        let (counts, alerts) = try await visit.read { session in
            (
                try AlertStore.counts(under: organisation.lineage, on: day, in: session),
                try AlertStore.page(
                    under: organisation.lineage, filter: .open, on: day, limit: shown, offset: 0, in: session
                ).rows
            )
        }
        return render(organisation, counts, alerts, visit.language)
    }

    static func render(
        _ organisation: Organisation, _ counts: (open: Int, severe: Int, oldest: Day?), _ alerts: [BackupAlert],
        _ t: Language
    ) -> CockpitPart {
        var part = CockpitPart()
        guard counts.open > 0 else { return part }
        let href = BackupsURL.alerts(.init(organisation.id)).path
        part.figures.append(
            Figure(
                t.number(counts.open),
                meaning: counts.open < 2
                    ? t("alerte de sauvegarde", "backup alert") : t("alertes de sauvegarde", "backup alerts"),
                note: counts.severe > 0
                    ? t("dont \(counts.severe) mettent des données en jeu", "\(counts.severe) put data at risk") : "",
                tone: counts.severe > 0 ? .bad : .warn, href: href))
        let severe = alerts.filter(\.kind.isSevere)
        guard !severe.isEmpty else { return part }
        // Beside the list of what to do: that list is short, and others fill it first.
        let lines = severe.map { alert -> HTML in
            let path = BackupsURL.alert(.init(alert.keeper.id), .init(alert.id)).path
            return """
                <a href="\(path)">\(BackupWords.title(alert.finding, t))</a> \(badge(t, BackupWords.state(alert.kind, t)))
                """
        }
        part.panels.append(
            sheet(
                t("Ce qui serait perdu ce soir", "What would be lost tonight"),
                action: Action(t("Toutes les alertes", "All alerts"), href: href), itemsApart(lines)))
        return part
    }
}
