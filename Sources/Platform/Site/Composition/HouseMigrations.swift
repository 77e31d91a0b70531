// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Evidence
import Frameworks
import Identity
import Journal
import Organisations
import Persistence
import ServiceMaps

/// The whole schema: the platform's rooms, then the features'.
public enum HouseMigrations {
    public static func all(with features: [any Feature]) -> [Migration] {
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + FrameworkMigrations.all
            + EvidenceMigrations.all + SiteMigrations.all + ServiceMapMigrations.all
            + CrisisLogMigrations.all + features.flatMap(\.migrations)
    }
}
