// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A request that is not granted, in the site's own words. Domain errors (`ExplainedError`) are turned into one of these in
/// `Front`; nothing else in the house knows a status.
public enum Refusal: Error, Sendable {
    /// No such page, or nothing that this person may know of: the two are not told apart.
    case notFound
    /// The person sees the thing but may not do this.
    case forbidden
    /// Sign in first, then come back.
    case signInNeeded
    /// The person's roles ask for a second factor that is not set up yet.
    case secondFactorNeeded
    /// The form or file is too large or not a form.
    case tooLarge(limit: Int)
    case malformed(Phrase)
    case conflict(Phrase)
    case invalid(Phrase)
    case tooMany(retryAfterSeconds: Int)

    var status: Status {
        switch self {
        case .notFound: .notFound
        case .forbidden, .signInNeeded, .secondFactorNeeded: .forbidden
        case .tooLarge: .tooLarge
        case .malformed: .badRequest
        case .conflict: .conflict
        case .invalid: .unprocessable
        case .tooMany: .tooMany
        }
    }

    init(_ error: any ExplainedError) {
        self =
            switch error.nature {
            case .invalid: .invalid(error.message)
            case .notFound: .notFound
            case .forbidden: .forbidden
            case .conflict: .conflict(error.message)
            case .limited: .tooMany(retryAfterSeconds: 60)
            }
    }
}
