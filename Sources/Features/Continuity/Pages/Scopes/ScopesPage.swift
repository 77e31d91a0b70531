// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Whether the programme's minimum is reached: three scopes, plans, a test, for 66 % of the combined activity.
enum ScopesPage {
    struct Model: Sendable {
        let place: Organisation
        let reading: ScopeReading
        let waivers: [WaiverStore.Waiver]
        var reason = ""
        let mayManage: Bool
        let opens: @Sendable (Organisation) -> Bool
        /// The scope whose reason was refused.
        var faulty: CareScope?
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        return page(visit, place, try await model(visit, place))
    }

    @Sendable
    static func waive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.continued(ContinuityPermissions.manage)
        guard let scope = CareScope(word: try visit.parameter("perimetre")) else { throw Refusal.notFound }
        let (t, today, id) = (visit.language, visit.today, place.organisation.id)
        var errors = FormErrors()
        let name = "motif-\(scope.word)"
        let reason = form[name]
        errors.require(reason, name, limit: 1000, in: t)
        guard errors.isEmpty else {
            var model = try await model(visit, place)
            model.reason = reason
            model.errors = errors
            model.faulty = scope
            return page(visit, place, model, status: .unprocessable)
        }
        try await visit.keep(at: place) { change in
            try WaiverStore.give(reason, for: scope, at: id, on: today, in: change)
        }
        return .redirect(
            ContinuityURL.scopes(.init(id)).path, notice: t("Le motif est enregistré.", "The reason is saved."))
    }

    @Sendable
    static func takeBack(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued(ContinuityPermissions.manage)
        guard let scope = CareScope(word: try visit.parameter("perimetre")) else { throw Refusal.notFound }
        let id = place.organisation.id
        try await visit.keep(at: place) { change in try WaiverStore.takeBack(scope, at: id, in: change) }
        return .redirect(
            ContinuityURL.scopes(.init(id)).path,
            notice: visit.language("Le motif est retiré.", "The reason is removed."))
    }

    private static func model(_ visit: Visit, _ place: Place) async throws -> Model {
        let (organisation, today) = (place.organisation, visit.today)
        let (reading, waivers) = try await visit.read { session in
            (
                try ScopeReading.read(of: organisation, on: today, in: session),
                try WaiverStore.all(under: organisation.lineage, in: session)
            )
        }
        return Model(
            place: organisation, reading: reading, waivers: waivers, mayManage: visit.mayManage(organisation.lineage),
            opens: { visit.mayRead($0.lineage) })
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            title(t), at: place, crumb: ContinuityTabs.scopes.title(t), status: status, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Le minimum de CaRE D2 est-il atteint\u{00A0}?", "Is the minimum of CaRE D2 reached?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let isGroup = model.reading.members.count > 1
        return """
            \(pageHead(t, PageHead(title(t), lead: ScopeWords.sentence(model.reading, t))))\
            \(ContinuityTabs.render(model.place.id, current: .scopes, t))\
            \(errorSummary(t, model.errors.faults))\(isGroup ? shares(model, t) : HTML())\(table(model, t))\
            \(missing(model, t))\(waivers(model, t))\(rule(t))
            """
    }

    private static func shares(_ model: Model, _ t: Language) -> HTML {
        let reading = model.reading
        func figure(_ share: Double, _ code: String, _ meaning: String) -> Figure {
            Figure(
                t.percent(share), meaning: meaning,
                note: reading.passes(share)
                    ? t("\(code), 66\u{00A0}% demandés\u{00A0}: atteint", "\(code), 66% wanted: reached")
                    : t("\(code), 66\u{00A0}% demandés\u{00A0}: pas encore", "\(code), 66% wanted: not yet"),
                tone: reading.passes(share) ? .good : .bad)
        }
        return figures(
            t,
            [
                figure(
                    reading.plansShare, "D2.O1.C",
                    t(
                        "de l’activité combinée a ses bilans et ses plans",
                        "of the combined activity has analyses and plans")),
                figure(
                    reading.testsShare, "D2.O1.D",
                    t("de l’activité combinée a essayé un plan", "of the combined activity tested a plan")),
            ])
    }

    private static func table(_ model: Model, _ t: Language) -> HTML {
        let isGroup = model.reading.members.count > 1
        let title = t("Ce qui est couvert", "What is covered")
        let single: [ScopeReading.Element] = [.continuity, .recovery, .test, .schedule]
        let columns =
            [Column(t("Établissement", "Establishment"))]
            + (isGroup ? [Column(t("Part de l’activité", "Share of activity"), isNumber: true)] : [])
            + [Column(t("Bilans d’impact", "Impact analyses"))]
            + single.map { Column(ScopeWords.short($0, t), isShort: true) }
        let rows = model.reading.members.map { member -> [HTML] in
            let path = ContinuityURL.scopes(.init(member.organisation.id)).path
            let name: HTML =
                isGroup && model.opens(member.organisation)
                ? "<a href=\"\(path)\">\(member.organisation.name)</a>" : "\(member.organisation.name)"
            return [name] + (isGroup ? ["\(member.share.map { t.percent($0, 1) } ?? t("inconnue", "unknown"))"] : [])
                + [analyses(member, t)]
                + single.map { element in
                    member.held.contains(element)
                        ? badge(t, .proven, t("Oui", "Yes")) : badge(t, .missing, t("Manque", "Missing"))
                }
        }
        return sheet(
            title, Components.table(t, Table(caption: title, isCaptionHidden: true, columns: columns, rows: rows)))
    }

    /// The three scopes in one cell: how many, and which are missing.
    private static func analyses(_ member: ScopeReading.Member, _ t: Language) -> HTML {
        let missing = CareScope.allCases.filter { !member.held.contains(.analysis($0)) }
        guard !missing.isEmpty else { return badge(t, .proven, t("Les trois", "All three")) }
        let count = CareScope.allCases.count - missing.count
        let names = missing.map { $0.short(t).lowercased() }.joined(separator: ", ")
        return """
            \(badge(t, .missing, t("\(count) sur 3", "\(count) of 3")))\
            <br><small>\(t("manque", "missing"))\(t("\u{00A0}: ", ": "))\(names)</small>
            """
    }

    private static func missing(_ model: Model, _ t: Language) -> HTML {
        let lacking = model.reading.members.filter { !$0.missing.isEmpty }
        guard !lacking.isEmpty else { return HTML() }
        let lines = lacking.map { member -> HTML in
            let steps = member.missing.html { element -> HTML in
                let todo = ScopeWords.todo(element, t).capitalizedFirst
                guard model.opens(member.organisation) else { return "<li>\(todo)</li>" }
                return "<li><a href=\"\(ScopeWords.path(element, at: member.organisation.id))\">\(todo)</a></li>"
            }
            let weight = member.share.map { " (\(t.percent($0, 1)))" } ?? ""
            return "<h3>\(member.organisation.name)\(weight)</h3><ul class=\"items\">\(steps)</ul>"
        }
        return sheet(t("Ce qui manque", "What is missing"), itemsApart(lines))
    }

    /// Only where one writes them: the reasons of an establishment are its own.
    private static func waivers(_ model: Model, _ t: Language) -> HTML {
        guard model.place.kind == .legalEntity || model.place.kind == .site else { return HTML() }
        let place = URLPath.Part(model.place.id)
        let given = Dictionary(model.waivers.filter { $0.organisation == model.place.id }.map { ($0.scope, $0) }) {
            first, _ in first
        }
        guard model.mayManage || !given.isEmpty else { return HTML() }
        let lines = CareScope.allCases.map { scope -> HTML in
            if let waiver = given[scope] {
                let undo: HTML = when(
                    model.mayManage,
                    postButton(
                        action: ContinuityURL.waiverRemoval(place, .init(scope.word)).path,
                        t("Retirer le motif", "Remove the reason")))
                return """
                    <h3>\(scope.short(t))</h3>\(prose(waiver.reason))\
                    \(ends("<p class=\"quiet\">\(t.date(waiver.decidedOn))</p>", undo))
                    """
            }
            guard model.mayManage else { return "<h3>\(scope.short(t))</h3>\(paragraph("–"))" }
            let isFaulty = model.faulty == scope
            // Three forms on a page: each field has a name of its own, for an identifier must be.
            let name = "motif-\(scope.word)"
            let field = Field(
                t, name,
                label: t("Motif, \(scope.short(t).lowercased())", "Reason, \(scope.short(t).lowercased())"),
                error: model.errors[name])
            return """
                <h3>\(scope.short(t))</h3>\
                \(disclosure(t("Écrire pourquoi il n’y a pas de bilan", "Write why there is no analysis"), isOpen: isFaulty,
                    form(
                        action: ContinuityURL.waiver(place, .init(scope.word)).path,
                        textArea(field, value: isFaulty ? model.reason : "", rows: 3, maxLength: 1000)
                            + formActions(submit(t("Enregistrer le motif", "Save the reason"), style: .plain)))))
                """
        }
        return sheet(
            t("Un périmètre n’existe pas ici\u{00A0}?", "Is there no such scope here?"),
            """
            \(paragraph(
                t(
                    "Le texte admet qu’un périmètre n’existe pas, ou qu’un bilan n’ait pas été mené, si le motif est écrit. Le "
                        + "motif devient une preuve quand chaque périmètre a son bilan ou son motif.",
                    "The text admits that a scope does not exist, or that no analysis was made, if the reason is written. It "
                        + "becomes a proof once every scope has its analysis or its reason."), isQuiet: true))\
            \(itemsApart(lines))
            """)
    }

    private static func rule(_ t: Language) -> HTML {
        disclosure(
            t("Comment c’est calculé", "How it is computed"),
            paragraph(
                t(
                    "Annexe 1 de l’arrêté du 3 juillet 2025, objectifs D2.O1.C et D2.O1.D. Un établissement est couvert quand il a "
                        + "les trois bilans (ou leur motif), un PCA et un PRA validés\u{00A0}; il a essayé quand un PCA a été joué sur "
                        + "le terrain depuis le 16 juillet 2025 et qu’un calendrier fixe les autres essais. La part est celle de "
                        + "l’activité combinée saisie pour chaque entité juridique. Les preuves déposées dans le coffre comptent "
                        + "comme celles que cette page publie.",
                    "Annex 1 of the order of 3 July 2025, objectives D2.O1.C and D2.O1.D. An establishment is covered when it has "
                        + "the three analyses (or their reason), an approved PCA and PRA; it tested when a PCA was played in the "
                        + "field since 16 July 2025 and a schedule sets the other tests. The share is that of the combined "
                        + "activity entered for each legal entity. Proofs put into the vault count as those published here."
                )))
    }
}
