// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

extension ObjectivePage {
    static func render(_ model: Model, _ t: Language) -> HTML {
        var actions: [Action] = []
        if let archive = model.archive {
            actions.append(
                Action(t("Sortir le dossier (ZIP)", "Take out the dossier (ZIP)"), href: archive, style: .primary))
        }
        if model.hasPrinter { actions.append(Action(t("Rapport PDF", "PDF report"), href: model.report)) }
        let lines = model.chapters.html { chapter in
            sheet(chapter.title, itemsApart(chapter.lines.map { line($0, t) }))
        }
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead(model.count, t), actions: actions)))\
            \(figures(t, figureList(model.count, t)))\(filters(model, t))\
            \(model.chapters.isEmpty ? nothing(model, t) : stack([lines]))
            """
    }

    private static func figureList(_ count: ObjectiveCount, _ t: Language) -> [Figure] {
        [
            Figure(
                "\(t.number(count.good)) / \(t.number(count.applicable))",
                meaning: t("objectifs prouvés", "objectives proven"),
                tone: count.good == count.applicable ? .good : .neutral),
            Figure(
                t.number(count.expiring),
                meaning: t(
                    count.expiring < 2 ? "expire dans les deux mois" : "expirent dans les deux mois",
                    "expiring within two months"),
                tone: count.expiring > 0 ? .warn : .neutral),
            Figure(
                t.number(count.expired + count.partial),
                meaning: t(
                    count.expired + count.partial < 2 ? "périmé ou partiel" : "périmés ou partiels", "lapsed or partial"
                ),
                tone: count.expired + count.partial > 0 ? .warn : .neutral),
            Figure(
                t.number(count.declared),
                meaning: t(
                    count.declared < 2 ? "déclaré sans preuve" : "déclarés sans preuve", "declared without proof")),
            Figure(
                t.number(count.missing), meaning: t(count.missing < 2 ? "manque" : "manquent", "missing"),
                tone: count.missing > 0 ? .bad : .good),
        ]
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        tabs(
            t,
            Filter.allCases.map { filter in
                NavigationItem(
                    filter.title(t), href: model.this.with("etat", filter == .all ? nil : filter.rawValue),
                    isCurrent: filter == model.filter)
            }, label: t("Objectifs montrés", "Objectives shown"))
    }

    private static func line(_ line: Line, _ t: Language) -> HTML {
        """
        <h3>\(line.title) <span class="code">\(line.code)</span></h3>\
        <p class="badges">\(badge(t, line.state.badge(t)))\
        \(when(line.difference) { _ in badge(t, StateBadge(.toReview, t("Réponse et preuves diffèrent", "Answer and proofs differ"))) })</p>\
        \(paragraph(line.summary))\
        \(when(line.difference) { paragraph($0.sentence(t), isQuiet: true) })\
        \(disclosure(t("Ce qui compte, ce qui manque, et pourquoi", "What counts, what is missing, and why"),
            "\(when(!line.expectation.isEmpty, paragraph(line.expectation, isQuiet: true)))\(line.detail)"))\
            \(when(line.adding) { href in
            "<p><a class=\"more\" href=\"\(href)\">\(t("Ajouter une preuve", "Add a proof"))<span class=\"visually-hidden\">\(t("\u{00A0}: ", ": "))\(line.title)</span></a></p>"
        })
        """
    }

    private static func nothing(_ model: Model, _ t: Language) -> HTML {
        emptyState(
            title: t("Aucun objectif dans cet état", "No objective in this state"),
            text: t(
                "Montrez tous les objectifs pour reprendre la liste.", "Show every objective to get the list back."),
            action: Action(t("Tout montrer", "Show everything"), href: model.this))
    }
}
