// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Primitives

/// What an organisation declared of itself against a framework: its latest assessment.
public struct Declaration: Sendable, Hashable {
    public struct Answer: Sendable, Hashable {
        public let response: Response
        public let comment: String

        public init(response: Response, comment: String) {
            self.response = response
            self.comment = comment
        }
    }

    public let organisation: Organisation.ID
    public let framework: Framework.Identity
    /// The profiles that the organisation answers for; empty for all.
    public let profiles: Set<String>
    /// The assessment's title and page.
    public let title: String
    public let href: URLPath
    public let isClosed: Bool
    /// Shared with the levels above.
    public let isShared: Bool
    /// By requirement; those never answered are absent.
    public let answers: [String: Answer]

    public init(
        organisation: Organisation.ID, framework: Framework.Identity, profiles: Set<String>, title: String,
        href: URLPath, isClosed: Bool, isShared: Bool, answers: [String: Answer]
    ) {
        self.organisation = organisation
        self.framework = framework
        self.profiles = profiles
        self.title = title
        self.href = href
        self.isClosed = isClosed
        self.isShared = isShared
        self.answers = answers
    }
}
