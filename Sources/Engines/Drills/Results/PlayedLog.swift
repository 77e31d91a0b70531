// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog

/// The lines of the players as they stand at the end: each with the correction that came last, the direction's left out.
struct PlayedLog {
    struct Line {
        let reference: LogReference
        let enteredAt: Moment
        let statement: LogStatement
    }

    let lines: [Line]
    /// What a later line closed or answered.
    let settled: Set<LogReference>

    init(_ entries: [LogEntry]) {
        var corrections: [LogReference: LogStatement] = [:]
        var settled: Set<LogReference> = []
        let ordered = entries.sorted { ($0.enteredAt, $0.reference) < ($1.enteredAt, $1.reference) }
        // A correction may itself be corrected: it is followed back to the line that began.
        var roots: [LogReference: LogReference] = [:]
        for entry in ordered {
            guard let about = entry.statement.about else { continue }
            switch entry.statement.relation {
            case .corrects:
                let root = roots[about] ?? about
                roots[entry.reference] = root
                corrections[root] = entry.statement
            case .closes, .answers: settled.insert(about)
            case nil: continue
            }
        }
        self.settled = Set(settled.map { roots[$0] ?? $0 })
        lines =
            ordered
            .filter { $0.statement.relation != .corrects || $0.statement.about == nil }
            .map {
                Line(
                    reference: $0.reference,
                    enteredAt: Moment(
                        milliseconds: $0.enteredAt.milliseconds
                            .addingReportingOverflow(Int64($0.clockOffset) &* 1000).partialValue),
                    statement: corrections[$0.reference] ?? $0.statement)
            }
            .filter { $0.statement.cell != .direction }
    }

    /// A request waits until something closes or answers it; an action only when it was said to be open.
    func isOpen(_ line: Line) -> Bool {
        guard !settled.contains(line.reference) else { return false }
        return switch line.statement.kind {
        case .request: line.statement.status == nil || line.statement.status == .open
        case .action: line.statement.status == .open
        default: false
        }
    }
}
