// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What the incident taught, hot then cold, and what is done about it.
enum ReviewPage {
    struct Model: Sendable {
        let desk: IncidentDesk
        let findings: [Finding]
        let today: Day
        var review = Finding.Review.hot.rawValue
        var nature = Finding.Nature.improve.rawValue
        var text = ""
        var owner = ""
        var due = ""
        var errors = FormErrors()
    }

    private static func read(_ visit: Visit, manage: Bool = false) async throws -> Model {
        let desk = try await IncidentDesk.open(visit, for: manage ? CrisisPermissions.manage : CrisisPermissions.read)
        let id = desk.incident.id
        return Model(
            desk: desk, findings: try await visit.read { session in try AfterStore.findings(of: id, in: session) },
            today: visit.today)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply { page(visit, try await read(visit)) }

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        var model = try await read(visit, manage: true)
        let t = visit.language
        (model.review, model.nature, model.text) = (form["moment"], form["genre"], form["texte"])
        (model.owner, model.due) = (form["pilote"], form["echeance"])
        model.errors.require(model.text, "texte", limit: 1000, in: t)
        model.errors.bound(model.owner, "pilote", limit: 150, in: t)
        let due = Day(text: model.due)
        if !model.due.isEmpty, due.map({ !(1990...2200).contains($0.year) }) ?? true {
            model.errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "echeance")
        }
        guard let review = Finding.Review(rawValue: model.review), let nature = Finding.Nature(rawValue: model.nature)
        else {
            throw CrisisError.outOfRange
        }
        if nature == .proposal {
            if model.owner.isEmpty {
                model.errors.add(t("Une action a un pilote.", "An action has an owner."), to: "pilote")
            }
            if model.due.isEmpty {
                model.errors.add(t("Une action a une échéance.", "An action has a day."), to: "echeance")
            }
        }
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let draft = FindingDraft(review: review, nature: nature, text: model.text, owner: model.owner, dueOn: due)
        try await model.desk.change(visit) { incident, change in
            try AfterStore.add(draft, to: incident, in: change)
        }
        return .redirect(
            CrisisURL.review(model.desk.part, model.desk.id).path,
            notice: nature == .proposal
                ? t(
                    "L’action est notée\u{00A0}; l’agenda la rappellera.",
                    "The action is noted; the agenda will remind of it.")
                : t("Le constat est noté.", "The finding is noted."))
    }

    @Sendable
    static func settle(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let id: Finding.ID = try visit.identifier("constatCrise")
        let day = form["fait"] == "non" ? nil : visit.today
        try await desk.change(visit) { incident, change in
            try AfterStore.setDone(day, id, of: incident, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.review(desk.part, desk.id).path,
            notice: day == nil
                ? t("L’action est reprise.", "The action is taken up again.")
                : t("L’action est faite.", "The action is done."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply { try await set(visit, removed: true) }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply { try await set(visit, removed: false) }

    private static func set(_ visit: Visit, removed: Bool) async throws -> Reply {
        let desk = try await IncidentDesk.open(visit, for: CrisisPermissions.manage)
        let id: Finding.ID = try visit.identifier("constatCrise")
        try await desk.change(visit) { incident, change in
            try AfterStore.setRemoved(removed, finding: id, of: incident, in: change)
        }
        let t = visit.language
        return .redirect(
            CrisisURL.review(desk.part, desk.id).path,
            notice: removed
                ? t("C’est retiré\u{00A0}; on peut le rétablir.", "It is removed; it can be restored.")
                : t("C’est rétabli.", "It is restored."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let title = IncidentTab.review.title(visit.language)
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit.language))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let open = model.findings.filter { $0.nature == .proposal && !$0.isRemoved && $0.doneOn == nil }.count
        let lead =
            model.findings.isEmpty
            ? t("Rien n’est encore retenu.", "Nothing is kept yet.")
            : open == 0
                ? t("Toutes les actions décidées sont faites.", "All the actions decided are done.")
                : t(
                    "\(t.count(open, ("action reste", "actions restent"), ("", ""))) à faire.",
                    "\(t.count(open, ("", ""), ("action remains", "actions remain"))) to do.")
        let head = PageHead(t("Qu’en a-t-on appris\u{00A0}?", "What was learnt?"), lead: lead)
        let list =
            model.findings.isEmpty
            ? emptyState(
                title: t("Le retour d’expérience n’a pas commencé", "The review has not begun"),
                text: t(
                    "À chaud, dans les jours qui suivent\u{00A0}: ce qui a tenu, ce qui a manqué. À froid\u{00A0}: les causes et les actions.",
                    "Hot, in the days that follow: what held, what was missing. Cold: causes and actions."))
            : Finding.Nature.allCases.html { group($0, model, t) }
        return """
            \(pageHead(t, head))\(IncidentTab.render(desk, .review, t))\(errorSummary(t, model.errors.faults))\
            \(list)\(when(desk.mayManage, entry(model, t)))
            """
    }

    private static func group(_ nature: Finding.Nature, _ model: Model, _ t: Language) -> HTML {
        let rows = model.findings.filter { $0.nature == nature }
        guard !rows.isEmpty else { return HTML() }
        return sheet(nature.title(t), itemsApart(rows.map { line($0, model, t) }))
    }

    private static func line(_ finding: Finding, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let id = URLPath.Part(finding.id)
        let settle = CrisisURL.finding(desk.part, desk.id, id).path
        let isAction = finding.nature == .proposal
        let state: StateBadge? =
            finding.isRemoved
            ? StateBadge(.closed, t("Retiré", "Removed"))
            : finding.doneOn.map { StateBadge(.proven, t("Fait le \(t.date($0))", "Done on \(t.date($0))")) }
                ?? finding.dueOn.map { day in
                    day < model.today
                        ? StateBadge(.missing, t("En retard, pour le \(t.date(day))", "Late, due \(t.date(day))"))
                        : StateBadge(.expiring, t("Pour le \(t.date(day))", "Due \(t.date(day))"))
                }
        var buttons = HTML()
        if desk.mayManage {
            if isAction, !finding.isRemoved {
                buttons.append(
                    finding.doneOn == nil
                        ? postButton(action: settle, t("C’est fait", "It is done"))
                        : postButton(
                            action: settle, t("Ce n’est pas fait", "It is not done"), style: .quiet,
                            hidden: [("fait", "non")]))
            }
            buttons.append(
                finding.isRemoved
                    ? postButton(
                        action: CrisisURL.findingRestoration(desk.part, desk.id, id).path, t("Rétablir", "Restore"),
                        style: .quiet)
                    : postButton(
                        action: CrisisURL.findingRemoval(desk.part, desk.id, id).path, t("Retirer", "Remove"),
                        style: .quiet))
        }
        return """
            <p>\(finding.text)</p><p><span class="quiet">\(finding.review.title(t))\(when(!finding.owner.isEmpty, " · \(finding.owner)"))</span> \
            \(when(state) { badge(t, $0) })</p>\(when(!buttons.isEmpty, "<div class=\"gestures\">\(buttons)</div>"))
            """
    }

    private static func entry(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Ajouter un constat ou une action", "Add a finding or an action"),
            form(
                action: CrisisURL.review(model.desk.part, model.desk.id).path,
                """
                \(fieldRow([
                    select(Field(t, "moment", label: t("Moment", "Moment")), Finding.Review.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.review),
                    select(Field(t, "genre", label: t("Genre", "Nature")), Finding.Nature.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.nature),
                ]))\
                \(textArea(Field(t, "texte", label: t("En une phrase", "In one sentence"), error: model.errors["texte"], isRequired: true), value: model.text, rows: 3, maxLength: 1000))\
                \(fieldRow([
                    textField(Field(t, "pilote", label: t("Pilote (pour une action)", "Owner (of an action)"), error: model.errors["pilote"]), value: model.owner, autocomplete: "off", maxLength: 150),
                    dateField(Field(t, "echeance", label: t("Échéance (pour une action)", "Due (of an action)"), error: model.errors["echeance"]), value: Day(text: model.due)),
                ]))\
                \(formActions(submit(t("Ajouter", "Add"))))
                """))
    }
}
