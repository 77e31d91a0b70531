// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// The engine keeps a calendar day of its own, so that it can be used alone; both are the same days.
extension CalendarDay {
    public init?(_ day: Day) { self.init(year: day.year, month: day.month, day: day.day) }

    /// The same day as the platform writes it.
    public var civil: Day? { Day(year: year, month: month, day: day) }
}
