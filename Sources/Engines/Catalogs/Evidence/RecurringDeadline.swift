// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Deadline {
    /// When this is due next.
    ///
    /// What comes back is due one period after it was last done, which may be in the past: it is then overdue, and
    /// skipping to the next turn would hide it. Never done, it is due now. What does not come back is due on its last
    /// day, done or not.
    ///
    /// - Parameter day: now.
    public func next(after lastDone: CalendarDay?, from day: CalendarDay) -> CalendarDay {
        switch timing {
        case .on(let due): return due
        case .window(_, let last): return last
        case .every(let period):
            guard let lastDone else { return day }
            // Past the end of the calendar there is nothing to wait for but its last day.
            return lastDone.adding(period) ?? CalendarDay(year: 9999, month: 12, day: 31) ?? day
        }
    }
}
