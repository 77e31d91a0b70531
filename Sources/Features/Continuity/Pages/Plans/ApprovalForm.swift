// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// Who approves the latest version of a plan, and on which day.
enum ApprovalForm {
    struct Typed: Sendable {
        var by = ""
        var on: Day?
    }

    /// Nothing when there is nothing to approve.
    static func render(_ model: PlanPage.Model, _ t: Language) -> HTML {
        let plan = model.plan
        guard model.mayManage, plan.hasDraft, !plan.isRemoved else { return HTML() }
        let fields = fieldRow([
            textField(
                Field(
                    t, "valide-par", label: t("Validé par", "Approved by"),
                    hint: t("Une fonction ou une instance.", "A function or a governing body."),
                    error: model.errors["valide-par"], isRequired: true),
                value: model.approval.by, maxLength: 200),
            dateField(
                Field(t, "valide-le", label: t("Le", "On"), error: model.errors["valide-le"], isRequired: true),
                value: model.approval.on, maximum: model.today),
        ])
        return sheet(
            t("Valider la version \(plan.version)", "Approve version \(plan.version)"),
            """
            \(paragraph(
                t(
                    "Une version validée devient une preuve\u{00A0}: «\u{00A0}\(plan.kind.title(t))\u{00A0}», jusqu’au jour où "
                        + "elle est à revoir.",
                    "An approved version becomes a proof, “\(plan.kind.title(t))”, until the day of its review."),
                isQuiet: true))\
            \(form(
                action: ContinuityURL.planApproval(.init(model.place.id), .init(plan.id)).path,
                hidden: [(name: "version", value: String(plan.version))],
                fields + formActions(submit(t("Valider cette version", "Approve this version"), style: .plain))))
            """)
    }

    static func read(_ form: Site.Form, today: Day, _ t: Language) -> (typed: Typed, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Typed()
        typed.by = form["valide-par"]
        errors.require(typed.by, "valide-par", limit: 200, in: t)
        typed.on = errors.day(form, "valide-le", isRequired: true, in: t)
        if let day = typed.on, day > today { errors.add(ContinuityError.inFuture.message(t), to: "valide-le") }
        return (typed, errors)
    }
}
