// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A requirement and the form that answers it.
public struct AnswerCard: Sendable {
    /// Unique in the page; the script finds the card again by it after a save.
    public var id: String
    public var code: String
    public var title: String
    public var expectation: String
    /// How to go about it; folded.
    public var guidance: String
    public var badges: [StateBadge]
    /// Who answered, what proves it, what it also serves.
    public var note: String
    /// The scale, the comment and the button: usually one `form(autosave: true)`.
    public var content: HTML

    public init(
        id: String, code: String, title: String, expectation: String, guidance: String = "", badges: [StateBadge] = [],
        note: String = "", content: HTML
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.expectation = expectation
        self.guidance = guidance
        self.badges = badges
        self.note = note
        self.content = content
    }
}

/// One requirement of a chapter. It is a region: the answer of an autosave is this card again.
public func answerCard(_ t: Language, _ card: AnswerCard) -> HTML {
    shell(t, card) { card.content }
}

/// One of two answers given at the same time.
public struct AnswerVersion: Sendable {
    /// "Claire Morel, à 14 h 02".
    public var author: String
    public var answer: String
    public var comment: String
    /// The form that keeps this version, usually hidden fields and one `submit`.
    public var form: HTML

    public init(author: String, answer: String, comment: String = "", form: HTML) {
        self.author = author
        self.answer = answer
        self.comment = comment
        self.form = form
    }
}

/// The same card when someone else answered meanwhile: both versions side by side, and nothing is lost until one is
/// chosen. The server sends it with the status 409.
public func conflictCard(_ t: Language, _ card: AnswerCard, theirs: AnswerVersion, mine: AnswerVersion) -> HTML {
    shell(t, card) {
        """
        <div class="conflict"><p class="conflict-title">\(Icon.triangle)<span>\
        \(t("Deux réponses ont été données en même temps. Choisissez celle à garder.",
            "Two answers were given at the same time. Choose the one to keep."))</span></p>\
        <div class="versions">\(version(t("Enregistrée", "Saved"), theirs, t))\
        \(version(t("La vôtre, pas encore enregistrée", "Yours, not saved yet"), mine, t))</div></div>
        """
    }
}

private func version(_ title: String, _ version: AnswerVersion, _ t: Language) -> HTML {
    """
    <div class="version"><h3>\(title)</h3><p class="quiet">\(version.author)</p>\
    <p><strong>\(version.answer)</strong></p>\
    \(when(!version.comment.isEmpty, prose(version.comment)))\(version.form)</div>
    """
}

private func shell(_ t: Language, _ card: AnswerCard, _ content: () -> HTML) -> HTML {
    """
    <article class="answer" id="\(card.id)" data-region data-card tabindex="-1" aria-labelledby="\(card.id)-titre">\
    <p class="code">\(card.code)</p><div class="answer-body"><div class="answer-head">\
    <h2 id="\(card.id)-titre">\(card.title)</h2>\
    \(when(!card.badges.isEmpty, "<p class=\"badges\">\(card.badges.html { badge(t, $0) })</p>"))</div>\
    \(when(!card.expectation.isEmpty, "<p>\(card.expectation)</p>"))\
    \(when(!card.guidance.isEmpty, disclosure(t("Comment faire", "How to go about it"), prose(card.guidance))))\
    \(content())\(when(!card.note.isEmpty, "<p class=\"quiet\">\(card.note)</p>"))</div></article>
    """
}
