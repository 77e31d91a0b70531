// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The vault of an organisation: what is kept for it, above it and below it.
enum ProofListPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [ProofRow]
        let total: Int
        let kinds: [ProofKind]
        let filter: ProofFilter
        let mayRegister: Bool
        /// Reads everything kept here; a contributor sees only what they registered.
        let readsAll: Bool
        let today: Day
    }

    /// Three statements with the session's own: the place, then the rows with their total.
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: ProofPermissions.enter)
        let organisation = place.organisation
        let filter = ProofFilter(visit.query)
        let readsAll = visit.access.may(ProofPermissions.read, in: organisation.lineage)
        let query = ProofQuery(
            scope: visit.access.scope(of: readsAll ? ProofPermissions.read : ProofPermissions.contribute),
            organisation: organisation.lineage, author: readsAll ? nil : visit.access.account, kind: filter.kind,
            text: filter.text ?? "", validity: filter.validity, today: visit.today, limit: ProofFilter.pageSize,
            offset: filter.offset)
        let found = try await visit.read { session in try ProofStore.page(query, in: session) }
        if found.rows.isEmpty, filter.page > 1 { return .redirect(filter.href(organisation.id)) }
        let t = visit.language
        let model = Model(
            place: organisation, rows: found.rows, total: found.total, kinds: visit.house.proofKinds, filter: filter,
            mayRegister: visit.access.may(ProofPermissions.register, in: organisation.lineage), readsAll: readsAll,
            today: visit.today)
        return visit.page(
            Page(title(model, t), at: place, trail: [Crumb(t("Preuves", "Proofs"))], main: render(model, t)))
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.place.name)\u{00A0}: quelles preuves\u{00A0}?", "\(model.place.name): which proofs?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let id = model.place.id
        let register = Action(
            t("Ajouter une preuve", "Add a proof"), href: ProofsURL.registration(.init(id)).path, style: .primary)
        let expiry = Action(t("Voir ce qui expire", "See what expires"), href: ProofsURL.expiry(.init(id)).path)
        let isEmpty = model.total == 0 && !model.filter.isSet
        var actions = model.mayRegister && !isEmpty ? [register] : []
        if model.readsAll, !isEmpty { actions.append(expiry) }
        let head = pageHead(t, PageHead(title(model, t), lead: lead(model, t), actions: actions))
        if isEmpty { return "\(head)\(nothing(model, register, t))" }
        return """
            \(head)\(model.filter.form(at: id, kinds: model.kinds, t))\
            \(model.rows.isEmpty ? noMatch(model, t) : table(t, list(model, t)))\
            \(pager(t, Pager(page: model.filter.page, pageSize: ProofFilter.pageSize, total: model.total) { page in
                model.filter.href(id, page: page)
            }))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let count = t.count(model.total, ("preuve", "preuves"), ("proof", "proofs"))
        guard model.readsAll else {
            return t("\(count) que vous avez enregistrées ici.", "\(count) that you registered here.")
        }
        return t(
            "\(count), celles du groupe et des sites comprises. Une preuve est enregistrée une fois et sert toutes les "
                + "exigences qu’elle satisfait.",
            "\(count), those of the group and of the sites included. A proof is registered once and serves every requirement that it "
                + "satisfies.")
    }

    private static func nothing(_ model: Model, _ register: Action, _ t: Language) -> HTML {
        emptyState(
            title: t("Le coffre est vide", "The vault is empty"),
            text: model.mayRegister
                ? t(
                    "Commencez par la politique de sécurité signée\u{00A0}: c’est la preuve que le plus d’appels à financement "
                        + "demandent, et elle vaut pour tout le groupement.",
                    "Start with the signed security policy: it is the proof that most calls for funding ask for, and it is "
                        + "valid for the whole group.")
                : t(
                    "Les preuves que le RSSI enregistre apparaîtront ici.",
                    "The proofs that the security officer registers will appear here."),
            action: model.mayRegister ? register : nil)
    }

    private static func noMatch(_ model: Model, _ t: Language) -> HTML {
        emptyState(
            title: t("Aucune preuve ne correspond", "No proof matches"),
            text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."),
            action: Action(t("Tout afficher", "Show everything"), href: ProofsURL.list(.init(model.place.id)).path))
    }

    private static func list(_ model: Model, _ t: Language) -> Table {
        let kinds = Dictionary(model.kinds.map { ($0.id, $0) }) { first, _ in first }
        return Table(
            caption: t("Preuves", "Proofs"), isCaptionHidden: true, stacks: true,
            columns: [
                Column(t("Preuve", "Proof")), Column(t("Obtenue le", "Obtained on"), isShort: true),
                Column(t("Valable jusqu’au", "Valid until")), Column(t("Pour qui", "For whom")),
            ],
            rows: model.rows.map { row in
                let proof = row.proof
                let state = ProofValidity(proof, today: model.today).badge(t, today: model.today)
                let end = proof.validUntil.map { t.date($0) } ?? t("sans fin fixée", "no end set")
                var said = "\(ProofWords.kind(proof.kind, among: kinds, t)), \(ProofWords.source(proof.source, t))"
                // A first version is what every reader expects.
                if proof.version > 1 { said += ", version\u{00A0}\(t.number(proof.version))" }
                return [
                    "<a href=\"\(ProofsURL.proof(.init(proof.id)).path)\">\(proof.title)</a>\(paragraph(said, isQuiet: true))",
                    "\(t.date(proof.obtainedOn))", "\(badge(t, state))\(paragraph(end, isQuiet: true))",
                    "\(ProofWords.holders(row, t))",
                ]
            })
    }
}
