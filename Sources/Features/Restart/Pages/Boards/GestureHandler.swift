// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// One gesture, one request: kept before it is answered, never over what another person said meanwhile.
enum GestureHandler {
    static func apply(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.restarting(RestartPermissions.act)
        let (id, organisation): (Board.ID, _) = (try visit.identifier("tableauReprise"), place.organisation.id)
        let t = visit.language
        guard let state = try await visit.read({ session in try BoardStore.state(id, of: organisation, in: session) })
        else { throw Refusal.notFound }
        guard let wanted = BoardStep.State(rawValue: form["etat"]), let version = form.int("version"), version >= 0,
            let step = state.model.steps.first(where: { $0.key == form["etape"] })
        else { throw RestartError.unknown }
        let gesture = Gesture(step: step.key, state: wanted, seen: version)
        let outcome = try await keep(gesture, titled: step.title, on: state.board, visit)
        switch outcome {
        case .kept, .alreadyThere:
            let notice =
                outcome == .kept
                ? t(
                    "C’est noté\u{00A0}: «\u{00A0}\(step.title)\u{00A0}», \(word(wanted, t)).",
                    "It is noted: “\(step.title)”, \(word(wanted, t)).")
                : t(
                    "C’était déjà noté\u{00A0}: «\u{00A0}\(step.title)\u{00A0}», \(word(wanted, t)).",
                    "It was noted already: “\(step.title)”, \(word(wanted, t)).")
            return .redirect(back(form["retour"], step.key, state.board), notice: String(notice.prefix(280)))
        case .overtaken(let known):
            let desk = try await BoardDesk.open(visit, room, for: RestartPermissions.act)
            return BoardStepPage.conflict(visit, desk, step, known, wanted: gesture)
        }
    }

    /// Nothing is written, and nothing recorded, when nothing changes.
    static func keep(
        _ gesture: Gesture, titled title: String, on board: Board, _ visit: Visit
    ) async throws -> GestureOutcome {
        do {
            return try await visit.change { change in
                _ = try visit.place(board.organisation, for: RestartPermissions.act, in: change.session)
                return try BoardChanges.apply(gesture, titled: title, to: board, in: change)
            }
        } catch let undisturbed as BoardChanges.Undisturbed {
            return undisturbed.outcome
        }
    }

    private static func word(_ state: BoardStep.State, _ t: Language) -> String {
        let word = BoardWords.state(state, t).word ?? ""
        return word.prefix(1).lowercased() + word.dropFirst()
    }

    /// Back to the team on the board, or to the step: never an address that the form made up.
    private static func back(_ anchor: String, _ step: String, _ board: Board) -> URLPath {
        let (place, id) = (URLPath.Part(board.organisation), URLPath.Part(board.id))
        switch anchor {
        case "etape": return RestartURL.boardStep(place, id, .init(step)).path
        case "etapes": return RestartURL.boardSteps(place, id).path
        default: return RestartURL.board(place, id).path.anchored(at: String(anchor.prefix(80)))
        }
    }
}
