// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Embedded
import Identity
import Markup
import Organisations
import Primitives

/// A page as a feature hands it over: its title, its place, its content. The frame around it is the site's.
public struct Page: Sendable {
    public var title: String
    /// The organisation in view: gives the breadcrumb and the links of the navigation.
    public var place: Place?
    /// Crumbs after the organisation's, the page itself last.
    public var trail: [Crumb]
    public var printAudience: String?
    /// Read during a crisis: larger type.
    public var isCrisis: Bool
    public var main: HTML

    public init(
        _ title: String, at place: Place? = nil, trail: [Crumb] = [], printAudience: String? = nil,
        isCrisis: Bool = false, main: HTML
    ) {
        self.title = title
        self.place = place
        self.trail = trail
        self.printAudience = printAudience
        self.isCrisis = isCrisis
        self.main = main
    }
}

/// An organisation with the chain above it, from the root.
public struct Place: Sendable, Hashable {
    public let organisation: Organisation
    public let ancestors: [Organisation]

    public init(organisation: Organisation, ancestors: [Organisation]) {
        self.organisation = organisation
        self.ancestors = ancestors
    }
}

extension Visit {
    /// The whole document around a page.
    public func page(_ page: Page, status: Status = .ok) -> Reply {
        .html(Components.page(frame(page)), status: status)
    }

    /// A narrow page without navigation: sign-in, first steps, errors for visitors.
    public func plainPage(_ page: Page, status: Status = .ok) -> Reply {
        var frame = frame(page)
        frame.navigation = []
        frame.account = nil
        return .html(Components.plainPage(frame), status: status)
    }

    /// Only the changed region, for the site's own script.
    public func fragment(_ markup: HTML, status: Status = .ok) -> Reply { .html(markup, status: status) }

    private func frame(_ page: Page) -> Frame {
        let organisation = page.place?.organisation
        var frame = Frame(
            language: language, title: page.title, trail: crumbs(page),
            navigation: person == nil ? [] : Navigation.sections(for: self, at: organisation), assets: Self.assets,
            printedAt: language.moment(now, in: zone), otherLanguageHref: otherLanguage, theme: preferences.theme,
            themeHref: SiteAddress.preferences.path, main: page.main)
        frame.printAudience = page.printAudience
        frame.isCrisis = page.isCrisis
        if let person {
            frame.account = AccountBadge(
                name: person.access.name, role: person.access.mainRole(at: organisation?.lineage)(language),
                href: SiteAddress.account.path, signOutHref: SiteAddress.signOut.path)
            frame.searchHref = SiteAddress.search.path
        }
        if let notice { frame.notice = Notice(.success, title: notice) }
        if let readOnly = house.settings.readOnly { frame.banner = Notice(.warning, title: readOnly(language)) }
        for feature in house.features {
            guard let alarm = feature.alarm(for: self, at: organisation) else { continue }
            frame.alarm = NavigationItem(alarm.title(language), href: alarm.href)
        }
        return frame
    }

    private func crumbs(_ page: Page) -> [Crumb] {
        var crumbs: [Crumb] = []
        if let place = page.place {
            // What is above one's own part of the tree is left out: it could not be opened.
            crumbs = (place.ancestors + [place.organisation]).filter { access.sees($0.lineage) }.map { organisation in
                Crumb(organisation.name, href: SiteAddress.cockpit(.init(organisation.id)).path)
            }
        }
        return crumbs + page.trail
    }

    private var otherLanguage: URLPath? {
        let other: Language = language == .french ? .english : .french
        return SiteAddress.language(.init(other.rawValue)).path.with("suite", path)
    }

    /// The site's own style sheet, for pages that are read without the site.
    public static var styleSheet: [UInt8] { EmbeddedFile.named("assets/site.css")?.bytes ?? [] }

    static let assets = AssetPaths(
        style: AssetFile.path(of: "site.css"), script: AssetFile.path(of: "site.js"),
        icon: AssetFile.path(of: "carene.svg"))
}
