// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site
import ThreatIndicators

/// What an invented alert asked the fictional hospital to look for. Hosts are in the names and blocks that standards keep
/// for examples (RFC 2606, 5737); sums are those of nothing.
enum IndicatorsDemonstration {
    private struct One {
        let kind: IndicatorKind
        let text: String
        let tlp: TLP
        let source: String
        let note: String
        /// Days from today to the last one.
        var ends: Int?
        var isWanted = true
    }

    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let hospital = try demonstration.organisation(.support).id
        let today = demonstration.today
        let drafts = all.compactMap { one -> IndicatorDraft? in
            guard let value = IndicatorValue(one.kind, one.text) else { return nil }
            return IndicatorDraft(
                ThreatIndicator(
                    value, tlp: one.tlp, source: one.source, note: one.note, isForDetection: one.isWanted),
                validUntil: one.ends.map { today.adding(days: $0) })
        }
        try await house.database.change(by: .system, at: house.clock.now) { change in
            _ = try IndicatorStore.keep(drafts, at: hospital, as: "indicators.added", in: change)
            let wanted = try IndicatorStore.all(of: hospital, in: change.session).filter {
                $0.indicator.isForDetection && !$0.isOver(on: today)
            }
            _ = try HuntStore.keep(
                sightings(before: change.now), of: wanted, kept: [], startedAt: change.now, author: "Claire Morvan",
                at: hospital, in: change)
        }
    }

    /// What a search of the last night saw: a beacon on two machines, and nothing of the rest.
    private static func sightings(before now: Instant) -> [Sighting] {
        let place = Phrase("Journaux Windows, requêtes DNS (Sysmon 22)", "Windows logs, DNS queries (Sysmon 22)")
        let domain = SoughtValue(.domain, "mise-a-jour-dpi.example")
        return [
            Sighting(
                domain, found: "cdn.mise-a-jour-dpi.example", host: "PC-URG-014", at: now.adding(seconds: -3600),
                firstAt: now.adding(seconds: -30_000), times: 212, place: place,
                excerpt: "QueryName: cdn.mise-a-jour-dpi.example Image: C:\\ProgramData\\maj\\svcupd.exe"),
            Sighting(
                domain, found: "mise-a-jour-dpi.example", host: "PC-ADM-003", at: now.adding(seconds: -7200),
                place: place, excerpt: "QueryName: mise-a-jour-dpi.example Image: C:\\Windows\\System32\\svchost.exe"),
        ]
    }

    private static let all: [One] = [
        One(
            kind: .domain, text: "mise-a-jour-dpi.example", tlp: .amber, source: "Alerte d’un CERT (fictive)",
            note: "Serveur de commande. Résolu par des postes dès la première nuit.", ends: 60),
        One(
            kind: .ipv4, text: "203.0.113.66", tlp: .amber, source: "Alerte d’un CERT (fictive)",
            note: "Exfiltration par rclone, port 443.", ends: 30),
        One(
            kind: .network, text: "198.51.100.0/25", tlp: .amber, source: "Alerte d’un CERT (fictive)", note: "",
            ends: 30),
        One(
            kind: .url, text: "https://telemaintenance.example/portail/connexion", tlp: .green,
            source: "Prestataire de télémaintenance (fictif)", note: "Faux portail d’hameçonnage.", ends: 20),
        One(
            kind: .email, text: "facturation@fournisseur-soins.example", tlp: .amberStrict, source: "Enquête interne",
            note: "Expéditeur du premier courriel."),
        One(
            kind: .sha256, text: String(repeating: "0123456789abcdef", count: 4), tlp: .clear,
            source: "Rapport public (fictif)", note: "Chargeur."),
        One(
            kind: .fileName, text: "LISEZ-MOI-RANCON.txt", tlp: .clear, source: "Rapport public (fictif)",
            note: "Demande de rançon."),
        One(
            kind: .filePath, text: "C:\\ProgramData\\maj\\svcupd.exe", tlp: .amber, source: "Enquête interne",
            note: "Persistance par un service."),
        One(
            kind: .registryKey, text: "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\svcupd", tlp: .amber,
            source: "Enquête interne", note: ""),
        One(
            kind: .process, text: "vssadmin delete shadows /all /quiet", tlp: .clear, source: "Rapport public (fictif)",
            note: "Efface les clichés instantanés avant le chiffrement."),
        One(
            kind: .account, text: "CHU\\svc-scan", tlp: .red, source: "Enquête interne",
            note: "Compte de service dont le mot de passe a été pris."),
        One(
            kind: .ipv4, text: "192.0.2.14", tlp: .green, source: "Alerte d’un CERT (fictive)", note: "Ancien serveur.",
            ends: -15),
        One(
            kind: .domain, text: "blog-de-recherche.example", tlp: .clear, source: "Rapport public (fictif)",
            note: "Cité par le rapport.", isWanted: false),
    ]
}
