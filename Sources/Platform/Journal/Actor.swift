// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Who makes a change: an account, or the operator at the command line.
public struct Actor: Sendable, Hashable {
    /// The account's identifier; nil for the operator and for the program itself.
    public let account: String?
    public let name: String

    public init(account: String?, name: String) {
        self.account = account
        self.name = name
    }

    public static let system = Actor(account: nil, name: "carene")
}
