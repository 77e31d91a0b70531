// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// One plan: its text, who approved it, what its tests showed.
enum PlanPage {
    struct Model: Sendable {
        let place: Organisation
        let plan: Plan
        /// The one that is shown.
        let version: PlanVersion
        let versions: [PlanVersion]
        let nodes: [(id: PlacedNode.ID, name: String)]
        let tests: [PlanTest]
        var approval = ApprovalForm.Typed()
        let mayManage: Bool
        let offersFile: Bool
        let today: Day
        var errors = FormErrors()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let plan = model.plan
        let head = PageHead(
            plan.title, lead: lead(model, t), actions: buttons(model, t),
            state: StateWords.badge(plan, on: model.today, t))
        let side: HTML = "\(about(model, t))\(tests(model, t))\(history(model, t))"
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(columns("\(text(model, t))\(ApprovalForm.render(model, t))", side, .wideLeft))\(removal(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let plan = model.plan
        let start = plan.kind.title(t) + t("\u{00A0}: ", ": ") + plan.kind.meaning(t) + "."
        guard let approval = plan.approved else {
            return start + t(" Personne ne l’a encore validé.", " Nobody approved it yet.")
        }
        return start
            + t(
                " Version \(approval.version) validée le \(t.date(approval.on)) par \(approval.by).",
                " Version \(approval.version) approved on \(t.date(approval.on)) by \(approval.by).")
    }

    private static func buttons(_ model: Model, _ t: Language) -> [Action] {
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(model.plan.id))
        var list: [Action] = []
        if model.mayManage, !model.plan.isRemoved {
            list.append(
                Action(t("Modifier", "Change"), href: ContinuityURL.planEdition(place, id).path, style: .primary))
        }
        if model.offersFile {
            list.append(
                Action(t("Télécharger en PDF", "Download as PDF"), href: ContinuityURL.planFile(place, id).path))
        }
        return list
    }

    private static func text(_ model: Model, _ t: Language) -> HTML {
        let sections = sections(model.plan.kind, model.version, t)
        guard !sections.isEmpty else {
            return sheet(
                t("Le texte", "The text"),
                paragraph(
                    model.plan.proof == nil
                        ? t("Rien n’est encore écrit.", "Nothing is written yet.")
                        : t("Le texte est dans le document joint.", "The text is in the attached document.")))
        }
        return sections.html { sheet($0.title, prose($0.text)) }
    }

    /// What is written, in the order of its kind.
    static func sections(
        _ kind: PlanKind, _ version: PlanVersion, _ t: Language
    ) -> [(title: String, text: String)] {
        kind.sections.compactMap { section in
            version.sections[section.key].map { (section.title(t), $0) }
        }
    }

    private static func about(_ model: Model, _ t: Language) -> HTML {
        let plan = model.plan
        var list: [(term: String, value: HTML)] = [
            (
                term: t("Tenu par", "Owner"),
                value: "\(plan.owner.isEmpty ? t("personne encore", "nobody yet") : plan.owner)"
            ),
            (
                term: t("À revoir le", "To be reviewed on"),
                value: "\(plan.reviewOn.map { t.date($0) } ?? t("pas fixé", "not set"))"
            ),
            (term: t("Version montrée", "Version shown"), value: "\(model.version.number)"),
        ]
        if let proof = plan.proof {
            list.append(
                (
                    term: t("Document", "Document"),
                    value: "<a href=\"\(ProofAddress.proof(proof.id))\">\(proof.title)</a>"
                ))
        }
        if plan.kind.coversNodes {
            let names = model.nodes.map(\.name).joined(separator: ", ")
            list.append(
                (
                    term: t("Couvre", "Covers"),
                    value: "\(names.isEmpty ? t("rien de la cartographie", "nothing of the map") : names)"
                ))
        }
        return sheet(t("Ce plan", "This plan"), definitionList(list))
    }

    private static func tests(_ model: Model, _ t: Language) -> HTML {
        let add =
            model.mayManage && !model.plan.isRemoved
            ? Action(
                t("Fixer un essai", "Plan a test"),
                href: ContinuityURL.testCreation(.init(model.place.id), .init(model.plan.id)).path) : nil
        let kept = model.tests.filter { !$0.isRemoved }
        guard !kept.isEmpty else {
            return sheet(
                t("Essais", "Tests"), action: add,
                paragraph(t("Ce plan n’a jamais été essayé.", "This plan was never tested.")))
        }
        return sheet(
            t("Essais", "Tests"), action: add,
            itemsApart(
                kept.prefix(20).map { test in
                    let path = ContinuityURL.test(.init(model.place.id), .init(test.id)).path
                    let shown: HTML = when(!test.draft.shown.isEmpty, prose(test.draft.shown))
                    let place: HTML = when(test.place.id != model.place.id, " <small>\(test.place.name)</small>")
                    return """
                        <p><a href="\(path)">\(t.date(test.day))</a>\(place) \
                        \(badge(t, StateWords.badge(test, on: model.today, t)))</p>\(shown)
                        """
                }))
    }

    private static func history(_ model: Model, _ t: Language) -> HTML {
        let lines = model.versions.map { one -> HTML in
            let path = ContinuityURL.planVersion(
                .init(model.place.id), .init(model.plan.id), .init(one.number)
            ).path
            let approval: HTML = when(one.approval) {
                " \(badge(t, .proven, t("validée le \(t.date($0.on))", "approved on \(t.date($0.on))")))"
            }
            let changed: HTML = when(!one.changed.isEmpty, "<br>\(one.changed)")
            return """
                <a href="\(path)">\(t("Version", "Version")) \(one.number)</a>\(approval)\
                <br><small>\(t.date(one.madeOn)), \(one.author)</small>\(changed)
                """
        }
        return sheet(t("Versions", "Versions"), items(lines))
    }

    private static func removal(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(model.plan.id))
        if model.plan.isRemoved {
            return actions([Action(t("Rétablir", "Restore"), post: ContinuityURL.planRestoration(place, id).path)])
        }
        var list: [Action] = []
        if model.plan.approved != nil {
            list.append(
                Action(
                    t("Retirer la validation", "Withdraw the approval"),
                    post: ContinuityURL.planWithdrawal(place, id).path,
                    confirm: t(
                        "Retirer la dernière validation\u{00A0}? Le plan ne sera plus une preuve, sauf si une version plus "
                            + "ancienne était validée.",
                        "Withdraw the last approval? The plan will no longer be a proof, unless an older version was approved."
                    )))
        }
        list.append(
            Action(
                t("Retirer le plan", "Remove the plan"), post: ContinuityURL.planRemoval(place, id).path,
                style: .danger,
                confirm: t(
                    "Retirer ce plan\u{00A0}? Il ne servira plus de preuve, ses essais non plus. Vous pourrez le rétablir.",
                    "Remove this plan? Neither it nor its tests will serve as proofs. You can restore it.")))
        return actions(list)
    }
}
