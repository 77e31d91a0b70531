// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A line of a heat map.
public struct HeatRow: Sendable, Hashable {
    public var label: String
    /// From 0 to 100; nil where nothing was measured.
    public var values: [Double?]
    public var href: URLPath?

    public init(_ label: String, _ values: [Double?], href: URLPath? = nil) {
        self.label = label
        self.values = values
        self.href = href
    }
}

/// Rows × columns of values from 0 to 100. It is its own table: the number is in the cell, the colour only helps the
/// eye to find the low ones.
/// - Parameters:
///   - rowTitle: what the rows are: "Établissement".
///   - summary: a last line set apart, such as the group's median.
public func heatMap(
    _ t: Language, caption: String, rowTitle: String, columns: [String], rows: [HeatRow], summary: HeatRow? = nil
) -> HTML {
    guard !columns.isEmpty, !rows.isEmpty else { return HTML() }
    return """
        <figure class="chart heat-map"><div class="scroll" role="region" tabindex="0" aria-label="\(caption)">\
        <table class="heat"><caption><span>\(caption)</span></caption><thead><tr><th scope="col">\(rowTitle)</th>\
        \(columns.html { "<th scope=\"col\">\($0)</th>" })</tr></thead>\
        <tbody>\(rows.html { heatRow(t, $0, columns.count) })</tbody>\
        \(when(summary) { "<tfoot>\(heatRow(t, $0, columns.count))</tfoot>" })</table></div>\(heatKey(t))</figure>
        """
}

private func heatRow(_ t: Language, _ row: HeatRow, _ width: Int) -> HTML {
    let name: HTML = row.href.map { "<a href=\"\($0)\">\(row.label)</a>" } ?? "\(row.label)"
    let cells = (0..<width).html { index in
        guard index < row.values.count, let value = row.values[index], value.isFinite else {
            return """
                <td class="none"><span aria-hidden="true">–</span><span class="visually-hidden">\
                \(t("sans mesure", "not measured"))</span></td>
                """
        }
        return "<td class=\"h\(heatClass(value))\">\(t.decimal(clamped(value, 0, 100), 0))</td>"
    }
    return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>"
}

/// Ten steps: 0 to 9, 10 to 19, …, 90 to 100.
func heatClass(_ value: Double) -> Int { min(Int(clamped(value, 0, 100) / 10), 9) }

private func heatKey(_ t: Language) -> HTML {
    var cells = SVG()
    for step in 0..<10 {
        let cell: SVG = "<rect class=\"step\(step)\" x=\"\(step * 14)\" y=\"0\" width=\"13\" height=\"10\"/>"
        cells.append(cell)
    }
    return """
        <p class="heat-key" aria-hidden="true">0<svg viewBox="0 0 140 10" width="140" height="10">\(cells)</svg>100</p>
        """
}
