// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Markup
import Organisations
import Primitives
import Site

/// What is saved, how often, and where it goes.
enum JobsPage {
    struct Model: Sendable {
        let place: Organisation
        let jobs: [BackupJob]
        let health: [BackupJob.ID: JobHealth]
        var removed: [BackupJob] = []
        var text = ""
        var page = 1
        var mayManage = false
        /// Whose jobs the reader may open.
        var opens: Set<Organisation.ID> = []
        let zone: TimeZoneRule

        var shown: [BackupJob] {
            text.isEmpty ? jobs : jobs.filter { folded($0.name + " " + $0.tool).contains(folded(text)) }
        }

        func href(page: Int) -> URLPath {
            BackupsURL.jobs(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        let organisation = place.organisation
        var model = try await visit.read { [zone = visit.zone] session in
            Model(
                place: organisation, jobs: try JobStore.jobs(seenFrom: organisation.lineage, in: session),
                health: try RunStore.health(seenFrom: organisation.lineage, in: session),
                removed: try JobStore.removed(of: organisation.id, in: session), zone: zone)
        }
        model.text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        model.page = visit.query.page
        model.mayManage = visit.mayManage(organisation.lineage)
        model.opens = visit.opened(model.jobs)
        if model.page > 1, (model.page - 1) * pageSize >= model.shown.count { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.backupsPage(title(t), at: place, tab: .jobs, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Qu’est-ce qui est sauvegardé, et où\u{00A0}?", "What is saved, and where?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Déclarer une sauvegarde", "Declare a backup"), href: BackupsURL.jobCreation(.init(model.place.id)).path,
            style: .primary)
        let isEmpty = model.jobs.isEmpty
        let head = PageHead(title(t), lead: lead(model, t), actions: model.mayManage && !isEmpty ? [creation] : [])
        let bar = BackupsTabs.render(model.place.id, current: .jobs, mayManage: model.mayManage, t)
        let list: HTML =
            isEmpty
            ? emptyState(
                title: t("Aucune tâche n’est déclarée", "No job is declared"),
                text: t(
                    "Une tâche dit ce qui est sauvegardé, à quel rythme, et où vont les copies.",
                    "A job says what is saved, how often, and where the copies go."),
                action: model.mayManage ? creation : nil)
            : jobs(model, t)
        return "\(pageHead(t, head))\(bar)\(list)\(removed(model, t))"
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        guard !model.jobs.isEmpty else { return "" }
        let sound = model.jobs.count(where: \.isThreeTwoOne)
        return t(
            "\(t.count(sound, ("tâche respecte", "tâches respectent"), ("", ""))) la règle 3-2-1 sur \(t.number(model.jobs.count))\u{00A0}: trois exemplaires, deux supports, un ailleurs.",
            "\(t.count(sound, ("", ""), ("job follows", "jobs follow"))) the 3-2-1 rule of \(t.number(model.jobs.count)): three exemplars, two media, one elsewhere."
        )
    }

    private static func jobs(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les tâches", "The jobs")
        let path = BackupsURL.jobs(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: textField(
                Field(t, "q", label: t("Nom ou outil", "Name or program")), value: model.text, maxLength: 100),
            reset: model.text.isEmpty ? nil : path)
        let shown = model.shown
        let start = min((model.page - 1) * pageSize, shown.count)
        let rows = shown[start..<min(start + pageSize, shown.count)]
        let list: HTML =
            rows.isEmpty
            ? emptyState(
                title: t("Aucune tâche ne correspond", "No job matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Tâche", "Job")), Column(t("Outil", "Program")), Column(t("Rythme", "Rhythm")),
                        Column(t("Copies", "Copies")), Column(t("Dernière bonne", "Last good"), isShort: true),
                        Column(t("État", "State"), isShort: true),
                    ], rows: rows.map { row($0, model, t) }))
        return sheet(
            title,
            """
            \(filters)\(list)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: shown.count) { page in
                model.href(page: page)
            }))
            """)
    }

    private static func row(_ job: BackupJob, _ model: Model, _ t: Language) -> [HTML] {
        let path = BackupsURL.job(.init(job.keeper.id), .init(job.id)).path
        let owner: HTML = job.keeper.id == model.place.id ? "" : "<br><small>\(job.keeper.name)</small>"
        let health = model.health[job.id]
        let good = health?.lastGood.map { t.date(model.zone.day(at: $0)) } ?? t("jamais", "never")
        let places = job.copies.map(\.place).joined(separator: ", ")
        let name: HTML = model.opens.contains(job.keeper.id) ? "<a href=\"\(path)\">\(job.name)</a>" : "\(job.name)"
        return [
            "\(name)\(owner)", "\(job.tool)",
            "\(t("toutes les \(t.hours(job.interval))", "every \(t.hours(job.interval))"))",
            "\(places.isEmpty ? t("non décrites", "not described") : places)", "\(good)",
            badge(t, state(health, t)),
        ]
    }

    static func state(_ health: JobHealth?, _ t: Language) -> StateBadge {
        guard let last = health?.lastRun else {
            return StateBadge(.unanswered, t("Aucun compte rendu", "No report"))
        }
        if let check = health?.lastCheck, check.outcome == .failed {
            return StateBadge(.missing, t("Contrôle en échec", "Check failed"))
        }
        return BackupWords.outcome(last.outcome, t)
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage, !model.removed.isEmpty else { return HTML() }
        return disclosure(
            t("Tâches retirées", "Removed jobs"),
            items(
                model.removed.map { job in
                    ends(
                        "<span>\(job.name)</span>",
                        actionButton(
                            Action(
                                t("Rétablir «\u{00A0}\(job.name)\u{00A0}»", "Restore “\(job.name)”"),
                                post: BackupsURL.jobRestoration(.init(job.keeper.id), .init(job.id)).path)))
                }))
    }
}
