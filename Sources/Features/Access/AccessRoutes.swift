// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

enum AccessRoutes {
    static let all = door + account + people + journal

    /// Open to everybody: nobody is signed in yet, or no longer.
    private static let door: [Route] = [
        .get(SiteAddress.signIn, .everyone, SignInPage.show),
        .post(SiteAddress.signIn, .everyone, SignInPage.receive),
        .get(DoorURL.secondStep, .halfSignedIn, SecondStepPage.show),
        .post(DoorURL.secondStep, .halfSignedIn, SecondStepPage.receive),
        .get(DoorURL.forgotten, .everyone, ForgottenPage.show),
        .post(SiteAddress.signOut, .everyone, SigningOut.receive),
        .get(SiteAddress.oneTimeLink(.parameter("token")), .everyone, OneTimeLinkPage.show),
        .post(SiteAddress.oneTimeLink(.parameter("token")), .everyone, OneTimeLinkPage.receive),
    ]

    private static let account: [Route] = [
        .get(SiteAddress.account, .signedIn, AccountPage.show),
        .post(DoorURL.profile, .signedIn, AccountPage.receive),
        .get(DoorURL.password, .signedIn, PasswordPage.show),
        .post(DoorURL.password, .signedIn, PasswordPage.receive),
        // Half signed in: who must set a second factor up may open nothing else before.
        .get(SiteAddress.secondFactor, .halfSignedIn, SecondFactorPage.show),
        .post(DoorURL.secondFactorStart, .halfSignedIn, SecondFactorPage.start),
        .post(SiteAddress.secondFactor, .halfSignedIn, SecondFactorPage.enable),
        .post(DoorURL.recoveryCodes, .signedIn, SecondFactorPage.renewCodes),
        .post(DoorURL.secondFactorRemoval, .signedIn, SecondFactorPage.disable),
        .get(DoorURL.sessions, .signedIn, SessionsPage.show),
        .post(DoorURL.sessionClosure(.parameter("session")), .signedIn, SessionsPage.close),
        .post(DoorURL.otherSessionsClosure, .signedIn, SessionsPage.closeOthers),
        .get(DoorURL.roles, .signedIn, RolesPage.show),
    ]

    private static let people: [Route] = {
        let place = URLPath.Part.parameter("organisation")
        let person = URLPath.Part.parameter("account")
        return [
            .get(PeopleURL.list(place), .holding(AccessPermissions.readPeople), PeoplePage.show),
            .get(PeopleURL.invitation(place), .holding(AccessPermissions.manageAccounts), InvitationPage.show),
            .post(PeopleURL.invitation(place), .holding(AccessPermissions.manageAccounts), InvitationPage.receive),
            .get(PeopleURL.person(place, person), .holding(AccessPermissions.readPeople), PersonPage.show),
            .post(PeopleURL.grant(place, person), .holding(AccessPermissions.grant), PersonPage.give),
            .post(PeopleURL.grantRemoval(place, person), .holding(AccessPermissions.grant), PersonPage.take),
            .post(PeopleURL.closure(place, person), .holding(AccessPermissions.manageAccounts), PersonAccount.close),
            .post(PeopleURL.reopening(place, person), .holding(AccessPermissions.manageAccounts), PersonAccount.reopen),
            .post(PeopleURL.link(place, person), .holding(AccessPermissions.manageAccounts), PersonAccount.newLink),
            .post(
                PeopleURL.secondFactorReset(place, person), .holding(AccessPermissions.manageAccounts),
                PersonAccount.resetSecondFactor),
        ]
    }()

    private static let journal: [Route] = {
        let place = URLPath.Part.parameter("organisation")
        return [
            .get(PeopleURL.journal(place), .holding(AccessPermissions.readJournal), JournalPage.show),
            .post(PeopleURL.journalCheck(place), .holding(AccessPermissions.readJournal), JournalCheck.start),
        ]
    }()
}
