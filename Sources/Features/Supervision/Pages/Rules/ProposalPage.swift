// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Sigma
import Site

/// What new rules would change, before they do.
enum ProposalPage {
    static func title(_ t: Language) -> String {
        t("Que changeraient ces règles\u{00A0}?", "What would these rules change?")
    }

    static func render(
        _ proposal: RuleProposal, _ id: Identifier<RuleProposal>, _ place: Organisation, _ t: Language
    ) -> HTML {
        let part = SupervisionURL.Part(place.id)
        let apply = Action(
            t("Appliquer", "Apply"), post: SupervisionURL.rulesApplication(part, .init(id)).path, style: .primary)
        let drop = Action(t("Abandonner", "Drop"), post: SupervisionURL.rulesWithdrawal(part, .init(id)).path)
        let lead = t(
            "Rien n’a changé encore\u{00A0}: les règles en place veillent toujours.",
            "Nothing has changed yet: the rules in force still keep watch.")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead, actions: [apply, drop])))\
            \(figures(t, [
                Figure(t.number(proposal.added.count), meaning: t("ajoutées", "added")),
                Figure(t.number(proposal.changed.count), meaning: t("changées", "changed")),
                Figure(
                    t.number(proposal.removed.count), meaning: t("retirées", "removed"),
                    tone: proposal.removed.isEmpty ? .neutral : .warn),
                Figure(
                    t.number(proposal.refused.count), meaning: t("refusées", "refused"),
                    tone: proposal.refused.isEmpty ? .good : .warn),
            ]))\
            \(list(t("Retirées", "Removed"), proposal.removed, t))\(RulesPage.refused(proposal.refused, t))\
            \(list(t("Changées", "Changed"), proposal.changed, t))\(list(t("Ajoutées", "Added"), proposal.added, t))\
            \(licences(proposal, t))
            """
    }

    private static func list(_ title: String, _ lines: [RuleProposal.Line], _ t: Language) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let rows = lines.sorted { ($1.level, $0.title) < ($0.level, $1.title) }.prefix(200).map { line -> [HTML] in
            ["\(line.title)", badge(t, line.level.badge, line.level.word(t))]
        }
        let more: HTML = when(
            lines.count > 200,
            paragraph(
                t("et \(t.number(lines.count - 200)) autres.", "and \(t.number(lines.count - 200)) more."),
                isQuiet: true))
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [Column(t("Règle", "Rule")), Column(t("Niveau", "Level"), isShort: true)], rows: rows)))\(more)
            """)
    }

    private static func licences(_ proposal: RuleProposal, _ t: Language) -> HTML {
        guard !proposal.licences.isEmpty else {
            return sheet(
                t("Licence", "Licence"),
                paragraph(
                    t(
                        "L’archive ne contient pas de fichier de licence\u{00A0}: vérifiez que vous pouvez vous servir de ces règles.",
                        "The archive holds no licence file: check that you may use these rules.")))
        }
        return sheet(
            t("Licence", "Licence"),
            proposal.licences.html { one in
                disclosure(one.path, "<pre class=\"event\" tabindex=\"0\">\(one.text)</pre>")
            })
    }
}
