// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A step of the way from the top of the tree to this page. The last one, the page itself, has no address.
public struct Crumb: Sendable, Hashable {
    public var title: String
    public var href: URLPath?

    public init(_ title: String, href: URLPath? = nil) {
        self.title = title
        self.href = href
    }
}

/// A line of the side navigation.
public struct NavigationItem: Sendable, Hashable {
    public var title: String
    public var href: URLPath
    public var isCurrent: Bool
    /// Things waiting there, shown quietly at the end of the line.
    public var count: Int?

    public init(_ title: String, href: URLPath, isCurrent: Bool = false, count: Int? = nil) {
        self.title = title
        self.href = href
        self.isCurrent = isCurrent
        self.count = count
    }
}

/// One pillar of the programme and what it holds.
public struct NavigationSection: Sendable, Hashable {
    public var title: String
    public var items: [NavigationItem]

    public init(_ title: String, _ items: [NavigationItem]) {
        self.title = title
        self.items = items
    }
}

/// Who is signed in, and as what.
public struct AccountBadge: Sendable, Hashable {
    public var name: String
    public var role: String
    public var href: URLPath
    /// Receives a POST without fields.
    public var signOutHref: URLPath

    public init(name: String, role: String, href: URLPath, signOutHref: URLPath) {
        self.name = name
        self.role = role
        self.href = href
        self.signOutHref = signOutHref
    }
}

/// Addresses of the three embedded files, with the version that lets browsers keep them.
public struct AssetPaths: Sendable, Hashable {
    public var style: URLPath
    public var script: URLPath
    public var icon: URLPath

    public init(style: URLPath, script: URLPath, icon: URLPath) {
        self.style = style
        self.script = script
        self.icon = icon
    }
}

/// Light, dark, or what the system asks for. The script keeps the choice in the cookie `theme`, whose value is the raw
/// value here; the server reads it so that the page arrives in its final colours.
public enum Theme: String, Sendable, CaseIterable {
    case auto
    case light
    case dark
}

/// Everything around the content of a page.
public struct Frame: Sendable {
    public var language: Language
    /// Unique and meaningful: it is the tab, the history and the first thing a screen reader says (RGAA 8.6).
    public var title: String
    public var trail: [Crumb]
    public var navigation: [NavigationSection]
    public var account: AccountBadge?
    /// A GET form with the field `q`.
    public var searchHref: URLPath?
    /// The outcome of what the person just did, or something that must not be missed.
    public var notice: Notice?
    /// What is true of the whole site as long as it runs, above every page: it shows a copy.
    public var banner: Notice?
    /// The red button, on every page as soon as a feature offers it.
    public var alarm: NavigationItem?
    public var assets: AssetPaths
    /// A date and a time in words, for paper: "21 novembre 2026 à 14 h 02".
    public var printedAt: String
    /// Who may hold a printed copy: "Diffusion restreinte à la direction".
    public var printAudience: String?
    /// This same page in the other language.
    public var otherLanguageHref: URLPath?
    public var theme: Theme
    /// Receives a POST with the field `theme`, for browsers without script; without it the choice needs the script.
    public var themeHref: URLPath?
    /// Larger type and nothing that moves, for pages read during a crisis.
    public var isCrisis: Bool
    /// Pages listed at the foot (accessibility, legal notice, documentation).
    public var footer: [Crumb]
    /// Where the mark leads.
    public var homeHref: URLPath
    public var main: HTML

    public init(
        language: Language, title: String, trail: [Crumb] = [], navigation: [NavigationSection] = [],
        account: AccountBadge? = nil, searchHref: URLPath? = nil, notice: Notice? = nil, alarm: NavigationItem? = nil,
        assets: AssetPaths, printedAt: String, printAudience: String? = nil, otherLanguageHref: URLPath? = nil,
        theme: Theme = .auto, themeHref: URLPath? = nil, isCrisis: Bool = false, footer: [Crumb] = [],
        homeHref: URLPath = "/", main: HTML
    ) {
        self.language = language
        self.title = title
        self.trail = trail
        self.navigation = navigation
        self.account = account
        self.searchHref = searchHref
        self.notice = notice
        self.alarm = alarm
        self.assets = assets
        self.printedAt = printedAt
        self.printAudience = printAudience
        self.otherLanguageHref = otherLanguageHref
        self.theme = theme
        self.themeHref = themeHref
        self.isCrisis = isCrisis
        self.footer = footer
        self.homeHref = homeHref
        self.main = main
    }
}
