// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Testing

@testable import Identity

@Suite struct RoleTests {
    @Test(arguments: [
        (Role.administrator, true), (.securityOfficer, true), (.contributor, false), (.director, false),
        (.auditor, false), (.regionalOfficer, true), (.nationalOfficer, true),
    ])
    func `requires a second factor of those who manage accounts or see several organisations`(
        role: Role, isRequired: Bool
    ) {
        #expect(role.requiresSecondFactor == isRequired)
    }

    @Test(arguments: Role.allCases)
    func `is explained in both languages`(role: Role) {
        for sentence in [role.explanation.french, role.explanation.english] {
            #expect(sentence.hasSuffix("."))
            #expect(sentence.count > 20)
        }
        #expect(!role.title.french.isEmpty && !role.title.english.isEmpty)
    }

    @Test(arguments: Organisation.Kind.allCases)
    func `an officer follows a territory, the others may be anywhere`(kind: Organisation.Kind) {
        #expect(Role.regionalOfficer.mayBeHeld(on: kind) == (kind == .region))
        #expect(Role.nationalOfficer.mayBeHeld(on: kind) == (kind == .national))
        for role in [Role.administrator, .securityOfficer, .contributor, .director, .auditor] {
            #expect(role.mayBeHeld(on: kind))
        }
    }

    @Test(arguments: Role.allCases, Role.allCases)
    func `may be given by administrators, and three of them by the RSSI`(giver: Role, given: Role) {
        let expected =
            switch giver {
            case .administrator: true
            case .securityOfficer: [.contributor, .director, .auditor].contains(given)
            case .contributor, .director, .auditor, .regionalOfficer, .nationalOfficer: false
            }
        let access = Sample.access([(giver, [0])])
        #expect(access.mayGive(given, in: Sample.lineage([0])) == expected)
        #expect(access.mayGive(given, in: Sample.lineage([0, 1, 2])) == expected)
        #expect(!access.mayGive(given, in: Sample.lineage([])), "never above")
        #expect(!access.mayGive(given, in: Sample.lineage([1])), "never beside")
    }
}
