// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// What a person enters of a job.
enum JobForm {
    struct Model: Sendable {
        let place: Organisation
        let job: BackupJob?
        let choices: NodeChoices
        var name = ""
        var tool = ""
        var interval = "24"
        var watcher = ""
        var note = ""
        var nodes: Set<String> = []
        var essentials: Set<String> = []
        var copies: [Copy] = []
        var repository = ""
        var host = ""
        var label = ""
        var errors = FormErrors()

        struct Copy: Sendable, Hashable {
            var place = ""
            var medium = ""
            var flags: Set<String> = []
        }

        mutating func fill(_ job: BackupJob, _ t: Language) {
            (name, tool, watcher, note) = (job.name, job.tool, job.watcher, job.note)
            interval = t.decimal(job.interval, job.interval.rounded() == job.interval ? 0 : 2)
            nodes = Set(job.nodes.map(\.text))
            essentials = Set(job.essentials.map(\.rawValue))
            copies = job.copies.map { copy in
                var flags: Set<String> = []
                if copy.isOffsite { flags.insert("hors-site") }
                if copy.isImmutable { flags.insert("immuable") }
                if copy.isEncrypted { flags.insert("chiffree") }
                if copy.hasOwnAccess { flags.insert("acces") }
                return Copy(place: copy.place, medium: copy.medium.rawValue, flags: flags)
            }
            if let rule = job.rules.first { (repository, host, label) = (rule.repository, rule.host, rule.label) }
        }
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        var model = try await model(visit, place, job: nil)
        // From runs that nobody claims yet.
        model.repository = visit.query["depot"] ?? ""
        model.host = visit.query["machine"] ?? ""
        model.label = visit.query["nom"] ?? ""
        model.tool = visit.query["outil"] ?? ""
        model.name = String(model.label.prefix(150))
        if let node = visit.query["element"] { model.nodes = [node] }
        return page(visit, place, model)
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        return try await save(visit, place, nil)
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, job) = try await JobPage.job(visit, .manage)
        var model = try await model(visit, place, job: job)
        model.fill(job, visit.language)
        return page(visit, place, model)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let (place, job) = try await JobPage.job(visit, .manage)
        return try await save(visit, place, job)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, job) = try await JobPage.job(visit, .manage)
        try await visit.changeBackups(at: place.organisation) { change in try JobStore.remove(job, in: change) }
        return .redirect(
            BackupsURL.jobs(.init(place.organisation.id)).path,
            notice: visit.language(
                "La tâche est retirée. Vous pouvez la rétablir plus bas.",
                "The job is removed. You can restore it below."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, job) = try await JobPage.job(visit, .manage)
        try await visit.changeBackups(at: place.organisation) { change in try JobStore.restore(job, in: change) }
        return .redirect(
            BackupsURL.job(.init(place.organisation.id), .init(job.id)).path,
            notice: visit.language("La tâche est rétablie.", "The job is restored."))
    }

    private static func model(_ visit: Visit, _ place: Place, job: BackupJob?) async throws -> Model {
        let choices = try await visit.read { session in
            try NodeChoices.read(of: place.organisation, in: session)
        }
        return Model(place: place.organisation, job: job, choices: choices)
    }

    private static func save(_ visit: Visit, _ place: Place, _ job: BackupJob?) async throws -> Reply {
        let form = try await visit.form()
        var model = try await model(visit, place, job: job)
        guard let draft = read(form, into: &model, visit.language) else {
            return page(visit, place, model, status: .unprocessable)
        }
        let id = try await visit.changeBackups(at: place.organisation) { change -> BackupJob.ID in
            if let job {
                try JobStore.correct(job, draft, in: change)
                return job.id
            }
            return try JobStore.declare(draft, at: place.organisation, in: change)
        }
        return .redirect(
            BackupsURL.job(.init(place.organisation.id), .init(id)).path,
            notice: visit.language("La tâche est enregistrée.", "The job is saved."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> BackupJobDraft? {
        model.name = form["nom"]
        model.tool = form["outil"]
        model.interval = form["rythme"]
        model.watcher = form["suivi"]
        model.note = form["note"]
        model.nodes = NodeChoices.ticked(form)
        model.essentials = Set(form.all("indispensables").prefix(10))
        (model.repository, model.host, model.label) = (form["depot"], form["machine"], form["libelle"])
        model.errors.require(model.name, "nom", limit: 150, in: t)
        model.errors.require(model.tool, "outil", limit: 100, in: t)
        model.errors.bound(model.watcher, "suivi", limit: 200, in: t)
        model.errors.bound(model.note, "note", limit: 2000, in: t)
        for (field, text) in [("depot", model.repository), ("machine", model.host), ("libelle", model.label)] {
            model.errors.bound(text, field, limit: 200, in: t)
        }
        let interval = model.errors.number(form, "rythme", in: 0.1...8784, isRequired: true, t)
        let nodes = model.choices.chosen(model.nodes)
        let essentials = Set(model.essentials.compactMap(Essential.init(rawValue:)))
        if nodes.isEmpty, essentials.isEmpty {
            model.errors.add(BackupsError.nothingCovered.message(t), to: NodeChoices.services)
        }
        if nodes.count > BackupJobDraft.nodeLimit {
            model.errors.add(BackupsError.tooMany.message(t), to: NodeChoices.services)
        }
        let copies = copies(form, into: &model, t)
        guard model.errors.isEmpty, let interval else { return nil }
        let rule = BackupRule(repository: model.repository, host: model.host, label: model.label)
        // The first rule is the one of the form; the others came from runs that were attached.
        let others = model.job?.rules.dropFirst().filter { $0 != rule } ?? []
        return BackupJobDraft(
            name: model.name, tool: model.tool, interval: interval, essentials: essentials, watcher: model.watcher,
            note: model.note, nodes: nodes, copies: copies, rules: (rule.isEmpty ? [] : [rule]) + others)
    }

    private static func copies(_ form: Site.Form, into model: inout Model, _ t: Language) -> [BackupCopy] {
        model.copies = []
        var found: [BackupCopy] = []
        for index in 1...BackupJobDraft.copyLimit {
            let copy = Model.Copy(
                place: form["lieu-\(index)"], medium: form["support-\(index)"],
                flags: Set(form.all("proprietes-\(index)").prefix(10)))
            model.copies.append(copy)
            guard !copy.place.isEmpty || !copy.medium.isEmpty || !copy.flags.isEmpty else { continue }
            model.errors.require(copy.place, "lieu-\(index)", limit: 100, in: t)
            guard let medium = Medium(rawValue: copy.medium) else {
                model.errors.add(t("Choisissez le support.", "Choose the medium."), to: "support-\(index)")
                continue
            }
            found.append(
                BackupCopy(
                    place: copy.place, medium: medium, isOffsite: copy.flags.contains("hors-site"),
                    isImmutable: copy.flags.contains("immuable"), isEncrypted: copy.flags.contains("chiffree"),
                    hasOwnAccess: copy.flags.contains("acces")))
        }
        return found
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.backupsPage(
            title(model, t), at: place, tab: .jobs, crumb: model.job?.name ?? t("Nouvelle tâche", "New job"),
            status: status, JobFormView.render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.job.map { t("Modifier «\u{00A0}\($0.name)\u{00A0}»", "Edit “\($0.name)”") }
            ?? t("Que sauvegarde cette tâche\u{00A0}?", "What does this job save?")
    }
}
