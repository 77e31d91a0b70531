// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// Language and theme of this browser.
enum PreferencePage {
    private static let oneYear = 31_536_000

    /// A link, so that it works everywhere: it changes only what this browser shows.
    @Sendable
    static func language(_ visit: Visit) async throws -> Reply {
        guard let language = Language(rawValue: try visit.parameter("language")) else { throw Refusal.notFound }
        return .redirect(back(visit.query["suite"]))
            .setting(Cookie(Preferences.languageCookie, language.rawValue, maxAge: oneYear))
    }

    @Sendable
    static func theme(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        guard let theme = Theme(rawValue: form["theme"]) else { throw Refusal.notFound }
        return .redirect(back(form["suite"]))
            .setting(Cookie(Preferences.themeCookie, theme.rawValue, maxAge: oneYear, isForScript: true))
    }

    private static func back(_ text: String?) -> URLPath {
        text.flatMap { URLPath(local: $0) } ?? SiteAddress.home.path
    }
}
