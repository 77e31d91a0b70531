// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Primitives

/// What the site answers by itself.
enum SiteRoutes {
    static let all: [Route] = [
        .get(SiteAddress.health, .everyone, HealthPage.show),
        .get(SiteAddress.asset(.parameter("digest"), .parameter("name")), .everyone, AssetFile.show),
        .get(SiteAddress.language(.parameter("language")), .everyone, PreferencePage.language),
        .post(SiteAddress.preferences, .everyone, PreferencePage.theme),
        .get(SiteAddress.home, .signedIn, CockpitPage.home),
        .get(
            SiteAddress.cockpit(.parameter("organisation")), .holding(SitePermissions.see), CockpitPage.show),
        .get(SiteAddress.search, .signedIn, SearchPage.show),
        .get(SiteAddress.job(.parameter("job")), .signedIn, JobPage.show),
        .post(SiteAddress.jobCancellation(.parameter("job")), .signedIn, JobPage.cancel),
    ]
}
