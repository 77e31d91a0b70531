// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A person who may sign in.
public struct Account: Sendable, Hashable {
    public typealias ID = Identifier<Account>

    public let id: ID
    /// As it was typed; two accounts never have addresses that fold to the same text.
    public let email: EmailAddress
    public let name: String
    public let language: Language
    public let disabledAt: Instant?
    public let hasPassword: Bool
    public let hasSecondFactor: Bool
    public let createdAt: Instant
    public let lastSeenAt: Instant?

    public var isDisabled: Bool { disabledAt != nil }
}

/// A name as it is kept: no space around, one line, not empty.
func accountName(_ typed: String) throws(IdentityError) -> String {
    let name = typed.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    guard !name.isEmpty, !folded(name).isEmpty, !name.utf8.contains(0) else { throw .nameMissing }
    guard name.count <= 200, name.utf8.count <= 800 else { throw .nameTooLong }
    return name
}
