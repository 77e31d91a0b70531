// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Two decisions of an impact analysis that do not go together, or one that is missing.
public struct Finding: Sendable, Hashable {
    public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
        /// An activity's own objective is later than what it can bear.
        case objectiveBeyondTolerable
        /// DMIA(service or component) ≤ MTPD(activity that uses it).
        case objectiveBeyondActivity
        /// DMIA(support) ≤ the least DMIA of its users.
        case objectiveBeyondUser
        /// PDMA ≥ time between two backups.
        case backupsTooRare
        /// The degraded mode of an activity ends before its objective.
        case degradedModeEndsFirst
        /// Somebody with an objective stands on it, and it has none.
        case noObjective
    }

    public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        case violation
        case warning
        case information

        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    public let rule: Rule
    /// The node to change.
    public let node: String
    /// Its figure in hours; nil where it is what is missing.
    public let hours: Double?
    /// The node that sets the limit: the one that uses it, the one whose backup counts, or itself.
    public let other: String
    public let limit: Double

    public var severity: Severity {
        switch rule {
        case .objectiveBeyondTolerable, .objectiveBeyondActivity, .objectiveBeyondUser, .backupsTooRare: .violation
        case .degradedModeEndsFirst: .warning
        case .noObjective: .information
        }
    }

    /// The sentence for people; `naming` gives the names of nodes by their keys.
    public func message(naming name: (String) -> String = { $0 }) -> (french: String, english: String) {
        let (subject, author) = (name(node), name(other))
        let figure = Self.text(hours ?? 0)
        let bound = Self.text(limit)
        switch rule {
        case .objectiveBeyondTolerable:
            return (
                "«\u{00A0}\(subject)\u{00A0}» a une DMIA de \(figure.french), plus longue que la durée tolérable de \(bound.french).",
                "“\(subject)” has a recovery objective of \(figure.english), beyond its tolerable period of \(bound.english)."
            )
        case .objectiveBeyondActivity:
            return (
                "«\u{00A0}\(subject)\u{00A0}» a une DMIA de \(figure.french), mais «\u{00A0}\(author)\u{00A0}», qui en a besoin, ne tolère que \(bound.french).",
                "“\(subject)” has a recovery objective of \(figure.english), but “\(author)”, which needs it, bears only \(bound.english)."
            )
        case .objectiveBeyondUser:
            return (
                "«\u{00A0}\(subject)\u{00A0}» a une DMIA de \(figure.french), mais «\u{00A0}\(author)\u{00A0}», qui en a besoin, a une DMIA de \(bound.french).",
                "“\(subject)” has a recovery objective of \(figure.english), but “\(author)”, which needs it, has one of \(bound.english)."
            )
        case .backupsTooRare:
            return (
                "«\u{00A0}\(subject)\u{00A0}» accepte de perdre \(figure.french) de données, mais «\u{00A0}\(author)\u{00A0}» n’est sauvegardé que toutes les \(bound.french).",
                "“\(subject)” accepts to lose \(figure.english) of data, but “\(author)” is only backed up every \(bound.english)."
            )
        case .degradedModeEndsFirst:
            return (
                "Le mode dégradé de «\u{00A0}\(subject)\u{00A0}» tient \(bound.french), moins que sa DMIA de \(figure.french).",
                "The degraded mode of “\(subject)” holds \(bound.english), less than its recovery objective of \(figure.english)."
            )
        case .noObjective:
            return (
                "«\u{00A0}\(subject)\u{00A0}» n’a pas de DMIA, et «\u{00A0}\(author)\u{00A0}», qui en a besoin, en a une de \(bound.french).",
                "“\(subject)” has no recovery objective, and “\(author)”, which needs it, has one of \(bound.english)."
            )
        }
    }

    /// Hours as they are said: «\u{00A0}36 h\u{00A0}», «\u{00A0}1,5 h\u{00A0}».
    private static func text(_ hours: Double) -> (french: String, english: String) {
        let figure = (hours * 100).rounded() / 100
        let text = figure == figure.rounded() && abs(figure) < 1e9 ? String(Int(figure)) : String(figure)
        return (text.replacing(".", with: ",") + "\u{00A0}h", text + " h")
    }
}
