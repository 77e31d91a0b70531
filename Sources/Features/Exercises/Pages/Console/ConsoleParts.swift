// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The parts of the console: an inject with what may be done with it, what became of those that left.
enum ConsoleParts {
    static func title(_ one: PlayedInject, _ desk: ConsoleDesk, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(desk.exercise.keeper.id), URLPath.Part(desk.exercise.id))
        let href = ExercisesURL.inject(part, id, .init(one.id)).path
        let inject = one.inject
        let facts = [
            PlayWords.channel(inject.channel, t),
            inject.from.isEmpty ? "" : t("de \(inject.from)", "from \(inject.from)"),
            t(
                "pour \(PlayWords.recipient(inject.to, of: desk.exercise.scenario, t))",
                "for \(PlayWords.recipient(inject.to, of: desk.exercise.scenario, t))"),
            inject.degree == .main ? "" : PlayWords.degree(inject.degree, t),
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        return
            "<strong><a href=\"\(href)\">\(inject.id) \(inject.title)</a></strong> <span class=\"quiet\">\(facts)</span>"
    }

    /// What whoever calls or comes in person says, and the advice.
    static func call(_ one: PlayedInject, _ t: Language) -> HTML {
        let advice: HTML = when(
            !one.inject.animator.isEmpty,
            "<p class=\"quiet\">\(t("Conseil\u{00A0}: ", "Advice: "))\(one.inject.animator)</p>")
        return disclosure(t("Texte et conseil", "Text and advice"), "\(prose(one.inject.text))\(advice)")
    }

    /// In one press each. The button has an identity of its own: after the part around it was fetched again, the focus comes
    /// back to this very button.
    static func gestures(
        _ one: PlayedInject, _ desk: ConsoleDesk, _ anchor: String, isPrimary: Bool = true, _ t: Language
    ) -> HTML {
        guard desk.exercise.state.isLive, one.state == .waiting else { return HTML() }
        let href = ExercisesURL.gesture(.init(desk.exercise.keeper.id), .init(desk.exercise.id), .init(one.id)).path
        func button(_ gesture: String, _ title: String, minutes: String = "", primary: Bool = false) -> HTML {
            """
            <form class="inline" method="post" action="\(href)"><input type="hidden" name="geste" value="\(gesture)">\
            <input type="hidden" name="version" value="\(one.version)">\
            \(when(!minutes.isEmpty, "<input type=\"hidden\" name=\"minutes\" value=\"\(minutes)\">"))\
            <button class="button \(primary ? "primary" : "plain")" type="submit" id="\(gesture)-\(one.id.text)-\(anchor)">\(title)\
            <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(one.inject.id) \(one.inject.title)</span></button></form>
            """
        }
        let isReserve = one.inject.degree == .reserve
        return """
            <div class="gestures">\(button("envoyer", t("Envoyer", "Send"), primary: isPrimary))\
            \(button("reporter", isReserve ? t("Dans 10 min", "In 10 min") : t("Reporter de 10 min", "Delay by 10 min"), minutes: "10"))\
            \(button("passer", t("Passer", "Skip")))</div>
            """
    }

    static func outcomes(_ one: PlayedInject, _ number: Int, _ desk: ConsoleDesk, _ t: Language) -> HTML {
        guard desk.exercise.log != nil else { return HTML() }
        let href = ExercisesURL.gesture(.init(desk.exercise.keeper.id), .init(desk.exercise.id), .init(one.id)).path
        let kinds: [PlayedInject.Outcome.Kind] = [.done, .partly, .missed]
        let buttons = kinds.html { kind in
            """
            <form class="inline" method="post" action="\(href)"><input type="hidden" name="geste" value="reaction">\
            <input type="hidden" name="numero" value="\(number)"><input type="hidden" name="resultat" value="\(kind.rawValue)">\
            <button class="button plain" type="submit" id="\(kind.rawValue)-\(one.id.text)-\(number)">\(PlayWords.outcome(kind, t).word ?? "")\
            <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(one.inject.id), \(one.inject.expected[number - 1].text)</span></button></form>
            """
        }
        return "<div class=\"gestures\">\(buttons)</div>"
    }

    /// What was done against what was expected.
    static func sent(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let title = t("Ce qui est parti, et ce qui a été fait", "What left, and what was done")
        let gone = desk.injects.filter { $0.state != .waiting }.sorted {
            ($0.sending?.second ?? .max, $0.inject.id) > ($1.sending?.second ?? .max, $1.inject.id)
        }
        guard !gone.isEmpty else {
            return sheet(
                title, paragraph(t("Aucun stimulus n’est encore parti.", "No inject left yet."), isQuiet: true))
        }
        let rows: [[HTML]] = gone.map { one in
            let when: HTML =
                one.sending.map { "\(PlayWords.mark($0.second, t))<br><small>\(t.time($0.at, in: desk.zone))</small>" }
                ?? "–"
            let expected = one.inject.expected.enumerated().html { index, expectation in
                let outcome = one.outcomes[index + 1]
                return """
                    <p>\(expectation.text) \(outcome.map { badge(t, PlayWords.outcome($0.kind, t)) } ?? badge(t, .unanswered, t("Attendu", "Awaited"))) \
                    \(Markup.when(outcome) { "<span class=\"quiet\">\(PlayWords.mark($0.second, t))</span>" })</p>
                    """
            }
            return [
                "\(ConsoleParts.title(one, desk, t))\(mail(one, desk, t))", when,
                "\(badge(t, PlayWords.inject(one, t)))\(takeBack(one, desk, t))", "\(expected)",
            ]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Stimulus", "Inject")), Column(t("Heure", "Time"), isShort: true),
                        Column(t("État", "State"), isShort: true),
                        Column(t("Réactions attendues", "Expected reactions")),
                    ], rows: rows)))
    }

    private static func mail(_ one: PlayedInject, _ desk: ConsoleDesk, _ t: Language) -> HTML {
        guard one.state == .sent, one.inject.channel == .mail else { return HTML() }
        guard let mail = desk.mails[one.id] else {
            return
                "<p class=\"quiet\">\(t("Aucun courriel n’est parti\u{00A0}: la cellule le lit sur sa page, ou remettez-le imprimé.", "No mail left: the cell reads it on its page, or hand it over printed."))</p>"
        }
        let words = [
            mail.sent > 0
                ? t.count(mail.sent, ("courriel parti", "courriels partis"), ("mail left", "mails left")) : "",
            mail.queued > 0 ? t.count(mail.queued, ("en route", "en route"), ("under way", "under way")) : "",
            mail.failed > 0
                ? t.count(
                    mail.failed, ("refusé\u{00A0}: remettez-le imprimé", "refusés\u{00A0}: remettez-les imprimés"),
                    ("refused: hand it over printed", "refused: hand them over printed")) : "",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        return "<p class=\"quiet\">\(words)</p>"
    }

    private static func takeBack(_ one: PlayedInject, _ desk: ConsoleDesk, _ t: Language) -> HTML {
        guard one.state == .skipped, desk.exercise.state.isLive else { return HTML() }
        let href = ExercisesURL.gesture(.init(desk.exercise.keeper.id), .init(desk.exercise.id), .init(one.id)).path
        return postButton(
            action: href, t("Reprendre", "Take back"),
            hidden: [("geste", "reprendre"), ("version", String(one.version))])
    }

    static func notes(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        guard !desk.notes.isEmpty else { return HTML() }
        let lines = desk.notes.reversed().map { note -> HTML in
            """
            <div><strong>\(note.second.map { PlayWords.mark($0, t) } ?? t.time(note.at, in: desk.zone))</strong> \
            <span class="quiet">\(note.author) · \(PlayWords.observation(note.kind, t))\(note.cell.map { " · " + PlayWords.cell($0, t) } ?? "")</span>\
            \(prose(note.text))</div>
            """
        }
        return sheet(t("Dernières observations", "Last observations"), itemsApart(Array(lines)))
    }
}
