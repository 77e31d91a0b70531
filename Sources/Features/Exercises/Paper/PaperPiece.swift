// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What the paper kit is made of: enough to play an exercise in a building without electricity.
enum PaperPiece: String, Sendable, CaseIterable {
    case book = "livret"
    case injects = "stimuli"
    case grid = "grilles"
    case briefing = "consignes"
    case sheets = "feuilles"

    func title(_ t: Language) -> String {
        switch self {
        case .book: t("Livret de l’animateur", "Animator’s book")
        case .injects: t("Stimuli sous pli", "Sealed injects")
        case .grid: t("Grilles d’observation", "Observation grids")
        case .briefing: t("Consignes des joueurs", "Players’ briefing")
        case .sheets: t("Feuilles à ressaisir", "Sheets to enter again")
        }
    }

    func purpose(_ t: Language) -> String {
        switch self {
        case .book:
            t(
                "Le chronogramme, les réactions attendues, les branches et les conseils. Pour les animateurs seulement.",
                "The timeline, the expected reactions, the branches and the advice. For animators only.")
        case .injects:
            t(
                "Un stimulus numéroté par page, à plier et fermer\u{00A0}: le dehors dit quand et à qui le remettre.",
                "One numbered inject a page, to fold and close: the outside says when and to whom to hand it.")
        case .grid:
            t(
                "Une grille par observateur, objectif par objectif, avec la place pour l’heure et la preuve.",
                "A grid for each observer, objective by objective, with room for the time and the evidence.")
        case .briefing:
            t(
                "La situation, les règles, le mot d’arrêt et ce qu’il ne faut ni toucher ni appeler.",
                "The situation, the rules, the stop word and what must be neither touched nor called.")
        case .sheets:
            t(
                "Les heures d’envoi et les observations, numérotées, pour la ressaisie après le jeu.",
                "The times of sending and the observations, numbered, to be entered after the play.")
        }
    }

    /// Shows the story to whoever holds it.
    var isForAnimators: Bool { self != .briefing }
}
