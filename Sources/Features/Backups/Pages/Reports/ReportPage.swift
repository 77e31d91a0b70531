// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Markup
import Organisations
import Primitives
import Site

/// One report, line by line: what was added, what was refused and why.
enum ReportPage {
    struct Model: Sendable {
        let place: Organisation
        let report: BackupImport
        let runs: [StoredRun]
        let total: Int
        var page = 1
        var mayManage = false
        let zone: TimeZoneRule
    }

    static let pageSize = 100

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, report) = try await report(visit, .read)
        let page = visit.query.page
        var model = try await visit.read { [zone = visit.zone] session in
            let runs = try RunStore.page(of: report.id, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            return Model(
                place: place.organisation, report: report, runs: runs.rows, total: runs.total, page: page, zone: zone)
        }
        if model.runs.isEmpty, page > 1 {
            return .redirect(BackupsURL.report(.init(place.organisation.id), .init(report.id)).path)
        }
        model.mayManage = visit.mayManage(place.organisation.lineage)
        let t = visit.language
        return visit.backupsPage(report.name, at: place, tab: .reports, crumb: report.name, render(model, t))
    }

    @Sendable
    static func undo(_ visit: Visit) async throws -> Reply {
        let (place, report) = try await report(visit, .manage)
        try await visit.changeBackups(at: place.organisation) { change in try ImportStore.undo(report, in: change) }
        return .redirect(
            BackupsURL.reports(.init(place.organisation.id)).path,
            notice: visit.language(
                "Ce compte rendu ne compte plus. Vous pouvez le charger de nouveau.",
                "This report counts no more. You can load it again."))
    }

    private static func report(
        _ visit: Visit, _ permission: BackupsPermission
    ) async throws -> (Place, BackupImport) {
        let place = try await visit.backedUp(permission.value)
        let id: BackupImport.ID = try visit.identifier("compterendu")
        guard let report = try await visit.read({ try ImportStore.report(id, in: $0) }),
            report.keeper.id == place.organisation.id
        else { throw Refusal.notFound }
        return (place, report)
    }

    static func state(_ report: BackupImport, _ t: Language) -> StateBadge {
        if report.isUndone { return StateBadge(.closed, t("Annulé", "Taken back")) }
        if report.isTruncated { return StateBadge(.missing, t("Coupé avant la fin", "Cut short")) }
        if report.refused > 0 {
            return StateBadge(
                .expiring,
                t.count(report.refused, ("ligne refusée", "lignes refusées"), ("line refused", "lines refused")))
        }
        return StateBadge(.proven, t("Lu en entier", "Read in full"))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let report = model.report
        let undo = Action(
            t("Annuler ce compte rendu", "Take this report back"),
            post: BackupsURL.reportUndoing(.init(model.place.id), .init(report.id)).path, style: .danger,
            confirm: t(
                "Retirer les passages que ce compte rendu a ajoutés\u{00A0}? Il pourra être chargé de nouveau.",
                "Remove the runs that this report added? It can be loaded again."))
        let head = PageHead(
            report.name,
            lead: t(
                "\(BackupWords.format(report.format, t))\u{00A0}: \(t.count(report.added, ("passage ajouté", "passages ajoutés"), ("", ""))), \(t.count(report.known, ("déjà connu", "déjà connus"), ("", ""))), \(t.count(report.refused, ("refusé", "refusés"), ("", ""))).",
                "\(BackupWords.format(report.format, t)): \(t.count(report.added, ("", ""), ("run added", "runs added"))), \(report.known) known already, \(report.refused) refused."
            ),
            actions: model.mayManage && !report.isUndone && report.added > 0 ? [undo] : [], state: state(report, t))
        return
            "\(pageHead(t, head))\(stack([cut(report, t), faults(report, t), runs(model, t)].filter { !$0.isEmpty }))"
    }

    private static func cut(_ report: BackupImport, _ t: Language) -> HTML {
        guard report.isTruncated else { return HTML() }
        return notice(
            Notice(
                .warning, title: t("Le fichier s’arrête avant la fin", "The file stops before its end"),
                text: t(
                    "Rien n’y est compté comme réussi. Chargez le fichier entier\u{00A0}: ce qui est déjà connu ne sera pas compté deux fois.",
                    "Nothing in it counts as done. Load the whole file: what is known will not be counted twice.")))
    }

    private static func faults(_ report: BackupImport, _ t: Language) -> HTML {
        guard !report.faults.isEmpty else { return HTML() }
        return sheet(
            t("Ce qui n’a pas été lu", "What was not read"),
            items(
                report.faults.map { fault in
                    "\(t("Ligne \(t.number(fault.line))\u{00A0}: \(BackupWords.fault(fault.reason, t)).", "Line \(t.number(fault.line)): \(BackupWords.fault(fault.reason, t))."))"
                }))
    }

    private static func runs(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les passages ajoutés", "The runs that were added")
        guard model.total > 0 else {
            return sheet(
                title,
                paragraph(
                    t(
                        "Aucun\u{00A0}: tout était déjà connu, refusé ou annulé.",
                        "None: all was known, refused or taken back."),
                    isQuiet: true))
        }
        return sheet(
            title,
            """
            \(RunTable.render(model.runs, caption: title, withJob: true, zone: model.zone, t))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                BackupsURL.report(.init(model.place.id), .init(model.report.id)).path
                    .with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }
}
