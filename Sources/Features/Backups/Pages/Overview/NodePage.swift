// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// One element of the map: what saves it, what a restore showed, and why it may need no backup.
enum NodePage {
    struct Model: Sendable {
        let place: Organisation
        let cover: NodeCover
        var mayManage = false
        /// Whose jobs the reader may open: those of a group are told to its members, and opened by its own people.
        var opens: Set<Organisation.ID> = []
        var reason = ""
        var errors = FormErrors()
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        return page(visit, place, try await model(visit, place.organisation))
    }

    @Sendable
    static func exempt(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let form = try await visit.form()
        var model = try await model(visit, place.organisation)
        guard visit.mayManage(model.cover.node.keeperLineage) else { throw Refusal.forbidden }
        let t = visit.language
        model.reason = form["raison"]
        model.errors.require(model.reason, "raison", limit: 500, in: t)
        guard model.errors.isEmpty else { return page(visit, place, model, status: .unprocessable) }
        let (node, reason, today) = (model.cover.node, model.reason, visit.today)
        try await visit.changeBackups(at: place.organisation) { change in
            try SettingStore.exempt(node, because: reason, today: today, in: change)
        }
        return .redirect(
            BackupsURL.node(.init(place.organisation.id), .init(node.id)).path,
            notice: t("La dispense est enregistrée.", "The exemption is recorded."))
    }

    @Sendable
    static func endExemption(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let node = try await model(visit, place.organisation).cover.node
        guard visit.mayManage(node.keeperLineage) else { throw Refusal.forbidden }
        let today = visit.today
        try await visit.changeBackups(at: place.organisation) { change in
            try SettingStore.exempt(node, because: nil, today: today, in: change)
        }
        return .redirect(
            BackupsURL.node(.init(place.organisation.id), .init(node.id)).path,
            notice: visit.language("La dispense est levée.", "The exemption is lifted."))
    }

    private static func model(_ visit: Visit, _ organisation: Organisation) async throws -> Model {
        let id: PlacedNode.ID = try visit.identifier("element")
        let (now, today) = (visit.now, visit.today)
        let facts = try await visit.read { session in
            try BackupFacts.read(of: organisation, at: now, today: today, in: session)
        }
        guard let cover = facts.covers.first(where: { $0.node.id == id }) else { throw Refusal.notFound }
        return Model(
            place: organisation, cover: cover, mayManage: visit.mayManage(cover.node.keeperLineage),
            opens: visit.opened(cover.jobs), zone: visit.zone)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let name = model.cover.node.name
        return visit.backupsPage(
            name, at: place, tab: .overview, crumb: name, status: status, render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let cover = model.cover
        let place = URLPath.Part(model.place.id)
        let test = Action(
            t("Enregistrer un essai", "Record a test"),
            href: BackupsURL.restoreCreation(place).path.with("element", cover.node.id.text), style: .primary)
        let head = PageHead(
            t("\(cover.node.name)\u{00A0}: que perdrait-on\u{00A0}?", "\(cover.node.name): what would be lost?"),
            lead: lead(cover, t), actions: model.mayManage ? [test] : [], state: OverviewTable.state(cover, t))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(stack([faults(cover, t), known(cover, model, t), jobs(model, t), exemption(model, t)].filter { !$0.isEmpty }))
            """
    }

    private static func lead(_ cover: NodeCover, _ t: Language) -> String {
        if let reason = cover.exemption { return t("Dispensé\u{00A0}: \(reason)", "Exempt: \(reason)") }
        guard let age = cover.age else {
            return t("Tout\u{00A0}: aucune bonne copie n’est connue.", "All of it: no good copy is known.")
        }
        let lost = t("\(t.hours(age)) de travail.", "\(t.hours(age)) of work.")
        guard let hours = cover.hours else {
            return lost
                + t(
                    " Personne ne sait en combien de temps cela reviendrait.",
                    " Nobody knows how soon it would be back.")
        }
        return lost
            + t(" La dernière restauration a pris \(t.hours(hours)).", " The last restore took \(t.hours(hours)).")
    }

    private static func faults(_ cover: NodeCover, _ t: Language) -> HTML {
        guard !cover.faults.isEmpty else { return HTML() }
        return sheet(
            t("Ce qui ne va pas", "What is wrong"),
            todoList(
                t,
                cover.faults.map { fault in
                    TodoItem(
                        BackupWords.word(fault.kind, t), reason: BackupWords.detail(fault, t),
                        state: StateBadge(
                            fault.kind.isSevere ? .missing : .expiring,
                            fault.kind.isSevere ? t("Données en jeu", "Data at risk") : t("À surveiller", "To watch")))
                }))
    }

    private static func known(_ cover: NodeCover, _ model: Model, _ t: Language) -> HTML {
        let undecided = t("non décidée", "not decided")
        return sheet(
            t("Ce que l’on sait", "What is known"),
            definitionList([
                (
                    t("Dernière bonne copie", "Last good copy"),
                    "\(cover.lastGood.map { t.moment($0, in: model.zone) } ?? t("aucune", "none"))"
                ),
                (
                    t("Rythme", "Rhythm"),
                    "\(cover.interval.map { t("toutes les \(t.hours($0))", "every \(t.hours($0))") } ?? "–")"
                ),
                (
                    t("Perte de données admise (PDMA)", "Accepted data loss (RPO)"),
                    "\(cover.node.node.recoveryPointObjective.map { t.hours($0) } ?? undecided)"
                ),
                (
                    t("Interruption admise (DMIA)", "Accepted interruption (RTO)"),
                    "\(cover.objective.map { t.hours($0) } ?? undecided)"
                ),
                (
                    t("Dernier essai réussi", "Last good test"),
                    "\(cover.restore?.goodOn.map { t.date($0) } ?? t("jamais", "never"))"
                ),
                (t("Durée mesurée", "Measured duration"), "\(cover.hours.map { t.hours($0) } ?? "–")"),
            ]))
    }

    private static func jobs(_ model: Model, _ t: Language) -> HTML {
        let cover = model.cover
        guard !cover.jobs.isEmpty else { return HTML() }
        return sheet(
            t("Ce qui le sauvegarde", "What saves it"),
            items(
                cover.jobs.map { job in
                    let path = BackupsURL.job(.init(job.keeper.id), .init(job.id)).path
                    let name: HTML =
                        model.opens.contains(job.keeper.id) ? "<a href=\"\(path)\">\(job.name)</a>" : "\(job.name)"
                    return "\(name) · \(job.tool) · \(job.keeper.name)"
                }))
    }

    private static func exemption(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let (place, node) = (URLPath.Part(model.place.id), URLPath.Part(model.cover.node.id))
        if model.cover.exemption != nil {
            return sheet(
                t("Dispense", "Exemption"),
                actionButton(
                    Action(
                        t("Lever la dispense", "Lift the exemption"), post: BackupsURL.exemptionEnd(place, node).path)))
        }
        guard model.cover.jobs.isEmpty else { return HTML() }
        let field = textField(
            Field(
                t, "raison",
                label: t("Pourquoi il n’a pas besoin de sauvegarde propre", "Why it needs no backup of its own"),
                hint: t(
                    "Il est sauvegardé avec un autre, ou se reconstruit d’une image.",
                    "It is saved with another one, or rebuilt from an image."), error: model.errors["raison"],
                isRequired: true), value: model.reason, maxLength: 500)
        return sheet(
            t("Il n’en a pas besoin\u{00A0}?", "It needs none?"),
            form(
                action: BackupsURL.exemption(place, node).path,
                field + formActions(submit(t("Dispenser", "Exempt"), style: .plain))))
    }
}
