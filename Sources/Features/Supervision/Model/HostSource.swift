// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a workstation can send that rules live on. The identifiers are kept in the database.
enum HostSource: String, Sendable, Hashable, CaseIterable {
    case sysmon
    case processCreation
    case commandLine
    case scriptBlock
    case logon
    case defender
    case system
    case other

    /// - Parameter channel: in lower case.
    init(channel: String, eventID: Int, hasCommandLine: Bool) {
        switch (channel, eventID) {
        case ("microsoft-windows-sysmon/operational", _): self = .sysmon
        case ("security", 4688): self = hasCommandLine ? .commandLine : .processCreation
        case ("security", 4624), ("security", 4625), ("security", 4648), ("security", 4672): self = .logon
        case ("microsoft-windows-powershell/operational", 4104), ("powershellcore/operational", 4104):
            self = .scriptBlock
        case ("microsoft-windows-windows defender/operational", _): self = .defender
        case ("system", _): self = .system
        default: self = .other
        }
    }

    var title: Phrase {
        switch self {
        case .sysmon: Phrase("Sysmon", "Sysmon")
        case .processCreation: Phrase("Créations de processus (4688)", "Process creations (4688)")
        case .commandLine: Phrase("Lignes de commande (4688)", "Command lines (4688)")
        case .scriptBlock: Phrase("Scripts PowerShell (4104)", "PowerShell scripts (4104)")
        case .logon: Phrase("Ouvertures de session", "Logons")
        case .defender: Phrase("Antivirus Defender", "Defender antivirus")
        case .system: Phrase("Journal Système (services)", "System log (services)")
        case .other: Phrase("Autres journaux", "Other logs")
        }
    }

    /// What a host should send, in the order of what it brings.
    static let expected: [HostSource] = [.commandLine, .scriptBlock, .logon, .system, .sysmon, .defender]

    /// How to have it: names of Windows' own settings, as its policy editor shows them.
    var advice: Phrase {
        switch self {
        case .sysmon:
            Phrase(
                "Déployez Sysmon (Sysinternals) avec une configuration relue\u{00A0}: fichiers, registre, réseau et bibliothèques ne se voient qu’avec lui.",
                "Deploy Sysmon (Sysinternals) with a reviewed configuration: files, registry, network and libraries are only seen with it."
            )
        case .processCreation, .commandLine:
            Phrase(
                "Stratégie d’audit avancée\u{00A0}: «\u{00A0}Auditer la création du processus\u{00A0}» en réussite, puis Modèles d’administration, Système, Audit de la création du processus\u{00A0}: «\u{00A0}Inclure la ligne de commande\u{00A0}».",
                "Advanced audit policy: “Audit Process Creation” on success, then Administrative Templates, System, Audit Process Creation: “Include command line”."
            )
        case .scriptBlock:
            Phrase(
                "Modèles d’administration, Composants Windows, Windows PowerShell\u{00A0}: «\u{00A0}Activer la journalisation de blocs de scripts PowerShell\u{00A0}».",
                "Administrative Templates, Windows Components, Windows PowerShell: “Turn on PowerShell Script Block Logging”."
            )
        case .logon:
            Phrase(
                "Stratégie d’audit avancée, Ouverture/Fermeture de session\u{00A0}: «\u{00A0}Auditer l’ouverture de session\u{00A0}» en réussite et en échec.",
                "Advanced audit policy, Logon/Logoff: “Audit Logon” on success and failure.")
        case .defender:
            Phrase(
                "Ajoutez le canal Microsoft-Windows-Windows Defender/Operational au transfert des journaux.",
                "Add the channel Microsoft-Windows-Windows Defender/Operational to what is forwarded.")
        case .system:
            Phrase(
                "Ajoutez le canal Système au transfert\u{00A0}: l’événement 7045 dit quel service vient d’être installé.",
                "Add the System channel to what is forwarded: event 7045 tells which service was just installed.")
        case .other: Phrase("", "")
        }
    }
}

/// A machine as its events and the inventory tell it.
struct Host: Sendable, Hashable {
    typealias ID = Identifier<Host>

    let id: ID
    let name: String
    let isCritical: Bool
    let firstAt: Instant?
    let lastAt: Instant?
    let inventory: Inventory?
    var sources: [HostSource: Instant] = [:]

    /// Beyond, a machine counts as silent: holidays are shorter.
    static let silentDays = 30

    func isCovered(at now: Instant) -> Bool {
        guard let lastAt else { return false }
        return lastAt >= now.adding(seconds: -Self.silentDays * 86_400)
    }

    var missing: [HostSource] {
        guard lastAt != nil else { return [] }
        return HostSource.expected.filter { source in
            // Sysmon tells command lines too.
            sources[source] == nil && !(source == .commandLine && sources[.sysmon] != nil)
        }
    }
}

/// What the establishment's own list says of a machine; nil where it says nothing.
struct Inventory: Sendable, Hashable {
    var on: Day
    var system = ""
    var isObsolete: Bool?
    var hasEDR: Bool?
    var isEncrypted: Bool?
    var hasLocalAdmin: Bool?
    var ageYears: Int?
}

/// How much of the fleet is seen.
struct FleetCount: Sendable, Hashable {
    var known = 0
    var covered = 0
    var inventoried = 0
    var obsolete = 0
    var withEDR = 0
    var encrypted = 0
    var withLocalAdmin = 0
    /// Of those of the inventory that say it.
    var saysObsolete = 0
    var saysEDR = 0
    var saysEncrypted = 0
    var saysLocalAdmin = 0

    /// Nil while no machine is known: then it is not zero, it is unknown.
    var share: Double? { known > 0 ? Double(covered) / Double(known) : nil }
}
