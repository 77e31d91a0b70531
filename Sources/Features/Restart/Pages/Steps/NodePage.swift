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
import ServiceMaps
import Site

/// The steps of one node on one page: the team reads them, corrects the durations and confirms them all at once.
enum NodePage {
    struct Model: Sendable {
        let place: Organisation
        let node: PlacedNode
        let steps: [KeptStep]
        let needs: [String]
        let teamNames: [String: String]
        let measures: [RestoreMeasure]
        var typed: [String: String] = [:]
        var errors = FormErrors()
        var mayManage = false
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting()
        return page(visit, place, try await read(visit, place))
    }

    @Sendable
    static func confirm(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.restarting(RestartPermissions.manage)
        var model = try await read(visit, place)
        let t = visit.language
        var durations: [(step: KeptStep, duration: Estimate)] = []
        for step in model.steps where !step.isRemoved {
            let names = fields(step)
            for name in names { model.typed[name] = form[name] }
            let range = 0...KeptStep.longest
            let hours = names.map { model.errors.number(form, $0, in: range, t) }
            guard let low = hours[0], let likely = hours[1], let high = hours[2] else { continue }
            guard low <= likely, likely <= high else {
                model.errors.add(
                    t(
                        "«\u{00A0}\(step.title)\u{00A0}»\u{00A0}: les trois durées vont en croissant.",
                        "“\(step.title)”: the three durations grow."), to: names[1])
                continue
            }
            // What was shown with two decimals is not changed by being sent back.
            let shown = [step.duration.low, step.duration.likely, step.duration.high].map { TypedNumber.text($0) }
            let isSame = zip(names, shown).allSatisfy { model.typed[$0] == $1 }
            durations.append((step, isSame ? step.duration : Estimate(low: low, likely: likely, high: high)))
        }
        guard model.errors.isEmpty, !durations.isEmpty else {
            return page(visit, place, model, status: .unprocessable)
        }
        let (id, name, kept) = (place.organisation.id, model.node.name, durations)
        try await visit.change { change in
            _ = try visit.place(id, for: RestartPermissions.manage, in: change.session)
            try StepStore.confirm(kept, of: name, at: id, in: change)
        }
        return .redirect(
            RestartURL.node(.init(id), .init(model.node.id)).path,
            notice: t(
                "Les durées de «\u{00A0}\(name)\u{00A0}» sont confirmées.", "The durations of “\(name)” are confirmed.")
        )
    }

    private static func read(_ visit: Visit, _ place: Place) async throws -> Model {
        let id: PlacedNode.ID = try visit.identifier("noeudReprise")
        let organisation = place.organisation
        let mayManage = visit.mayManageRestart(of: place)
        let found: Model? = try await visit.read { session in
            let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
            guard let node = map[id] else { return nil }
            let teams = try ResourceStore.everything(of: organisation.id, in: session).teams
            let needs = map.map.dependencies.filter { $0.from == node.node.key && !$0.isBootstrap }
                .compactMap { map[$0.to]?.name }
            return Model(
                place: organisation, node: node,
                steps: try StepStore.of(id, at: organisation.id, in: session), needs: needs,
                teamNames: Dictionary(
                    teams.map { ($0.team.key, $0.team.name) }, uniquingKeysWith: { first, _ in first }),
                measures: try ServiceMapStore.restores(seenFrom: organisation.lineage, in: session)
                    .filter { $0.node == id },
                mayManage: mayManage)
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Names of the three fields of a step.
    static func fields(_ step: KeptStep) -> [String] { ["bas", "probable", "haut"].map { "\($0)-\(step.id.text)" } }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let list = Crumb(RestartTabs.steps.title(t), href: RestartURL.steps(.init(place.organisation.id)).path)
        return visit.restartPage(
            title(model, t), at: place, [list, Crumb(model.node.name)], status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("Comment revient «\u{00A0}\(model.node.name)\u{00A0}»\u{00A0}?", "How does “\(model.node.name)” come back?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let add = Action(
            t("Ajouter une étape", "Add a step"), href: RestartURL.stepCreation(place, .init(model.node.id)).path)
        let kept = model.steps.filter { !$0.isRemoved }
        let head = PageHead(title(model, t), lead: lead(model, kept, t), actions: model.mayManage ? [add] : [])
        guard !kept.isEmpty else {
            return """
                \(pageHead(t, head))\(emptyState(
                    title: t("Aucune étape", "No step"),
                    text: t(
                        "Sans étape, cet élément est tenu pour revenu dès que tout ce dont il dépend l’est.",
                        "Without a step, this element is back as soon as all it depends on is."),
                    action: nil))\(removed(model, t))
                """
        }
        let title = t("Ses étapes, dans l’ordre", "Its steps, in order")
        let list = table(t, stepTable(model, kept, title, t))
        let content: HTML =
            model.mayManage
            ? form(
                action: RestartURL.node(place, .init(model.node.id)).path,
                """
                \(list)\(formActions(submit(t("Confirmer ces durées", "Confirm these durations"))))
                """) : list
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\(sheet(title, content))\
            \(measures(model, t))\(removed(model, t))
            """
    }

    private static func lead(_ model: Model, _ kept: [KeptStep], _ t: Language) -> String {
        let likely = HourWords.length(kept.reduce(0) { $0 + $1.duration.likely }, t)
        let work = t(
            "\(likely) de travail si tout se passe comme prévu", "\(likely) of work if all goes as planned")
        guard !model.needs.isEmpty else {
            return t("\(work)\u{00A0}; il ne dépend de rien.", "\(work); it depends on nothing.")
        }
        let shown = model.needs.prefix(6).joined(separator: ", ") + (model.needs.count > 6 ? "…" : "")
        return t("\(work), une fois revenus\u{00A0}: \(shown).", "\(work), once these are back: \(shown).")
    }

    private static func stepTable(_ model: Model, _ kept: [KeptStep], _ title: String, _ t: Language) -> Table {
        let place = URLPath.Part(model.place.id)
        return Table(
            caption: title, isCaptionHidden: true, stacks: true,
            columns: [
                Column(t("Étape", "Step")), Column(t("Qui", "Who")),
                Column(t("Heures\u{00A0}: au mieux, probable, au pire", "Hours: best, likely, worst")),
                Column(t("D’où vient la durée", "Where it comes from"), isShort: true),
            ],
            rows: kept.map { step in
                let link: HTML =
                    model.mayManage
                    ? "<a href=\"\(RestartURL.step(place, .init(step.id)).path)\">\(step.title)</a>" : "\(step.title)"
                let estimate = step.duration
                let hours: HTML =
                    model.mayManage
                    ? durations(step, model, t)
                    : "\(HourWords.range(estimate.low, estimate.likely, estimate.high, t))"
                return [
                    "\(link)<p class=\"quiet\">\(StepWords.phase(step.phase, t))</p>",
                    "\(StepWords.people(step.people, { model.teamNames[$0] ?? $0 }, t))", hours,
                    badge(t, StepWords.source(step, t)),
                ]
            })
    }

    private static func durations(_ step: KeptStep, _ model: Model, _ t: Language) -> HTML {
        let labels = [t("au mieux", "at best"), t("le plus probable", "most likely"), t("au pire", "at worst")]
        let values = [step.duration.low, step.duration.likely, step.duration.high]
        let inputs = zip(fields(step), zip(labels, values)).html { name, described in
            textField(
                Field(
                    t, name, label: "\(step.title), \(described.0)", error: model.errors[name], isLabelHidden: true),
                value: model.typed[name] ?? TypedNumber.text(described.1), maxLength: 8, isNumeric: true)
        }
        return "<div class=\"duration-fields\">\(inputs)</div>"
    }

    private static func measures(_ model: Model, _ t: Language) -> HTML {
        guard !model.measures.isEmpty else { return HTML() }
        let title = t("Ce que les essais de restauration ont montré", "What restore tests showed")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Jour", "Day"), isShort: true), Column(t("Durée", "Duration"), isNumber: true),
                        Column(t("Données", "Data"), isNumber: true),
                        Column(t("Ramenée à la taille d’ici", "At the size of here"), isNumber: true),
                    ],
                    rows: model.measures.prefix(10).map { measure in
                        [
                            "\(t.date(measure.measuredOn))", "\(HourWords.length(measure.hours, t))",
                            "\(measure.gigabytes.map { t("\(t.decimal($0, 0))\u{00A0}Go", "\(t.decimal($0, 0)) GB") } ?? "–")",
                            "\(HourWords.length(StepProposal.hours(measure, for: model.node), t))",
                        ]
                    })))
    }

    private static func removed(_ model: Model, _ t: Language) -> HTML {
        let gone = model.steps.filter(\.isRemoved)
        guard model.mayManage, !gone.isEmpty else { return HTML() }
        return disclosure(
            t("Étapes retirées", "Removed steps"),
            items(
                gone.map { step in
                    let restore = postButton(
                        action: RestartURL.stepRestoration(.init(model.place.id), .init(step.id)).path,
                        t("Rétablir", "Restore"))
                    return ends("<span>\(step.title)</span>", restore)
                }))
    }
}
