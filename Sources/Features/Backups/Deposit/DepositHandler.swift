// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Identity
import Journal
import Organisations
import Primitives
import Site

/// Answers programs that bring their reports. They have no session and keep no cookie: the secret in their header is the
/// proof, and it can do nothing but bring.
enum DepositHandler {
    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        // Counted apart from sign-ins: a machine that still sends a revoked token must not lock the hospital out. A right
        // answer gives its attempt back.
        let origin = ClientAddress(visit.address)?.network ?? visit.address
        let key = RateLimiter.Key.address("depot " + origin)
        let limiter = visit.house.entrance.limiter
        guard await limiter.take([key]) == nil else { return .text("too many attempts\n", status: .tooMany) }
        guard let token = visit.bearerToken.flatMap({ BackupDeposit.Token($0) }),
            let claim = try await visit.read({ try DepositStore.claim(token, in: $0) })
        else { return .text("unknown or revoked token\n", status: .forbidden) }
        await limiter.giveBack([key])
        // One that sends without end fills the disk: a bucket of its own, which is not given back.
        guard await limiter.take([.address("depot " + token.id.text)]) == nil else {
            return .text("too many reports\n", status: .tooMany)
        }
        var errors = FormErrors()
        guard
            let context = ReportHints({ visit.query[$0] ?? "" }).context(
                zone: visit.zone, arrival: visit.now, &errors, .english)
        else {
            return .text(
                errors.all.map { "\($0.field): \($0.message)\n" }.joined(), status: .unprocessable)
        }
        let bytes: [UInt8]
        do {
            bytes = try await visit.bytes(limit: BackupReport.sizeLimit)
        } catch Refusal.tooLarge {
            return .text("the report is too large\n", status: .tooLarge)
        }
        let report: BackupReport
        do {
            report = try BackupReport.read(bytes, context)
        } catch {
            return .text(BackupWords.refusal(error, .english) + "\n", status: .unprocessable)
        }
        return .text(try await keep(report, token, claim.name, visit))
    }

    /// The token is asked again inside the transaction: it may have been revoked while the body came.
    private static func keep(
        _ report: BackupReport, _ token: BackupDeposit.Token, _ name: String, _ visit: Visit
    ) async throws -> String {
        let (now, today) = (visit.now, visit.today)
        let kept = try await visit.house.database.change(by: Actor(account: nil, name: name), at: now) { change in
            guard let claim = try DepositStore.claim(token, in: change.session) else { throw Refusal.forbidden }
            let id = try ImportStore.keep(
                report, named: "\(claim.name), \(today.text)", way: .deposit, at: claim.place, in: change)
            try DepositStore.touch(token.id, at: now, in: change.session)
            try AlertStore.settle(under: [claim.place.lineage], at: now, today: today, in: change.session)
            return try ImportStore.report(id, in: change.session)
        }
        guard let kept else { return "kept\n" }
        return
            "added \(kept.added), known \(kept.known), refused \(kept.refused)\(kept.isTruncated ? ", cut short" : "")\n"
    }
}
