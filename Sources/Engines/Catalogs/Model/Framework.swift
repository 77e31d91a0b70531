// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A framework (référentiel): what is asked, as a tree. Immutable, and well-formed whenever it exists.
public struct Framework: Sendable, Hashable {
    public let identity: Identity
    public let title: String
    public let summary: String
    /// The language of the texts, as a BCP 47 tag.
    public let language: String
    public let publisher: String
    public let license: String
    public let status: Status
    public let sources: [Source]
    public let scale: Scale
    public let profiles: [Profile]
    /// Of the framework as a whole.
    public let deadlines: [Deadline]
    /// Every node, each followed by its descendants.
    public let requirements: [Requirement]
    /// Title and summary by language code.
    public let translations: [String: Translation]
    /// The nodes of the first level.
    public let chapters: [Chapter]

    private let places: [String: Int]

    public struct Source: Sendable, Hashable {
        public let title: String
        public let url: String?
        public let note: String

        public init(title: String, url: String? = nil, note: String = "") {
            self.title = title
            self.url = url
            self.note = note
        }
    }

    /// A group of those who answer, or a level of ambition.
    public struct Profile: Sendable, Hashable {
        public let code: String
        public let title: String
        public let description: String
        public let isSelectedByDefault: Bool

        public init(code: String, title: String, description: String = "", isSelectedByDefault: Bool = false) {
            self.code = code
            self.title = title
            self.description = description
            self.isSelectedByDefault = isSelectedByDefault
        }
    }

    public struct Translation: Sendable, Hashable {
        public let title: String
        public let summary: String

        public init(title: String = "", summary: String = "") {
            self.title = title
            self.summary = summary
        }
    }

    /// - Throws: everything that keeps these values from being a framework, see ``FrameworkRules``.
    public init(
        identity: Identity, title: String, summary: String = "", language: String = "fr", publisher: String = "",
        license: String = "", status: Status = .confirmed, sources: [Source] = [], scale: Scale = .compliance,
        profiles: [Profile] = [], deadlines: [Deadline] = [], requirements: [Requirement],
        translations: [String: Translation] = [:]
    ) throws(CatalogError) {
        let flaws = FrameworkRules(scale: scale, profiles: profiles, requirements: requirements, title: title).flaws
        guard flaws.isEmpty else {
            throw CatalogError(
                issues: flaws.map { flaw in
                    Issue(path: flaw.place.map { "requirements[\($0)]" } ?? "", message: flaw.message)
                })
        }
        self.identity = identity
        self.title = title
        self.summary = summary
        self.language = language
        self.publisher = publisher
        self.license = license
        self.status = status
        self.sources = sources
        self.scale = scale
        self.profiles = profiles
        self.deadlines = deadlines
        self.translations = translations

        var settled = requirements
        var places: [String: Int] = [:]
        places.reserveCapacity(settled.count)
        for index in settled.indices {
            places[settled[index].code] = index
            guard let parent = settled[index].parent.flatMap({ places[$0] }) else {
                settled[index].depth = 0
                continue
            }
            settled[index].depth = settled[parent].depth + 1
            settled[index].pillar = settled[index].pillar ?? settled[parent].pillar
        }
        self.requirements = settled
        self.places = places
        self.chapters = Chapter.chapters(of: settled, frameworkTitle: title)
    }

    /// In constant time.
    public func requirement(_ code: String) -> Requirement? {
        place(of: code).map { requirements[$0] }
    }

    /// The index of a code in ``requirements``, in constant time.
    public func place(of code: String) -> Int? {
        places[code]
    }

    public static func == (left: Framework, right: Framework) -> Bool {
        left.identity == right.identity && left.title == right.title && left.summary == right.summary
            && left.language == right.language && left.publisher == right.publisher && left.license == right.license
            && left.status == right.status && left.sources == right.sources && left.scale == right.scale
            && left.profiles == right.profiles && left.deadlines == right.deadlines
            && left.translations == right.translations && left.requirements == right.requirements
    }

    /// Of the identity alone: two different frameworks of one identity are not meant to meet.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(identity)
    }
}
