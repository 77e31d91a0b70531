// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A scenario: what is told, by whom, to whom, when, and what is expected of those who play. Texts are in the language of
/// its author; nothing in it is a person.
public struct Scenario: Sendable, Hashable, Codable {
    public static let format = 1

    /// Lower case, digits, hyphens: the same from one version to the next.
    public var id: String
    public var version: Int
    public var title: String
    public var summary: String
    public var threat: Threat
    public var level: Level
    public var audience: Audience
    /// Minutes of play.
    public var duration: Int
    /// The word that stops everything for a real emergency.
    public var stopWord: String
    public var rules: [String]
    /// What must not be touched nor called.
    public var forbidden: [String]
    /// Public facts it leans on.
    public var sources: [String]
    /// In the order of the file.
    public var variables: [Variable]
    /// What players are told before the start.
    public var situation: String
    /// The whole story, for those who animate.
    public var synopsis: String
    public var cells: [Cell]
    public var roles: [Role]
    public var objectives: [Objective]
    public var injects: [Inject]
    public var tabletop: Tabletop?
    /// Questions asked at once, after the play.
    public var hotWash: [String]

    public init(
        id: String, version: Int, title: String, summary: String = "", threat: Threat, level: Level,
        audience: Audience = .hospital, duration: Int, stopWord: String = "", rules: [String] = [],
        forbidden: [String] = [], sources: [String] = [], variables: [Variable] = [], situation: String = "",
        synopsis: String = "", cells: [Cell], roles: [Role] = [], objectives: [Objective] = [],
        injects: [Inject] = [], tabletop: Tabletop? = nil, hotWash: [String] = []
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.summary = summary
        self.threat = threat
        self.level = level
        self.audience = audience
        self.duration = duration
        self.stopWord = stopWord
        self.rules = rules
        self.forbidden = forbidden
        self.sources = sources
        self.variables = variables
        self.situation = situation
        self.synopsis = synopsis
        self.cells = cells
        self.roles = roles
        self.objectives = objectives
        self.injects = injects
        self.tabletop = tabletop
        self.hotWash = hotWash
    }

    public enum Threat: String, Sendable, Hashable, CaseIterable, Codable {
        case ransomware, dataTheft, denialOfService, supplier, accountCompromise, outage, medicalDevice
    }

    public enum Level: String, Sendable, Hashable, CaseIterable, Codable {
        case beginner, intermediate, confirmed
    }

    public enum Audience: String, Sendable, Hashable, CaseIterable, Codable {
        case hospital, nursingHome
    }

    /// A word of the texts, written `{{name}}`, and what it says unless the exercise says otherwise.
    public struct Variable: Sendable, Hashable, Codable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The cell that receives an inject: the one named, or that of the role named. Nil when it is for nobody who plays.
    public func cell(receiving recipient: String) -> Cell? {
        if let cell = Cell(rawValue: recipient) { return cell }
        return roles.first { $0.id == recipient }?.cell
    }

    public func inject(_ id: String) -> Inject? { injects.first { $0.id == id } }
}

/// Around which table one plays. The words are those of the crisis log.
public enum Cell: String, Sendable, Hashable, CaseIterable, Codable {
    case strategic, operational, care, communication
}

/// The four phases of a crisis, in the words of the crisis log.
public enum Phase: String, Sendable, Hashable, CaseIterable, Codable {
    case contain, understand, restart, learn
}

public struct Role: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case director, planner, animator, observer, player, accomplice
    }

    public var id: String
    public var kind: Kind
    public var cell: Cell?
    public var title: String
    public var mission: String
    /// Whom an animator plays: an authority, the press, a supplier.
    public var plays: String

    public init(
        id: String, kind: Kind, cell: Cell? = nil, title: String, mission: String = "", plays: String = ""
    ) {
        self.id = id
        self.kind = kind
        self.cell = cell
        self.title = title
        self.mission = mission
        self.plays = plays
    }
}

/// The version of a scenario that is talked through in an hour around a table.
public struct Tabletop: Sendable, Hashable, Codable {
    public struct Step: Sendable, Hashable, Codable {
        public var injects: [String]
        public var minutes: Int
        public var questions: [String]

        public init(injects: [String], minutes: Int, questions: [String]) {
            self.injects = injects
            self.minutes = minutes
            self.questions = questions
        }
    }

    /// Minutes.
    public var duration: Int
    public var steps: [Step]

    public init(duration: Int, steps: [Step]) {
        self.duration = duration
        self.steps = steps
    }
}
