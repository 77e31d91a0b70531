// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// One indicator: what is said of it, what was seen of it.
enum IndicatorPage {
    struct Model: Sendable {
        let kept: KeptIndicator
        var fields = IndicatorFields()
        var isWanted = true
        var logs: [OpenLog] = []
        var mayManage = false
        let today: Day
        let zone: TimeZoneRule
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, KeptIndicator) {
        let place = try await visit.indicatorsPlace(permission)
        let id: KeptIndicator.ID = try visit.identifier("indicateurCompromission")
        let found = try await visit.read { session in try IndicatorStore.indicator(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, kept) = try await find(visit, IndicatorsPermissions.read)
        var model = Model(kept: kept, today: visit.today, zone: visit.zone)
        model.fields.tlp = kept.tlp.rawValue
        model.fields.source = kept.indicator.source
        model.fields.note = kept.indicator.note
        model.fields.until = kept.validUntil
        model.fields.log = kept.log?.text ?? ""
        model.isWanted = kept.indicator.isForDetection
        return try await page(visit, place, model)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, kept) = try await find(visit, IndicatorsPermissions.manage)
        let t = visit.language
        var model = Model(kept: kept, today: visit.today, zone: visit.zone)
        model.fields = IndicatorFields(form, isTLPRequired: true, t)
        model.isWanted = form["chercher"] == "oui"
        let logs = try await logs(visit, place)
        let log = model.fields.chosenLog(logs) ?? (model.fields.log == kept.log?.text ? kept.log : nil)
        if !model.fields.log.isEmpty, log == nil {
            model.fields.errors.add(IndicatorError.unknownLog.message(t), to: "main-courante")
        }
        guard model.fields.errors.isEmpty else { return try await page(visit, place, model, status: .unprocessable) }
        var indicator = kept.indicator
        indicator.tlp = TLP(rawValue: model.fields.tlp)
        indicator.source = model.fields.source
        indicator.note = model.fields.note
        indicator.isForDetection = model.isWanted
        indicator.validUntil = nil
        let draft = IndicatorDraft(indicator, validUntil: model.fields.until, log: log)
        try await visit.changeIndicators(place.organisation.id) { change in
            try IndicatorStore.correct(kept, draft, in: change)
        }
        return back(place, t("L’indicateur est enregistré.", "The indicator is saved."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, kept) = try await find(visit, IndicatorsPermissions.manage)
        try await visit.changeIndicators(place.organisation.id) { change in
            try IndicatorStore.remove(kept, in: change)
        }
        return .redirect(
            IndicatorsURL.one(.init(place.organisation.id), .init(kept.id)).path,
            notice: visit.language(
                "L’indicateur est retiré. Vous pouvez le rétablir ici.",
                "The indicator is removed. You can restore it here."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, kept) = try await find(visit, IndicatorsPermissions.manage)
        try await visit.changeIndicators(place.organisation.id) { change in
            try IndicatorStore.restore(kept, in: change)
        }
        return back(place, visit.language("L’indicateur est rétabli.", "The indicator is restored."))
    }

    private static func back(_ place: Place, _ notice: String) -> Reply {
        .redirect(IndicatorsURL.list(.init(place.organisation.id)).path, notice: notice)
    }

    private static func logs(_ visit: Visit, _ place: Place) async throws -> [OpenLog] {
        try await visit.read { session in
            try IndicatorStore.openLogs(around: place.organisation.lineage, in: session)
        }
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ given: Model, status: Site.Status = .ok
    ) async throws -> Reply {
        var model = given
        model.logs = try await logs(visit, place)
        // The log of an incident that is closed since stays chosen.
        if let log = model.kept.log, !model.logs.contains(where: { $0.id == log }) {
            model.logs.append(
                (log, visit.language("Incident clos ou d’ailleurs", "Incident closed or from elsewhere"), false))
        }
        model.mayManage = visit.mayManageIndicators(place.organisation.lineage)
        let t = visit.language
        return visit.indicatorsPage(
            title(model, t), at: place, crumb: IndicatorWords.kind(model.kept.indicator.value.kind)(t), status: status,
            render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        IndicatorWords.kind(model.kept.indicator.value.kind)(t) + t("\u{00A0}: ", ": ")
            + String(model.kept.indicator.value.text.prefix(120))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let kept = model.kept
        let place = URLPath.Part(kept.keeper.id)
        var facts: [(term: String, value: HTML)] = [
            (t("Valeur", "Value"), "<span class=\"indicator-value\">\(kept.indicator.value.text)</span>"),
            (
                t("Écriture prudente", "Cautious writing"),
                "<span class=\"indicator-value\">\(Defanging.defanged(kept.indicator.value))</span>"
            ),
            ("TLP", "\(kept.tlp.label)\(t("\u{00A0}: ", ": "))\(IndicatorWords.meaning(kept.tlp)(t))"),
        ]
        if !kept.indicator.companions.isEmpty {
            let list = kept.indicator.companions.map { companion -> HTML in
                let kind = IndicatorWords.kind(companion.kind)(t)
                return "\(kind) <span class=\"indicator-value\">\(companion.text)</span>"
            }
            facts.append((t("Ne compte qu’avec", "Counts only with"), items(list)))
        }
        if let log = kept.log {
            facts.append(
                (
                    t("Incident", "Incident"),
                    "<a href=\"\(CrisisLogAddress.log(.init(log)).path)\">\(t("Ouvrir la main courante", "Open the crisis log"))</a>"
                ))
        }
        facts.append((t("Entré le", "Entered on"), "\(t.moment(kept.createdAt, in: model.zone))"))
        if !model.mayManage {
            facts.append((t("Source", "Source"), "\(kept.indicator.source)"))
            facts.append((t("Note", "Note"), prose(kept.indicator.note)))
        }
        return """
            \(pageHead(t, PageHead(title(model, t))))\(errorSummary(t, model.fields.errors.faults))\
            \(sheet(t("L’indicateur", "The indicator"), definitionList(facts)))\
            \(sheet(t("Ce qui en a été vu", "What was seen of it"), seen(model, t)))\
            \(when(model.mayManage, editing(model, place, t)))
            """
    }

    private static func seen(_ model: Model, _ t: Language) -> HTML {
        guard let result = model.kept.result else {
            return paragraph(t("Il n’a jamais été cherché.", "It was never looked for."))
        }
        let when = t.moment(result.huntedAt, in: model.zone)
        guard let words = IndicatorWords.seen(model.kept, t), let first = result.firstAt, let last = result.lastAt
        else {
            return paragraph(
                t(
                    "Pas vu, le \(when), dans les événements gardés. Cela ne dit rien de ce qui n’est pas collecté.",
                    "Not seen in the events kept on \(when). That says nothing of what is not collected."))
        }
        return """
            \(badge(t, .missing, words))\(definitionList([
                (t("Première fois", "First time"), "\(t.moment(first, in: model.zone))"),
                (t("Dernière fois", "Last time"), "\(t.moment(last, in: model.zone))"),
                (t("Cherché le", "Looked for on"), "\(when)"),
            ]))<p><a href="\(IndicatorsURL.hunt(.init(model.kept.keeper.id)).path)">\(t("Voir la dernière recherche", "See the last search"))</a></p>
            """
    }

    private static func editing(_ model: Model, _ place: URLPath.Part, _ t: Language) -> HTML {
        let kept = model.kept
        let id = URLPath.Part(kept.id)
        return """
            \(form(action: IndicatorsURL.one(place, id).path, """
                \(model.fields.render(model.logs, isTLPRequired: true, t))\
                \(checkbox(Field(t, "chercher", label: t("À chercher dans les événements", "To look for in the events"), hint: t("Décoché\u{00A0}: gardé comme contexte.", "Unticked: kept as context.")), isChecked: model.isWanted))\
                \(formActions("\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Retour à la liste", "Back to the list"), href: IndicatorsURL.list(place).path))"))
                """))\
            \(actions([
                kept.isRemoved
                    ? Action(t("Rétablir", "Restore"), post: IndicatorsURL.restoration(place, id).path)
                    : Action(
                        t("Retirer l’indicateur", "Remove the indicator"), post: IndicatorsURL.removal(place, id).path, style: .danger,
                        confirm: t("Retirer cet indicateur\u{00A0}? Vous pourrez le rétablir.", "Remove this indicator? You can restore it.")),
            ]))
            """
    }
}
