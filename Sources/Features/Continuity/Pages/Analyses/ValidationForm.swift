// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// Who validates an analysis, on which day, and when it is to be looked at again.
enum ValidationForm {
    struct Typed: Sendable {
        var by = ""
        var on: Day?
        var months = ""
    }

    static let periods = [6, 12, 18, 24, 36]

    static func render(_ model: AnalysisPage.Model, _ t: Language) -> HTML {
        let fields = fieldRow([
            textField(
                Field(
                    t, "valide-par", label: t("Validé par", "Validated by"),
                    hint: t(
                        "Une fonction\u{00A0}: chef de pôle, directeur des soins.", "A function rather than a name."),
                    error: model.errors["valide-par"], isRequired: true),
                value: model.validation.by, maxLength: 200),
            dateField(
                Field(t, "valide-le", label: t("Le", "On"), error: model.errors["valide-le"], isRequired: true),
                value: model.validation.on, maximum: model.today),
            select(
                Field(
                    t, "revoir", label: t("À revoir dans", "To be reviewed in"), error: model.errors["revoir"],
                    isRequired: true),
                periods.map { Choice(String($0), t("\($0)\u{00A0}mois", "\($0) months")) },
                selected: model.validation.months, placeholder: t("Choisissez", "Choose")),
        ])
        return sheet(
            t("5. Qui valide\u{00A0}?", "5. Who validates?"),
            """
            \(paragraph(
                t(
                    "Un bilan validé devient une preuve de l’objectif D2.O1.C, jusqu’au jour où il est à revoir. Enregistrez "
                        + "d’abord ce que vous avez changé plus haut.",
                    "A validated analysis becomes a proof of objective D2.O1.C until the day of its review. Save first what "
                        + "you changed above."), isQuiet: true))\
            \(form(
                action: ContinuityURL.analysisValidation(.init(model.place.id), .init(model.node.id)).path,
                fields + formActions(submit(t("Valider le bilan", "Validate the analysis"), style: .plain))))
            """)
    }
}

extension ValidationForm.Typed {
    static func read(
        _ form: Site.Form, today: Day, _ t: Language
    ) -> (typed: Self, reviewOn: Day?, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.by = form["valide-par"]
        typed.months = form["revoir"]
        errors.require(typed.by, "valide-par", limit: 200, in: t)
        typed.on = errors.day(form, "valide-le", isRequired: true, in: t)
        if let day = typed.on, day > today { errors.add(ContinuityError.inFuture.message(t), to: "valide-le") }
        let months = Int(typed.months).flatMap { ValidationForm.periods.contains($0) ? $0 : nil }
        if months == nil { errors.add(t("Choisissez quand le revoir.", "Choose when to review it."), to: "revoir") }
        return (typed, typed.on.flatMap { day in months.map { day.adding(months: $0) } }, errors)
    }
}

extension Day {
    /// The same day so many months later, or the last of that month.
    func adding(months: Int) -> Day {
        let index = year * 12 + (month - 1) + months
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        for last in stride(from: day, through: 28, by: -1) {
            if let found = Day(year: newYear, month: newMonth, day: last) { return found }
        }
        return Day(year: newYear, month: newMonth, day: min(day, 28)) ?? self
    }
}
