// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps
import Site

/// The backups of the fictional group: most are sound, one has failed, one has been silent for three days, nobody saves the
/// configuration of the hypervisor, and three restores were timed. All of it is invented.
enum BackupsDemonstration {
    struct Plan {
        let name: String
        let tool: String
        let codes: [String]
        let interval: Double
        let gigabytes: Double
        var essentials: Set<Essential> = []
        var copies: [BackupCopy] = [roomB, vault]
        /// The last days without a report.
        var silentDays = 0
        var failsLast = false
        var at: Demonstration.Key = .support
    }

    private static let roomB = BackupCopy(place: "Baie de sauvegarde, salle B", medium: .disk, isEncrypted: true)
    private static let vault = BackupCopy(
        place: "Coffre objet du groupement, Montrieux", medium: .object, isOffsite: true, isImmutable: true,
        isEncrypted: true, hasOwnAccess: true)
    private static let tape = BackupCopy(
        place: "Bandes, coffre de la direction", medium: .tape, isOffsite: true, isImmutable: true, isEncrypted: true,
        hasOwnAccess: true)

    static let plans: [Plan] = [
        Plan(
            name: "Dossier patient, base et documents", tool: "restic", codes: ["dpi", "prescription", "bdd"],
            interval: 4, gigabytes: 812, copies: [roomB, vault, tape]),
        Plan(
            name: "Urgences, réanimation et dialyse", tool: "restic", codes: ["urg-app", "rea-app", "dialyse-app"],
            interval: 12, gigabytes: 96),
        Plan(
            name: "Laboratoire", tool: "borg", codes: ["sgl", "trans-app"], interval: 12, gigabytes: 214, silentDays: 3),
        Plan(
            name: "Imagerie", tool: "Veeam", codes: ["ris-pacs"], interval: 24, gigabytes: 5200, failsLast: true),
        Plan(
            name: "Pharmacie, bloc et stérilisation", tool: "borg", codes: ["pharma", "bloc-prog", "steri-trace"],
            interval: 12, gigabytes: 61),
        Plan(
            name: "Gestion et partages", tool: "Veeam", codes: ["gap", "paie-app", "gef", "rdv", "partages"],
            interval: 24,
            gigabytes: 1900, copies: [roomB]),
        Plan(
            name: "Réseau, téléphonie et interfaces", tool: "restic",
            codes: ["reseau", "pare-feu", "wifi", "telephonie", "eai", "sso"], interval: 24, gigabytes: 3),
        Plan(
            name: "Annuaire, DNS et certificats du groupement", tool: "restic",
            codes: ["ad", "dns", "pki", "reseau-ght", "vpn"],
            interval: 12,
            gigabytes: 18, essentials: [.directory], copies: [roomB, vault, tape], at: .group),
        Plan(
            name: "Catalogue et coffre de mots de passe", tool: "borg", codes: ["sauvegarde"], interval: 24,
            gigabytes: 2,
            essentials: [.catalogue, .secrets], copies: [tape], at: .group),
    ]

    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let now = house.clock.now
        let today = demonstration.today
        for plan in plans { try await declare(plan, demonstration, in: house) }
        try await exempt(demonstration, in: house)
        try await tests(demonstration, in: house)
        let places = [try demonstration.organisation(.group).lineage]
        // The alerts age as they would have: some are old, others of this morning.
        let evening = now.adding(seconds: -30 * 3600)
        for plan in plans { try await report(plan, until: evening, demonstration, in: house) }
        for days in [9, 2] {
            try await house.database.write { session in
                try AlertStore.settle(
                    under: places, at: now.adding(seconds: -days * 86_400), today: today.adding(days: -days),
                    in: session)
            }
        }
        for plan in plans { try await report(plan, from: evening, until: now, demonstration, in: house) }
        try await house.database.write { session in
            try AlertStore.settle(under: places, at: now, today: today, in: session)
        }
        try await supervise(demonstration, in: house)
    }

    private static func declare(_ plan: Plan, _ demonstration: Demonstration, in house: House) async throws {
        let place = try demonstration.organisation(plan.at)
        try await house.database.change(
            by: author(demonstration), at: demonstration.today.adding(days: -60).morning
        ) { change in
            let nodes = try plan.codes.compactMap { code in
                try ServiceMapStore.node(code: code, of: place.id, in: change.session)?.id
            }
            // Without a map only the essentials can be said.
            guard !nodes.isEmpty || !plan.essentials.isEmpty else {
                return try change.record("backup.jobDeclared", organisation: place.id.text, detail: plan.name)
            }
            _ = try JobStore.declare(
                BackupJobDraft(
                    name: plan.name, tool: plan.tool, interval: plan.interval, essentials: plan.essentials,
                    watcher: "Équipe systèmes", nodes: nodes, copies: plan.copies), at: place, in: change)
        }
    }

    /// Thirty days of runs, read as any neutral table is.
    private static func report(
        _ plan: Plan, from: Instant? = nil, until: Instant, _ demonstration: Demonstration, in house: House
    ) async throws {
        let place = try demonstration.organisation(plan.at)
        let (now, today) = (house.clock.now, demonstration.today)
        var lines = ["job;tool;kind;started;finished;result;bytes;message"]
        let perDay = max(Int(24 / plan.interval), 1)
        for day in (plan.silentDays...30).reversed() {
            for turn in 0..<perDay {
                let start = today.adding(days: -day).startUTC.adding(seconds: turn * Int(plan.interval * 3600) + 3600)
                let end = start.adding(seconds: Int(600 + plan.gigabytes * 4))
                guard end <= until, from.map({ end > $0 }) ?? true else { continue }
                let next = end.adding(seconds: Int(plan.interval * 3600))
                let isLast = next > now
                let result = plan.failsLast && isLast ? "failed" : day == 17 && turn == 0 ? "warning" : "success"
                let message = result == "failed" ? "Espace insuffisant sur la cible" : ""
                let bytes = Int(plan.gigabytes * 1e9) - day * 250_000_000 * Int(plan.gigabytes > 50 ? 1 : 0)
                lines.append("\(plan.name);\(plan.tool);backup;\(start.text);\(end.text);\(result);\(bytes);\(message)")
            }
            if day.isMultiple(of: 7) {
                let check = today.adding(days: -day).startUTC.adding(seconds: 4 * 3600)
                guard check <= until, from.map({ check > $0 }) ?? true else { continue }
                lines.append("\(plan.name);\(plan.tool);check;\(check.text);\(check.text);success;;")
            }
        }
        guard lines.count > 1 else { return }
        let report = try BackupReport.read(Array((lines.joined(separator: "\n") + "\n").utf8), ReportContext())
        try await house.database.change(by: Actor(account: nil, name: "Serveur de sauvegarde"), at: until) { change in
            _ = try ImportStore.keep(report, named: plan.name, way: .deposit, at: place, in: change)
        }
    }

    private static func exempt(_ demonstration: Demonstration, in house: House) async throws {
        let group = try demonstration.organisation(.group).id
        let found = try await house.database.read { session in
            try ServiceMapStore.node(code: "internet", of: group, in: session)
        }
        guard let node = found else { return }
        let day = demonstration.today.adding(days: -50)
        try await house.database.change(by: author(demonstration), at: day.morning) { change in
            try SettingStore.exempt(
                node, because: "L’opérateur garde la configuration de ses équipements.", today: day, in: change)
        }
    }

    private static func tests(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let tests: [(Demonstration.Key, String, Int, Double, Double, String, String)] = [
            (
                .support, "dpi", 41, 9.5, 812, "Coffre objet du groupement, Montrieux",
                "Référente métier du dossier patient"
            ),
            (.support, "pharma", 118, 3.25, 45, "Baie de sauvegarde, salle B", "Pharmacien référent"),
            (.support, "sgl", 402, 6, 190, "Baie de sauvegarde, salle B", "Biologiste référente"),
            (.group, "ad", 74, 4.5, 18, "Bandes, coffre de la direction", "Responsable des postes de travail"),
        ]
        for (key, code, days, hours, gigabytes, copy, checker) in tests {
            let place = try demonstration.organisation(key)
            let node = try await house.database.read { session in
                try ServiceMapStore.node(code: code, of: place.id, in: session)
            }
            guard let node else { continue }
            try await house.database.change(by: author(demonstration), at: today.adding(days: -days).morning) {
                change in
                _ = try RestoreStore.record(
                    RestoreTestDraft(
                        testedOn: today.adding(days: -days), copy: copy, hours: hours, gigabytes: gigabytes,
                        result: .succeeded, checker: checker, nodes: [node.id]), at: place, today: today, in: change)
            }
        }
    }

    private static func supervise(_ demonstration: Demonstration, in house: House) async throws {
        let place = try demonstration.organisation(.support)
        let today = demonstration.today
        let day = today.adding(days: -19)
        try await house.database.change(by: author(demonstration), at: day.morning) { change in
            try SettingStore.review(
                place,
                note:
                    "Espace de la baie commandé pour l’imagerie. Configuration de l’hyperviseur à exporter avant la fin du mois.",
                today: day, in: change)
        }
        let alert = try await house.database.read { session in
            try AlertStore.page(
                under: place.lineage, filter: .open, on: today, limit: 200, offset: 0, in: session
            ).rows.first { $0.kind == .noImmutable }
        }
        guard let alert else { return }
        try await house.database.change(by: author(demonstration), at: today.adding(days: -2).morning) { change in
            try AlertStore.handle(
                alert, reason: "Seconde copie vers le coffre du groupement prévue au marché en cours.",
                until: today.adding(days: 40), today: today, in: change)
        }
    }

    private static func author(_ demonstration: Demonstration) -> Actor {
        guard let person = demonstration.person(.rssi) else { return .system }
        return Actor(account: person.account.text, name: person.name)
    }
}

extension Day {
    /// Nine in the morning UTC: a working hour in every season.
    fileprivate var morning: Instant { startUTC.adding(seconds: 9 * 3600) }
}
