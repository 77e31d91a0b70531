// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A kit that was made, as the house remembers it. The file itself is never kept.
struct KitRecord: Sendable, Hashable {
    typealias ID = Identifier<KitRecord>

    let id: ID
    let madeAt: Instant
    let madeOn: Day
    let author: String
    /// SHA-256 of the whole file.
    let digest: String
    let documents: Int
    let files: Int
    let size: Int
    let hasDatabase: Bool
    let validUntil: Day?
}

/// Whether the newest kit is recent enough. No public text sets a limit: people choose it.
enum KitAge: Sendable, Hashable {
    case never
    /// Made; no limit was chosen.
    case unbounded(Day)
    case fresh(Day, until: Day)
    case tooOld(Day, since: Day)

    /// What is proposed to somebody who has not chosen.
    static let proposedLimit = 30
    static let limits = 1...366

    init(newest: Day?, limit: Int?, today: Day) {
        guard let newest else {
            self = .never
            return
        }
        guard let limit else {
            self = .unbounded(newest)
            return
        }
        let end = newest.adding(days: limit)
        self = today > end ? .tooOld(newest, since: end) : .fresh(newest, until: end)
    }
}

extension Organisation.Kind {
    /// A kit serves those who care for patients together; a region has nothing to restart.
    var hasKit: Bool {
        switch self {
        case .ght, .legalEntity, .site: true
        case .national, .region: false
        }
    }
}
