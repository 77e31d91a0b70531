// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Markup
import Primitives
import Site

/// The papers of an exercise, for the screen's print and for the PDF alike. Each sheet says EXERCICE: one that is left on a
/// desk must frighten nobody.
enum PaperDocuments {
    static func render(_ piece: PaperPiece, _ facts: ExerciseFacts, _ t: Language) -> HTML {
        switch piece {
        case .book: book(facts, t)
        case .injects: played(facts).html { sealed($0, facts, t) }
        case .grid: grids(facts, t)
        case .briefing: briefing(facts, t)
        case .sheets: sheets(facts, t)
        }
    }

    private static func played(_ facts: ExerciseFacts) -> [PlayedInject] { facts.injects.filter(\.isEnabled) }

    private static func paper(_ content: HTML) -> HTML { "<section class=\"paper\">\(content)</section>" }

    private static func banner(_ facts: ExerciseFacts) -> HTML {
        "<p class=\"paper-word\">EXERCICE · EXERCICE · EXERCICE</p>"
    }

    private static func planned(_ inject: Inject, _ t: Language) -> String {
        inject.at.map { "T+\(ResultWords.duration($0 * 60, t))" } ?? t("réserve", "reserve")
    }

    /// A cell in words, or the title of a role.
    private static func recipient(_ inject: Inject, _ facts: ExerciseFacts, _ t: Language) -> String {
        if let cell = Cell(rawValue: inject.to) { return ResultWords.cell(cell, t) }
        return facts.scenario.roles.first { $0.id == inject.to }?.title ?? inject.to
    }

    // The animator's book

    private static func book(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let scenario = facts.scenario
        let roles = scenario.roles.filter { $0.kind == .animator || $0.kind == .accomplice }
        let cast: HTML = when(
            !roles.isEmpty,
            "<h2>\(t("Qui joue quoi", "Who plays what"))</h2>"
                + items(
                    roles.map { role in
                        let plays = role.plays.isEmpty ? "" : t(", joue\u{00A0}: ", ", plays: ") + role.plays
                        return
                            "<strong>\(role.title)</strong>\(plays)\(when(!role.mission.isEmpty, "<br>\(role.mission)"))"
                    }))
        return paper(
            """
            \(banner(facts))<h2>\(t("L’histoire", "The story"))</h2>\(prose(scenario.synopsis))\(cast)\(rules(facts, t))
            """) + paper("<h2>\(t("Chronogramme", "Timeline"))</h2>\(played(facts).html { entry($0, facts, t) })")
    }

    private static func entry(_ one: PlayedInject, _ facts: ExerciseFacts, _ t: Language) -> HTML {
        let inject = one.inject
        let route = t(
            "\(inject.from) vers \(recipient(inject, facts, t)), \(ResultWords.channel(inject.channel, t).lowercased()), \(ResultWords.degree(inject.degree, t))",
            "\(inject.from) to \(recipient(inject, facts, t)), \(ResultWords.channel(inject.channel, t).lowercased()), \(ResultWords.degree(inject.degree, t))"
        )
        let expected = inject.expected.map { expectation -> HTML in
            let within = expectation.within.map { t(" (en \($0) min)", " (within \($0) min)") } ?? ""
            return "<span class=\"tick-box\" aria-hidden=\"true\"></span> \(expectation.text)\(within)"
        }
        let branches = inject.branches.map { branch -> HTML in
            "\(t("Si ce n’est pas fait \(branch.ifNotDoneBy) min après l’envoi\u{00A0}: stimulus \(branch.then).", "If not done \(branch.ifNotDoneBy) min after sending: inject \(branch.then)."))"
        }
        return """
            <section class="paper-entry"><h3>\(inject.id) · \(planned(inject, t)) · \(inject.title)</h3>\
            <p><small>\(route)</small></p>\(prose(inject.text))\
            \(when(!expected.isEmpty, "<p><strong>\(t("Attendu", "Expected"))</strong></p>\(items(expected))"))\
            \(when(!branches.isEmpty, items(branches)))\
            \(when(!inject.animator.isEmpty, "<p><em>\(inject.animator)</em></p>"))\
            <p>\(t("Envoyé à", "Sent at")) ____ h ____ \u{00A0} \(t("Par", "By")) ______________</p></section>
            """
    }

    // Sealed injects

    /// One sheet: the top stays in sight, the rest is folded upon itself up to the line and stapled.
    private static func sealed(_ one: PlayedInject, _ facts: ExerciseFacts, _ t: Language) -> HTML {
        let inject = one.inject
        return paper(
            """
            <div class="paper-label">\(banner(facts))<p class="paper-number">\(inject.id)</p>\
            \(definitionList([
                (term: t("À remettre", "To hand over"), value: "\(planned(inject, t))"),
                (term: t("À", "To"), value: "\(recipient(inject, facts, t))"),
                (term: t("Par", "By"), value: "\(ResultWords.channel(inject.channel, t))"),
            ]))<p><small>\(t("Remis à", "Handed over at")) ____ h ____ \u{00A0} \(facts.exercise.title)</small></p></div>\
            <p class="paper-fold">\(t("Repliez le bas de la feuille jusqu’à cette ligne, puis agrafez", "Fold the bottom of the sheet up to this line, then staple"))</p>\
            <div class="paper-inside"><p><strong>\(t("De\u{00A0}: ", "From: "))</strong>\(inject.from)<br>\
            <strong>\(t("À\u{00A0}: ", "To: "))</strong>\(recipient(inject, facts, t))</p><h2>\(inject.title)</h2>\
            \(prose(inject.text))<p><small>EXERCICE · \(inject.id)</small></p></div>
            """)
    }

    // Observers' grids

    private static func grids(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let observers = facts.participants.filter { $0.kind == .observer }.map(\.position)
        let roles = facts.scenario.roles.filter { $0.kind == .observer }.map(\.title)
        let names = observers.isEmpty ? (roles.isEmpty ? ["______________________________"] : roles) : observers
        return names.html { grid($0, facts, t) }
    }

    private static func grid(_ observer: String, _ facts: ExerciseFacts, _ t: Language) -> HTML {
        let tables = facts.objectives.html { objective -> HTML in
            "<h3>\(objective.title)</h3>"
                + table(
                    t,
                    Table(
                        caption: "\(objective.title), \(observer)", isCaptionHidden: true,
                        columns: [
                            Column(t("Critère", "Criterion")), Column("0 · 1 · 2 · 3 · \(t("pas vu", "not seen"))"),
                            Column(t("Heure", "Time")), Column(t("À quoi on l’a vu", "What showed it")),
                        ],
                        rows: objective.criteria.map { criterion -> [HTML] in
                            let limit: HTML = when(criterion.mark.delay) { delay in
                                "<br><small>\(t("délai\u{00A0}: \(ResultWords.duration(delay.within * 60, t)), notez l’heure", "delay: \(ResultWords.duration(delay.within * 60, t)), note the time"))</small>"
                            }
                            return [
                                "\(criterion.text)\(limit)", "0 \u{00A0} 1 \u{00A0} 2 \u{00A0} 3 \u{00A0} –",
                                "\u{00A0}",
                                "\u{00A0}<br>\u{00A0}",
                            ]
                        }))
        }
        return paper(
            """
            \(banner(facts))<h2>\(t("Grille de l’observateur", "Observer’s grid"))</h2>\
            <p>\(t("Observateur (fonction)\u{00A0}: ", "Observer (function): "))<strong>\(observer)</strong> \u{00A0} \
            \(t("Lieu\u{00A0}:", "Place:")) ______________ \(t("Feuille\u{00A0}:", "Sheet:")) ____</p>\
            <p><small>\(t("0\u{00A0}: non fait. 1\u{00A0}: grandes difficultés. 2\u{00A0}: quelques difficultés. 3\u{00A0}: sans difficulté. Vous regardez, vous n’aidez pas.", "0: not done. 1: major challenges. 2: some challenges. 3: no challenge. You watch, you do not help."))</small></p>\(tables)
            """)
    }

    // Players' briefing

    private static func briefing(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let exercise = facts.exercise
        let when = [t.date(exercise.plannedOn), exercise.plannedAt, exercise.place].filter { !$0.isEmpty }
        return paper(
            """
            \(banner(facts))<h2>\(exercise.title)</h2><p>\(when.joined(separator: " · "))</p>\
            <h2>\(t("La situation", "The situation"))</h2>\(prose(facts.scenario.situation))\(rules(facts, t))\
            <h2>\(t("Comment jouer", "How to play"))</h2>\(items([
                "\(t("Chaque appel, courriel ou message commence par le mot EXERCICE.", "Each call, mail or message begins with the word EXERCICE."))",
                "\(t("Écrivez au fil de l’eau dans la main courante\u{00A0}: ce qui n’y est pas n’a pas eu lieu.", "Write in the log as you go: what is not in it did not happen."))",
                "\(t("Jouez votre fonction, pas une autre. Vous ne savez que ce que vous recevez.", "Play your own function. You know only what you receive."))",
            ]))
            """)
    }

    private static func rules(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let exercise = facts.exercise
        return """
            <p class="paper-stop">\(t("Mot d’arrêt, pour une urgence réelle\u{00A0}: ", "Stop word, for a real emergency: "))<strong>\(exercise.stopWord)</strong></p>\
            \(when(!exercise.rules.isEmpty, "<h2>\(t("Les règles", "The rules"))</h2>\(items(exercise.rules.map { "\($0)" }))"))\
            \(when(!exercise.forbidden.isEmpty, "<h2>\(t("Ne pas toucher, ne pas appeler", "Not to touch, not to call"))</h2>\(items(exercise.forbidden.map { "\($0)" }))"))
            """
    }

    // Sheets to enter again

    private static let noteSheets = 3
    private static let noteLines = 14

    private static func sheets(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let title = t("Heures d’envoi", "Times of sending")
        let sending = paper(
            """
            \(banner(facts))<h2>\(title)</h2><p>\(t("Début du jeu", "Start of play")) ____ h ____ \u{00A0} \
            \(t("Fin du jeu", "End of play")) ____ h ____ \u{00A0} \(t("Tenue par (fonction)", "Kept by (function)")) ______________</p>\
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("N°", "No.")), Column(t("Stimulus", "Inject")), Column(t("Prévu", "Planned")),
                    Column(t("Envoyé à", "Sent at")), Column(t("Réactions vues à", "Reactions seen at")),
                ],
                rows: played(facts).map { one -> [HTML] in
                    [
                        "\(one.inject.id)", "\(one.inject.title)", "\(planned(one.inject, t))", "\u{00A0}",
                        one.inject.expected.html { "<small>\($0.text)\(t("\u{00A0}: ", ": "))____ h ____</small><br>" },
                    ]
                })))
            """)
        let notes = (1...noteSheets).html { sheet -> HTML in
            let title = t(
                "Observations, feuille \(sheet) sur \(noteSheets)", "Observations, sheet \(sheet) of \(noteSheets)")
            let first = (sheet - 1) * noteLines + 1
            return paper(
                """
                \(banner(facts))<h2>\(title)</h2><p>\(t("Observateur (fonction)", "Observer (function)")) ____________________</p>\
                \(table(t, Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("N°", "No.")), Column(t("Heure", "Time")), Column(t("Cellule", "Cell")),
                        Column(t("+ ou −", "+ or −")), Column(t("Ce que j’ai vu", "What I saw")),
                    ],
                    rows: (first..<(first + noteLines)).map { line -> [HTML] in
                        ["\(line)<br>\u{00A0}", "\u{00A0}", "\u{00A0}", "\u{00A0}", "\u{00A0}"]
                    })))
                """)
        }
        return sending + notes
    }
}
