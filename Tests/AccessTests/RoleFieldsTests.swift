// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site
import Testing

@testable import Access

struct `The role and its end` {
    @Test(
        arguments: [
            ("director", "2027-03-01", true, true), ("director", "", true, true), ("emperor", "", false, false),
            ("", "", false, false), ("auditor", "2027-02-30", true, false), ("auditor", "demain", true, false),
        ])
    func `are read or explained`(_ role: String, _ until: String, _ isRole: Bool, _ isFine: Bool) {
        var errors = FormErrors()
        let read = RoleFields.read(Form([("role", role), ("until", until)]), &errors, .french)
        #expect((read.role != nil) == isRole)
        #expect(errors.isEmpty == isFine)
    }

    @Test func `every error about a field stands beside it`() {
        #expect(RoleFields.field(of: .emailMalformed) == "email")
        #expect(RoleFields.field(of: .roleElsewhere(.regionalOfficer)) == "role")
        #expect(RoleFields.field(of: .endInThePast) == "until")
        #expect(RoleFields.field(of: .sessionEnded) == nil)
    }

    @Test func `the person about to give a role reads what it allows`() {
        let text = RoleFields.render(
            Role.allCases, selected: .auditor, until: "", earliest: Hospital.now.dayUTC, FormErrors(), .french
        ).text
        for role in Role.allCases { #expect(text.contains(role.explanation.french)) }
        #expect(TagBalance.fault(in: text) == nil)
    }

    @Test func `the matrix of rights says yes exactly where the permission does`() {
        let permission = Permission("x", Phrase("Faire", "Do"), roles: [.auditor, .director])
        let text = RolesPage.render([permission], .english).text
        #expect(text.ranges(of: "<strong>yes</strong>").count == 2)
        #expect(text.ranges(of: ">no</span>").count == Role.allCases.count - 2)
    }
}
