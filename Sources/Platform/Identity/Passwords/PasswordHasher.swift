// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Turns passwords into something that may be stored. Slow on purpose, so never run where requests run.
public protocol PasswordHasher: Sendable {
    /// The encoded form: function, parameters, salt and hash in one text.
    func hash(_ password: Password) async throws(IdentityError) -> String

    func matches(_ password: Password, _ encoded: String) async throws(IdentityError) -> Bool

    /// Whether a stored hash was made with weaker parameters than today's.
    func isOutdated(_ encoded: String) -> Bool

    /// A hash with today's parameters that no password matches: the work to do for an account that does not exist.
    var decoy: String { get }
}

extension PasswordHasher {
    /// Does the work of exactly one verification whatever the case: no account, no password yet, an absurdly long text.
    func matches(_ password: Password, stored encoded: String?) async throws(IdentityError) -> Bool {
        let bounded = password.isOverlong ? Password("") : password
        let answer = try await matches(bounded, encoded ?? decoy)
        return answer && encoded != nil && !password.isOverlong
    }
}
