// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives

/// Where the page of an exercise leads to what it plays again, to its papers and to what came of it: title, address, what is
/// found there.
enum ResultLinks {
    static func rows(_ exercise: Exercise, mayManage: Bool, _ t: Language) -> [(String, URLPath, String)] {
        let (place, id) = (URLPath.Part(exercise.keeper.id), URLPath.Part(exercise.id))
        var rows = [
            (
                t("À rejouer", "To play again"), ResultsURL.retests(place, id).path,
                t("les actions correctives des exercices précédents", "the corrective actions of earlier exercises")
            ),
            (
                t("Papier", "Paper"), ResultsURL.paper(place, id).path,
                t(
                    "livret, stimuli sous pli, grilles, consignes, feuilles",
                    "book, sealed injects, grids, briefing, sheets")
            ),
        ]
        if exercise.startedAt != nil {
            rows.append(
                (
                    t("Bilan", "Results"), ResultsURL.results(place, id).path,
                    t(
                        "mesures, grilles, retour à chaud, rapport, ce qui compte",
                        "measures, grids, hot wash, report, what counts")
                ))
        } else if mayManage, exercise.state == .prepared {
            rows.append(
                (
                    t("Joué sur papier\u{00A0}?", "Played on paper?"), ResultsURL.rekey(place, id).path,
                    t("ressaisir les feuilles", "enter the sheets")
                ))
        }
        return rows
    }
}
