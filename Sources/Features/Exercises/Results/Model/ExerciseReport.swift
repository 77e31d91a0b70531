// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What people write in the after-action report, around the figures that are computed each time it is read.
struct ReportText: Sendable, Hashable {
    enum Part: String, Sendable, Hashable, CaseIterable {
        case summary, course, strengths, improvements, feedback

        /// The name of its field.
        var field: String {
            switch self {
            case .summary: "essentiel"
            case .course: "deroule"
            case .strengths: "forces"
            case .improvements: "ameliorer"
            case .feedback: "ressenti"
            }
        }
    }

    static let limit = 8000

    var parts: [Part: String]

    subscript(part: Part) -> String { parts[part] ?? "" }
}

struct KeptReport: Sendable, Hashable {
    let text: ReportText
    let validation: (by: String, on: Day)?
    let updatedAt: Instant

    static func == (left: Self, right: Self) -> Bool {
        left.text == right.text && left.updatedAt == right.updatedAt && left.validation?.by == right.validation?.by
            && left.validation?.on == right.validation?.on
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(updatedAt)
    }
}
