// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The page of the identity card: what is read, what the person may do from there.
enum CardPage {
    /// A region may have thousands of entities directly below; the list has the rest.
    fileprivate static let shown = 100
    private static let yearsShown = 5

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: EstablishmentPermissions.see)
        let organisation = place.organisation
        let below = try await visit.read { session in
            let children = try OrganisationStore.children(of: organisation.id, in: session)
            return (children: children, activity: try activity(of: organisation, children, in: session))
        }
        let t = visit.language
        var model = Card.Model(organisation, place, below.children, below.activity, visit)
        model.actions = actions(on: place, for: visit)
        if visit.access.may(EstablishmentPermissions.manage, in: organisation.lineage) {
            model.addition = Action(
                t("Ajouter en dessous", "Add below"),
                href: EstablishmentURL.addition(.init(organisation.id)).path)
        }
        return visit.page(
            Page(organisation.name, at: place, trail: [Crumb(t("Fiche", "Card"))], main: Card.render(model, t)))
    }

    /// The crumbs of a page one step below the card.
    static func trail(to place: Place, then title: String, _ t: Language) -> [Crumb] {
        [
            Crumb(t("Fiche", "Card"), href: EstablishmentURL.card(.init(place.organisation.id)).path),
            Crumb(title),
        ]
    }

    /// The weights of the latest years, of the organisation and of each child, by year.
    private static func activity(
        of organisation: Organisation, _ children: [Organisation], in session: any Session
    ) throws -> [Int: [Organisation.ID: Double]] {
        // Weights are given to hospitals; the sum over a region would mean nothing.
        let isTerritory = organisation.kind == .national || organisation.kind == .region
        guard !isTerritory,
            let latest = try OrganisationStore.latestActivityYear(under: organisation.lineage, in: session)
        else { return [:] }
        let ids = [organisation.id] + children.map(\.id)
        var years: [Int: [Organisation.ID: Double]] = [:]
        for year in (latest - yearsShown + 1)...latest {
            years[year] = try OrganisationStore.activity(of: ids, year: year, in: session)
        }
        return years
    }

    private static func actions(on place: Place, for visit: Visit) -> [Action] {
        let organisation = place.organisation
        guard visit.access.may(EstablishmentPermissions.manage, in: organisation.lineage) else { return [] }
        let t = visit.language
        let part = URLPath.Part(organisation.id)
        var actions = [
            Action(t("Modifier", "Edit"), href: EstablishmentURL.edition(part).path, style: .primary),
            Action(t("Ajouter en dessous", "Add below"), href: EstablishmentURL.addition(part).path),
            Action(t("Importer", "Import"), href: EstablishmentURL.imports(part).path),
        ]
        if MovePage.isOpen(place, to: visit.access) {
            actions.append(Action(t("Déplacer", "Move"), href: EstablishmentURL.move(part).path))
        }
        actions.append(
            organisation.isClosed
                ? Action(t("Rouvrir", "Reopen"), post: EstablishmentURL.reopening(part).path)
                : Action(t("Fermer", "Close"), href: EstablishmentURL.closure(part).path))
        return actions
    }
}

extension Card.Model {
    fileprivate init(
        _ organisation: Organisation, _ place: Place, _ children: [Organisation],
        _ activity: [Int: [Organisation.ID: Double]], _ visit: Visit
    ) {
        self.init(id: organisation.id, name: organisation.name, kind: organisation.kind)
        let t = visit.language
        isClosed = organisation.isClosed
        closedOn = organisation.closedOn
        finess = organisation.finess?.text ?? ""
        code = organisation.code ?? ""
        category = organisation.category.map { Self.words(for: $0) } ?? ""
        town = [organisation.town, organisation.department.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        groupRole = organisation.groupRole?.title(t) ?? ""
        above = place.ancestors.map { ancestor in
            let isOpen = visit.access.sees(ancestor.lineage)
            return Crumb(ancestor.name, href: isOpen ? EstablishmentURL.card(.init(ancestor.id)).path : nil)
        }
        self.activity = activity.keys.sorted().compactMap { year in
            Card.YearOfActivity(year, activity[year] ?? [:], of: organisation.id)
        }
        let latest = activity.keys.max().flatMap { activity[$0] } ?? [:]
        childrenTotal = children.count
        self.children = children.prefix(CardPage.shown).map { Card.Child($0, weight: latest[$0.id]) }
    }

    private static func words(for category: Organisation.Category) -> String {
        category.label.map { "\($0) (\(category.code))" } ?? category.code
    }
}

extension Card.YearOfActivity {
    /// Its own weight, or the sum of what is below; nil for a year without any.
    fileprivate init?(_ year: Int, _ weights: [Organisation.ID: Double], of organisation: Organisation.ID) {
        guard let first = weights.first else { return nil }
        // Sorted, so that the last decimal does not depend on the order of a dictionary.
        let sum = weights.count == 1 ? first.value : weights.values.sorted().reduce(0, +)
        self.init(year: year, weight: weights[organisation] ?? sum)
    }
}

extension Card.Child {
    init(_ organisation: Organisation, weight: Double?) {
        self.init(
            id: organisation.id, name: organisation.name, kind: organisation.kind, town: organisation.town ?? "",
            finess: organisation.finess?.text ?? "", isClosed: organisation.isClosed, weight: weight)
    }
}
