// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Access

/// Every page of the feature with text from somebody who wishes it ill.
struct `Every page` {
    static let hostile = "\"><script>alert('é')</script>\u{0}&amp; <b"
    static let today = Hospital.now.dayUTC
    static let organisation = Organisation.ID.make(at: Hospital.now)

    static func errors(_ names: [String]) -> FormErrors {
        var errors = FormErrors()
        for name in names { errors.add(hostile, to: name) }
        return errors
    }

    static func holder(isDisabled: Bool = false, hasSecondFactor: Bool = true) -> RoleHolder {
        let lineage = Lineage(stored: organisation.text + "/")
        return RoleHolder(
            id: .make(at: Hospital.now), name: hostile, email: hostile, isDisabled: isDisabled, hasPassword: true,
            hasSecondFactor: hasSecondFactor, lastSeenAt: Hospital.now,
            grants: [
                Grant(
                    role: .auditor, organisation: organisation, organisationName: hostile, lineage: lineage,
                    until: today),
                Grant(
                    role: .director, organisation: organisation, organisationName: hostile, lineage: lineage,
                    until: today.adding(days: -1)),
            ])
    }

    static func person(_ holder: RoleHolder, isSelf: Bool = false, isWhollyMine: Bool = true) -> PersonView.Model {
        PersonView.Model(
            place: organisation, placeName: hostile, person: holder, today: today, seenAt: nil,
            removable: holder.grants, givable: Role.allCases,
            places: [.init(id: organisation, kind: .site, name: hostile)],
            isSelf: isSelf, mayManage: true, isWhollyMine: isWhollyMine,
            draft: .init(errors: errors(["role", "until", "organisation"])))
    }

    static func secondFactor(_ stage: SecondFactorPage.Model.Stage, _ isMandatory: Bool) -> SecondFactorPage.Model {
        SecondFactorPage.Model(
            stage: stage, isMandatory: isMandatory, isBlocking: isMandatory,
            errors: errors(["code", "code-retrait", "code-renouvellement"]))
    }

    static func pages(_ t: Language) -> [(String, HTML)] {
        let account = AccountPage.Model(
            name: hostile, email: hostile, language: t, hasSecondFactor: false, isSecondFactorMandatory: true,
            sessionCount: 2,
            roles: [.init(role: .director, place: hostile, until: today, rights: [Phrase(hostile, hostile)])],
            errors: errors(["name", "language"]))
        let session = SessionsPage.Line(
            id: .make(at: Hospital.now), browser: hostile, network: hostile, openedAt: "", seenAt: "",
            isThisOne: false, isPending: true)
        let people = PeoplePage.Model(
            place: organisation, placeName: hostile, people: [holder(), holder(isDisabled: true)], total: 120, page: 2,
            search: hostile, today: today, zone: .paris, mayInvite: true)
        let invitation = InvitationPage.Model(
            place: organisation, placeName: hostile, roles: Role.allCases, today: today, name: hostile, email: hostile,
            role: .director, until: hostile, errors: errors(["name", "email", "role", "until"]))
        let line = JournalLine(
            sequence: 1, at: Hospital.now, actor: hostile, action: hostile, subject: hostile, detail: hostile,
            place: hostile)
        let journal = JournalPage.Model(
            place: organisation, placeName: hostile, lines: [line], total: 120, page: 2, family: .people,
            person: hostile, zone: .paris)
        let link = OneTimeLinkPage.Model(
            token: hostile, name: hostile, email: hostile, expiresAt: hostile,
            errors: errors(["password", "confirmation"]))
        let permission = Permission("x", Phrase(hostile, hostile), roles: [.auditor])
        let drawing = QRDrawing.svg([[true, false], [false, true]], label: hostile)
        return [
            ("sign-in", SignInPage.render(.init(email: hostile, wanted: "/roles", failure: hostile), t)),
            ("second step", SecondStepPage.render(.init(wanted: "/roles", failure: hostile), t)),
            ("forgotten", ForgottenPage.render(t)),
            ("one-time link", OneTimeLinkPage.render(link, t)),
            ("dead link", OneTimeLinkPage.renderDead(t)),
            ("account", AccountPage.render(account, t)),
            ("password", PasswordPage.render(errors(["current", "password", "confirmation"]), t)),
            ("second factor off", SecondFactorView.render(secondFactor(.off, true), t)),
            (
                "second factor started",
                SecondFactorView.render(secondFactor(.started(drawing: drawing, key: hostile), false), t)
            ),
            ("second factor on", SecondFactorView.render(secondFactor(.on(recoveryCodes: 1), false), t)),
            ("recovery codes", RecoveryCodesPage.render([hostile], isFirst: true, t)),
            ("sessions", SessionsPage.render(.init(rows: [session]), t)),
            ("people", PeoplePage.render(people, t)),
            ("invitation", InvitationPage.render(invitation, t)),
            ("person", PersonView.render(person(holder()), t)),
            ("person closed", PersonView.render(person(holder(isDisabled: true)), t)),
            ("person elsewhere", PersonView.render(person(holder(), isWhollyMine: false), t)),
            ("oneself", PersonView.render(person(holder(), isSelf: true), t)),
            (
                "link to hand over",
                LinkPage.render(.init(name: hostile, place: organisation, expiresAt: hostile, message: hostile), t)
            ),
            ("journal", JournalPage.render(journal, t)),
            ("roles", RolesPage.render([permission], t)),
        ]
    }

    @Test(arguments: Language.allCases)
    func `is well formed and escapes what people typed`(_ t: Language) {
        for (name, html) in Self.pages(t) {
            #expect(TagBalance.fault(in: html.text) == nil, "\(name)")
            #expect(!html.text.contains("<script"), "\(name)")
            #expect(!html.text.contains("\u{0}"), "\(name)")
        }
    }

    @Test(arguments: Language.allCases)
    func `has one title, and no identifier twice`(_ t: Language) {
        for (name, html) in Self.pages(t) {
            #expect(html.text.components(of: "<h1>") == 1, "\(name)")
            let identifiers = html.text.values(of: " id=\"")
            #expect(Set(identifiers).count == identifiers.count, "\(name): \(identifiers)")
        }
    }

    @Test func `offers one primary action at most`() {
        for (name, html) in Self.pages(.french) {
            #expect(html.text.components(of: "button primary") <= 1, "\(name)")
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }

    /// The attribute values that follow each occurrence of `opening`.
    fileprivate func values(of opening: String) -> [String] {
        ranges(of: opening).map { String(self[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
