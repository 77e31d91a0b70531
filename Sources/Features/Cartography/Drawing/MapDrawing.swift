// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Recovery
import ServiceMaps

/// The map as a layered picture: care on top, what it stands on below. Layers are told by shape, kinds of links by the
/// stroke, both with their words in the key; nothing by colour alone. Presentation attributes make the picture whole
/// without the style sheet too, for paper and for the crisis kit.
struct MapDrawing: Sendable {
    let map: PlacedMap
    /// The element that the picture is about.
    var focus: String?
    /// Those in a circle that nothing cuts.
    var circled: Set<String> = []
    /// Where a click on an element leads; nil draws no link.
    var href: (@Sendable (PlacedNode) -> URLPath)?

    static let metrics = MapLayout.Metrics(
        nodeWidth: 116, nodeHeight: 40, gap: 8, rowGap: 38, margin: 18, mostInRow: 6)

    /// Units beyond which the style sheet may shrink the picture to the page.
    private static let large = 992.0

    func svg(_ t: Language) -> SVG {
        let layout = map.map.layout(Self.metrics)
        var drawing = SVG()
        for band in layout.bands { drawing.append(self.band(band, layout.width, t)) }
        for edge in layout.edges { drawing.append(self.edge(edge)) }
        for node in layout.nodes { drawing.append(self.node(node, t)) }
        return """
            <svg class="service-map\(layout.width > Self.large ? " large" : "")" role="group" aria-label="\(t("Carte des services", "Service map"))" \
            width="\(layout.width)" height="\(layout.height)" viewBox="0 0 \(layout.width) \(layout.height)" \
            font-size="12" fill="none" stroke="currentColor">\(drawing)</svg>
            """
    }

    private func band(_ band: MapLayout.Band, _ width: Double, _ t: Language) -> SVG {
        """
        <g class="band \(band.layer.rawValue)"><rect x="0" y="\(band.y)" width="\(width)" height="\(band.height)" \
        stroke="none"/><text x="6" y="\(band.y + 12)" fill="currentColor" stroke="none" font-weight="600">\
        \(Self.plural(band.layer, t))</text></g>
        """
    }

    static func plural(_ layer: Layer, _ t: Language) -> String {
        switch layer {
        case .activity: t("Activités", "Activities")
        case .service: t("Services numériques", "Digital services")
        case .component: t("Composants", "Components")
        }
    }

    private func edge(_ edge: MapLayout.Edge) -> SVG {
        guard edge.points.count > 1 else { return SVG() }
        let path = edge.points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(SVG.number(point.x)) \(SVG.number(point.y))"
        }.joined(separator: " ")
        let isNear = focus.map { $0 == edge.from || $0 == edge.to } ?? false
        let style = edge.isBootstrap ? "bootstrap" : edge.kind.rawValue
        return """
            <g class="arrow \(style)\(isNear ? " near" : "")" aria-hidden="true"><path d="\(path)" \
            stroke-dasharray="\(MapKey.dashes(edge.kind, isBootstrap: edge.isBootstrap))"/>\(head(edge.points))</g>
            """
    }

    /// A small arrow where the line arrives: at what is needed.
    private func head(_ points: [MapLayout.Point]) -> SVG {
        guard let tip = points.last, points.count > 1 else { return SVG() }
        let before = points[points.count - 2]
        let (dx, dy) = (tip.x - before.x, tip.y - before.y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 0.01 else { return SVG() }
        let (ux, uy) = (dx / length, dy / length)
        let (baseX, baseY) = (tip.x - 6 * ux, tip.y - 6 * uy)
        return """
            <path class="head" fill="currentColor" stroke="none" d="M\(tip.x) \(tip.y)L\(baseX - 3 * uy) \
            \(baseY + 3 * ux)L\(baseX + 3 * uy) \(baseY - 3 * ux)Z"/>
            """
    }

    private func node(_ place: MapLayout.Node, _ t: Language) -> SVG {
        guard let node = map[place.key] else { return SVG() }
        let isCircled = circled.contains(place.key)
        let style = node.layer.rawValue + (place.key == focus ? " focus" : "") + (isCircled ? " circled" : "")
        let lines = Self.lines(node.name)
        let (centre, middle) = (place.x + place.width / 2, place.y + place.height / 2)
        var words = SVG()
        for (index, line) in lines.enumerated() {
            let y = middle + 4 + (Double(index) - Double(lines.count - 1) / 2) * 13
            let text: SVG = """
                <text x="\(centre)" y="\(y)" text-anchor="middle" fill="currentColor" stroke="none">\(line)</text>
                """
            words.append(text)
        }
        if isCircled {
            let mark: SVG = """
                <text class="mark" x="\(centre)" y="\(place.y - 3)" text-anchor="middle" fill="currentColor" \
                stroke="none">\(t("cercle", "circle"))</text>
                """
            words.append(mark)
        }
        let shape = MapKey.shape(node.layer, x: place.x, y: place.y, width: place.width, height: place.height)
        let content: SVG = "<title>\(node.name), \(node.layer.title(t))</title>\(shape)\(words)"
        guard let href else { return "<g class=\"node \(style)\">\(content)</g>" }
        return "<a class=\"node \(style)\" href=\"\(href(node).full)\">\(content)</a>"
    }

    /// A name on two lines of about eighteen letters, cut between words where it can be.
    static func lines(_ name: String, width: Int = 18) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in name.split(separator: " ").map(String.init) {
            if current.isEmpty {
                current = word
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = word
            }
        }
        lines.append(current)
        if lines.count > 2 { lines = [lines[0], lines[1] + "…"] }
        return lines.map { $0.count > width + 1 ? $0.prefix(width) + "…" : $0 }
    }
}
