// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// The proof of the answer: element by element, what would be lost and how soon it would be back.
enum OverviewTable {
    static func render(_ model: OverviewPage.Model, _ t: Language) -> HTML {
        let title = t("Élément par élément", "Element by element")
        let path = BackupsURL.overview(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Nom", "Name")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "etat", label: t("État", "State")),
                    OverviewPage.Filter.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.filter?.rawValue,
                    placeholder: t("Tous", "All")))
                """, reset: model.isFiltered ? path : nil)
        let shown = model.shown
        let start = min((model.page - 1) * OverviewPage.pageSize, shown.count)
        let rows = shown[start..<min(start + OverviewPage.pageSize, shown.count)]
        let list: HTML =
            rows.isEmpty
            ? emptyState(
                title: t("Rien ne correspond", "Nothing matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : table(t, content(Array(rows), model, title, t))
        return sheet(
            title,
            """
            \(filters)\(list)\(pager(t, Pager(page: model.page, pageSize: OverviewPage.pageSize, total: shown.count) { page in
                model.href(page: page)
            }))
            """)
    }

    private static func content(
        _ rows: [NodeCover], _ model: OverviewPage.Model, _ title: String, _ t: Language
    ) -> Table {
        Table(
            caption: title, isCaptionHidden: true,
            columns: [
                Column(t("Élément", "Element")), Column(t("Serait perdu", "Would be lost"), isShort: true),
                Column(t("Reviendrait en", "Would be back in"), isShort: true), Column(t("Copies", "Copies")),
                Column(t("État", "State"), isShort: true),
            ],
            rows: rows.map { cover in
                [name(cover, model, t), lost(cover, t), back(cover, t), copies(cover, t), badge(t, state(cover, t))]
            })
    }

    private static func name(_ cover: NodeCover, _ model: OverviewPage.Model, _ t: Language) -> HTML {
        let path = BackupsURL.node(.init(model.place.id), .init(cover.node.id)).path
        let owner: HTML =
            cover.node.keeper == model.place.id ? "" : "<br><small>\(cover.node.keeperName)</small>"
        return "<a href=\"\(path)\">\(cover.node.name)</a>\(owner)"
    }

    static func lost(_ cover: NodeCover, _ t: Language) -> HTML {
        let bound =
            cover.bound.map { bound in
                cover.isBoundDecided
                    ? t("PDMA \(t.hours(bound))", "RPO \(t.hours(bound))")
                    : t("PDMA non décidée", "RPO not decided")
            } ?? (cover.isBoundDecided ? "" : t("PDMA non décidée", "RPO not decided"))
        let age = cover.age.map { t.hours($0) } ?? t("tout", "all")
        return "\(age)<br><small>\(bound)</small>"
    }

    static func back(_ cover: NodeCover, _ t: Language) -> HTML {
        let objective =
            cover.objective.map { t("DMIA \(t.hours($0))", "RTO \(t.hours($0))") }
            ?? t("DMIA non décidée", "RTO not decided")
        let hours = cover.hours.map { t.hours($0) } ?? t("inconnu", "unknown")
        return "\(hours)<br><small>\(objective)</small>"
    }

    static func copies(_ cover: NodeCover, _ t: Language) -> HTML {
        guard !cover.jobs.isEmpty else { return "\(t("aucune", "none"))" }
        var words = [
            t.count(
                cover.exemplars, ("exemplaire", "exemplaires"), ("exemplar", "exemplars"))
        ]
        if cover.jobs.contains(where: \.hasOffsite) { words.append(t("hors site", "offsite")) }
        words.append(
            cover.jobs.contains(where: \.hasImmutable)
                ? t("immuable", "immutable") : t("tout est effaçable", "all erasable"))
        let rule =
            cover.jobs.contains(where: \.isThreeTwoOne)
            ? t("3-2-1 respecté", "3-2-1 met") : t("3-2-1 non atteint", "3-2-1 not met")
        return "\(words.joined(separator: ", "))<br><small>\(rule)</small>"
    }

    static func state(_ cover: NodeCover, _ t: Language) -> StateBadge {
        if cover.exemption != nil { return StateBadge(.notApplicable, t("Dispensé", "Exempt")) }
        if let worst = cover.worst, worst.isSevere { return BackupWords.state(worst, t) }
        if cover.hasFailed { return StateBadge(.expiring, t("Dernier passage en échec", "Last run failed")) }
        if let worst = cover.worst { return BackupWords.state(worst, t) }
        return StateBadge(.proven, t("Récent et restauré", "Recent and restored"))
    }
}
