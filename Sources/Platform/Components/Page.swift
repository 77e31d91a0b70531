// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// The whole document: landmarks, skip link, header, navigation, content, footer.
public func page(_ frame: Frame) -> HTML {
    let t = frame.language
    return """
        \(documentHead(frame))<body\(flag: " class=\"crisis\"", when: frame.isCrisis)>\
        <a class="skip" href="#contenu">\(t("Aller au contenu", "Skip to content"))</a>\
        \(printHead(frame))<div class="frame">\(side(frame))<div class="body">\(top(frame))\
        <main id="contenu" tabindex="-1">\(when(frame.banner) { notice($0) })\(when(frame.notice) { notice($0) })\(frame.main)</main>\
        \(foot(frame))</div></div>\
        <div id="annonces" class="visually-hidden" role="status" aria-live="polite"></div></body></html>
        """
}

/// A narrow centred page without navigation, for signing in and for errors.
public func plainPage(_ frame: Frame) -> HTML {
    let t = frame.language
    return """
        \(documentHead(frame))<body class="plain-page\(frame.isCrisis ? " crisis" : "")">\
        <a class="skip" href="#contenu">\(t("Aller au contenu", "Skip to content"))</a>\
        \(printHead(frame))<header class="plain-top">\(markLink(frame))\(alarm(frame))</header>\
        <main id="contenu" tabindex="-1">\(when(frame.banner) { notice($0) })\(when(frame.notice) { notice($0) })\(frame.main)</main>\
        \(foot(frame))\
        <div id="annonces" class="visually-hidden" role="status" aria-live="polite"></div></body></html>
        """
}

/// The red button, where a feature offers it.
func alarm(_ frame: Frame) -> HTML {
    when(frame.alarm) { "<a class=\"alarm\" href=\"\($0.href)\">\($0.title)</a>" }
}

func documentHead(_ frame: Frame) -> HTML {
    """
    <!doctype html><html lang="\(frame.language.rawValue)" data-theme="\(frame.theme.rawValue)"\
    \(scriptWords(frame.language))><head><meta charset="utf-8">\
    <meta name="viewport" content="width=device-width, initial-scale=1">\
    <meta name="color-scheme" content="\(frame.theme == .auto ? "light dark" : frame.theme.rawValue)">\
    <title>\(frame.title) · Carène</title>\
    <link rel="stylesheet" href="\(frame.assets.style)">\
    <link rel="icon" type="image/svg+xml" href="\(frame.assets.icon)">\
    <script type="module" src="\(frame.assets.script)"></script></head>
    """
}

/// What the script says travels as data, so that the module has no text of its own and follows the language.
private func scriptWords(_ t: Language) -> HTML {
    let conflict = t(
        "Quelqu’un d’autre a répondu entre-temps. Les deux versions sont là\u{00A0}: choisissez.",
        "Someone else answered meanwhile. Both versions are here: choose one.")
    let offline = t(
        "Le serveur ne répond pas. Rien n’est perdu\u{00A0}: votre saisie reste à l’écran, nouvel essai dans ",
        "The server does not answer. Nothing is lost: what you typed stays on the screen; trying again in ")
    let refused = t(
        "La réponse n’est pas enregistrée\u{00A0}; votre saisie reste à l’écran. Rechargez la page pour continuer.",
        "The answer was not saved; what you typed stays on the screen. Reload the page to continue.")
    return """
         data-saving="\(t("Enregistrement…", "Saving…"))" data-saved="\(t("Enregistré.", "Saved."))" \
        data-conflict="\(conflict)" data-offline="\(offline)" data-refused="\(refused)" \
        data-yes="\(t("Confirmer", "Confirm"))" data-no="\(t("Annuler", "Cancel"))"
        """
}

func markLink(_ frame: Frame) -> HTML {
    """
    <a class="mark" href="\(frame.homeHref)">\(Icon.mark)<span>Carène</span>\
    <span class="visually-hidden">, \(frame.language("accueil", "home"))</span></a>
    """
}

/// Only on paper: what this is, when it was printed, who may hold it.
func printHead(_ frame: Frame) -> HTML {
    let t = frame.language
    return """
        <div class="print-head" aria-hidden="true">\(Icon.mark)\
        <p><strong>\((frame.trail.map(\.title).dropLast() + [frame.title]).joined(separator: " › "))</strong>\
        <span>\(t("Imprimé le ", "Printed on "))\(frame.printedAt)\(when(frame.account) { " · \($0.name)" })\
        \(when(frame.printAudience) { " · \($0)" })</span></p></div>
        """
}

private func top(_ frame: Frame) -> HTML {
    let t = frame.language
    return """
        <div class="top">\(when(frame.searchHref) { search(t, $0) })\
        \(when(frame.account) { account(t, $0) })</div>\(breadcrumb(frame))
        """
}

private func breadcrumb(_ frame: Frame) -> HTML {
    guard !frame.trail.isEmpty else { return HTML() }
    let last = frame.trail.count - 1
    return """
        <nav class="where" aria-label="\(frame.language("Fil d’Ariane", "Breadcrumb"))"><ol>\
        \(frame.trail.enumerated().html { index, crumb in
            if let href = crumb.href, index < last {
                "<li><a href=\"\(href)\">\(crumb.title)</a></li>"
            } else {
                "<li><span\(flag: " aria-current=\"page\"", when: index == last)>\(crumb.title)</span></li>"
            }
        })</ol></nav>
        """
}

private func search(_ t: Language, _ href: URLPath) -> HTML {
    let label = t("Chercher une exigence, un établissement", "Search for a requirement or an establishment")
    return """
        <search><form class="search" method="get" action="\(href)">\
        <label class="visually-hidden" for="recherche">\(label)</label>\(Icon.search)\
        <input id="recherche" type="search" name="q" maxlength="200" placeholder="\(t("Chercher", "Search"))">\
        <button class="visually-hidden" type="submit">\(t("Chercher", "Search"))</button></form></search>
        """
}

private func account(_ t: Language, _ account: AccountBadge) -> HTML {
    """
    <nav class="account" aria-label="\(t("Compte", "Account"))">\
    <a href="\(account.href)"><strong>\(account.name)</strong> <span>\(account.role)</span></a>\
    <form class="inline" method="post" action="\(account.signOutHref)">\
    <button class="link" type="submit">\(t("Se déconnecter", "Sign out"))</button></form></nav>
    """
}
