// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Sigma

/// What the rules can see against what arrives, by tactic of MITRE ATT&CK.
struct AttackCoverage: Sendable, Hashable {
    struct Tactic: Sendable, Hashable {
        let code: String
        var rules = 0
        /// Rules about events that never arrive.
        var blind = 0
        var techniques: Set<String> = []
        /// Techniques of the rules that see.
        var seen: Set<String> = []
    }

    struct Source: Sendable, Hashable {
        let name: String
        var rules = 0
        var arrives = false
    }

    private(set) var tactics: [Tactic] = []
    /// Where rules look, the blind ones first, by how many rules wait.
    private(set) var sources: [Source] = []
    private(set) var rules = 0
    private(set) var blind = 0
    /// What is chosen against ransomware.
    private(set) var ransomware: [RansomwareBundle.Sight] = []

    /// In the order of an attack.
    static let order: [(code: String, title: Phrase)] = [
        ("reconnaissance", Phrase("Reconnaissance", "Reconnaissance")),
        ("resource-development", Phrase("Préparation de moyens", "Resource development")),
        ("initial-access", Phrase("Accès initial", "Initial access")),
        ("execution", Phrase("Exécution", "Execution")), ("persistence", Phrase("Persistance", "Persistence")),
        ("privilege-escalation", Phrase("Élévation de privilèges", "Privilege escalation")),
        ("defense-evasion", Phrase("Contournement des défenses", "Defence evasion")),
        ("credential-access", Phrase("Vol d’identifiants", "Credential access")),
        ("discovery", Phrase("Découverte", "Discovery")),
        ("lateral-movement", Phrase("Déplacement latéral", "Lateral movement")),
        ("collection", Phrase("Collecte de données", "Collection")),
        ("command-and-control", Phrase("Commande à distance", "Command and control")),
        ("exfiltration", Phrase("Exfiltration", "Exfiltration")),
        ("impact", Phrase("Impact (chiffrement, destruction)", "Impact (encryption, destruction)")),
    ]

    /// - Parameter arriving: channels and event numbers that came lately.
    init(
        _ set: RuleSet, arriving: [(channel: String, eventID: Int)],
        bundle: RansomwareBundle? = RansomwareBundle.carried
    ) {
        let events = arriving.map { EventSource(channel: $0.channel, eventID: $0.eventID) }
        var byTactic: [String: Tactic] = [:]
        var bySource: [String: Source] = [:]
        var answers: [LogSource: Bool] = [:]
        for rule in set.rules {
            let sees: Bool
            if let known = answers[rule.logSource] {
                sees = known
            } else {
                sees = events.contains { rule.isAbout($0) }
                answers[rule.logSource] = sees
            }
            rules += 1
            if !sees { blind += 1 }
            let name = Self.name(of: rule.logSource)
            bySource[name, default: Source(name: name)].rules += 1
            if sees { bySource[name]?.arrives = true }
            let tags = rule.tags.map { $0.lowercased() }.filter { $0.hasPrefix("attack.") }.map { $0.dropFirst(7) }
            let techniques = tags.filter { $0.first == "t" && $0.dropFirst().first?.isNumber == true }.map(String.init)
            for tag in tags {
                let code = String(tag).replacing("_", with: "-")
                guard Self.order.contains(where: { $0.code == code }) else { continue }
                var tactic = byTactic[code] ?? Tactic(code: code)
                tactic.rules += 1
                if !sees { tactic.blind += 1 }
                tactic.techniques.formUnion(techniques)
                if sees { tactic.seen.formUnion(techniques) }
                byTactic[code] = tactic
            }
        }
        ransomware = bundle?.sights(in: set) { answers[$0.logSource] ?? false } ?? []
        tactics = Self.order.map { byTactic[$0.code] ?? Tactic(code: $0.code) }
        sources = bySource.values.sorted {
            ($0.arrives ? 1 : 0, -$0.rules, $0.name) < ($1.arrives ? 1 : 0, -$1.rules, $1.name)
        }
    }

    private static func name(of source: LogSource) -> String {
        [source.product, source.service, source.category].compactMap { $0 }.joined(separator: " · ")
    }
}
