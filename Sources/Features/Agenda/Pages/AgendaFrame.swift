// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// What stands above the list and above the month: the answer in a sentence, the two views, the filters.
enum AgendaFrame {
    /// - Parameters:
    ///   - shown: where the filters lead back to.
    ///   - month: the month in view, which the filters keep.
    static func head(_ model: AgendaModel, at shown: URLPath, month: Month? = nil, _ t: Language) -> HTML {
        let title =
            model.scope.isMine
            ? t("Qu’est-ce qui m’attend, et quand\u{00A0}?", "What awaits me, and when?")
            : t("Que faut-il faire, et pour quand\u{00A0}?", "What is to be done, and by when?")
        let head = PageHead(
            title, lead: lead(model, t),
            actions: [
                Action(t("Suivre depuis mon agenda", "Follow from my calendar"), href: model.scope.feeds),
                Action(t("Télécharger (.ics)", "Download (.ics)"), href: model.filter.kept(on: model.scope.file)),
            ])
        let views =
            [
                NavigationItem(
                    t("Liste", "List"), href: model.filter.kept(on: model.scope.list),
                    isCurrent: shown == model.scope.list, count: model.duties.count),
                NavigationItem(
                    t("Mois", "Month"), href: model.filter.kept(on: model.scope.month),
                    isCurrent: shown == model.scope.month),
            ] + (model.scope.isMine ? [] : [NavigationItem(t("Mon agenda", "My agenda"), href: AgendaURL.mine.path)])
        return """
            \(pageHead(t, head))\(tabs(t, views, label: t("Façons de voir l’agenda", "Views of the agenda")))\
            \(when(model.total > 0, filters(model, at: shown, month, t)))
            """
    }

    /// What is late, what falls this week; else when the next thing comes.
    static func lead(_ model: AgendaModel, _ t: Language) -> String {
        let late = model.count(in: .overdue)
        let week = model.count(in: .thisWeek)
        let overdue = t.count(
            late, ("échéance est en retard", "échéances sont en retard"),
            ("deadline is overdue", "deadlines are overdue"))
        let soon = t.count(
            week, ("échéance tombe cette semaine", "échéances tombent cette semaine"),
            ("deadline falls this week", "deadlines fall this week"))
        switch (late, week) {
        case (1..., 1...):
            let next = t.count(
                week, ("tombe cette semaine", "tombent cette semaine"), ("falls this week", "fall this week"))
            return t("\(overdue), et \(next).", "\(overdue), and \(next).")
        case (1..., _):
            return t("\(overdue)\u{00A0}; aucune ne tombe cette semaine.", "\(overdue); none falls this week.")
        case (_, 1...):
            return t("Rien n’est en retard\u{00A0}; \(soon).", "Nothing is overdue; \(soon).")
        default:
            guard let next = model.duties.first?.nextDay(after: model.today) else {
                return t(
                    "Rien n’est attendu dans les dix-huit mois qui viennent.",
                    "Nothing is due in the eighteen months to come.")
            }
            let distance = t.distance(from: model.today, to: next)
            return t(
                "Rien n’est en retard\u{00A0}; la prochaine échéance est \(distance).",
                "Nothing is overdue; the next deadline is \(distance).")
        }
    }

    private static func filters(_ model: AgendaModel, at shown: URLPath, _ month: Month?, _ t: Language) -> HTML {
        let kept: HTML = when(month) { "<input type=\"hidden\" name=\"mois\" value=\"\($0.text)\">" }
        let kinds = Duty.Kind.allCases.map { Choice($0.rawValue, $0.title(t)) }
        let kind = select(
            Field(t, "nature", label: t("Nature", "Kind")), kinds, selected: model.filter.kind?.rawValue,
            placeholder: t("Toutes", "All"))
        let places = model.places.map { Choice($0.id.text, $0.name) }
        let place: HTML = when(
            places.count > 1,
            select(
                Field(t, "etablissement", label: t("Établissement", "Establishment")), places,
                selected: model.filter.organisation?.text, placeholder: t("Tous", "All")))
        let text = textField(
            Field(t, "q", label: t("Mots du titre", "Words of the title")), value: model.filter.text, maxLength: 200)
        let mine = checkbox(
            Field(t, "confie", label: t("Ce qui m’est confié", "What is entrusted to me")),
            isChecked: model.filter.isMineOnly)
        return filterForm(
            t, action: shown, fields: "\(kept)\(text)\(kind)\(place)\(mine)", reset: model.filter.isEmpty ? nil : shown)
    }

    /// Nothing to show: why, and what to do.
    static func empty(_ model: AgendaModel, _ t: Language) -> HTML {
        guard model.total > 0 else {
            return emptyState(
                title: t("L’agenda est vide", "The agenda is empty"),
                text: t(
                    "Les échéances viennent d’elles-mêmes\u{00A0}: des référentiels que l’on évalue, des preuves qui "
                        + "expirent, des actions de la feuille de route et des réunions.",
                    "Deadlines come by themselves: from the frameworks that are assessed, the proofs that expire, the "
                        + "actions of the roadmap and the meetings."))
        }
        return emptyState(
            title: t("Aucune échéance ne correspond", "No deadline matches"),
            text: t(
                "La recherche ignore les accents et les majuscules. Essayez un seul mot, ou montrez tout.",
                "The search ignores accents and case. Try a single word, or show everything."),
            action: Action(t("Tout afficher", "Show everything"), href: model.scope.list))
    }
}
