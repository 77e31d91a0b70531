// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import ServiceMaps

/// What is known of the harm that an interruption of an activity (or of a service) does.
///
/// The durations it decides are kept on the map's node, where every room reads them.
struct Analysis: Sendable, Hashable {
    let node: PlacedNode.ID
    var courses: [ImpactDomain: ImpactCourse]
    /// Who was asked: functions rather than names.
    var asked: String
    var askedOn: Day?
    var peaks: Peaks
    var note: String
    /// Nil while it is being written.
    var validation: Validation?

    struct Validation: Sendable, Hashable {
        /// A function.
        let by: String
        let on: Day
        /// When it must be looked at again.
        let reviewOn: Day?
    }

    /// When an interruption hurts most.
    struct Peaks: Sendable, Hashable {
        /// 1 January … 12 December.
        var months: Set<Int> = []
        /// 1 Monday … 7 Sunday.
        var weekdays: Set<Int> = []
        var text = ""

        var isEmpty: Bool { months.isEmpty && weekdays.isEmpty && text.isEmpty }
    }

    static func empty(of node: PlacedNode.ID) -> Analysis {
        Analysis(node: node, courses: [:], asked: "", askedOn: nil, peaks: Peaks(), note: "", validation: nil)
    }

    var limit: ImpactLimit? { ImpactLimit(courses) }

    var isComplete: Bool { ImpactDomain.allCases.allSatisfy { courses[$0]?.isComplete == true } && !asked.isEmpty }

    func course(_ domain: ImpactDomain) -> ImpactCourse { courses[domain] ?? ImpactCourse() }
}

/// Where an analysis stands.
enum AnalysisState: String, Sendable, Hashable, CaseIterable {
    case open
    case underway
    case validated
    case toReview

    /// In the address of a list.
    var word: String {
        switch self {
        case .open: "a-faire"
        case .underway: "en-cours"
        case .validated: "valides"
        case .toReview: "a-revoir"
        }
    }

    static func of(_ analysis: Analysis?, on day: Day) -> AnalysisState {
        guard let analysis else { return .open }
        guard let validation = analysis.validation else { return .underway }
        return validation.reviewOn.map { $0 < day } == true ? .toReview : .validated
    }
}
