// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Primitives

/// What an organisation says about one requirement, with who said it and when.
public struct Answer: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Not answered yet; a comment, a target or a person may already be there.
        case open
        case answered
        /// Needs a reason, given in the comment.
        case notApplicable
    }

    public let requirement: String
    public let status: Status
    /// A value of the framework's scale, when answered.
    public let level: Int?
    /// Answered, but to be looked at again: carried over from elsewhere, or doubtful.
    public let isToReview: Bool
    public let comment: String
    /// The level aimed at, and by when.
    public let target: Int?
    public let targetOn: Day?
    public let responsible: Account.ID?
    public let responsibleName: String?
    /// Counts the changes; an edit names the revision it started from.
    public let revision: Int
    public let updatedAt: Instant?
    public let updatedBy: String

    public var response: Response {
        switch status {
        case .open: .unanswered
        case .notApplicable: .notApplicable
        case .answered: level.map { .level($0) } ?? .unanswered
        }
    }

    /// Before anybody wrote anything.
    public static func blank(_ requirement: String) -> Answer {
        Answer(
            requirement: requirement, status: .open, level: nil, isToReview: false, comment: "", target: nil,
            targetOn: nil, responsible: nil, responsibleName: nil, revision: 0, updatedAt: nil, updatedBy: "")
    }
}

/// What a person wants an answer to become. `basedOn` is the revision that was on the screen.
public struct AnswerEdit: Sendable, Hashable {
    public var status: Answer.Status
    public var level: Int?
    public var isToReview: Bool
    public var comment: String
    public var target: Int?
    public var targetOn: Day?
    public var responsible: Account.ID?
    public var basedOn: Int

    public init(
        status: Answer.Status, level: Int? = nil, isToReview: Bool = false, comment: String = "", target: Int? = nil,
        targetOn: Day? = nil, responsible: Account.ID? = nil, basedOn: Int
    ) {
        self.status = status
        self.level = level
        self.isToReview = isToReview
        self.comment = comment
        self.target = target
        self.targetOn = targetOn
        self.responsible = responsible
        self.basedOn = basedOn
    }

    /// The edit that changes nothing.
    public init(_ answer: Answer) {
        self.init(
            status: answer.status, level: answer.level, isToReview: answer.isToReview, comment: answer.comment,
            target: answer.target, targetOn: answer.targetOn, responsible: answer.responsible,
            basedOn: answer.revision)
    }

    public static let commentLimit = 4000

    /// Checks the edit against the framework; the level is dropped unless the status needs it.
    ///
    /// - Throws: `.unknownRequirement`, `.levelOutsideScale`, `.levelMissing`, `.reasonMissing`, `.commentTooLong`.
    public func checked(_ code: String, in framework: Framework) throws(AssessmentError) -> AnswerEdit {
        guard let requirement = framework.requirement(code), requirement.isAssessable else {
            throw .unknownRequirement(code)
        }
        // Counted as the schema counts, in code points; NUL is what no database keeps.
        guard comment.unicodeScalars.count <= Self.commentLimit, !comment.utf8.contains(0) else {
            throw .commentTooLong
        }
        var edit = self
        switch status {
        case .open: edit.level = nil
        case .notApplicable:
            guard !comment.isEmpty else { throw .reasonMissing }
            edit.level = nil
        case .answered:
            guard let level else { throw .levelMissing }
            guard framework.scale.level(level) != nil else { throw .levelOutsideScale(level) }
        }
        if let target, framework.scale.level(target) == nil { throw .levelOutsideScale(target) }
        return edit
    }
}
