// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components

/// What a visitor chose for this browser, kept in cookies: no account is needed to read in the dark.
public struct Preferences: Sendable, Hashable {
    public let theme: Theme

    static let themeCookie = "theme"
    static let languageCookie = "carene-langue"
    static let noticeCookie = "carene-note"

    init(cookies: [String: String]) {
        theme = cookies[Self.themeCookie].flatMap(Theme.init(rawValue:)) ?? .auto
    }
}
