// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the preparation and of the play. All stand below an organisation, except those of people without an
/// account, who come with a secret.
enum ExercisesURL: SiteURL {
    typealias Part = URLPath.Part

    case home(Part)
    case library(Part)
    case scenarioImport(Part)
    /// The last part is the code of a shipped scenario, or the identifier of one that the establishment keeps.
    case scenario(Part, Part)
    case scenarioFile(Part, Part)
    case scenarioRemoval(Part, Part)
    case scenarioRestoration(Part, Part)

    case creation(Part)
    case exercise(Part, Part)
    case settings(Part, Part)
    case checklist(Part, Part)
    case cancellation(Part, Part)
    case removal(Part, Part)
    case restoration(Part, Part)

    case participants(Part, Part)
    case participantCreation(Part, Part)
    case participant(Part, Part, Part)
    case participantRemoval(Part, Part, Part)
    case contactCheck(Part, Part)
    case links(Part, Part)

    case timeline(Part, Part)
    case injectCreation(Part, Part)
    case inject(Part, Part, Part)
    case injectState(Part, Part, Part)
    case injectRemoval(Part, Part, Part)
    case timelineImport(Part, Part)
    case timelineFile(Part, Part, FileType)

    case opening(Part, Part)
    case console(Part, Part)
    case live(Part, Part)
    case clock(Part, Part)
    case gesture(Part, Part, Part)
    case freeInject(Part, Part)
    case notes(Part, Part)
    case ending(Part, Part)

    /// By a cell's own secret.
    case play(Part)
    case playLive(Part)
    case playAnswer(Part)
    case playReceipt(Part)
    /// By an observer's own secret.
    case observe(Part)

    enum FileType: String, Sendable, CaseIterable {
        case csv, xlsx
        /// Of the Common Exercise Format.
        case cexf
    }

    var path: URLPath {
        switch self {
        case .home(let place): "/etablissements/\(place)/exercices"
        case .library(let place): "/etablissements/\(place)/exercices/scenarios"
        case .scenarioImport(let place): "/etablissements/\(place)/exercices/scenarios/import"
        case .scenario(let place, let scenario): "/etablissements/\(place)/exercices/scenarios/\(scenario)"
        case .scenarioFile(let place, let scenario):
            "/etablissements/\(place)/exercices/scenarios/\(scenario)/scenario.yaml"
        case .scenarioRemoval(let place, let scenario):
            "/etablissements/\(place)/exercices/scenarios/\(scenario)/retrait"
        case .scenarioRestoration(let place, let scenario):
            "/etablissements/\(place)/exercices/scenarios/\(scenario)/retablissement"
        case .creation(let place): "/etablissements/\(place)/exercices/nouveau"
        case .exercise(let place, let id): "/etablissements/\(place)/exercices/\(id)"
        case .settings(let place, let id): "/etablissements/\(place)/exercices/\(id)/reglages"
        case .checklist(let place, let id): "/etablissements/\(place)/exercices/\(id)/preparatifs"
        case .cancellation(let place, let id): "/etablissements/\(place)/exercices/\(id)/annulation"
        case .removal(let place, let id): "/etablissements/\(place)/exercices/\(id)/retrait"
        case .restoration(let place, let id): "/etablissements/\(place)/exercices/\(id)/retablissement"
        default: people
        }
    }

    private var people: URLPath {
        switch self {
        case .participants(let place, let id): "/etablissements/\(place)/exercices/\(id)/participants"
        case .participantCreation(let place, let id): "/etablissements/\(place)/exercices/\(id)/participants/ajout"
        case .participant(let place, let id, let one): "/etablissements/\(place)/exercices/\(id)/participants/\(one)"
        case .participantRemoval(let place, let id, let one):
            "/etablissements/\(place)/exercices/\(id)/participants/\(one)/retrait"
        case .contactCheck(let place, let id): "/etablissements/\(place)/exercices/\(id)/essai-de-liaison"
        case .links(let place, let id): "/etablissements/\(place)/exercices/\(id)/acces"
        case .timeline(let place, let id): "/etablissements/\(place)/exercices/\(id)/chronogramme"
        case .injectCreation(let place, let id): "/etablissements/\(place)/exercices/\(id)/chronogramme/ajout"
        case .inject(let place, let id, let one): "/etablissements/\(place)/exercices/\(id)/chronogramme/\(one)"
        case .injectState(let place, let id, let one):
            "/etablissements/\(place)/exercices/\(id)/chronogramme/\(one)/activation"
        case .injectRemoval(let place, let id, let one):
            "/etablissements/\(place)/exercices/\(id)/chronogramme/\(one)/retrait"
        case .timelineImport(let place, let id): "/etablissements/\(place)/exercices/\(id)/chronogramme/import"
        case .timelineFile(let place, let id, let type):
            "/etablissements/\(place)/exercices/\(id)/chronogramme/fichier.\(Part(type.rawValue))"
        default: played
        }
    }

    private var played: URLPath {
        switch self {
        case .opening(let place, let id): "/etablissements/\(place)/exercices/\(id)/demarrage"
        case .console(let place, let id): "/etablissements/\(place)/exercices/\(id)/pupitre"
        case .live(let place, let id): "/etablissements/\(place)/exercices/\(id)/pupitre/direct"
        case .clock(let place, let id): "/etablissements/\(place)/exercices/\(id)/pupitre/horloge"
        case .gesture(let place, let id, let one): "/etablissements/\(place)/exercices/\(id)/pupitre/stimuli/\(one)"
        case .freeInject(let place, let id): "/etablissements/\(place)/exercices/\(id)/pupitre/stimulus-libre"
        case .notes(let place, let id): "/etablissements/\(place)/exercices/\(id)/pupitre/notes"
        case .ending(let place, let id): "/etablissements/\(place)/exercices/\(id)/fin"
        case .play(let secret): "/jeu/\(secret)"
        case .playLive(let secret): "/jeu/\(secret)/direct"
        case .playAnswer(let secret): "/jeu/\(secret)/reponse"
        case .playReceipt(let secret): "/jeu/\(secret)/reception"
        case .observe(let secret): "/observation/\(secret)"
        default: "/"
        }
    }
}
