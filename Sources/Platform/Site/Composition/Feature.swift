// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import ServiceLifecycle

/// A room of the house: one capability, complete. The executable lists the features; without one of them the program
/// still works. Everything has a default, so a feature says only what it has.
public protocol Feature: Sendable {
    /// `self-assessment`; stable.
    var identifier: String { get }
    var migrations: [Migration] { get }
    var permissions: [Permission] { get }
    var routes: [Route] { get }
    /// Kinds of proof that this feature can obtain or register.
    var proofKinds: [ProofKind] { get }
    /// Background work that runs as long as the server.
    func jobs(in house: House) -> [any Service]
    /// Entries of the navigation, for the organisation in view.
    func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry]
    /// Entries of the person's own menu at the bottom of the navigation: account, people, journal.
    func personalMenu(for visit: Visit) -> [MenuEntry]
    /// What this feature has to say on the first page of an organisation.
    func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart
    /// What this feature finds for a search.
    func search(_ text: String, for visit: Visit) async throws -> [SearchHit]
    /// An action that this feature records, told to whoever reads the journal; nil for the actions of others.
    func journalSentence(for action: String, detail: String, in language: Language) -> String?
    /// Adds this feature's own data to the fictional group.
    func demonstrate(_ demonstration: Demonstration, in house: House) async throws
    /// Figures about an organisation, followed over time and gathered on the director's page. Rights are the caller's.
    func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator]
    /// What has its day in these parts of the tree. Each duty says who may see it.
    func duties(_ scope: DutyScope, in house: House) async throws -> [Duty]
    /// What organisations declared of themselves: given by the self-assessment. Rights are the caller's.
    func declarations(of organisations: [Organisation.ID], in house: House) async throws -> [Declaration]
    /// Work done once a day while the server runs, or by `carene daily`: history of figures, reminders. May be called again
    /// the same day after a failure: it must not do twice what it did.
    func daily(in house: House, on day: Day) async throws
    /// What this feature puts into the crisis kit of an organisation. Rights are the caller's.
    func kit(of organisation: Organisation, in house: House, language: Language) async throws -> [KitDocument]
    /// What this feature adds to the rules by which the part of an organisation is copied into its crisis kit.
    ///
    /// - Parameter key: the key that travels with the copy, for what is sealed.
    func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart
    /// The red button of every page, offered by the crisis feature alone.
    func alarm(for visit: Visit, at organisation: Organisation?) -> MenuEntry?
    /// What events this feature keeps for an organisation and below it; nil when it keeps none and `sightings` says nothing.
    func eventsKept(at organisation: Organisation, in house: House) async throws -> EventsKept?
    /// Where values were seen in the events that this feature keeps for an organisation and below it: one sighting for each
    /// value, host and place, the newest event shown. Stops when its task is cancelled. Rights are the caller's.
    func sightings(
        of wanted: [SoughtValue], at organisation: Organisation, in house: House,
        progress: @escaping SightingProgress
    ) async throws -> [Sighting]
}

extension Feature {
    public var migrations: [Migration] { [] }
    public var permissions: [Permission] { [] }
    public var routes: [Route] { [] }
    public var proofKinds: [ProofKind] { [] }
    public func jobs(in house: House) -> [any Service] { [] }
    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] { [] }
    public func personalMenu(for visit: Visit) -> [MenuEntry] { [] }
    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart { .nothing }
    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] { [] }
    public func journalSentence(for action: String, detail: String, in language: Language) -> String? { nil }
    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {}
    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] { [] }
    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] { [] }
    public func declarations(of organisations: [Organisation.ID], in house: House) async throws -> [Declaration] { [] }
    public func daily(in house: House, on day: Day) async throws {}
    public func kit(
        of organisation: Organisation, in house: House, language: Language
    ) async throws -> [KitDocument] { [] }
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        .nothing
    }
    public func alarm(for visit: Visit, at organisation: Organisation?) -> MenuEntry? { nil }
    public func eventsKept(at organisation: Organisation, in house: House) async throws -> EventsKept? { nil }
    public func sightings(
        of wanted: [SoughtValue], at organisation: Organisation, in house: House,
        progress: @escaping SightingProgress
    ) async throws -> [Sighting] { [] }
}

/// A place in the navigation, under one of the programme's four pillars.
public struct MenuEntry: Sendable {
    public let pillar: Pillar
    public let title: Phrase
    public let href: URLPath
    public let count: Int?
    /// Paths that count as "here": the entry is marked when the request's path begins with one of them.
    public let area: [String]

    public init(pillar: Pillar, title: Phrase, href: URLPath, count: Int? = nil, area: [String] = []) {
        self.pillar = pillar
        self.title = title
        self.href = href
        self.count = count
        self.area = area
    }
}

/// A feature's contribution to the first page: at most five figures are shown in all, the most urgent first.
public struct CockpitPart: Sendable {
    public var figures: [Figure]
    public var todo: [TodoItem]
    /// Beside what to do first.
    public var panels: [HTML]
    /// Below, over the whole width: tables that a column would cramp.
    public var wide: [HTML]

    public init(figures: [Figure] = [], todo: [TodoItem] = [], panels: [HTML] = [], wide: [HTML] = []) {
        self.figures = figures
        self.todo = todo
        self.panels = panels
        self.wide = wide
    }

    public static let nothing = CockpitPart()
}

public struct SearchHit: Sendable {
    public let title: String
    public let detail: String
    public let href: URLPath

    public init(title: String, detail: String, href: URLPath) {
        self.title = title
        self.detail = detail
        self.href = href
    }
}
