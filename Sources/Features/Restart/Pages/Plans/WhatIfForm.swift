// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import Site

/// What a new variant supposes, as typed.
struct WhatIfDraft: Sendable {
    private var values: [String: String] = [:]
    private(set) var ticked: Set<String> = []
    private(set) var happened: Set<String> = []
    var errors = FormErrors()

    init() {}

    init(_ form: Site.Form) {
        for name in ["titre", "equipe", "personnes", "plus-tot", "absente", "absence"] { values[name] = form[name] }
        for name in ["second", "rapide", "vendredi"] where form.has(name) { ticked.insert(name) }
        happened = Set(form.all("aleas"))
    }

    subscript(name: String) -> String { values[name] ?? "" }

    /// Nil with the reasons in `errors`.
    mutating func whatIf(_ form: Site.Form, of model: RecoveryModel, _ t: Language) -> WhatIf? {
        var found = WhatIf()
        let teams = Set(model.teams.map(\.key))
        errors.bound(self["titre"], "titre", limit: 150, in: t)
        if !self["equipe"].isEmpty {
            if !teams.contains(self["equipe"]) {
                errors.add(RestartError.unknownTeam(self["equipe"]).message(t), to: "equipe")
            } else if let people = errors.whole(form, "personnes", in: 1...100, t) {
                found.more[self["equipe"]] = people
            }
        }
        found.helpersSooner = errors.number(form, "plus-tot", in: 0...2000, isRequired: false, t) ?? 0
        if !self["absente"].isEmpty {
            if !teams.contains(self["absente"]) {
                errors.add(RestartError.unknownTeam(self["absente"]).message(t), to: "absente")
            } else {
                found.absentTeam = self["absente"]
                found.absentHours = errors.number(form, "absence", in: 1...2000, t) ?? 72
            }
        }
        found.secondSite = ticked.contains("second")
        found.fasterRestore = ticked.contains("rapide")
        found.fridayNight = ticked.contains("vendredi")
        found.happened = model.setbacks.indices.filter { happened.contains(String($0)) }
        if errors.isEmpty, found.isNothing {
            errors.add(t("Supposez au moins une chose.", "Suppose at least one thing."), to: "equipe")
        }
        return errors.isEmpty ? found : nil
    }
}

/// The form of a new variant.
enum WhatIfForm {
    static func render(_ model: ComparisonPage.Model, _ t: Language) -> HTML {
        let (draft, recovery) = (model.draft, model.base.frozen.model)
        let teams = recovery.teams.map { Choice($0.key, $0.name) }
        func number(_ name: String, _ label: String, _ value: String) -> HTML {
            textField(
                Field(t, name, label: label, error: draft.errors[name]), value: value, maxLength: 6, isNumeric: true)
        }
        let setbacks: HTML = when(
            !recovery.setbacks.isEmpty,
            checkboxGroup(
                Field(t, "aleas", label: t("Cet aléa s’est produit", "This risk happened")),
                recovery.setbacks.enumerated().map { Choice(String($0.offset), $0.element.name) },
                selected: draft.happened))
        let content: HTML = """
            \(errorSummary(t, draft.errors.faults))\
            \(fieldRow([
                select(
                    Field(t, "equipe", label: t("Renforcer une équipe", "Reinforce a team"), error: draft.errors["equipe"]), teams,
                    selected: draft["equipe"], placeholder: t("Aucune", "None")),
                number("personnes", t("De combien de personnes", "By how many people"), draft["personnes"].isEmpty ? "1" : draft["personnes"]),
                number("plus-tot", t("Faire venir les renforts plus tôt (heures)", "Helpers sooner (hours)"), draft["plus-tot"]),
            ]))\
            \(fieldRow([
                select(
                    Field(t, "absente", label: t("Se passer d’une équipe au début", "Do without a team at first"), error: draft.errors["absente"]),
                    teams, selected: draft["absente"], placeholder: t("Aucune", "None")),
                number("absence", t("Pendant (heures)", "For (hours)"), draft["absence"].isEmpty ? "72" : draft["absence"]),
            ]))\
            \(fieldRow([
                checkbox(Field(t, "second", label: t("Un second site de restauration", "A second restore site"), hint: t("Deux fois plus de flux.", "Twice the streams.")), isChecked: draft.ticked.contains("second")),
                checkbox(Field(t, "rapide", label: t("Une restauration deux fois plus rapide", "Restores twice as fast")), isChecked: draft.ticked.contains("rapide")),
                checkbox(Field(t, "vendredi", label: t("L’attaque un vendredi à 22\u{00A0}h", "The attack on a Friday at 22:00")), isChecked: draft.ticked.contains("vendredi")),
            ]))\
            \(setbacks)\
            \(textField(
                Field(t, "titre", label: t("Nom de la variante", "Name of the variant"), hint: t("Vide\u{00A0}: tiré de ce qui est supposé.", "Empty: taken from what is supposed."), error: draft.errors["titre"]),
                value: draft["titre"], maxLength: 150))\
            \(formActions(submit(t("Calculer cette variante", "Compute this variant"))))
            """
        return sheet(
            t("Et si…\u{00A0}?", "What if…?"),
            form(action: RestartURL.comparison(model.place, .init(model.base.plan.id)).path, content))
    }
}
