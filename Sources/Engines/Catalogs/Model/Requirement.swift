// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One node of a framework: a chapter, a section, or something that is asked and answered.
public struct Requirement: Sendable, Hashable {
    public enum Priority: String, Sendable, Hashable, CaseIterable {
        case indispensable
        case recommended
    }

    /// The texts of a requirement in another language.
    public struct Translation: Sendable, Hashable {
        public let title: String
        public let expectation: String
        public let guidance: String

        public init(title: String = "", expectation: String = "", guidance: String = "") {
            self.title = title
            self.expectation = expectation
            self.guidance = guidance
        }
    }

    /// Unique in the framework.
    public var code: String
    public var parent: String?
    /// 0 for a node of the first level. Set by ``Framework``.
    public internal(set) var depth: Int
    public var isAssessable: Bool
    public var title: String
    public var expectation: String
    public var guidance: String
    /// Its own, or its parent's. The framework hands it down.
    public var pillar: Pillar?
    public var scope: Scope?
    public var weight: Double
    public var priority: Priority
    /// Empty means every profile.
    public var profiles: [String]
    public var status: Status
    public var source: String
    public var deadlines: [Deadline]
    public var evidence: EvidenceRule?
    public var coverage: Coverage?
    public var question: Question?
    /// What an auditor usually looks at, in free text.
    public var typicalEvidence: String
    /// Identifiers of threats in the library that the framework comes from.
    public var threats: [String]
    /// Identifiers of reference controls in the library that the framework comes from.
    public var referenceControls: [String]
    /// By language code.
    public var translations: [String: Translation]

    public init(
        code: String, parent: String? = nil, isAssessable: Bool = true, title: String, expectation: String = "",
        guidance: String = "", pillar: Pillar? = nil, scope: Scope? = nil, weight: Double = 1,
        priority: Priority = .recommended, profiles: [String] = [], status: Status = .confirmed,
        source: String = "", deadlines: [Deadline] = [], evidence: EvidenceRule? = nil, coverage: Coverage? = nil,
        question: Question? = nil, typicalEvidence: String = "", threats: [String] = [],
        referenceControls: [String] = [], translations: [String: Translation] = [:]
    ) {
        self.code = code
        self.parent = parent
        self.depth = 0
        self.isAssessable = isAssessable
        self.title = title
        self.expectation = expectation
        self.guidance = guidance
        self.pillar = pillar
        self.scope = scope
        self.weight = weight
        self.priority = priority
        self.profiles = profiles
        self.status = status
        self.source = source
        self.deadlines = deadlines
        self.evidence = evidence
        self.coverage = coverage
        self.question = question
        self.typicalEvidence = typicalEvidence
        self.threats = threats
        self.referenceControls = referenceControls
        self.translations = translations
    }

    /// Whether someone concerned by these profiles has to answer. An empty set stands for every profile.
    public func concerns(_ selected: Set<String>) -> Bool {
        profiles.isEmpty || selected.isEmpty || profiles.contains { selected.contains($0) }
    }
}
