// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import Recovery

/// The shapes of the layers and the strokes of the links, and what they say.
enum MapKey {
    static func shape(_ layer: Layer, x: Double, y: Double, width: Double, height: Double) -> SVG {
        switch layer {
        case .activity:
            return """
                <rect class="shape" x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="\(height / 2)" fill="#fff"/>
                """
        case .service:
            return """
                <rect class="shape" x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="3" fill="#fff"/>
                """
        case .component:
            let cut = min(9, height / 3)
            return """
                <path class="shape" fill="#fff" d="M\(x + cut) \(y)H\(x + width - cut)L\(x + width) \(y + cut)\
                V\(y + height - cut)L\(x + width - cut) \(y + height)H\(x + cut)L\(x) \(y + height - cut)V\(y + cut)Z"/>
                """
        }
    }

    static func dashes(_ kind: Dependency.Kind, isBootstrap: Bool = false) -> String {
        if isBootstrap { return "11 3 2 3" }
        return switch kind {
        case .needs: "none"
        case .needsData: "7 4"
        case .degradedWithout: "1.5 4"
        }
    }

    /// Of what is in the picture, and no more.
    static func html(_ map: ServiceMap, _ t: Language) -> HTML {
        let layers = Layer.allCases.filter { layer in map.nodes.contains { $0.layer == layer } }
        var links: [(dashes: String, words: String)] = Dependency.Kind.allCases.filter { kind in
            map.dependencies.contains { $0.kind == kind && !$0.isBootstrap }
        }.map { (dashes($0), $0.title(t)) }
        if map.dependencies.contains(where: \.isBootstrap) {
            links.append(
                (dashes(.needs, isBootstrap: true), t("amorçage\u{00A0}: coupe un cercle", "bootstrap: cuts a circle")))
        }
        let shapes = layers.html { layer in
            """
            <li><svg class="service-map" viewBox="0 0 30 18" width="30" height="18" fill="none" stroke="currentColor">\
            \(sample(layer))</svg>\(layer.title(t))</li>
            """
        }
        let strokes = links.html { link in
            """
            <li><svg class="service-map" viewBox="0 0 34 10" width="34" height="10" fill="none" \
            stroke="currentColor"><path class="stroke" d="M0 5H34" stroke-dasharray="\(link.dashes)"/></svg>\
            \(link.words)</li>
            """
        }
        return "<ul class=\"key\" aria-hidden=\"true\">\(shapes)\(strokes)</ul>"
    }

    private static func sample(_ layer: Layer) -> SVG {
        "<g class=\"node \(layer.rawValue)\">\(shape(layer, x: 1, y: 1, width: 28, height: 16))</g>"
    }
}
