// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// A plan on paper: its text, then who approved what and what the tests showed.
enum PlanReport {
    static func subtitle(_ model: PlanPage.Model, _ t: Language) -> String {
        let version = t("Version \(model.version.number)", "Version \(model.version.number)")
        guard let approval = model.version.approval else {
            return version + t(", pas encore validée.", ", not approved yet.")
        }
        return version
            + t(
                ", validée le \(t.date(approval.on)) par \(approval.by).",
                ", approved on \(t.date(approval.on)) by \(approval.by).")
    }

    static func render(_ model: PlanPage.Model, _ t: Language) -> HTML {
        let sections = PlanPage.sections(model.plan.kind, model.version, t)
        let covers = model.nodes.map(\.name).joined(separator: ", ")
        let about: HTML = when(
            !covers.isEmpty, "<p><strong>\(t("Couvre", "Covers"))\(t("\u{00A0}: ", ": "))</strong>\(covers)</p>")
        let owner: HTML = when(
            !model.plan.owner.isEmpty,
            "<p><strong>\(t("Tenu par", "Owner"))\(t("\u{00A0}: ", ": "))</strong>\(model.plan.owner)</p>")
        return """
            \(owner)\(about)\(sections.html { section in
                "<section><h2>\(section.title)</h2>\(prose(section.text))</section>"
            })\(tests(model, t))\(versions(model, t))
            """
    }

    private static func tests(_ model: PlanPage.Model, _ t: Language) -> HTML {
        let held = model.tests.filter { $0.isHeld && !$0.isRemoved }
        guard !held.isEmpty else { return HTML() }
        let title = t("Ce que les essais ont montré", "What the tests showed")
        return part(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Jour", "Day")), Column(t("Scénario", "Scenario")),
                        Column(t("Constat", "What it showed")),
                        Column(t("À corriger", "To correct")),
                    ],
                    rows: held.map {
                        [
                            "\(t.date($0.day))", prose($0.draft.scenario), prose($0.draft.shown),
                            prose($0.draft.toCorrect),
                        ]
                    })))
    }

    private static func versions(_ model: PlanPage.Model, _ t: Language) -> HTML {
        let title = t("Versions", "Versions")
        return part(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Version", "Version")), Column(t("Jour", "Day")),
                        Column(t("Ce qui change", "What changes")),
                        Column(t("Validation", "Approval")),
                    ],
                    rows: model.versions.map { one in
                        [
                            "\(one.number)", "\(t.date(one.madeOn))", "\(one.changed.isEmpty ? "–" : one.changed)",
                            "\(one.approval.map { "\(t.date($0.on)), \($0.by)" } ?? "–")",
                        ]
                    })))
    }

    private static func part(_ title: String, _ content: HTML) -> HTML {
        "<section><h2>\(title)</h2>\(content)</section>"
    }
}
