// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// When something is due.
public struct Deadline: Sendable, Hashable {
    public enum Timing: Sendable, Hashable {
        /// By this day.
        case on(CalendarDay)
        /// Again and again, each time so long after the last.
        case every(Period)
        /// Between these two days, both included.
        case window(from: CalendarDay, to: CalendarDay)
    }

    public let title: String
    public let timing: Timing
    public let status: Status

    public init(title: String, timing: Timing, status: Status = .confirmed) {
        self.title = title
        self.timing = timing
        self.status = status
    }

    /// The last day on which it can be met; nil for what comes back, which depends on when it was last done.
    public var day: CalendarDay? {
        switch timing {
        case .on(let day): day
        case .window(_, let last): last
        case .every: nil
        }
    }
}
