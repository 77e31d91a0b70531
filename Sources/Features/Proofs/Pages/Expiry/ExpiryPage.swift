// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What ends within six months, what was lost already, and which requirements fall with it.
enum ExpiryPage {
    struct Model: Sendable {
        let place: Organisation
        let coming: [ProofLoss]
        let past: [ProofLoss]
        /// What the reader may open: proofs of the level above count here without being theirs to read.
        let readable: Set<Proof.ID>
        let page: Int
        let today: Day
    }

    static let horizon = 183
    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: ProofPermissions.read)
        let organisation = place.organisation
        guard !organisation.kind.isTerritory else {
            // Requirements are asked of establishments; here there are only proofs with their dates.
            var filter = ProofFilter()
            filter.validity = .ending
            return .redirect(filter.href(organisation.id))
        }
        let frameworks = try await visit.house.frameworksInUse(by: organisation.id)
        let sheets = try await visit.house.standings(of: organisation, for: frameworks)
        let today = visit.today
        guard let first = CalendarDay(today), let last = CalendarDay(today.adding(days: horizon)) else {
            throw Refusal.notFound
        }
        let (coming, past) = ProofHorizon(sheets, today: first, last: last).losses()
        let readable = (coming + past).map(\.proof).filter { ProofDesk.rights(visit.access, over: $0) != nil }
        let t = visit.language
        let model = Model(
            place: organisation, coming: coming, past: past,
            readable: Set(readable.map(\.id)), page: visit.query.page, today: today)
        let trail = [
            Crumb(t("Preuves", "Proofs"), href: ProofsURL.list(.init(organisation.id)).path),
            Crumb(t("Échéances", "Expiry")),
        ]
        return visit.page(Page(title(model, t), at: place, trail: trail, main: render(model, t)))
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        t("\(model.place.name)\u{00A0}: qu’est-ce qui expire\u{00A0}?", "\(model.place.name): what expires?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = pageHead(t, PageHead(title(model, t), lead: lead(model, t)))
        guard !model.coming.isEmpty || !model.past.isEmpty else {
            let empty = emptyState(
                title: t("Rien n’expire d’ici six mois", "Nothing expires within six months"),
                text: t(
                    "Les preuves qui fixent leur fin, et celles qu’une règle veut récentes, apparaîtront ici à l’approche de "
                        + "leur terme.",
                    "Proofs that set their end, and those that a rule wants recent, will appear here as their end comes near."
                ),
                action: Action(
                    t("Voir toutes les preuves", "See all proofs"), href: ProofsURL.list(.init(model.place.id)).path))
            return "\(head)\(empty)"
        }
        let pager = Pager(page: model.page, pageSize: pageSize, total: model.coming.count) { page in
            ProofsURL.expiry(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
        }
        let start = (pager.currentPage - 1) * pageSize
        let shown = Array(model.coming.dropFirst(start).prefix(pageSize))
        let coming: HTML =
            shown.isEmpty
            ? paragraph(t("Rien d’ici six mois.", "Nothing within six months."), isQuiet: true)
            : table(t, list(shown, t("Ce qui expire d’ici six mois", "What expires within six months"), model, t))
                + Components.pager(t, pager)
        let lost: HTML = when(
            !model.past.isEmpty,
            sheet(
                t("Ce qui est déjà perdu", "What is lost already"),
                table(
                    t,
                    list(
                        Array(model.past.prefix(pageSize)), t("Ce qui est déjà perdu", "What is lost already"), model, t
                    ))))
        return "\(head)\(stack([sheet(t("D’ici six mois", "Within six months"), coming), lost]))"
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let falling = Set(model.coming.flatMap(\.effects).map { "\($0.frameworkTitle)/\($0.code)" }).count
        let proofs = t.count(model.coming.count, ("preuve prend", "preuves prennent"), ("proof ends", "proofs end"))
        guard falling > 0 else {
            return t(
                "\(proofs) fin dans les six mois. Aucune exigence n’en tombe.",
                "\(proofs) within six months. No requirement falls with them.")
        }
        let requirements = t.count(
            falling, ("exigence tomberait", "exigences tomberaient"), ("requirement", "requirements"))
        return t(
            "\(proofs) fin dans les six mois\u{00A0}; \(requirements) si rien n’est renouvelé.",
            "\(proofs) within six months; \(requirements) would fall if nothing is renewed.")
    }

    private static func list(_ losses: [ProofLoss], _ caption: String, _ model: Model, _ t: Language) -> Table {
        Table(
            caption: caption, isCaptionHidden: true, stacks: true,
            columns: [
                Column(t("Preuve", "Proof")), Column(t("Dernier jour", "Last day"), isShort: true),
                Column(t("Pourquoi", "Why")), Column(t("Ce qui tombe avec elle", "What falls with it")),
            ],
            rows: losses.map { loss in
                let title: HTML =
                    model.readable.contains(loss.proof.id)
                    ? "<a href=\"\(ProofsURL.proof(.init(loss.proof.id)).path)\">\(loss.proof.title)</a>"
                    : "\(loss.proof.title)"
                // Several members may have a proof of the same name.
                let owner: HTML = when(
                    loss.proof.owner.id != model.place.id, " <small>\(loss.proof.owner.name)</small>")
                let distance = t.distance(from: model.today, to: loss.end)
                return [
                    title + owner, "\(t.date(loss.end)) <small>\(distance)</small>", "\(cause(loss, t))",
                    effects(loss, t),
                ]
            })
    }

    private static func cause(_ loss: ProofLoss, _ t: Language) -> String {
        switch loss.cause {
        case .itself: t("Fin de sa validité.", "End of its validity.")
        case .rule:
            t(
                "Une exigence la veut plus récente (obtenue le \(t.date(loss.proof.obtainedOn))).",
                "A requirement wants it more recent (obtained on \(t.date(loss.proof.obtainedOn))).")
        }
    }

    private static func effects(_ loss: ProofLoss, _ t: Language) -> HTML {
        guard !loss.effects.isEmpty else {
            return paragraph(
                loss.isLost
                    ? t("Aucune exigence n’en manque.", "No requirement lacks it.")
                    : t(
                        "Aucune exigence\u{00A0}: rien n’en dépend, ou d’autres preuves suffisent.",
                        "No requirement: nothing depends on it, or other proofs suffice."),
                isQuiet: true)
        }
        return items(
            loss.effects.map { effect in
                let name: HTML = "<span class=\"code\">\(effect.code)</span> \(effect.title)"
                let linked: HTML = effect.href.map { "<a href=\"\($0)\">\(name)</a>" } ?? name
                let before: HTML = when(effect.before) { "\(badge(t, $0.badge(t)))\(t(", puis ", ", then "))" }
                return "\(linked) <small>\(effect.frameworkTitle)</small> \(before)\(badge(t, effect.after.badge(t)))"
            })
    }
}
