// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What one wants to learn from the play, and by what one sees that it was reached.
public struct Objective: Sendable, Hashable, Codable {
    public var id: String
    public var title: String
    public var criteria: [Criterion]

    public init(id: String, title: String, criteria: [Criterion] = []) {
        self.id = id
        self.title = title
        self.criteria = criteria
    }
}

/// One line of the evaluation grid.
public struct Criterion: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// An observer rates it from 0 to 3, or says that it does not apply.
        case observed
        /// Computed from the log.
        case delay
    }

    /// Where a delay begins and ends: a moment that the log knows, or the sending of an inject.
    public enum Mark: Sendable, Hashable, Codable {
        case start
        case alert
        case mobilisation
        case firstDecision
        case firstNotification
        case inject(String)

        public init(_ text: String) {
            self =
                switch text {
                case "start": .start
                case "alert": .alert
                case "mobilisation": .mobilisation
                case "firstDecision": .firstDecision
                case "firstNotification": .firstNotification
                default: .inject(text)
                }
        }

        public var text: String {
            switch self {
            case .start: "start"
            case .alert: "alert"
            case .mobilisation: "mobilisation"
            case .firstDecision: "firstDecision"
            case .firstNotification: "firstNotification"
            case .inject(let id): id
            }
        }
    }

    public var id: String
    public var text: String
    public var kind: Kind
    /// Of a delay alone.
    public var from: Mark?
    public var to: Mark?
    /// Minutes.
    public var within: Int?

    public init(
        id: String, text: String, kind: Kind = .observed, from: Mark? = nil, to: Mark? = nil, within: Int? = nil
    ) {
        self.id = id
        self.text = text
        self.kind = kind
        self.from = from
        self.to = to
        self.within = within
    }
}
