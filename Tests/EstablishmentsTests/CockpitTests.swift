// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Establishments

struct CockpitTests {
    @Test(arguments: [0, 1, 40], Language.allCases)
    func `shows the members of a group`(_ number: Int, _ t: Language) {
        let members = (0..<number).map { index in
            Card.Child(
                id: makeID(index), name: hostile, kind: .legalEntity, town: "Grenoble", finess: "", isClosed: false,
                weight: nil)
        }
        let part = EstablishmentCockpit.render(
            EstablishmentCockpit.Model(id: makeID(200), members: members, establishments: number * 2), t)
        #expect(part.figures.map(\.value) == [t.number(number * 2)])
        #expect(part.wide.count == 1)
        checkPage(part.wide.html { $0 })
    }
}
