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

/// One element, new or to change.
enum ElementForm {
    struct Typed: Sendable, Hashable {
        var name = ""
        var code = ""
        /// "component.directory": the layer goes with the kind, so that the two cannot disagree.
        var kind = ""
        var careClass = ""
        var description = ""
        var owner = ""
        var supplier = ""
        var volume = ""

        init() {}

        init(_ node: PlacedNode, _ t: Language) {
            name = node.name
            code = node.code
            kind = Typed.value(node.layer, node.node.kind)
            careClass = node.node.careClass.map { String($0) } ?? ""
            description = node.description
            owner = node.owner
            supplier = node.supplier
            volume = node.node.dataGigabytes.map { Hours.plain($0, t) } ?? ""
        }

        init(_ form: Site.Form) {
            name = form["nom"]
            code = form["code"]
            kind = form["nature"]
            careClass = form["classe"]
            description = form["description"]
            owner = form["responsable"]
            supplier = form["fournisseur"]
            volume = form["volume"]
        }

        static func value(_ layer: Layer, _ kind: NodeKind) -> String { "\(layer.rawValue).\(kind.rawValue)" }

        func read(_ errors: inout FormErrors, _ t: Language) -> NodeDraft? {
            errors.require(name, "nom", limit: 150, in: t)
            errors.bound(description, "description", limit: 2000, in: t)
            errors.bound(owner, "responsable", limit: 200, in: t)
            errors.bound(supplier, "fournisseur", limit: 200, in: t)
            let parts = kind.split(separator: ".").map(String.init)
            let layer = parts.first.flatMap(Layer.init(rawValue:))
            let kind = parts.count == 2 ? NodeKind(rawValue: parts[1]) : nil
            if layer == nil || kind == nil {
                errors.add(t("Choisissez la nature.", "Choose the kind."), to: "nature")
            }
            let code = code.isEmpty ? MapCode.proposed(for: name) : code
            if !MapCode.isValid(code) { errors.add(ServiceMapError.badCode.message(t), to: "code") }
            var gigabytes: Double?
            if !volume.isEmpty {
                gigabytes = Double(volume.filter { !$0.isWhitespace }.replacing(",", with: "."))
                if gigabytes.map({ !(0...100_000_000).contains($0) }) ?? true {
                    errors.add(
                        t("Un nombre de gigaoctets, comme 250.", "A number of gigabytes, like 250."), to: "volume")
                }
            }
            guard errors.isEmpty, let layer, let kind else { return nil }
            return NodeDraft(
                code: code, name: name, layer: layer, kind: kind,
                careClass: Int(careClass).flatMap { CareClass.all.contains($0) ? $0 : nil }, description: description,
                owner: owner, supplier: supplier, dataGigabytes: gigabytes)
        }
    }

    struct Model: Sendable {
        let place: Organisation
        let node: PlacedNode?
        var typed = Typed()
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.mapped(CartographyPermissions.manage)
        return page(visit, place, Model(place: place.organisation, node: nil))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let desk = try await ElementDesk.own(visit)
        return page(
            visit, desk.place,
            Model(place: desk.place.organisation, node: desk.node, typed: Typed(desk.node, visit.language)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.mapped(CartographyPermissions.manage)
        return try await save(visit, form, place, nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ElementDesk.own(visit)
        return try await save(visit, form, desk.place, desk.node)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let desk = try await ElementDesk.own(visit)
        try await visit.change { change in
            _ = try visit.place(desk.place.organisation.id, for: CartographyPermissions.manage, in: change.session)
            try ServiceMapStore.remove(desk.node, in: change)
        }
        return back(
            desk.place, desk.node.id,
            visit.language(
                "L’élément est retiré. Vous pouvez le rétablir ici.", "The element is removed. You can restore it here."
            ))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let desk = try await ElementDesk.own(visit)
        try await visit.change { change in
            _ = try visit.place(desk.place.organisation.id, for: CartographyPermissions.manage, in: change.session)
            try ServiceMapStore.restore(desk.node, in: change)
        }
        return back(
            desk.place, desk.node.id,
            visit.language("L’élément et ses liens sont rétablis.", "The element and its links are restored."))
    }

    private static func back(_ place: Place, _ node: PlacedNode.ID, _ notice: String) -> Reply {
        .redirect(CartographyURL.element(.init(place.organisation.id), .init(node)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ node: PlacedNode?
    ) async throws -> Reply {
        let t = visit.language
        var model = Model(place: place.organisation, node: node, typed: Typed(form))
        guard let draft = model.typed.read(&model.errors, t) else {
            return page(visit, place, model, status: .unprocessable)
        }
        do {
            let id = try await visit.change { change in
                _ = try visit.place(place.organisation.id, for: CartographyPermissions.manage, in: change.session)
                guard let node else {
                    return try ServiceMapStore.add(draft, to: place.organisation.id, in: change)
                }
                try ServiceMapStore.correct(node, draft, in: change)
                return node.id
            }
            return back(
                place, id,
                node == nil
                    ? t(
                        "L’élément est ajouté. Dites maintenant de quoi il a besoin.",
                        "The element is added. Now say what it needs.")
                    : t("L’élément est enregistré.", "The element is saved."))
        } catch let error as ServiceMapError {
            guard case .duplicateCode = error else { throw error }
            model.errors.add(error.message(t), to: "code")
            return page(visit, place, model, status: .unprocessable)
        }
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let organisation = place.organisation.id
        var parents = [
            CartographyTabs.crumb(organisation, t),
            Crumb(CartographyTabs.elements.title(t), href: CartographyTabs.elements.path(organisation)),
        ]
        if let node = model.node {
            parents.append(Crumb(node.name, href: CartographyURL.element(.init(organisation), .init(node.id)).path))
        }
        return visit.mapPage(
            title(model, t), at: place, under: parents,
            crumb: model.node == nil ? t("Nouvel élément", "New element") : t("Modification", "Change"), status: status,
            render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.node.map { t("Modifier «\u{00A0}\($0.name)\u{00A0}»", "Change “\($0.name)”") }
            ?? t("Quel élément ajouter à la carte\u{00A0}?", "Which element should join the map?")
    }
}
