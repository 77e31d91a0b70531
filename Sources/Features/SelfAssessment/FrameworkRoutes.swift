// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the framework library. What frameworks ask is public, so whoever is signed in may read them;
/// loading one changes what everybody is measured by.
enum FrameworkRoutes {
    static let all: [Route] = [
        .get(FrameworkURL.list, .signedIn, FrameworkListPage.show),
        .get(FrameworkURL.loading, .holding(AssessmentPermissions.importFramework), FrameworkLoadingPage.show),
        .post(FrameworkURL.loading, .holding(AssessmentPermissions.importFramework), FrameworkLoadingPage.load),
        .get(FrameworkURL.show(.parameter("identifier"), .parameter("version")), .signedIn, FrameworkPage.show),
        .get(
            FrameworkURL.oscal(.parameter("identifier"), .parameter("version")), .signedIn, FrameworkDownloads.oscal),
        .get(FrameworkURL.yaml(.parameter("identifier"), .parameter("version")), .signedIn, FrameworkDownloads.yaml),
    ]
}
