// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What people write in the after-action report, around the figures that are computed each time it is read.
struct ReportText: Sendable, Hashable {
    /// The raw value names the section in the database.
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
    struct Approval: Sendable, Hashable {
        let by: String
        let on: Day
    }

    let text: ReportText
    let approval: Approval?
}
