// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// What someone wrote about a thing.
public struct Comment: Sendable {
    public var author: String
    public var role: String
    /// In words: "21 novembre 2026 à 14 h 02".
    public var writtenAt: String
    public var text: String
    /// Its state, when it asked for something: to review, closed.
    public var state: StateBadge?

    public init(author: String, role: String = "", writtenAt: String, text: String, state: StateBadge? = nil) {
        self.author = author
        self.role = role
        self.writtenAt = writtenAt
        self.text = text
        self.state = state
    }
}

/// Comments, oldest first.
public func conversation(_ t: Language, _ comments: [Comment]) -> HTML {
    guard !comments.isEmpty else {
        return paragraph(t("Personne n’a encore commenté.", "Nobody has commented yet."), isQuiet: true)
    }
    return """
        <ol class="conversation">\(comments.html { comment in
            """
            <li><p class="comment-head"><strong>\(comment.author)</strong>\
            \(when(!comment.role.isEmpty, " <span>\(comment.role)</span>")) <span>\(comment.writtenAt)</span>\
            \(when(comment.state) { badge(t, $0) })</p>\(prose(comment.text))</li>
            """
        })</ol>
        """
}
