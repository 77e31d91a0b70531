// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import ServiceMaps
import Site

/// One job: what it covers, where its copies lie, what its last runs said.
enum JobPage {
    struct Model: Sendable {
        let place: Organisation
        let job: BackupJob
        let nodes: [PlacedNode]
        let runs: [StoredRun]
        let total: Int
        var page = 1
        var mayManage = false
        let zone: TimeZoneRule
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, job) = try await job(visit)
        let page = visit.query.page
        var model = try await visit.read { [zone = visit.zone] session in
            let runs = try RunStore.page(of: job.id, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            let nodes = try job.nodes.compactMap { id in try ServiceMapStore.node(id, in: session) }
            return Model(
                place: place.organisation, job: job, nodes: nodes, runs: runs.rows, total: runs.total, page: page,
                zone: zone)
        }
        let path = BackupsURL.job(.init(place.organisation.id), .init(job.id)).path
        if model.runs.isEmpty, page > 1 { return .redirect(path) }
        model.mayManage = visit.mayManage(job.keeper.lineage)
        let t = visit.language
        return visit.backupsPage(job.name, at: place, tab: .jobs, crumb: job.name, render(model, t))
    }

    /// The job of the address, for somebody who may read it where it is kept.
    static func job(
        _ visit: Visit, _ permission: BackupsPermission = .read
    ) async throws -> (Place, BackupJob) {
        let place = try await visit.backedUp(permission.value)
        let id: BackupJob.ID = try visit.identifier("tache")
        guard let job = try await visit.read({ try JobStore.job(id, in: $0) }), job.keeper.id == place.organisation.id
        else { throw Refusal.notFound }
        return (place, job)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let job = model.job
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(job.id))
        var buttons: [Action] = []
        if model.mayManage, !job.isRemoved {
            buttons = [
                Action(t("Modifier", "Edit"), href: BackupsURL.jobEdition(place, id).path, style: .primary),
                Action(
                    t("Retirer la tâche", "Remove the job"), post: BackupsURL.jobRemoval(place, id).path,
                    style: .danger,
                    confirm: t(
                        "Retirer cette tâche\u{00A0}? Ses comptes rendus sont gardés, et vous pourrez la rétablir.",
                        "Remove this job? Its reports are kept, and you can restore it.")),
            ]
        } else if model.mayManage {
            buttons = [
                Action(t("Rétablir", "Restore"), post: BackupsURL.jobRestoration(place, id).path, style: .primary)
            ]
        }
        let lead = t(
            "\(job.tool), toutes les \(t.hours(job.interval)).\(job.watcher.isEmpty ? " Personne n’est chargé d’en lire les comptes rendus." : " Suivie par\u{00A0}: \(job.watcher).")",
            "\(job.tool), every \(t.hours(job.interval)).\(job.watcher.isEmpty ? " Nobody is in charge of its reports." : " Watched by: \(job.watcher).")"
        )
        let head = PageHead(
            job.name, lead: lead, actions: buttons,
            state: job.isRemoved ? StateBadge(.closed, t("Retirée", "Removed")) : nil)
        return """
            \(pageHead(t, head))\(columns(covered(model, t), rules(model, t)))\(copies(job, t))\(runs(model, t))
            """
    }

    private static func covered(_ model: Model, _ t: Language) -> HTML {
        let nodes = model.nodes.map { node -> HTML in
            "<a href=\"\(BackupsURL.node(.init(model.place.id), .init(node.id)).path)\">\(node.name)</a>"
        }
        let essentials = Essential.allCases.filter(model.job.essentials.contains).map { essential -> HTML in
            "\(essential.title(t)) \(badge(t, .neutral, t("indispensable", "essential")))"
        }
        let note: HTML = model.job.note.isEmpty ? "" : prose(model.job.note)
        return sheet(t("Ce qu’elle couvre", "What it covers"), items(nodes + essentials) + note)
    }

    private static func rules(_ model: Model, _ t: Language) -> HTML {
        let any = t("tous", "any")
        let lines = model.job.rules.map { rule -> HTML in
            """
            \(t("dépôt", "repository")) <code>\(rule.repository.isEmpty ? any : rule.repository)</code>, \
            \(t("machine", "machine")) <code>\(rule.host.isEmpty ? any : rule.host)</code>, \
            \(t("nom", "name")) <code>\(rule.label.isEmpty ? any : rule.label)</code>
            """
        }
        let content: HTML =
            lines.isEmpty
            ? paragraph(
                t("Par leur nom seul, s’il est celui de la tâche.", "By their name alone, if it is the job’s."),
                isQuiet: true)
            : items(lines)
        return sheet(t("À quoi on reconnaît ses passages", "How its runs are recognised"), content)
    }

    private static func copies(_ job: BackupJob, _ t: Language) -> HTML {
        let title = t("Où vont les copies", "Where the copies go")
        guard !job.copies.isEmpty else {
            return sheet(
                title,
                paragraph(
                    t(
                        "Elles ne sont pas décrites\u{00A0}: personne ne saura où chercher.",
                        "They are not described: nobody will know where to look.")))
        }
        func word(_ flag: Bool) -> HTML {
            badge(t, flag ? .proven : .missing, flag ? t("Oui", "Yes") : t("Non", "No"))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Lieu", "Place")), Column(t("Support", "Medium")),
                        Column(t("Hors site", "Offsite"), isShort: true),
                        Column(t("Immuable ou hors ligne", "Immutable or offline"), isShort: true),
                        Column(t("Chiffrée", "Encrypted"), isShort: true),
                        Column(t("Accès indépendant du domaine", "Access apart from the domain"), isShort: true),
                    ],
                    rows: job.copies.map { copy in
                        [
                            "\(copy.place)", "\(copy.medium.title(t))", word(copy.isOffsite), word(copy.isImmutable),
                            word(copy.isEncrypted), word(copy.hasOwnAccess),
                        ]
                    })))
    }

    private static func runs(_ model: Model, _ t: Language) -> HTML {
        let title = t("Ses passages", "Its runs")
        guard model.total > 0 else {
            return sheet(
                title,
                emptyState(
                    title: t("Aucun compte rendu", "No report"),
                    text: t(
                        "Chargez-en un à la main, ou faites-les déposer par l’outil lui-même.",
                        "Load one by hand, or let the program bring them itself."),
                    action: Action(
                        t("Charger un compte rendu", "Load a report"),
                        href: BackupsURL.reports(.init(model.place.id)).path)))
        }
        return sheet(
            title,
            """
            \(RunTable.render(model.runs, caption: title, zone: model.zone, t))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                BackupsURL.job(.init(model.place.id), .init(model.job.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }
}

/// One of the two rights of this room.
enum BackupsPermission {
    case read
    case manage

    var value: Permission { self == .read ? BackupsPermissions.read : BackupsPermissions.manage }
}

/// Runs, one a line.
enum RunTable {
    static func render(
        _ runs: [StoredRun], caption: String, withJob: Bool = false, zone: TimeZoneRule, _ t: Language
    ) -> HTML {
        table(
            t,
            Table(
                caption: caption, isCaptionHidden: true,
                columns: (withJob ? [Column(t("Ligne", "Line"), isNumber: true)] : [])
                    + [
                        Column(t("Fin", "End"), isShort: true), Column(t("Nature", "Kind"), isShort: true),
                        Column(t("Ce que dit l’outil", "What the program says")),
                    ] + (withJob ? [Column(t("Tâche", "Job"))] : []) + [
                        Column(t("Volume", "Volume"), isNumber: true), Column(t("Résultat", "Result"), isShort: true),
                    ],
                rows: runs.map { run in
                    let duration =
                        run.hours.map { "<br><small>\(t("en \(t.hours($0))", "in \(t.hours($0))"))</small>" as HTML }
                        ?? ""
                    let words = [run.label, run.host, run.repository].filter { !$0.isEmpty }.joined(separator: " · ")
                    let why = run.reason.map { BackupWords.reason($0, t) } ?? ""
                    let message = [why, run.message].filter { !$0.isEmpty }.joined(separator: " ")
                    return (withJob ? ["\(t.number(run.line))"] : []) + [
                        "\(t.moment(run.endedAt, in: zone))\(duration)", "\(BackupWords.kind(run.kind, t))",
                        "\(words)\(when(!message.isEmpty, "<br><small>\(message)</small>"))",
                    ] + (withJob ? ["\(run.jobName ?? t("aucune", "none"))"] : []) + [
                        "\(run.bytes.map { t.volume($0) } ?? "–")", badge(t, BackupWords.outcome(run.outcome, t)),
                    ]
                }))
    }
}
