// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// Decisions, one a line, with the one step that is most often wanted: saying that it is done.
enum DecisionTable {
    static func render(
        _ decisions: [Decision], caption: String, namesPlaces: Bool, mayManage: Bool, today: Day, _ t: Language
    ) -> HTML {
        table(
            t,
            Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [Column(t("Décision", "Decision"))]
                    + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                        Column(t("Confiée à", "In the charge of")), Column(t("Échéance", "Due"), isShort: true),
                        Column(t("État", "State"), isShort: true),
                    ] + (mayManage ? [Column("")] : []),
                rows: decisions.map { row($0, namesPlaces, mayManage, today, t) }))
    }

    private static func row(
        _ one: Decision, _ namesPlaces: Bool, _ mayManage: Bool, _ today: Day, _ t: Language
    ) -> [HTML] {
        let place = URLPathPart(one)
        let from = t(
            "\(one.committeeName), le \(t.date(one.decidedOn))", "\(one.committeeName), \(t.date(one.decidedOn))")
        let title: HTML = """
            <a href="\(GovernanceURL.decision(place.keeper, place.decision).path)">\(one.text)</a><br><small>\(from)</small>
            """
        let step: HTML = when(
            one.state == .todo,
            postButton(
                action: GovernanceURL.decisionState(place.keeper, place.decision).path, t("C’est fait", "Done"),
                hidden: [(name: "etat", value: Decision.State.done.word)]))
        return [title] + (namesPlaces ? ["\(one.keeper.name)"] : []) + [
            "\(one.owner.isEmpty ? t("personne encore", "nobody yet") : one.owner)",
            "\(one.dueOn.map { t.date($0) } ?? "–")", badge(t, state(one, today, t)),
        ] + (mayManage ? [step] : [])
    }

    private struct URLPathPart {
        let keeper: URLPath.Part
        let decision: URLPath.Part

        init(_ decision: Decision) {
            keeper = .init(decision.keeper.id)
            self.decision = .init(decision.id)
        }
    }

    static func state(_ one: Decision, _ today: Day, _ t: Language) -> StateBadge {
        switch one.state {
        case .done: StateBadge(.proven, one.state.title(t))
        case .dropped: StateBadge(.closed, one.state.title(t))
        case .todo:
            one.isOverdue(on: today)
                ? StateBadge(.missing, t("En retard", "Late")) : StateBadge(.declared, one.state.title(t))
        }
    }
}
