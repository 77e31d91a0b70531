// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What an incident is: the six kinds by which it is qualified.
public enum IncidentKind: String, Sendable, Hashable, CaseIterable, Codable {
    case ransomware
    /// Espionage, or data taken away.
    case espionage
    case denialOfService
    case accountCompromise
    case supplier
    case outage
}

/// What the texts ask about an incident. Nobody may know the answer in the first hour: not knowing is an answer.
public enum ClockQuestion: String, Sendable, Hashable, CaseIterable, Codable {
    /// Safety or continuity of care, known or possible.
    case careAffected
    /// Integrity or confidentiality of health data.
    case healthData
    /// The establishment no longer works normally.
    case normalRunning
    /// Other establishments, or the territory.
    case spread
    /// Personal data destroyed, lost, changed, disclosed or out of reach.
    case personalData
    /// That breach may be a risk for the rights of the persons.
    case personalRisk
    /// That risk is high.
    case highRisk
    case malicious
    /// Operator of essential services or of vital importance.
    case essentialOperator
    /// Essential or important entity after directive (EU) 2022/2555.
    case nis2Entity
    /// The incident is a significant one in the sense of article 23 of that directive.
    case significant
    /// A contract covers the loss.
    case insured
}

public enum ClockAnswer: String, Sendable, Hashable, CaseIterable, Codable {
    case yes
    case no
    case unknown
}

/// From when a delay runs.
public enum ClockStart: String, Sendable, Hashable, CaseIterable, Codable {
    /// The establishment knew of the incident.
    case incidentKnown
    /// It knew that personal data were touched.
    case breachKnown
    /// The notification before was sent.
    case previousSent
    /// Everything works again.
    case restored
}

public enum ClockDelay: Sendable, Hashable {
    /// The text says « sans délai »: at once, and no number of hours stands in for it.
    case withoutDelay
    /// « Dans les meilleurs délais », « au plus tôt ».
    case soonest
    case hours(Int)
    case months(Int)
}

/// Where the text stands, so that anybody can read it.
public struct ClockBasis: Sendable, Hashable {
    public let text: String
    public let source: String

    public init(text: String, source: String) {
        self.text = text
        self.source = source
    }
}

/// One thing to send: a rule has one or several, each with its own delay.
public struct ClockStage: Sendable, Hashable {
    /// Unique in its rule.
    public let id: String
    public let title: String
    public let start: ClockStart
    public let delay: ClockDelay
    /// What to write, with `{fields}` to be filled.
    public let draft: String

    public init(id: String, title: String, start: ClockStart, delay: ClockDelay, draft: String) {
        self.id = id
        self.title = title
        self.start = start
        self.delay = delay
        self.draft = draft
    }
}

/// Whom to tell, in which case, within which delay, and which text says so.
public struct ClockRule: Sendable, Hashable {
    public let id: String
    public let recipient: String
    /// In which case, in a sentence.
    public let occasion: String
    /// Empty: any kind of incident.
    public let kinds: Set<IncidentKind>
    /// At least one must be answered yes; empty: always.
    public let anyOf: Set<ClockQuestion>
    /// All must be answered yes.
    public let allOf: Set<ClockQuestion>
    public let stages: [ClockStage]
    public let basis: ClockBasis
    public let channel: String
    public let phone: String
    /// Whether it counts where the establishment said nothing else.
    public let isOn: Bool
    /// Days since 1970; nil: no bound. The rule holds for incidents known from the first day to the last.
    public let validFrom: Int?
    public let validUntil: Int?
    /// What no public text settles, in a sentence; nil when nothing is in doubt.
    public let toConfirm: String?

    public init(
        id: String, recipient: String, occasion: String, kinds: Set<IncidentKind> = [],
        anyOf: Set<ClockQuestion> = [], allOf: Set<ClockQuestion> = [], stages: [ClockStage], basis: ClockBasis,
        channel: String = "", phone: String = "", isOn: Bool = true, validFrom: Int? = nil, validUntil: Int? = nil,
        toConfirm: String? = nil
    ) {
        self.id = id
        self.recipient = recipient
        self.occasion = occasion
        self.kinds = kinds
        self.anyOf = anyOf
        self.allOf = allOf
        self.stages = stages
        self.basis = basis
        self.channel = channel
        self.phone = phone
        self.isOn = isOn
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.toConfirm = toConfirm
    }
}
