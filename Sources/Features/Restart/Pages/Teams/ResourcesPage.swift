// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// Who restarts, when they work, with what, who comes to help, and what may go wrong.
enum ResourcesPage {
    struct Model: Sendable {
        let place: Organisation
        let everything: ResourceStore.Everything
        var mayManage = false

        var people: Int { everything.kept.teams.reduce(0) { $0 + $1.people } }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting()
        let id = place.organisation.id
        let everything = try await visit.read { session in try ResourceStore.everything(of: id, in: session) }
        let t = visit.language
        let model = Model(
            place: place.organisation, everything: everything, mayManage: visit.mayManageRestart(of: place))
        return visit.restartPage(title(t), at: place, [Crumb(RestartTabs.resources.title(t))], render(model, t))
    }

    @Sendable
    static func addStandardSet(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let id = place.organisation.id
        let added = try await visit.change { change in
            _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
            return try ResourceChanges.addStandardSet(to: id, in: change)
        }
        let t = visit.language
        return .redirect(
            RestartURL.resources(.init(id)).path,
            notice: t(
                "\(t.count(added, ("élément ajouté", "éléments ajoutés"), ("", "")))\u{00A0}: corrigez les nombres, ce sont des ordres de grandeur.",
                "\(t.count(added, ("", ""), ("thing added", "things added"))): correct the numbers, they are orders of magnitude."
            ))
    }

    static func title(_ t: Language) -> String {
        t("Avec qui et avec quoi redémarrer\u{00A0}?", "Who restarts, and with what?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let tabs = RestartTabs.render(model.place.id, current: .resources, t)
        let standard = Action(
            t("Partir d’un jeu type", "Start from a standard set"), post: RestartURL.standardSet(place).path,
            style: .primary)
        guard !model.everything.isEmpty else {
            return """
                \(pageHead(t, PageHead(title(t))))\(tabs)\
                \(emptyState(
                    title: t("Aucune équipe n’est décrite", "No team is described"),
                    text: t(
                        "Le jeu type propose neuf équipes, les flux de restauration, la bulle saine et trois aléas. Chacun se corrige ou se retire ensuite.",
                        "The standard set proposes nine teams, restore streams, a clean room and three risks. Each can then be changed or removed."),
                    action: model.mayManage ? standard : nil))
                """
        }
        let lead = t(
            "\(t.count(model.people, ("personne", "personnes"), ("", ""))) dans \(t.count(model.everything.kept.teams.count, ("équipe", "équipes"), ("", ""))). Le plan tient compte des nuits, de la fatigue et des renforts.",
            "\(t.count(model.people, ("", ""), ("person", "people"))) in \(t.count(model.everything.kept.teams.count, ("", ""), ("team", "teams"))). The plan knows of nights, fatigue and helpers."
        )
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(tabs)\
            \(teams(model, t))\(helpers(model, t))\
            \(columns(means(model, t), setbacks(model, t)))\(removed(model, t))\
            \(when(model.mayManage, Components.actions([
                Action(t("Ajouter ce qui manque du jeu type", "Add what the standard set still has"), post: RestartURL.standardSet(place).path)
            ])))
            """
    }

    private static func add(_ kind: ResourceKind, _ title: String, _ model: Model) -> Action? {
        model.mayManage ? Action(title, href: RestartURL.resourceCreation(.init(model.place.id), kind).path) : nil
    }

    private static func link(_ kind: ResourceKind, _ id: String, _ name: String, _ model: Model) -> HTML {
        guard model.mayManage else { return "\(name)" }
        return "<a href=\"\(RestartURL.resource(.init(model.place.id), kind, .init(id)).path)\">\(name)</a>"
    }

    private static func teams(_ model: Model, _ t: Language) -> HTML {
        let title = t("Équipes", "Teams")
        return sheet(
            title, action: add(.team, t("Ajouter une équipe", "Add a team"), model),
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Équipe", "Team")), Column(t("Personnes", "People"), isNumber: true),
                        Column(t("Quand elle travaille", "When it works")),
                        Column(t("Au plus par jour", "At most a day"), isNumber: true),
                    ],
                    rows: model.everything.teams.filter { !$0.isRemoved }.map { kept in
                        [
                            link(.team, kept.id.text, kept.team.name, model),
                            "\(t.count(kept.team.people, ("personne", "personnes"), ("person", "people")))",
                            "\(StepWords.periods(kept.team.periods, t))",
                            "\(HourWords.length(kept.team.hoursPerDay, t))\(t(" par jour", " a day"))",
                        ]
                    })))
    }

    private static func helpers(_ model: Model, _ t: Language) -> HTML {
        let title = t("Renforts promis", "Helpers promised")
        let list = model.everything.helpers.filter { !$0.isRemoved }
        let action = add(.helpers, t("Ajouter un renfort", "Add helpers"), model)
        guard !list.isEmpty else {
            return sheet(
                title, action: action,
                paragraph(
                    t(
                        "Personne n’a encore promis d’aide. Demandez aux établissements du groupe combien de personnes viendraient, et au bout de combien d’heures.",
                        "Nobody promised help yet. Ask the establishments of the group how many people would come, and after how many hours."
                    ), isQuiet: true))
        }
        let names = Dictionary(
            model.everything.teams.map { ($0.team.key, $0.team.name) }, uniquingKeysWith: { first, _ in first })
        return sheet(
            title, action: action,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("D’où", "From")), Column(t("Équipe renforcée", "Team")),
                        Column(t("Personnes", "People"), isNumber: true), Column(t("Présence", "When")),
                    ],
                    rows: list.map { kept in
                        let one = kept.helpers
                        let from = HourWords.mark(one.from, t)
                        let span =
                            one.until.map {
                                t("de \(from) à \(HourWords.mark($0, t))", "\(from) to \(HourWords.mark($0, t))")
                            }
                            ?? t("dès \(from)", "from \(from)")
                        return [
                            link(
                                .helpers, kept.id.text, one.origin.isEmpty ? t("Non précisé", "Not said") : one.origin,
                                model),
                            "\(names[one.team] ?? one.team)",
                            "\(t.count(one.people, ("personne", "personnes"), ("person", "people")))", "\(span)",
                        ]
                    })))
    }

    private static func means(_ model: Model, _ t: Language) -> HTML {
        let title = t("Moyens techniques", "Technical means")
        return sheet(
            title, action: add(.means, t("Ajouter un moyen", "Add means"), model),
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [Column(t("Moyen", "Means")), Column(t("À la fois", "At once"), isNumber: true)],
                    rows: model.everything.means.filter { !$0.isRemoved }.map { kept in
                        [link(.means, kept.id.text, kept.means.name, model), "\(t.number(kept.means.units))"]
                    })))
    }

    private static func setbacks(_ model: Model, _ t: Language) -> HTML {
        let title = t("Ce qui peut mal tourner", "What may go wrong")
        return sheet(
            title, action: add(.setback, t("Ajouter un aléa", "Add a risk"), model),
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Aléa", "Risk")), Column(t("Probabilité", "Probability"), isNumber: true),
                        Column(t("Durées multipliées par", "Durations times"), isNumber: true),
                    ],
                    rows: model.everything.setbacks.filter { !$0.isRemoved }.map { kept in
                        [
                            link(.setback, kept.id.text, kept.name, model), "\(t.percent(kept.probability))",
                            "\(t.decimal(kept.factor.likely, 1))",
                        ]
                    })))
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let all = model.everything
        var gone: [(ResourceKind, String, String)] = []
        gone += all.teams.filter(\.isRemoved).map { (.team, $0.id.text, $0.team.name) }
        gone += all.means.filter(\.isRemoved).map { (.means, $0.id.text, $0.means.name) }
        gone += all.helpers.filter(\.isRemoved).map { (.helpers, $0.id.text, $0.helpers.origin) }
        gone += all.setbacks.filter(\.isRemoved).map { (.setback, $0.id.text, $0.name) }
        guard !gone.isEmpty else { return HTML() }
        return disclosure(
            t("Éléments retirés", "Removed"),
            items(
                gone.map { kind, id, name in
                    let restore = postButton(
                        action: RestartURL.resourceRestoration(.init(model.place.id), kind, .init(id)).path,
                        t("Rétablir", "Restore"))
                    return ends("<span>\(name)</span>", restore)
                }))
    }
}
