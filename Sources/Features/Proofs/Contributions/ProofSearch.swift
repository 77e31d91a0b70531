// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Markup
import Primitives
import Site

/// Proofs by title, for the search box of every page.
enum ProofSearch {
    private static let shown = 10

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        guard !folded(text).isEmpty else { return [] }
        let (access, today) = (visit.access, visit.today)
        let reading = access.scope(of: ProofPermissions.read)
        let own = access.scope(of: ProofPermissions.contribute)
        let rows = try await visit.read { session in
            var rows: [ProofRow] = []
            if !reading.isEmpty {
                rows = try ProofStore.page(
                    ProofQuery(scope: reading, text: text, today: today, limit: shown), in: session
                ).rows
            }
            if !own.isEmpty {
                rows += try ProofStore.page(
                    ProofQuery(scope: own, author: access.account, text: text, today: today, limit: shown), in: session
                ).rows
            }
            return rows
        }
        let t = visit.language
        var seen: Set<Proof.ID> = []
        return rows.filter { seen.insert($0.proof.id).inserted }.prefix(shown).map { row in
            SearchHit(
                title: row.proof.title,
                detail: [
                    t("Preuve", "Proof"), row.proof.owner.name,
                    t("obtenue le \(t.date(row.proof.obtainedOn))", "obtained on \(t.date(row.proof.obtainedOn))"),
                ].joined(separator: " · "), href: ProofsURL.proof(.init(row.proof.id)).path)
        }
    }
}
