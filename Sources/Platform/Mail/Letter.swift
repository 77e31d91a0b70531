// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One message to one person.
public struct Letter: Sendable, Hashable {
    public let to: String
    public let subject: String
    /// Plain text.
    public let text: String

    public init(to: String, subject: String, text: String) {
        self.to = to
        self.subject = subject
        self.text = text
    }
}
