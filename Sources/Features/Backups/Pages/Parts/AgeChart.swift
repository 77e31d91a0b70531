// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import ServiceMaps

/// How old the last good copy is, beside the loss that was accepted. One scale for all, in hours: a bar that passes its
/// mark is work that would be lost tonight.
enum AgeChart {
    static func render(_ covers: [NodeCover], _ t: Language) -> HTML {
        let shown = covers.filter { $0.age != nil }.prefix(12)
        guard shown.count > 1 else { return HTML() }
        // A copy forgotten for months would flatten all the rest: its bar stops at the edge.
        let top = min(shown.map { max($0.age ?? 0, $0.bound ?? 0) }.max() ?? 1, 120)
        let late = shown.count { !$0.isFresh }
        let caption =
            late == 0
            ? t(
                "Aucune barre ne dépasse son repère\u{00A0}: chaque copie a moins que la perte admise.",
                "No bar passes its mark: every copy is younger than the accepted loss.")
            : t(
                "\(t.count(late, ("barre dépasse son repère", "barres dépassent leur repère"), ("", "")))\u{00A0}: ce travail serait perdu.",
                "\(t.count(late, ("", ""), ("bar passes its mark", "bars pass their mark"))): that work would be lost.")
        let words = shown.map { "\($0.node.name)\u{00A0}: \(age($0, t))" }.joined(separator: t(" ; ", "; "))
        let bars = shown.html { cover in
            """
            <div class="chapter-bar"><span class="chapter-name">\(cover.node.name)</span>\(bar(cover, top))\
            <span class="chapter-value">\(cover.age.map { short($0, t) } ?? "–")</span></div>
            """
        }
        return """
            <figure class="chart bars"><figcaption>\(caption)</figcaption>\
            <div class="picture" role="img" aria-label="\(words)">\(bars)</div>\(key(t))\
            \(disclosure(t("Voir les chiffres", "Show the numbers"), numbers(Array(shown), caption, t)))</figure>
            """
    }

    private static func bar(_ cover: NodeCover, _ top: Double) -> SVG {
        func x(_ hours: Double) -> Double { min(max(hours / max(top, 1), 0), 1) * 100 }
        var marks = SVG()
        if let age = cover.age {
            let value: SVG = "<rect class=\"value\" x=\"0\" y=\"3\" width=\"\(x(age))\" height=\"10\"/>"
            marks.append(value)
        }
        if let bound = cover.bound {
            let line: SVG = "<line class=\"target\" x1=\"\(x(bound))\" y1=\"0\" x2=\"\(x(bound))\" y2=\"16\"/>"
            marks.append(line)
        }
        return """
            <svg class="chapter-track" viewBox="0 0 100 16" preserveAspectRatio="none">\
            <rect class="track" x="0" y="3" width="100" height="10"/>\(marks)</svg>
            """
    }

    /// The column of values is as wide as a percentage.
    private static func short(_ hours: Double, _ t: Language) -> String {
        hours < 48 ? t.hours(hours) : t("\(Int(min(hours, 1e6) / 24))\u{00A0}j", "\(Int(min(hours, 1e6) / 24)) d")
    }

    private static func key(_ t: Language) -> HTML {
        let entries = [
            ("key-bar", t("âge de la dernière bonne copie", "age of the last good copy")),
            ("key-target", t("perte admise", "accepted loss")),
        ]
        return """
            <ul class="key" aria-hidden="true">\(entries.html { style, label in
                """
                <li><svg class="swatch \(style)" viewBox="0 0 16 10" width="16" height="10">\
                <rect class="swatch-area" x="0" y="0" width="16" height="10" rx="2"/>\
                <line class="swatch-tick" x1="8" y1="0" x2="8" y2="10"/></svg>\(label)</li>
                """
            })</ul>
            """
    }

    private static func age(_ cover: NodeCover, _ t: Language) -> String {
        let age = cover.age.map { t.hours($0) } ?? t("inconnu", "unknown")
        guard let bound = cover.bound else { return age }
        return t("\(age), pour \(t.hours(bound)) admises", "\(age), of \(t.hours(bound)) accepted")
    }

    private static func numbers(_ covers: [NodeCover], _ caption: String, _ t: Language) -> HTML {
        table(
            t,
            Table(
                caption: caption, isCaptionHidden: true,
                columns: [
                    Column(t("Élément", "Element")),
                    Column(t("Dernière bonne copie", "Last good copy"), isNumber: true),
                    Column(t("Perte admise", "Accepted loss"), isNumber: true),
                ],
                rows: covers.map { cover in
                    [
                        "\(cover.node.name)", "\(cover.age.map { t.hours($0) } ?? "–")",
                        "\(cover.bound.map { t.hours($0) } ?? "–")",
                    ]
                }))
    }
}
