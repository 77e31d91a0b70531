// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// One degraded mode, as the unit reads it.
enum ModePage {
    struct Model: Sendable {
        let place: Organisation
        let mode: DegradedMode
        let mayManage: Bool
    }

    static func title(_ mode: DegradedMode, _ t: Language) -> String {
        t("\(mode.name) sans informatique", "\(mode.name) without computers")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let mode = model.mode
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(mode.id))
        var list: [Action] = []
        if model.mayManage, !mode.isRemoved {
            list.append(
                Action(t("Modifier", "Change"), href: ContinuityURL.modeEdition(place, id).path, style: .primary))
        }
        let head = PageHead(
            title(mode, t), lead: lead(mode.draft, t), actions: list, state: StateWords.badge(mode.draft, t))
        return "\(pageHead(t, head))\(content(mode.draft, t))\(removal(model, t))"
    }

    private static func lead(_ draft: DegradedModeDraft, _ t: Language) -> String {
        guard let hours = draft.endurance else {
            return t("Personne n’a encore dit combien de temps cela tient.", "Nobody told yet how long this holds.")
        }
        if hours == 0 { return t("Il n’y a pas de mode dégradé qui tienne.", "There is no degraded mode that holds.") }
        let start = t("Tient \(Duration.words(hours, t)).", "Holds \(Duration.words(hours, t)).")
        return draft.endsBecause.isEmpty ? start : "\(start) \(draft.endsBecause)"
    }

    /// The same on the page, on paper and in the kit.
    static func content(_ draft: DegradedModeDraft, _ t: Language) -> HTML {
        func entry(_ term: String, _ text: String) -> (term: String, value: HTML) {
            (term: term, value: text.isEmpty ? "–" : prose(text))
        }
        let needs = definitionList([
            entry(t("Papier", "Paper"), draft.paper), entry(t("Téléphones", "Telephones"), draft.telephones),
            entry(t("Personnel", "Staff"), draft.staff), entry(t("Stocks", "Stocks"), draft.stock),
            entry(t("Renfort", "Extra staff"), draft.extraStaff),
        ])
        let trial: HTML =
            draft.triedOn.map { day -> HTML in
                let outcome = draft.outcome.map { StateWords.title($0, t) } ?? ""
                return "<p>\(t.date(day))\(t("\u{00A0}: ", ": "))\(outcome.lowercased()).</p>\(prose(draft.shown))"
            } ?? paragraph(t("Ce mode n’a jamais été essayé.", "This mode was never tried."))
        return """
            \(sheet(t("Ce qu’on fait", "What is done"), prose(draft.work)))\
            \(sheet(t("Ce qu’il faut", "What it needs"), needs))\
            \(sheet(t("Passer et revenir", "Switching and coming back"), definitionList([
                entry(t("Qui décide d’y passer", "Who switches to it"), draft.switchedBy),
                entry(t("Retour à la normale", "Back to normal"), draft.back),
            ])))\(sheet(t("Dernier essai", "Last trial"), trial))
            """
    }

    private static func removal(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage else { return HTML() }
        let (place, id) = (URLPath.Part(model.place.id), URLPath.Part(model.mode.id))
        return actions([
            model.mode.isRemoved
                ? Action(t("Rétablir", "Restore"), post: ContinuityURL.modeRestoration(place, id).path)
                : Action(
                    t("Retirer", "Remove"), post: ContinuityURL.modeRemoval(place, id).path, style: .danger,
                    confirm: t(
                        "Retirer ce mode dégradé\u{00A0}? Vous pourrez le rétablir.",
                        "Remove this degraded mode? You can restore it."))
        ])
    }
}
