// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import ServiceMaps
import Site

/// What the crisis kit holds of the backups: where the copies are and what to restore first. No secret is in it: it says
/// where the keys are kept, never what they are.
enum BackupsKit {
    static func documents(_ facts: BackupFacts, zone: TimeZoneRule, _ t: Language) -> [KitDocument] {
        guard !facts.jobs.isEmpty else { return [] }
        let title = t(
            "Où sont les copies, et quoi restaurer d’abord\u{00A0}?", "Where are the copies, and what comes first?")
        let order = order(facts, t)
        let copies = copies(facts, zone, t)
        let content: HTML = """
            <h2>\(t("Dans cet ordre", "In this order"))</h2>\
            \(table(t, Table(
                caption: t("Dans cet ordre", "In this order"), isCaptionHidden: true,
                columns: order.header.map { Column($0) }, rows: order.rows.map { $0.map { "\($0)" } })))\
            <h2>\(t("Où sont les copies", "Where the copies are"))</h2>\
            \(table(t, Table(
                caption: t("Où sont les copies", "Where the copies are"), isCaptionHidden: true,
                columns: copies.header.map { Column($0) }, rows: copies.rows.map { $0.map { "\($0)" } })))
            """
        return [
            KitDocument(
                identifier: "sauvegardes", title: title,
                summary: t(
                    "Quand il faut restaurer sans les outils habituels.",
                    "When one must restore without the usual tools."),
                chapter: .restart, content: content, tables: [order, copies])
        ]
    }

    /// The essentials, then what care hangs on.
    private static func order(_ facts: BackupFacts, _ t: Language) -> KitDocument.Table {
        var rows: [[String]] = []
        func add(_ name: String, _ jobs: [BackupJob], _ hours: String) {
            let places = jobs.flatMap(\.copies).sorted { $0.isImmutable && !$1.isImmutable }.map(\.place)
            rows.append([
                String(rows.count + 1), name, jobs.map(\.name).joined(separator: ", "),
                places.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", "), hours,
            ])
        }
        for cover in facts.essentials { add(cover.essential.title(t), cover.jobs, "") }
        for cover in facts.covers where cover.exemption == nil {
            add(cover.node.name, cover.jobs, cover.hours.map { t.hours($0) } ?? t("jamais mesuré", "never measured"))
        }
        return KitDocument.Table(
            name: "ordre-de-restauration",
            header: [
                t("Rang", "Rank"), t("Quoi", "What"), t("Tâche", "Job"),
                t("Copies, la plus sûre d’abord", "Copies, the safest first"),
                t("Durée mesurée", "Measured duration"),
            ], rows: rows)
    }

    private static func copies(_ facts: BackupFacts, _ zone: TimeZoneRule, _ t: Language) -> KitDocument.Table {
        func word(_ flag: Bool) -> String { flag ? t("oui", "yes") : t("non", "no") }
        let rows = facts.jobs.flatMap { job in
            job.copies.map { copy in
                [
                    job.name, job.tool, copy.place, copy.medium.title(t), word(copy.isOffsite), word(copy.isImmutable),
                    word(copy.isEncrypted), word(copy.hasOwnAccess), job.watcher,
                    facts.health[job.id]?.lastGood.map { t.moment($0, in: zone) } ?? t("inconnue", "unknown"),
                ]
            }
        }
        return KitDocument.Table(
            name: "copies",
            header: [
                t("Tâche", "Job"), t("Outil", "Program"), t("Lieu", "Place"), t("Support", "Medium"),
                t("Hors site", "Offsite"), t("Immuable", "Immutable"), t("Chiffrée", "Encrypted"),
                t("Accès indépendant", "Own access"), t("Suivie par", "Watched by"), t("Dernière bonne", "Last good"),
            ], rows: rows)
    }
}
