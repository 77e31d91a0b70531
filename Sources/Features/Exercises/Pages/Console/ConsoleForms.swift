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

/// The forms beside the console. They stand outside the part that is fetched again: nothing that is being typed goes away.
enum ConsoleForms {
    static func render(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        """
        \(columns("\(stop(desk, t))\(clock(desk, t))", "\(note(desk, t))\(free(desk, t))"))
        """
    }

    private static func stop(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let href = ExercisesURL.ending(.init(desk.exercise.keeper.id), .init(desk.exercise.id)).path
        let emergency: HTML = form(
            action: href, hidden: [("fin", "urgence")],
            """
            \(textField(Field(t, "mot", label: t("Mot d’arrêt", "Stop word"), hint: t("Une urgence réelle a commencé\u{00A0}: écrivez le mot, tout s’arrête, et chaque cellule le lit.", "A real emergency began: write the word, everything stops and each cell reads it.")), maxLength: 60))\
            \(textField(Field(t, "motif", label: t("Ce qui arrive (facultatif)", "What happens (optional)")), maxLength: 1000))\
            \(formActions(submit(t("TOUT ARRÊTER", "STOP EVERYTHING"), style: .danger)))
            """)
        let normal: HTML = form(
            action: href,
            """
            \(radioGroup(Field(t, "fin", label: t("Finir l’exercice", "End the exercise")), [
                Choice("jouee", t("Il a été joué jusqu’au bout", "It was played to the end")),
                Choice("arretee", t("On l’arrête avant la fin", "It is stopped before the end")),
            ], selected: "jouee"))\
            \(textField(Field(t, "motif-fin", label: t("Pourquoi, si c’est avant la fin", "Why, if before the end")), maxLength: 1000))\
            \(formActions(submit(t("Finir l’exercice", "End the exercise"), style: .plain, confirm: t("Finir l’exercice\u{00A0}? L’horloge s’arrête et les cellules n’écrivent plus.", "End the exercise? The clock stops and cells write no more."))))
            """)
        return sheet(
            t("Arrêt d’urgence", "Emergency stop"), id: "arret",
            "\(emergency)\(disclosure(t("Finir normalement", "End normally"), normal))")
    }

    private static func clock(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let href = ExercisesURL.clock(.init(desk.exercise.keeper.id), .init(desk.exercise.id)).path
        let speeds = [1, 2, 5, 10, 20, 30, 60].map { Choice(String($0), "×\($0)") }
        let speed: HTML = form(
            action: href, hidden: [("geste", "vitesse")],
            """
            \(select(Field(t, "vitesse", label: t("Vitesse du jeu", "Speed of the play")), speeds, selected: String(desk.clock.speed)))\
            \(formActions(submit(t("Changer la vitesse", "Change the speed"), style: .plain)))
            """)
        let shift: HTML = form(
            action: href, hidden: [("geste", "decalage")],
            """
            \(textField(Field(t, "minutes", label: t("Décaler l’horloge, en minutes", "Shift the clock, in minutes"), hint: t("30 avance d’une demi-heure, -10 recule de dix minutes.", "30 goes half an hour forward, -10 ten minutes back.")), maxLength: 6))\
            \(formActions(submit(t("Décaler", "Shift"), style: .plain)))
            """)
        return sheet(t("Horloge", "Clock"), "\(speed)\(shift)")
    }

    private static func note(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let href = ExercisesURL.notes(.init(desk.exercise.keeper.id), .init(desk.exercise.id)).path
        let kinds = Observation.Kind.allCases.map { Choice($0.rawValue, PlayWords.observation($0, t)) }
        let cells = desk.exercise.scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        return sheet(
            t("Noter ce qu’on voit", "Note what is seen"),
            form(
                action: href,
                """
                \(textArea(Field(t, "note", label: t("Observation", "Observation"), isRequired: true), rows: 2))\
                \(fieldRow([
                    select(Field(t, "genre", label: t("Genre", "Kind")), kinds),
                    select(Field(t, "cellule", label: t("Cellule", "Cell")), cells, placeholder: t("toutes", "all")),
                ]))\
                \(formActions(submit(t("Noter", "Note"), style: .plain)))
                """))
    }

    private static func free(_ desk: ConsoleDesk, _ t: Language) -> HTML {
        let href = ExercisesURL.freeInject(.init(desk.exercise.keeper.id), .init(desk.exercise.id)).path
        let cells = desk.exercise.scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        let channels = Inject.Channel.allCases.map { Choice($0.rawValue, PlayWords.channel($0, t)) }
        return sheet(
            t("Stimulus libre", "Free inject"),
            form(
                action: href,
                """
                \(fieldRow([
                    select(Field(t, "pour", label: t("Pour", "For")), cells),
                    select(Field(t, "canal", label: t("Canal", "Channel")), channels, selected: "phone"),
                ]))\
                \(textField(Field(t, "de", label: t("De (fictif)", "From (fictitious)")), maxLength: 200))\
                \(textField(Field(t, "titre", label: t("Titre", "Title"), isRequired: true), maxLength: 200))\
                \(textArea(Field(t, "texte", label: t("Texte", "Text")), rows: 3))\
                \(formActions(submit(t("Envoyer", "Send"), style: .plain)))
                """))
    }
}
