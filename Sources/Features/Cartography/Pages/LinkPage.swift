// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// One arrow of the map: drawn, changed, removed where the element that leans is kept.
enum LinkPage {
    struct Model: Sendable {
        let place: Organisation
        let from: PlacedNode
        let to: PlacedNode
        var link: LinkForm
        var errors = FormErrors()
    }

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ElementDesk.own(visit)
        let t = visit.language
        var model = ElementPage.Model(desk, mayManage: true)
        model.link = LinkForm(form)
        let target = desk.map[model.link.target]
        if target == nil {
            model.errors.add(
                t("Choisissez ce dont il dépend.", "Choose what it depends on."), to: "vers")
        }
        guard let read = model.link.read(&model.errors, t), let target else {
            return ElementPage.page(visit, desk, model, status: .unprocessable)
        }
        return try await save(visit, desk, target, read, model.link.isBootstrap)
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (desk, other, link) = try await find(visit)
        return page(
            visit, desk,
            Model(
                place: desk.place.organisation, from: desk.node, to: other, link: LinkForm(link, visit.language)))
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (desk, other, _) = try await find(visit)
        var model = Model(place: desk.place.organisation, from: desk.node, to: other, link: LinkForm(form))
        guard let read = model.link.read(&model.errors, visit.language) else {
            return page(visit, desk, model, status: .unprocessable)
        }
        return try await save(visit, desk, other, read, model.link.isBootstrap)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (desk, other, _) = try await find(visit)
        try await visit.change { change in
            _ = try visit.place(desk.place.organisation.id, for: CartographyPermissions.manage, in: change.session)
            try ServiceMapStore.unlink(desk.node, from: other, in: change)
        }
        return .redirect(
            CartographyURL.element(.init(desk.place.organisation.id), .init(desk.node.id)).path,
            notice: visit.language(
                "Le lien vers «\u{00A0}\(other.name)\u{00A0}» est retiré. Vous pouvez le remettre au bas de cette page.",
                "The link to “\(other.name)” is removed. You can put it back at the foot of this page."))
    }

    private static func find(_ visit: Visit) async throws -> (ElementDesk, PlacedNode, Dependency) {
        let desk = try await ElementDesk.own(visit)
        let id: PlacedNode.ID = try visit.identifier("lien")
        guard let other = desk.map[id], let link = desk.needs.first(where: { $0.to == other.node.key }) else {
            throw Refusal.notFound
        }
        return (desk, other, link)
    }

    private static func save(
        _ visit: Visit, _ desk: ElementDesk, _ other: PlacedNode, _ read: (kind: Dependency.Kind, lag: Double),
        _ isBootstrap: Bool
    ) async throws -> Reply {
        let organisation = desk.place.organisation
        let (node, t) = (desk.node, visit.language)
        let circles = try await visit.change { change in
            _ = try visit.place(organisation.id, for: CartographyPermissions.manage, in: change.session)
            try ServiceMapStore.link(
                node, to: other, kind: read.kind, lag: read.lag, isBootstrap: isBootstrap, in: change)
            return try ServiceMapStore.map(seenFrom: organisation.lineage, in: change.session).map.cycles()
        }
        let closes = circles.contains { $0.contains(node.node.key) && $0.contains(other.node.key) }
        return .redirect(
            CartographyURL.element(.init(organisation.id), .init(node.id)).path,
            notice: closes
                ? t(
                    "Le lien est enregistré. Il ferme un cercle\u{00A0}: voyez comment le couper.",
                    "The link is saved. It closes a circle: see how to cut it.")
                : t("Le lien est enregistré.", "The link is saved."))
    }

    private static func page(_ visit: Visit, _ desk: ElementDesk, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let parent = Crumb(
            desk.node.name, href: CartographyURL.element(.init(model.place.id), .init(desk.node.id)).path)
        return visit.mapPage(
            title(model, t), at: desk.place, under: desk.crumbs(t) + [parent], crumb: t("Lien", "Link"),
            status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "Comment «\u{00A0}\(model.from.name)\u{00A0}» dépend-il de «\u{00A0}\(model.to.name)\u{00A0}»\u{00A0}?",
            "How does “\(model.from.name)” depend on “\(model.to.name)”?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (place, from, to) = (URLPath.Part(model.place.id), URLPath.Part(model.from.id), URLPath.Part(model.to.id))
        let content: HTML = """
            \(model.link.fields(model.errors, t))\
            \(formActions("""
                \(submit(t("Enregistrer", "Save")))\
                \(buttonLink(t("Annuler", "Cancel"), href: CartographyURL.element(place, from).path))
                """))
            """
        return """
            \(pageHead(t, PageHead(title(model, t))))\(errorSummary(t, model.errors.faults))\
            \(form(action: CartographyURL.link(place, from, to).path, content))\
            \(actions([
                Action(
                    t("Retirer ce lien", "Remove this link"), post: CartographyURL.linkRemoval(place, from, to).path,
                    style: .danger,
                    confirm: t(
                        "Retirer ce lien\u{00A0}? Le plan de redémarrage n’en tiendra plus compte.",
                        "Remove this link? The restart plan will no longer take it into account."))
            ]))
            """
    }
}
