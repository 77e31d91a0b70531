// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup

/// A QR code drawn as one path. Black on white whatever the colours of the page: a camera needs the contrast.
enum QRDrawing {
    /// ISO/IEC 18004 asks for four light modules around the symbol.
    private static let quietZone = 4

    /// - Parameter matrix: rows from the top, true for dark.
    static func svg(_ matrix: [[Bool]], label: String) -> SVG {
        let side = matrix.count + 2 * quietZone
        return """
            <svg viewBox="0 0 \(side) \(side)" width="\(side * 5)" height="\(side * 5)" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#ffffff"/>\
            <path fill="#000000" d="\(outline(matrix))"/></svg>
            """
    }

    /// One flat rectangle for each run of dark modules.
    static func outline(_ matrix: [[Bool]]) -> String {
        var path = ""
        for (y, row) in matrix.enumerated() {
            var start: Int?
            for (x, isDark) in (row + [false]).enumerated() {
                if isDark {
                    start = start ?? x
                } else if let first = start {
                    let length = x - first
                    path += "M\(first + quietZone) \(y + quietZone)h\(length)v1h-\(length)z"
                    start = nil
                }
            }
        }
        return path
    }
}
