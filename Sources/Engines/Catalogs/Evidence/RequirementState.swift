// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What can be said of a requirement, from its proofs and from what was declared (design, section 6).
public enum RequirementState: Sendable, Hashable {
    case proven
    /// Proven until this day, which is near.
    case expiring(CalendarDay)
    /// Was proven until this day.
    case expired(CalendarDay)
    /// Proofs satisfy a part of what is asked, or what was declared is a part of it.
    case partial
    /// Declared met, proven by nothing.
    case declared
    case notMet
    case notApplicable
    /// Neither answered nor proven.
    case open

    /// How proofs and declaration disagree; shown, never settled by the program.
    public enum Difference: Sendable, Hashable {
        /// Valid proofs satisfy it, but the answer says less.
        case provenButAnsweredLess
        /// Declared entirely met, but its proofs lapsed.
        case answeredButLapsed
        /// Declared entirely met, but its proofs satisfy only a part.
        case answeredButPartlyProven
        /// Said not to apply, and yet proven.
        case setAsideButProven
    }
}
