// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// How a node is named in a list: its name, and who keeps it when that is not the organisation in view.
enum NodeWords {
    static func cell(_ node: PlacedNode, from place: Organisation.ID, href: URLPath?, _ detail: String = "") -> HTML {
        let name: HTML = href.map { "<a href=\"\($0)\">\(node.name)</a>" } ?? "\(node.name)"
        let notes = [node.keeper == place ? "" : node.keeperName, detail].filter { !$0.isEmpty }
        return "\(name)\(when(!notes.isEmpty, "<br><small>\(notes.joined(separator: " · "))</small>"))"
    }

    static func layer(_ layer: Layer, _ t: Language) -> String {
        switch layer {
        case .activity: t("Activité", "Activity")
        case .service: t("Service", "Service")
        case .component: t("Composant", "Component")
        }
    }

    static func kind(_ kind: NodeKind, _ t: Language) -> String {
        switch kind {
        case .care: t("soins", "care")
        case .technicalPlatform: t("plateau technique", "technical platform")
        case .administrative: t("administration", "administration")
        case .logistics: t("logistique", "logistics")
        default: ""
        }
    }

    /// Where one decides what is decided of it.
    static func path(_ node: PlacedNode) -> URLPath {
        let place = URLPath.Part(node.keeper)
        return switch node.layer {
        case .activity: ContinuityURL.analysis(place, .init(node.id)).path
        case .service, .component: ContinuityURL.objectives(place).path.with("q", node.name)
        }
    }
}
