// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The keys of a chapter, shown where they work, with the box that turns them off: shortcuts of a single letter hinder
/// those who dictate (WCAG 2.1.4). Without script there is no shortcut, and this stays hidden.
public func keyboardHelp(_ t: Language, answers: Int) -> HTML {
    let last = min(max(answers, 1), 9)
    return """
        <section class="sheet keyboard" data-needs-js>\
        <div class="sheet-head"><h2>\(t("Au clavier", "By keyboard"))</h2></div><dl class="keys">\
        <div><dt><kbd>1</kbd> – <kbd>\(last)</kbd></dt><dd>\(t("répondre", "answer"))</dd></div>\
        <div><dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>\(t("changer d’exigence, aussi avec j et k",
            "move to another requirement, also with j and k"))</dd></div>\
        <div><dt><kbd>c</kbd></dt><dd>\(t("commenter", "comment"))</dd></div></dl>\
        <label class="tick"><input type="checkbox" data-shortcuts checked><span>\
        \(t("Raccourcis actifs", "Shortcuts on"))</span></label></section>
        """
}
