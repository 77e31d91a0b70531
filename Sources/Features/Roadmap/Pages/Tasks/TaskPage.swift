// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One followed action: where it is, what was planned, its history and its proofs; the form that updates it.
enum TaskPage {
    struct Model: Sendable {
        let task: RoadmapTask
        let roadmap: Roadmap
        let members: [RoadmapTask.Member]
        let notes: [TaskNote]
        let proofs: [TaskProof]
        let people: [RoadmapPeople.Person]
        let candidates: [TaskProof]
        let manages: Bool
        let updates: Bool
        let readsRoadmap: Bool
        let today: Day
        let zone: TimeZoneRule
        var draft: TaskDraft
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await TaskDesk.open(visit)
        return page(try await model(desk, visit), desk, visit)
    }

    @Sendable
    static func update(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await TaskDesk.open(visit)
        guard desk.updates else { throw desk.roadmap.isFollowed ? Refusal.forbidden : RoadmapError.closed as any Error }
        let (task, today, t) = (desk.task, visit.today, visit.language)
        var errors = FormErrors()
        let draft = TaskDraft(form)
        let update = draft.update(today: today, &errors, t)
        guard errors.isEmpty else {
            var model = try await model(desk, visit)
            model.draft = draft
            model.errors = errors
            return page(model, desk, visit, status: .unprocessable)
        }
        do {
            try await visit.change { change in try TaskChanges.save(update, to: task, today: today, in: change) }
        } catch RoadmapError.overtaken {
            return try await overtaken(draft, visit)
        }
        return .redirect(
            RoadmapURL.task(.init(task.id)).path, notice: t("L’action est à jour.", "The action is up to date."))
    }

    /// What was typed stays in the form, above the history where the other person's update now stands.
    private static func overtaken(_ draft: TaskDraft, _ visit: Visit) async throws -> Reply {
        let desk = try await TaskDesk.open(visit)
        var model = try await model(desk, visit)
        model.draft = draft
        model.draft.revision = String(desk.task.revision)
        model.errors.add(
            visit.language(
                "Quelqu’un d’autre a mis à jour cette action entre-temps\u{00A0}: lisez l’historique, corrigez ce qui "
                    + "suit, puis enregistrez.",
                "Somebody else updated this action meanwhile: read the history, correct what follows, then save."),
            to: TaskDraft.Name.status)
        return page(model, desk, visit, status: .conflict)
    }

    @Sendable
    static func entrust(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await TaskDesk.open(visit)
        guard desk.manages else { throw Refusal.forbidden }
        let (task, today) = (desk.task, visit.today)
        let owner: Account.ID? = form["responsable"].isEmpty ? nil : form.identifier("responsable")
        if owner == nil, !form["responsable"].isEmpty { throw RoadmapError.unknownPerson }
        try await visit.change { change in try TaskChanges.entrust(task, to: owner, today: today, in: change) }
        return .redirect(
            RoadmapURL.task(.init(task.id)).path,
            notice: owner == nil
                ? visit.language("L’action n’est plus confiée.", "The action is entrusted to nobody.")
                : visit.language("L’action est confiée.", "The action is entrusted."))
    }

    @Sendable
    static func prove(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await TaskDesk.open(visit)
        guard desk.updates else { throw Refusal.forbidden }
        let isAttached = !form.has("retirer")
        guard let proof: Proof.ID = form.identifier("preuve") else { throw RoadmapError.unknownProof }
        if isAttached {
            // Only what the person may choose: an identifier learnt elsewhere gives nothing.
            guard try await candidates(desk, visit).contains(where: { $0.id == proof }) else {
                throw RoadmapError.unknownProof
            }
        }
        let task = desk.task
        try await visit.change { change in try TaskChanges.attach(proof, to: task, isAttached, in: change) }
        return .redirect(
            RoadmapURL.task(.init(task.id)).path.anchored(at: "preuves"),
            notice: isAttached
                ? visit.language("La preuve est jointe.", "The proof is attached.")
                : visit.language("La preuve n’est plus jointe.", "The proof is not attached any more."))
    }

    /// Proofs of the establishments that the action serves; for a contributor, only their own.
    private static func candidates(_ desk: TaskDesk, _ visit: Visit) async throws -> [TaskProof] {
        guard desk.updates else { return [] }
        let author = desk.manages ? nil : visit.access.account
        let scope = visit.access.scope(of: desk.manages ? RoadmapPermissions.manage : RoadmapPermissions.follow)
        let query = ProofQuery(
            scope: scope, organisation: desk.task.lineage, author: author, today: visit.today, limit: 200)
        return try await visit.read { session in
            try ProofStore.page(query, in: session).rows.map {
                TaskProof(id: $0.proof.id, title: $0.proof.title, obtainedOn: $0.proof.obtainedOn)
            }
        }
    }

    private static func model(_ desk: TaskDesk, _ visit: Visit) async throws -> Model {
        let (task, today, manages) = (desk.task, visit.today, desk.manages)
        let found = try await visit.read { session in
            (
                try TaskStore.notes(of: task.id, in: session), try TaskStore.proofs(of: task.id, in: session),
                manages ? try RoadmapPeople.people(at: task.lineage, today: today, in: session) : []
            )
        }
        let attached = Set(found.1.map(\.id))
        return Model(
            task: task, roadmap: desk.roadmap, members: desk.members, notes: found.0, proofs: found.1,
            people: found.2, candidates: try await candidates(desk, visit).filter { !attached.contains($0.id) },
            manages: manages, updates: desk.updates,
            readsRoadmap: visit.access.may(RoadmapPermissions.read, in: task.lineage), today: today, zone: visit.zone,
            draft: TaskDraft(task))
    }

    private static func page(_ model: Model, _ desk: TaskDesk, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let task = desk.task
        let trail =
            model.readsRoadmap
            ? [
                Crumb(desk.roadmap.title, href: RoadmapURL.roadmap(.init(task.roadmap)).path),
                Crumb(t("Suivi", "Follow-up"), href: RoadmapURL.follow(.init(task.roadmap)).path), Crumb(task.title),
            ] : [Crumb(t("Mes actions", "My actions"), href: RoadmapURL.mine.path), Crumb(task.title)]
        return visit.page(
            Page(task.title, at: desk.place, trail: trail, main: render(model, t)), status: status)
    }
}
