// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the agenda, its gate and its handler.
enum AgendaRoutes {
    static let all: [Route] = organisation + personal + feeds

    private static let place = URLPath.Part.parameter("organisation")

    private static let organisation: [Route] = [
        .get(AgendaURL.organisation(place), .holding(AgendaPermissions.read), OrganisationAgendaPage.show),
        .get(AgendaURL.organisationMonth(place), .holding(AgendaPermissions.read), OrganisationAgendaPage.showMonth),
        .get(AgendaURL.organisationFile(place), .holding(AgendaPermissions.read), OrganisationAgendaPage.download),
    ]

    /// Open to whoever is signed in: a person whose roles have ended must still be able to end what they began.
    private static let personal: [Route] = [
        .get(AgendaURL.mine, .signedIn, MyAgendaPage.show),
        .get(AgendaURL.myMonth, .signedIn, MyAgendaPage.showMonth),
        .get(AgendaURL.myFile, .signedIn, MyAgendaPage.download),
        .post(AgendaURL.reminders, .signedIn, ReminderHandler.choose),
    ]

    private static let feeds: [Route] = [
        .get(AgendaURL.feeds, .signedIn, FeedsPage.show),
        .post(AgendaURL.feeds, .signedIn, FeedsPage.create),
        .post(AgendaURL.feedEnd(.parameter("feed")), .signedIn, FeedsPage.revoke),
        .get(AgendaURL.feed(.parameter("token")), .everyone, FeedHandler.show),
    ]
}
