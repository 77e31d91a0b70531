// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// One team, means, helpers or risk: new or to change.
enum ResourceForm {
    struct Model: Sendable {
        let place: Organisation
        let kind: ResourceKind
        /// Nil for a new one.
        let id: String?
        let name: String
        var isRemoved = false
        var draft = ResourceDraft()
        var teams: [Team] = []
        /// Establishments of the group that may send helpers.
        var senders: [Organisation] = []
    }

    /// The routes name the kind in their text: one handler for each of the four.
    static func new(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let place = try await visit.restarting(RestartPermissions.manage)
            var draft = ResourceDraft()
            if kind == .team {
                draft = ResourceDraft(
                    Team(key: "", name: "", people: 2, periods: StandardSet.crisisRhythm, hoursPerDay: 12))
            }
            return page(visit, place, try await model(visit, place, kind, nil, draft))
        }
    }

    static func edit(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let place = try await visit.restarting(RestartPermissions.manage)
            let found = try await find(visit, place, kind)
            return page(visit, place, try await model(visit, place, kind, found, found.draft))
        }
    }

    static func create(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let form = try await visit.form()
            return try await save(visit, form, try await visit.restarting(RestartPermissions.manage), kind, nil)
        }
    }

    static func correct(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let form = try await visit.form()
            let place = try await visit.restarting(RestartPermissions.manage)
            return try await save(visit, form, place, kind, try await find(visit, place, kind))
        }
    }

    static func remove(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let place = try await visit.restarting(RestartPermissions.manage)
            let (id, found) = (place.organisation.id, try await find(visit, place, kind))
            let (subject, name) = (found.id, found.name)
            try await visit.change { change in
                _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
                try ResourceChanges.remove(kind, subject, name, of: id, in: change)
            }
            let t = visit.language
            return .redirect(
                RestartURL.resources(.init(id)).path,
                notice: t(
                    "«\u{00A0}\(name)\u{00A0}» est retiré\u{00A0}: on peut le rétablir au bas de la page.",
                    "“\(name)” is removed: it can be restored at the bottom of the page."))
        }
    }

    static func restore(_ kind: ResourceKind) -> Route.Handler {
        { visit in
            let place = try await visit.restarting(RestartPermissions.manage)
            let (id, found) = (place.organisation.id, try await find(visit, place, kind))
            let (subject, name) = (found.id, found.name)
            try await visit.change { change in
                _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
                try ResourceChanges.restore(kind, subject, name, of: id, in: change)
            }
            let t = visit.language
            return .redirect(
                RestartURL.resources(.init(id)).path,
                notice: t("«\u{00A0}\(name)\u{00A0}» est rétabli.", "“\(name)” is restored."))
        }
    }

    private struct Found: Sendable {
        let id: String
        let name: String
        let isRemoved: Bool
        let draft: ResourceDraft
        var team: KeptTeam?
        var means: KeptMeans?
        var helpers: KeptHelpers?
        var setback: KeptSetback?
    }

    private static func find(_ visit: Visit, _ place: Place, _ kind: ResourceKind) async throws -> Found {
        let text = try visit.identifier(kind.parameterName.description, KeptTeam.self).text
        let id = place.organisation.id
        let found: Found? = try await visit.read { session in
            switch kind {
            case .team:
                try ResourceStore.team(.init(stored: text), of: id, in: session).map {
                    Found(
                        id: text, name: $0.team.name, isRemoved: $0.isRemoved, draft: ResourceDraft($0.team), team: $0)
                }
            case .means:
                try ResourceStore.means(.init(stored: text), of: id, in: session).map {
                    Found(
                        id: text, name: $0.means.name, isRemoved: $0.isRemoved, draft: ResourceDraft($0.means),
                        means: $0)
                }
            case .helpers:
                try ResourceStore.helpers(.init(stored: text), of: id, in: session).map {
                    Found(
                        id: text, name: $0.helpers.origin, isRemoved: $0.isRemoved, draft: ResourceDraft($0),
                        helpers: $0)
                }
            case .setback:
                try ResourceStore.setback(.init(stored: text), of: id, in: session).map {
                    Found(id: text, name: $0.name, isRemoved: $0.isRemoved, draft: ResourceDraft($0), setback: $0)
                }
            }
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ kind: ResourceKind, _ found: Found?, _ draft: ResourceDraft
    ) async throws -> Model {
        var model = Model(
            place: place.organisation, kind: kind, id: found?.id, name: found?.name ?? "",
            isRemoved: found?.isRemoved ?? false, draft: draft)
        guard kind == .helpers else { return model }
        let organisation = place.organisation
        let group = place.ancestors.last { $0.kind == .ght }
        let (teams, members) = try await visit.read { session in
            (
                try ResourceStore.everything(of: organisation.id, in: session).kept.teams,
                try group.map { try OrganisationStore.members(of: $0.lineage, kinds: [.legalEntity], in: session) }
                    ?? []
            )
        }
        model.teams = teams
        // A neighbour that the person does not see is written by its name in words, if at all.
        model.senders = members.filter { $0.id != organisation.id && visit.access.sees($0.lineage) }
        return model
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ kind: ResourceKind, _ found: Found?
    ) async throws -> Reply {
        let (t, id) = (visit.language, place.organisation.id)
        var model = try await model(visit, place, kind, found, ResourceDraft(form))
        guard let write = write(form, kind, found, at: id, &model, t) else {
            return page(visit, place, model, status: .unprocessable)
        }
        do {
            try await visit.change { change in
                _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
                try write(change)
            }
        } catch let error as RestartError where error.nature != .notFound {
            model.draft.errors.add(error.message(t), to: kind == .helpers ? "origine" : "nom")
            return page(visit, place, model, status: .unprocessable)
        }
        return .redirect(
            RestartURL.resources(.init(id)).path, notice: t("C’est enregistré.", "It is saved."))
    }

    private typealias Write = @Sendable (Change) throws -> Void

    /// What saves what was typed; nil when something is wrong with it, and then said in the draft.
    private static func write(
        _ form: Site.Form, _ kind: ResourceKind, _ found: Found?, at place: Organisation.ID, _ model: inout Model,
        _ t: Language
    ) -> Write? {
        switch kind {
        case .team:
            let key = found?.team?.team.key ?? code(form["nom"])
            guard let team = model.draft.team(form, key: key, t) else { return nil }
            let former = found?.team
            return { change in try ResourceChanges.save(team, former, of: place, in: change) }
        case .means:
            let key = found?.means?.means.key ?? code(form["nom"])
            guard let means = model.draft.means(form, key: key, t) else { return nil }
            let former = found?.means
            return { change in try ResourceChanges.save(means, former, of: place, in: change) }
        case .helpers:
            let sender = model.senders.first { $0.id.text == form["etablissement"] }
            let teams = Set(model.teams.map(\.key))
            guard let helpers = model.draft.helpers(form, origin: sender?.name, teams: teams, t) else { return nil }
            let (former, origin) = (found?.helpers, sender?.id)
            return { change in try ResourceChanges.save(helpers, from: origin, former, of: place, in: change) }
        case .setback:
            guard let risk = model.draft.setback(form, t) else { return nil }
            let former = found?.setback
            return { change in try ResourceChanges.save(risk, former, of: place, in: change) }
        }
    }

    /// A short code from the name: what a file names the team by.
    static func code(_ name: String) -> String {
        let kept = folded(name).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let text = String(kept).split(separator: "-").joined(separator: "-").prefix(40)
        return text.isEmpty ? "equipe" : String(text)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let list = Crumb(
            RestartTabs.resources.title(t), href: RestartURL.resources(.init(place.organisation.id)).path)
        return visit.restartPage(
            title(model, t), at: place, [list, Crumb(title(model, t))], status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        if !model.name.isEmpty { return model.name }
        switch model.kind {
        case .team: return t("Quelle équipe\u{00A0}?", "Which team?")
        case .means: return t("Quel moyen\u{00A0}?", "Which means?")
        case .helpers: return t("Qui viendrait aider\u{00A0}?", "Who would come and help?")
        case .setback: return t("Qu’est-ce qui peut mal tourner\u{00A0}?", "What may go wrong?")
        }
    }
}
