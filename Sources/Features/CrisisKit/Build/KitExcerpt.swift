// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import Site

/// The establishment's own part of the database, as a SQLite file in memory: its subtree, the names above it, and what is
/// kept above and holds for it. People are names there: nobody can sign in with what it holds.
enum KitExcerpt {
    static func make(
        of organisation: Organisation, in house: House, under key: SecretKey
    ) async throws -> (file: [UInt8], report: Excerpt.Report)? {
        guard let scratch = try house.scratch?() else { return nil }
        do {
            _ = try await Migrator(HouseMigrations.all(with: house.features)).migrate(scratch, clock: house.clock)
            let report = try await Excerpt.copy(
                rules(of: organisation, in: house, under: key), from: house.database, to: scratch)
            let file = try await scratch.serialized()
            await scratch.close()
            return (file, report)
        } catch {
            await scratch.close()
            throw error
        }
    }

    static func rules(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptRules {
        let place = organisation.lineage
        var rules = ExcerptRules(
            root: "organisation", owners: { alias in place.sqlCondition(on: "\(alias).lineage") },
            kept: { alias in
                "(\(place.sqlCondition(on: "\(alias).lineage")) OR \(alias).id IN (\(list: place.identifiers)))"
            },
            whole: ["framework", "framework_mapping", "shipped_file"],
            omitted: [
                "account_session", "one_time_link", "second_factor", "recovery_code", "role_grant", "journal_entry",
                "daily_round",
            ],
            referenced: ["account"], widened: platform(place), rewritten: namesOnly)
        for feature in house.features {
            let part = feature.excerpt(of: organisation, in: house, under: key)
            rules.widened.merge(part.widened) { first, _ in first }
            rules.rewritten.merge(part.rewritten) { first, _ in first }
            rules.omitted.formUnion(part.omitted)
        }
        return rules
    }

    /// What the platform keeps above an organisation and shows below: the shared part of the map, the proofs it was given.
    private static func platform(_ place: Lineage) -> [String: ExcerptRules.Condition] {
        [
            "map_node": { alias in "\(alias).organisation_id IN (\(list: place.identifiers))" },
            "proof": { alias in
                """
                EXISTS (SELECT 1 FROM proof_holder h JOIN organisation o ON o.id = h.organisation_id
                    WHERE h.proof_id = \(alias).id AND \(place.sqlCondition(on: "o.lineage")))
                """
            },
            "proof_requirement": { alias in
                """
                EXISTS (SELECT 1 FROM proof p JOIN organisation o ON o.id = p.organisation_id
                    WHERE p.series_id = \(alias).series_id AND \(place.sqlCondition(on: "o.lineage")))
                """
            },
        ]
    }

    /// No address, no password, no date by which somebody could be followed. Closed, so that a newer program that asks for
    /// links by mail would send none.
    private static let namesOnly: [String: ExcerptRules.Rewriting] = {
        let address: ExcerptRules.Rewriting = { row in
            guard case .text(let id) = row["id"] else { return .null }
            return .text("\(id)@mallette.invalid")
        }
        return [
            "account.email": address, "account.email_key": address, "account.password_hash": { _ in .null },
            "account.password_changed_at": { _ in .null }, "account.failed_sign_ins": { _ in .integer(0) },
            "account.last_seen_at": { _ in .null }, "account.disabled_at": { row in row["created_at"] ?? .null },
        ]
    }()
}
