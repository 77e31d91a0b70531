// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Persistence
import Primitives
import Site

/// Answers calendar programs. They have no session and keep no cookie: the address is the proof.
enum FeedHandler {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        // Counted apart from sign-ins: a telephone that still asks for a revoked feed must not lock the hospital out. A
        // right answer gives its attempt back.
        let origin = ClientAddress(visit.address)?.network ?? visit.address
        let key = RateLimiter.Key.address("agenda " + origin)
        let limiter = visit.house.entrance.limiter
        if let seconds = await limiter.take([key]) { throw Refusal.tooMany(retryAfterSeconds: seconds) }
        guard let token = FeedToken(try visit.parameter("token")) else { throw Refusal.notFound }
        let (today, now) = (visit.today, visit.now)
        guard let feed = try await visit.read({ try FeedStore.open(token, today: today, in: $0) }) else {
            throw Refusal.notFound
        }
        await limiter.giveBack([key])
        if feed.isDueForTouch(at: now) {
            try await visit.house.database.write { try FeedStore.touch(feed.id, at: now, in: $0) }
        }
        let file = try await file(feed, today: today, address: visit.origin, in: visit.house)
        return .download(file.bytes, name: "carene.ics", mediaType: CalendarFile.mediaType)
    }

    static func file(_ feed: OpenFeed, today: Day, address: String, in house: House) async throws -> CalendarFile {
        let duties = try await DutySight.duties(
            under: feed.lineages, for: feed.access, today: today, until: today.adding(days: DutySight.reach), in: house)
        let t = feed.language
        let name =
            feed.organisationName.map { t("Carène, \($0)", "Carène, \($0)") }
            ?? t("Carène, mon agenda", "Carène, my agenda")
        return CalendarExport.file(
            duties, name: name, today: today, language: t, address: address, isDiscreet: feed.isDiscreet)
    }
}
