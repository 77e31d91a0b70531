// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Where reports come in, what came, and the runs that nobody claims.
enum ReportsPage {
    struct Model: Sendable {
        let place: Organisation
        let imports: [BackupImport]
        let total: Int
        let unclaimed: [UnclaimedSource]
        let jobs: [BackupJob]
        var page = 1
        var mayManage = false
        var hints = ReportHints()
        var errors = FormErrors()
        let zone: TimeZoneRule
    }

    static let pageSize = 30

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        let model = try await model(visit, place)
        if model.imports.isEmpty, model.page > 1 {
            return .redirect(BackupsURL.reports(.init(place.organisation.id)).path)
        }
        return page(visit, place, model)
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form(fileLimit: BackupReport.sizeLimit + 64 * 1024)
        let t = visit.language
        var model = try await model(visit, place)
        model.hints = ReportHints(form: form)
        guard let context = model.hints.context(zone: visit.zone, &model.errors, t) else {
            return page(visit, place, model, status: .unprocessable)
        }
        guard let upload = form.file("fichier"),
            let bytes = FileManager.default.contents(atPath: upload.path).map({ [UInt8]($0) })
        else {
            model.errors.add(
                t(
                    "Choisissez un fichier\u{00A0}; un fichier vide ne compte pas.",
                    "Choose a file; an empty one does not count."),
                to: "fichier")
            return page(visit, place, model, status: .unprocessable)
        }
        let report: BackupReport
        do {
            report = try BackupReport.read(bytes, context)
        } catch {
            model.errors.add(BackupWords.refusal(error, t), to: "fichier")
            return page(visit, place, model, status: .unprocessable)
        }
        let name = upload.name
        let id = try await visit.changeBackups(at: place.organisation) { change in
            try ImportStore.keep(report, named: name, way: .page, at: place.organisation, in: change)
        }
        return .redirect(
            BackupsURL.report(.init(place.organisation.id), .init(id)).path,
            notice: t("Le compte rendu est lu.", "The report is read."))
    }

    /// Runs that nobody claimed go to a job, in one click; those to come will follow.
    @Sendable
    static func attach(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form()
        guard let id = form.identifier("tache", BackupJob.self),
            let keeper = form.identifier("etablissement", Organisation.self)
        else {
            return .redirect(
                BackupsURL.reports(.init(place.organisation.id)).path,
                notice: visit.language("Choisissez d’abord la tâche.", "Choose the job first."))
        }
        let (tool, rule) = (
            form.verbatim("outil"),
            BackupRule(repository: form.verbatim("depot"), host: form.verbatim("machine"), label: form.verbatim("nom"))
        )
        let (organisation, mayManage) = (place.organisation, { @Sendable in visit.mayManage($0) })
        try await visit.changeBackups(at: organisation) { change in
            let jobs = try JobStore.jobs(seenFrom: organisation.lineage, in: change.session)
            guard let job = jobs.first(where: { $0.id == id }), mayManage(job.keeper.lineage),
                let source = try RunStore.unclaimed(under: organisation.lineage, limit: 5000, in: change.session).first(
                    where: { $0.keeper.id == keeper && $0.tool == tool && $0.rule == rule })
            else { throw BackupsError.unknown }
            try JobStore.attach(source, to: job, in: change)
        }
        return .redirect(
            BackupsURL.reports(.init(organisation.id)).path,
            notice: visit.language(
                "Les passages sont rattachés, et les suivants le seront d’eux-mêmes.",
                "The runs are attached, and those to come will be."))
    }

    private static func model(_ visit: Visit, _ place: Place) async throws -> Model {
        let organisation = place.organisation
        let page = visit.query.page
        var model = try await visit.read { [zone = visit.zone] session in
            let imports = try ImportStore.page(
                under: organisation.lineage, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            return Model(
                place: organisation, imports: imports.rows, total: imports.total,
                unclaimed: try RunStore.unclaimed(under: organisation.lineage, in: session),
                jobs: try JobStore.jobs(seenFrom: organisation.lineage, in: session), page: page, zone: zone)
        }
        model.mayManage = visit.mayManage(organisation.lineage)
        return model
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.backupsPage(title(t), at: place, tab: .reports, status: status, ReportsView.render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Que disent les outils de sauvegarde\u{00A0}?", "What do the backup programs say?")
    }
}

/// What the bearer of a report may add to it, as typed in a form, in the query of a deposit or after a command.
struct ReportHints: Sendable, Hashable {
    var kind = ""
    var exitCode = ""
    var label = ""
    var repository = ""
    var host = ""
    var date = ""

    init() {}

    init(form: Site.Form) { self.init { form[$0] } }

    init(_ value: (String) -> String) {
        (kind, exitCode, label) = (value("nature"), value("code"), value("tache"))
        (repository, host, date) = (value("depot"), value("machine"), value("date"))
    }

    /// Nil when something makes no sense, and then said beside the field.
    func context(
        zone: TimeZoneRule, arrival: Instant? = nil, _ errors: inout FormErrors, _ t: Language
    ) -> ReportContext? {
        let offset: @Sendable (Moment) -> Int = { civil in
            // The offset of the civil time itself is right but for the hour of the change.
            zone.offsetMinutes(at: Instant(millisecondsSinceEpoch: civil.milliseconds))
        }
        let words: [String: BackupRun.Kind] = [
            "backup": .backup, "sauvegarde": .backup, "restore": .restore, "restauration": .restore, "check": .check,
            "controle": .check,
        ]
        if !kind.isEmpty, words[kind] == nil { errors.add(t("Nature inconnue.", "Unknown kind."), to: "nature") }
        let code = Int(exitCode)
        if !exitCode.isEmpty, code == nil { errors.add(t("Un nombre entier.", "A whole number."), to: "code") }
        let moment = Moment(date, offset: offset)
        if !date.isEmpty, moment == nil {
            errors.add(t("Écrivez 2026-11-30T02:00.", "Write 2026-11-30T02:00."), to: "date")
        }
        for (field, text) in [("tache", label), ("depot", repository), ("machine", host)] {
            errors.bound(text, field, limit: 200, in: t)
        }
        guard errors.isEmpty else { return nil }
        return ReportContext(
            receivedAt: moment ?? arrival.flatMap { Moment(milliseconds: $0.millisecondsSinceEpoch) }, exitCode: code,
            kind: words[kind], label: label, repository: repository, host: host, offset: offset)
    }
}
