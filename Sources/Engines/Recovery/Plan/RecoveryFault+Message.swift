// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension RecoveryFault {
    /// The sentence for people, with the keys of the model.
    public var message: (french: String, english: String) { message(Names()) }

    /// The sentence for people, with the names of the model.
    public func message(in model: RecoveryModel) -> (french: String, english: String) { message(Names(model)) }

    /// Nodes, steps and teams may have the same keys.
    private struct Names {
        var nodes: [String: String] = [:]
        var steps: [String: String] = [:]
        var resources: [String: String] = [:]

        init() {}

        init(_ model: RecoveryModel) {
            for node in model.map.nodes where !node.name.isEmpty { nodes[node.key] = node.name }
            for step in model.steps where !step.title.isEmpty { steps[step.key] = step.title }
            for team in model.teams where !team.name.isEmpty { resources[team.key] = team.name }
            for means in model.means where !means.name.isEmpty { resources[means.key] = means.name }
        }

        func any(_ key: String) -> String { nodes[key] ?? steps[key] ?? resources[key] ?? key }
    }

    private func message(_ names: Names) -> (french: String, english: String) {
        func quoted(_ name: String) -> (french: String, english: String) {
            ("«\u{00A0}\(name)\u{00A0}»", "“\(name)”")
        }
        func named(step key: String) -> (french: String, english: String) { quoted(names.steps[key] ?? key) }
        func named(resource key: String) -> (french: String, english: String) { quoted(names.resources[key] ?? key) }
        func named(_ key: String) -> (french: String, english: String) { quoted(names.any(key)) }
        func chain(_ keys: [String], _ names: [String: String]) -> String {
            (keys + keys.prefix(1)).map { names[$0] ?? $0 }.joined(separator: " → ")
        }
        switch self {
        case .cycle(let nodes):
            return (
                "Des éléments s’attendent en rond\u{00A0}: \(chain(nodes, names.nodes)). Dites par lequel on démarre, en marquant une de ces dépendances comme amorçage.",
                "Elements wait for each other in a circle: \(chain(nodes, names.nodes)). Say which one starts first by marking one of these dependencies as a bootstrap."
            )
        case .stepCycle(let steps):
            return (
                "Des tâches s’attendent en rond\u{00A0}: \(chain(steps, names.steps)). Retirez une de ces attentes.",
                "Steps wait for each other in a circle: \(chain(steps, names.steps)). Remove one of these waits."
            )
        case .unknownNode(let key, let place):
            return (
                "\(named(place).french) nomme un élément de la cartographie qui n’existe pas\u{00A0}: \(key).",
                "\(named(place).english) names an element of the map that does not exist: \(key)."
            )
        case .unknownTeam(let key, let step) where step.isEmpty:
            return (
                "Un renfort nomme une équipe qui n’existe pas\u{00A0}: \(key).",
                "Helpers are sent to a team that does not exist: \(key)."
            )
        case .unknownTeam(let key, let step):
            return (
                "La tâche \(named(step: step).french) demande une équipe qui n’existe pas\u{00A0}: \(key).",
                "The step \(named(step: step).english) asks for a team that does not exist: \(key)."
            )
        case .unknownMeans(let key, let step):
            return (
                "La tâche \(named(step: step).french) demande un moyen qui n’existe pas\u{00A0}: \(key).",
                "The step \(named(step: step).english) asks for means that do not exist: \(key)."
            )
        case .unknownStep(let key, let place):
            return (
                "\(named(place).french) nomme une tâche qui n’existe pas\u{00A0}: \(key).",
                "\(named(place).english) names a step that does not exist: \(key)."
            )
        case .duplicateKey(let key):
            return (
                "Le code \(named(key).french) est donné deux fois.", "The key \(named(key).english) is given twice."
            )
        case .nobodyCan(let step, let team, let needs, let most) where most < needs:
            return (
                "La tâche \(named(step: step).french) demande \(needs) à \(named(resource: team).french), qui n’en a jamais plus de \(most) à la fois.",
                "The step \(named(step: step).english) takes \(needs) of \(named(resource: team).english), which never has more than \(most) at once."
            )
        case .nobodyCan(let step, let team, let needs, _):
            return (
                "La tâche \(named(step: step).french) demande \(needs) à \(named(resource: team).french), qui n’en a jamais autant assez longtemps\u{00A0}: laissez-la s’interrompre, partagez-la ou renforcez l’équipe.",
                "The step \(named(step: step).english) takes \(needs) of \(named(resource: team).english), which never has as many for long enough: let it pause, split it or reinforce the team."
            )
        case .badDuration(let step, let limit):
            return (
                "La durée de la tâche \(named(step: step).french) doit aller de la plus courte à la plus longue, entre 0 et \(Int(limit)) heures.",
                "The duration of the step \(named(step: step).english) goes from the shortest to the longest, between 0 and \(Int(limit)) hours."
            )
        case .badValue(let field, let key):
            return (
                "\(named(key).french)\u{00A0}: la valeur de «\u{00A0}\(field)\u{00A0}» sort de ses limites.",
                "\(named(key).english): the value of “\(field)” is out of range."
            )
        case .tooManySteps(let limit):
            return ("Un plan a au plus \(limit) tâches.", "A plan has at most \(limit) steps.")
        case .tooManyNodes(let limit):
            return ("Une cartographie a au plus \(limit) éléments.", "A map has at most \(limit) elements.")
        case .nothingToDo:
            return (
                "Il n’y a aucune tâche à planifier\u{00A0}: ajoutez d’abord celles qui font revenir chaque élément.",
                "There is no step to plan: first add those that bring each element back."
            )
        case .stopped:
            return (
                "Le calcul a été arrêté avant le premier plan\u{00A0}; relancez-le.",
                "The computation was stopped before its first plan; start it again."
            )
        case .notVerified:
            return (
                "Le plan calculé n’a pas passé la vérification et n’est pas montré. C’est un défaut du programme\u{00A0}: signalez-le.",
                "The plan computed did not pass its check and is not shown. This is a fault of the program: report it."
            )
        }
    }
}
