// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What the first page of a group says of its members. An establishment's own page already says who it is.
enum EstablishmentCockpit {
    struct Model: Sendable {
        let id: Organisation.ID
        let members: [Card.Child]
        /// Open sites and legal entities of the whole group.
        let establishments: Int
    }

    private static let shown = 12

    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard organisation.kind == .ght, visit.access.may(EstablishmentPermissions.see, in: organisation.lineage) else {
            return .nothing
        }
        let (members, counts) = try await visit.read { session in
            let members = try OrganisationStore.members(of: organisation.lineage, kinds: [.legalEntity], in: session)
            return (members, try OrganisationStore.counts(under: organisation.lineage, in: session))
        }
        let sites = counts[.site] ?? 0
        let model = Model(
            id: organisation.id, members: members.map { Card.Child($0, weight: nil) },
            establishments: sites > 0 ? sites : members.count)
        return render(model, visit.language)
    }

    static func render(_ model: Model, _ t: Language) -> CockpitPart {
        let card = EstablishmentURL.card(.init(model.id)).path
        let figure = Figure(
            t.number(model.establishments),
            meaning: model.establishments < 2
                ? t("établissement dans le groupement", "establishment in the group")
                : t("établissements dans le groupement", "establishments in the group"),
            note: t.count(
                model.members.count, ("entité juridique", "entités juridiques"), ("legal entity", "legal entities")),
            href: card)
        let title = t("Les membres", "The members")
        let content =
            model.members.isEmpty
            ? emptyState(
                title: t("Aucun membre encore", "No member yet"),
                text: t(
                    "Les membres apparaîtront ici dès qu’ils seront rattachés au groupement.",
                    "Members will appear here as soon as they are placed under the group."),
                action: Action(t("Ouvrir la fiche", "Open the card"), href: card)) : members(model, title, t)
        let more = Action(t("Voir la fiche du groupement", "See the group’s card"), href: card)
        let panel = sheet(title, action: more, content)
        return CockpitPart(figures: [figure], wide: [panel])
    }

    private static func members(_ model: Model, _ title: String, _ t: Language) -> HTML {
        let view = Table(
            caption: title, isCaptionHidden: true,
            columns: [Column(t("Nom", "Name")), Column(t("Nature", "Kind")), Column(t("Ville", "Town"))],
            rows: model.members.prefix(shown).map { member in
                [
                    "<a href=\"\(SiteAddress.cockpit(.init(member.id)).path)\">\(member.name)</a>",
                    "\(member.kind.title(t))", "\(member.town)",
                ]
            })
        let hidden = model.members.count - shown
        let more: HTML = when(
            hidden > 0,
            paragraph(
                t(
                    "Et \(t.count(hidden, ("autre", "autres"), ("", ""))) sur la fiche.",
                    "And \(t.number(hidden)) more on the card."), isQuiet: true))
        return table(t, view) + more
    }
}
