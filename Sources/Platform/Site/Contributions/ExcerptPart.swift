// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence

/// What a feature adds to the rules by which the part of one organisation is copied into its crisis kit. Foreign keys tell
/// most of it: a feature speaks only of rows that are kept above the organisation and hold for it, and of sealed columns.
public struct ExcerptPart: Sendable {
    /// Rows of a table that belong to the part beside those that refer to it.
    public var widened: [String: ExcerptRules.Condition]
    /// Values that change on the way, by `table.column`: a sealed column is copied only when it is sealed anew.
    public var rewritten: [String: ExcerptRules.Rewriting]
    /// Tables left out although a foreign key ties them to the organisation.
    public var omitted: Set<String>

    public init(
        widened: [String: ExcerptRules.Condition] = [:], rewritten: [String: ExcerptRules.Rewriting] = [:],
        omitted: Set<String> = []
    ) {
        self.widened = widened
        self.rewritten = rewritten
        self.omitted = omitted
    }

    public static let nothing = ExcerptPart()
}
