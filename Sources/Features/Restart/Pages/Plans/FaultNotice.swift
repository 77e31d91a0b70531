// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery

/// Why a restart cannot be computed, each thing concerned a link to where it is put right.
enum FaultNotice {
    struct Fault: Sendable, Hashable {
        let sentence: Phrase
        let links: [Link]

        struct Link: Sendable, Hashable {
            let title: String
            let href: URLPath
        }
    }

    /// - Parameter place: the organisation whose restart it is.
    static func fault(_ fault: RecoveryFault, in model: RecoveryModel, at place: URLPath.Part) -> Fault {
        func nodes(_ keys: [String]) -> [Fault.Link] {
            keys.compactMap { key in
                model.map[key].map { Fault.Link(title: $0.name, href: RestartLinks.node(place, key)) }
            }
        }
        func step(_ key: String) -> [Fault.Link] {
            guard let step = model.steps.first(where: { $0.key == key }) else { return [] }
            return [Fault.Link(title: step.title, href: RestartURL.step(place, .init(step.key)).path)]
        }
        let resources = RestartURL.resources(place).path
        let links: [Fault.Link] =
            switch fault {
            case .cycle(let keys): nodes(keys)
            case .stepCycle(let keys): keys.flatMap(step)
            case .unknownTeam(let key, let of), .unknownMeans(let key, let of):
                step(of) + [Fault.Link(title: key, href: resources)]
            case .nobodyCan(let of, let team, _, _):
                step(of) + [
                    Fault.Link(
                        title: (model.teams.first { $0.key == team }?.name
                            ?? model.means.first { $0.key == team }?.name) ?? team, href: resources)
                ]
            case .badDuration(let of, _): step(of)
            case .unknownNode, .unknownStep, .duplicateKey, .badValue, .tooManySteps, .tooManyNodes, .nothingToDo,
                .stopped, .notVerified:
                []
            }
        return Fault(sentence: FaultWords.sentence(fault, in: model), links: links)
    }

    static func render(_ fault: Fault, _ t: Language) -> HTML {
        """
        <div class="notice danger" role="alert"><div><p class="notice-title">\
        \(t("Le plan ne peut pas être calculé\u{00A0}; rien n’est perdu", "The plan cannot be computed; nothing is lost"))</p>\
        <p>\(fault.sentence(t))</p>\
        \(when(!fault.links.isEmpty, """
            <ul class="items">\(fault.links.html { "<li><a href=\"\($0.href)\">\($0.title)</a></li>" })</ul>
            """))</div></div>
        """
    }
}
