// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The four pillars at the side. On a phone a disclosure opens them: it stands just before the navigation and the style
/// sheet reads its state, so no script is needed and the navigation exists once.
func side(_ frame: Frame) -> HTML {
    let t = frame.language
    return """
        <header class="side"><div class="side-inner">\(markLink(frame))\
        \(when(!frame.navigation.isEmpty, """
            <details class="menu"><summary>\(Icon.menu)\(t("Menu", "Menu"))</summary></details>\
            <nav class="pillars" aria-label="\(t("Navigation principale", "Main navigation"))">\
            \(frame.navigation.html { section(t, $0) })</nav>
            """))\
        \(alarm(frame))</div></header>
        """
}

private func section(_ t: Language, _ section: NavigationSection) -> HTML {
    """
    <h2>\(section.title)</h2><ul>\(section.items.html { item in
        """
        <li><a href="\(item.href)"\(flag: " aria-current=\"page\"", when: item.isCurrent)>\
        <span>\(item.title)</span>\(when(item.count) { " <small>\(t.number($0))</small>" })</a></li>
        """
    })</ul>
    """
}

/// Language, colours, and the pages that the law asks for.
func foot(_ frame: Frame) -> HTML {
    let t = frame.language
    let other: Language = t == .french ? .english : .french
    let language: HTML = when(frame.otherLanguageHref) { href in
        """
        <a href="\(href)" lang="\(other.rawValue)" hreflang="\(other.rawValue)" rel="alternate">\
        \(other("Français", "English"))</a>
        """
    }
    let pages: HTML = when(!frame.footer.isEmpty, "<ul>\(frame.footer.html(footLink))</ul>")
    return "<footer class=\"foot\">\(pages)\(language)\(themeChoice(frame))</footer>"
}

private func footLink(_ crumb: Crumb) -> HTML {
    guard let href = crumb.href else { return "<li>\(crumb.title)</li>" }
    return "<li><a href=\"\(href)\">\(crumb.title)</a></li>"
}

private func themeChoice(_ frame: Frame) -> HTML {
    let t = frame.language
    let choices: [(Theme, String)] = [
        (.auto, t("Automatique", "Automatic")), (.light, t("Clair", "Light")), (.dark, t("Sombre", "Dark")),
    ]
    let buttons = choices.html { theme, title in
        """
        <button type="submit" name="theme" value="\(theme.rawValue)" \
        aria-pressed="\(frame.theme == theme ? "true" : "false")">\(title)</button>
        """
    }
    return """
        <form class="theme" method="post" \(attribute: "action", frame.themeHref?.full) data-theme-choice\
        \(flag: " data-needs-js", when: frame.themeHref == nil)>\
        <fieldset><legend>\(t("Couleurs", "Colours"))</legend>\(buttons)</fieldset></form>
        """
}
