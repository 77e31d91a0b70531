// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a library file of CISO Assistant holds, as far as frameworks are concerned.
public struct Library: Sendable, Hashable {
    /// In lower case, as every identifier of the format.
    public let urn: String
    public let version: Int
    public let name: String
    public let summary: String
    public let language: String
    public let provider: String
    public let packager: String
    public let copyright: String
    /// URNs of the libraries that it needs.
    public let dependencies: [String]
    public let translations: [String: Framework.Translation]
    public let frameworks: [Framework]
    public let mappings: [MappingSet]
    public let referenceControls: [Control]
    public let threats: [Control]
    /// By framework, then by requirement code: the questions as the library asks them.
    public let questions: [Framework.Identity: [String: [InterviewQuestion]]]
    /// The code given to each requirement, by URN: what a mapping in another file needs to be read.
    public let codes: [String: String]
    /// What was left out, and why.
    public let notes: [Issue]

    /// A reference control, or a threat.
    public struct Control: Sendable, Hashable {
        public let urn: String
        public let code: String
        public let name: String
        public let description: String
        public let annotation: String
        public let typicalEvidence: String
        /// policy, process, technical, physical or procedure; empty for a threat.
        public let category: String
        /// govern, identify, protect, detect, respond or recover; empty for a threat.
        public let function: String
        public let translations: [String: Framework.Translation]
    }

    /// A question with everything that the format says of it.
    public struct InterviewQuestion: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case uniqueChoice = "unique_choice"
            case multipleChoice = "multiple_choice"
            case text
            case date
            case number
            case boolean
        }

        public enum Result: String, Sendable, Hashable, CaseIterable {
            case compliant
            case partiallyCompliant = "partially_compliant"
            case nonCompliant = "non_compliant"
            case notApplicable = "not_applicable"
        }

        public struct Choice: Sendable, Hashable {
            public let urn: String
            public let text: String
            public let description: String
            public let color: String
            public let addedScore: Int?
            /// Nil when the choice is neutral.
            public let result: Result?
            /// Codes of the profiles that the choice selects.
            public let selectedProfiles: [String]
            public let translations: [String: String]
        }

        /// The question is asked only after these answers to another.
        public struct Dependency: Sendable, Hashable {
            public let question: String
            public let answers: [String]
            public let needsAll: Bool
        }

        public let urn: String
        public let kind: Kind
        public let text: String
        public let annotation: String
        public let weight: Double
        public let dependency: Dependency?
        public let choices: [Choice]
        public let translations: [String: String]
    }
}
