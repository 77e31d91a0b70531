// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import TestSupport
import Testing

/// The markup of every component, kept as text: a change of one shows in the review of the others.
struct SnapshotTests {
    @Test func `writes every component as it was read and accepted`() throws {
        let text = Samples(t: .french, text: "Sauvegardes").all()
            .map { "## \($0.name)\n" + $0.markup.text.replacing("><", with: ">\n<") }
            .joined(separator: "\n\n")
        #expect(try SnapshotText.difference(text + "\n", named: "components.txt") == nil)
    }
}
