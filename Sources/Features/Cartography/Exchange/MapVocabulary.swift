// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery

/// Layers, kinds and care classes as spreadsheets write them.
enum MapVocabulary {
    static func layer(_ text: String) -> Layer? {
        let word = folded(text)
        if let layer = Layer.allCases.first(where: { layer in
            [layer.rawValue, folded(layer.title(.french)), folded(layer.title(.english))].contains(word)
        }) {
            return layer
        }
        switch word {
        case "activites", "activite de soins", "processus", "metier", "processus metier", "activities": return .activity
        case "services", "services numeriques", "application", "applications", "applicatif", "logiciel": return .service
        case "composants", "infrastructure", "technique", "socle", "components": return .component
        default: return nil
        }
    }

    /// - Returns: nil for a word that says no kind; the caller then keeps what it knows.
    static func kind(_ text: String) -> (layer: Layer?, kind: NodeKind)? {
        let word = folded(text).trimmedWords
        if let kind = NodeKind.allCases.first(where: { kind in
            [folded(kind.rawValue), folded(kind.title(.french)), folded(kind.title(.english))].contains(word)
        }) {
            return (kind.layer, kind)
        }
        if let known = kinds[word] { return (known.layer, known) }
        return layer(word).map { ($0, .other) }
    }

    private static let kinds: [String: NodeKind] = [
        "soin": .care, "activite de soins": .care, "unite de soins": .care, "plateau technique": .technicalPlatform,
        "medico-technique": .technicalPlatform, "administratif": .administrative, "logistique": .logistics,
        "application metier": .clinicalApplication, "logiciel metier": .clinicalApplication,
        "application clinique": .clinicalApplication, "logiciel de soins": .clinicalApplication,
        "application administrative": .businessApplication, "logiciel de gestion": .businessApplication,
        "gestion": .businessApplication, "bureautique": .businessApplication, "messagerie": .communication,
        "firewall": .firewall, "parefeu": .firewall, "baie": .storage, "san": .storage, "nas": .storage,
        "hyperviseur": .hypervisor, "sauvegardes": .backup, "active directory": .directory, "ad": .directory,
        "dns": .naming, "ntp": .time, "pki": .certificates, "certificat": .certificates, "sso": .identity,
        "antivirus": .detection, "edr": .detection, "base de donnees": .database, "sgbd": .database, "bdd": .database,
        "serveurs": .server, "eai": .integration, "pfi": .integration, "interface": .integration,
        "interfaces": .integration, "poste": .workstations, "postes": .workstations, "poste de travail": .workstations,
        "vpn": .remoteAccess, "acces distant": .remoteAccess, "biomedical": .medicalDevices,
        "dispositif medical": .medicalDevices, "batiment": .building, "gtb": .building, "energie": .building,
        "prestataire": .supplier, "editeur": .supplier, "sous-traitant": .supplier,
    ]

    /// 1 to 4, or the words that plans use for them. Nil: none of them.
    static func careClass(_ text: String) -> Int? {
        let word = folded(text).trimmedWords
        let digits = word.filter { $0.isASCII && $0.isNumber }
        if digits.count == 1, let value = Int(digits), (1...4).contains(value) { return value }
        switch word {
        case "vitale", "vital", "critique", "tres critique", "tres haute", "tres elevee", "tres forte", "critical":
            return 1
        case "haute", "elevee", "forte", "majeure", "majeur", "important", "importante", "high": return 2
        case "moyenne", "moyen", "moderee", "modere", "standard", "normale", "medium": return 3
        case "faible", "basse", "mineure", "mineur", "non critique", "low": return 4
        default: return nil
        }
    }
}
