// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An assessment as OSCAL tells it (NIST, OSCAL 1.2, assessment-results and plan-of-action-and-milestones): what was
/// looked at, what was found, what is missing. Values only; texts are already in the reader's language.
public struct OSCALAssessment: Sendable, Hashable {
    /// Stable: every identifier of the document is made from it.
    public var identifier: String
    public var title: String
    public var description: String
    public var language: String
    public var framework: Framework
    public var subject: Subject
    /// RFC 3339 times with their zone.
    public var start: String
    public var end: String?
    public var madeAt: String
    public var findings: [Finding]
    /// Those that the findings name.
    public var proofs: [Proof]
    /// Where the framework's catalogue can be had; nil names it only.
    public var catalogAddress: String?

    public init(
        identifier: String, title: String, description: String, language: String, framework: Framework,
        subject: Subject, start: String, end: String?, madeAt: String, findings: [Finding], proofs: [Proof],
        catalogAddress: String? = nil
    ) {
        self.identifier = identifier
        self.title = title
        self.description = description
        self.language = language
        self.framework = framework
        self.subject = subject
        self.start = start
        self.end = end
        self.madeAt = madeAt
        self.findings = findings
        self.proofs = proofs
        self.catalogAddress = catalogAddress
    }

    /// Whose assessment it is.
    public struct Subject: Sendable, Hashable {
        public var identifier: String
        public var name: String
        /// The national number of establishments, when it has one.
        public var finess: String?

        public init(identifier: String, name: String, finess: String?) {
            self.identifier = identifier
            self.name = name
            self.finess = finess
        }
    }

    /// What is said of one requirement.
    public struct Finding: Sendable, Hashable {
        /// A requirement of the framework.
        public var code: String
        public var title: String
        /// What is asked.
        public var statement: String
        /// Why it is in this state.
        public var description: String
        public var state: RequirementState
        public var difference: RequirementState.Difference?
        /// The level that was declared.
        public var level: Scale.Level?
        /// The last day of a state that is proven.
        public var validUntil: CalendarDay?
        public var declaration: Declaration?
        /// Identifiers of the proofs that count.
        public var proofs: [String]
        /// What would satisfy it, when it is not.
        public var remedy: Remedy?
        public var deadline: CalendarDay?

        public init(
            code: String, title: String, statement: String, description: String, state: RequirementState,
            difference: RequirementState.Difference? = nil, level: Scale.Level? = nil,
            validUntil: CalendarDay? = nil, declaration: Declaration? = nil, proofs: [String] = [],
            remedy: Remedy? = nil, deadline: CalendarDay? = nil
        ) {
            self.code = code
            self.title = title
            self.statement = statement
            self.description = description
            self.state = state
            self.difference = difference
            self.level = level
            self.validUntil = validUntil
            self.declaration = declaration
            self.proofs = proofs
            self.remedy = remedy
            self.deadline = deadline
        }
    }

    /// What somebody answered, and when.
    public struct Declaration: Sendable, Hashable {
        public var text: String
        public var madeAt: String

        public init(text: String, madeAt: String) {
            self.text = text
            self.madeAt = madeAt
        }
    }

    public struct Remedy: Sendable, Hashable {
        public var title: String
        public var description: String
        /// Somebody is in charge of it, or gave it a day.
        public var isPlanned: Bool

        public init(title: String, description: String, isPlanned: Bool) {
            self.title = title
            self.description = description
            self.isPlanned = isPlanned
        }
    }

    public struct Proof: Sendable, Hashable {
        /// How it was obtained, in OSCAL's words: documents are examined, systems tested, people interviewed.
        public enum Method: String, Sendable, Hashable {
            case document = "EXAMINE"
            case measurement = "TEST"
            case statement = "INTERVIEW"
        }

        public struct File: Sendable, Hashable {
            public var name: String
            public var mediaType: String
            /// In hexadecimal.
            public var sha256: String

            public init(name: String, mediaType: String, sha256: String) {
                self.name = name
                self.mediaType = mediaType
                self.sha256 = sha256
            }
        }

        public var identifier: String
        public var title: String
        public var method: Method
        public var collectedOn: CalendarDay
        public var expiresOn: CalendarDay?
        public var file: File?
        /// Where the proof is shown; may be relative to the document.
        public var address: String

        public init(
            identifier: String, title: String, method: Method, collectedOn: CalendarDay, expiresOn: CalendarDay?,
            file: File?, address: String
        ) {
            self.identifier = identifier
            self.title = title
            self.method = method
            self.collectedOn = collectedOn
            self.expiresOn = expiresOn
            self.file = file
            self.address = address
        }
    }
}

extension RequirementState {
    /// As OSCAL knows it: met or not. A part is not met, and a property says so; what does not apply is not reviewed.
    var isSatisfied: Bool {
        switch self {
        case .proven, .expiring, .declared: true
        case .expired, .partial, .notMet, .notApplicable, .open: false
        }
    }

    /// The value of the property that keeps what OSCAL has no word for.
    var token: String {
        switch self {
        case .proven: "proven"
        case .expiring: "expiring"
        case .expired: "expired"
        case .partial: "partial"
        case .declared: "declared"
        case .notMet: "not-met"
        case .notApplicable: "not-applicable"
        case .open: "open"
        }
    }

    /// OSCAL's own reasons: it passed or failed what was asked; anything else is neither.
    var reason: String {
        switch self {
        case .proven, .expiring, .declared: "pass"
        case .notMet, .expired: "fail"
        case .partial, .notApplicable, .open: "other"
        }
    }
}

extension RequirementState.Difference {
    var token: String {
        switch self {
        case .provenButAnsweredLess: "proven-but-answered-less"
        case .answeredButLapsed: "answered-but-lapsed"
        case .answeredButPartlyProven: "answered-but-partly-proven"
        case .setAsideButProven: "set-aside-but-proven"
        }
    }
}
