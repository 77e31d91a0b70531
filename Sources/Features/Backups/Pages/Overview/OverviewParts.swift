// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// What stands around the table of the overview.
enum OverviewParts {
    static func alerts(_ model: OverviewPage.Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let content: HTML =
            model.alerts.isEmpty
            ? paragraph(
                t(
                    "Aucune alerte n’attend\u{00A0}: tout ce qui est connu est en ordre.",
                    "No alert waits: all that is known is sound."))
            : todoList(
                t,
                model.alerts.map { alert in
                    let owner = alert.keeper.id == model.place.id ? "" : " (\(alert.keeper.name))"
                    return TodoItem(
                        BackupWords.title(alert.finding, t) + owner, reason: BackupWords.detail(alert.finding, t),
                        state: BackupWords.state(alert.kind, t),
                        href: BackupsURL.alert(.init(alert.keeper.id), .init(alert.id)).path)
                })
        return sheet(
            t("À traiter d’abord", "To deal with first"),
            action: Action(t("Toutes les alertes", "All alerts"), href: BackupsURL.alerts(place).path), content)
    }

    /// The four that are forgotten most, always shown.
    static func essentials(_ model: OverviewPage.Model, _ t: Language) -> HTML {
        guard !model.essentials.isEmpty else { return HTML() }
        let lines = model.essentials.map { cover -> HTML in
            let state: StateBadge =
                if cover.isCovered {
                    StateBadge(.proven, t("Copie récente", "Recent copy"))
                } else if cover.jobs.isEmpty {
                    StateBadge(.missing, t("Aucune tâche", "No job"))
                } else {
                    StateBadge(.missing, t("Copie trop ancienne", "Copy too old"))
                }
            let who = cover.jobs.map(\.name).joined(separator: ", ")
            return """
                <h3>\(cover.essential.title(t))</h3>\(badge(t, state))\
                \(paragraph(cover.isCovered ? who : cover.essential.reason(t), isQuiet: true))
                """
        }
        return sheet(t("Les indispensables", "The essentials"), itemsApart(lines))
    }

    /// A group sees the alerts of all its members (D2.O3.D).
    static func members(_ model: OverviewPage.Model, _ t: Language) -> HTML {
        guard !model.members.isEmpty else { return HTML() }
        let title = t("Où sont les alertes du groupement\u{00A0}?", "Where are the alerts of the group?")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Établissement", "Establishment")), Column(t("À traiter", "Open"), isNumber: true),
                        Column(t("Données en jeu", "Data at risk"), isNumber: true),
                        Column(t("La plus ancienne", "The oldest"), isShort: true),
                    ],
                    rows: model.members.map { line in
                        [
                            "<a href=\"\(BackupsURL.alerts(.init(line.keeper.id)).path)\">\(line.keeper.name)</a>",
                            "\(t.number(line.open))", "\(t.number(line.severe))",
                            "\(t.distance(from: model.today, to: line.oldest))",
                        ]
                    })))
    }

    /// Who looked last, and the act of looking.
    static func supervision(_ model: OverviewPage.Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let last: HTML
        if let review = model.review {
            let words = t(
                "Dernière revue le \(t.date(review.reviewedOn)) par \(review.author), avec \(t.count(review.openAlerts, ("alerte à traiter", "alertes à traiter"), ("", ""))).",
                "Last review on \(t.date(review.reviewedOn)) by \(review.author), with \(t.count(review.openAlerts, ("", ""), ("open alert", "open alerts")))."
            )
            last = paragraph(words) + (review.note.isEmpty ? HTML() : prose(review.note))
        } else {
            last = paragraph(
                t("Personne n’a encore passé les alertes en revue.", "Nobody has reviewed the alerts yet."))
        }
        guard model.mayManage else { return sheet(t("Qui a regardé\u{00A0}?", "Who looked?"), last) }
        let note = textArea(
            Field(
                t, "note",
                label: t("Ce que deviennent les alertes non résolues", "What becomes of the unresolved alerts"),
                hint: t(
                    "Qui s’en charge, pour quand, ce qui a été escaladé.",
                    "Who deals with them, by when, what was escalated."),
                error: model.errors["note"], isRequired: model.counts.open > 0), value: model.note, rows: 3,
            maxLength: 2000)
        let days = textField(
            Field(
                t, "jours", label: t("Refaire un essai au bout de, en jours", "Test again after, in days"),
                hint: t(
                    "365 est notre rappel par défaut, pas une règle du programme.",
                    "365 is our default reminder, not a rule of the programme."), error: model.errors["jours"]),
            value: model.days, maxLength: 4, isNumeric: true)
        return columns(
            sheet(
                t("J’ai regardé les alertes", "I looked at the alerts"), id: "revue",
                last
                    + form(
                        action: BackupsURL.review(place).path,
                        note
                            + formActions(
                                submit(t("Enregistrer la revue", "Record the review"), style: .plain)))),
            sheet(
                t("Rappel des essais", "Reminder of tests"), id: "rappel",
                form(
                    action: BackupsURL.retest(place).path,
                    days + formActions(submit(t("Régler le rappel", "Set the reminder"), style: .plain)))))
    }
}
