// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An error of the domain that can be told to the person who caused it. Knows nothing of HTTP: the site turns `nature`
/// into a status in one place.
public protocol ExplainedError: Error {
    /// What happened, what was kept, what to do; polite and complete.
    var message: Phrase { get }
    var nature: ErrorNature { get }
}

public enum ErrorNature: Sendable, Hashable {
    /// What was entered cannot be accepted.
    case invalid
    /// There is no such thing, or the person may not know that there is.
    case notFound
    /// The person sees the thing but may not do this.
    case forbidden
    /// Somebody else was faster, or the thing is in another state.
    case conflict
    /// Too much or too often.
    case limited
}

extension ExplainedError {
    public var nature: ErrorNature { .invalid }
}
