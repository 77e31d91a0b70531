// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// A chart as every other of the house: a sentence, a picture that is one image to a screen reader, a table one gesture away.
enum Picture {
    static func figure(
        _ t: Language, caption: String, description: String, _ drawing: SVG, height: Int, isWide: Bool = false,
        _ numbers: Table
    ) -> HTML {
        let picture: HTML = """
            <div class="picture" role="img" aria-label="\(description)">\
            <svg class="trend" width="100%" height="\(height)">\(drawing)</svg></div>
            """
        // Words over bars cannot be squeezed: on a phone, such a picture scrolls in a region of its own.
        let framed: HTML = """
            <div class="scroll wide" role="region" tabindex="0" \
            aria-label="\(t("Dessin", "Picture")), \(caption)">\(picture)</div>
            """
        return """
            <figure class="chart line"><figcaption>\(caption)</figcaption>\(isWide ? framed : picture)\
            \(disclosure(t("Voir les chiffres", "Show the numbers"), table(t, numbers)))</figure>
            """
    }

    /// A share of the width as SVG writes it.
    static func x(_ share: Double) -> String { SVG.number(min(max(share.isFinite ? share : 0, 0), 1) * 100) + "%" }
}
