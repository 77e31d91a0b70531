// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Primitives
import ThreatIndicators

/// What this room says of kinds, markings and reasons.
enum IndicatorWords {
    static func kind(_ kind: IndicatorKind) -> Phrase {
        switch kind {
        case .ipv4: Phrase("Adresse IPv4", "IPv4 address")
        case .ipv6: Phrase("Adresse IPv6", "IPv6 address")
        case .network: Phrase("Plage d’adresses", "Block of addresses")
        case .domain: Phrase("Domaine", "Domain")
        case .url: Phrase("Adresse web (URL)", "Web address (URL)")
        case .email: Phrase("Adresse de courriel", "E-mail address")
        case .md5: Phrase("Empreinte MD5", "MD5 sum")
        case .sha1: Phrase("Empreinte SHA-1", "SHA-1 sum")
        case .sha256: Phrase("Empreinte SHA-256", "SHA-256 sum")
        case .fileName: Phrase("Nom de fichier", "File name")
        case .filePath: Phrase("Chemin de fichier", "File path")
        case .registryKey: Phrase("Clé de registre", "Registry key")
        case .process: Phrase("Processus ou commande", "Process or command")
        case .account: Phrase("Compte", "Account")
        }
    }

    /// What a marking lets one do, after FIRST's own definition of TLP 2.0.
    static func meaning(_ tlp: TLP) -> Phrase {
        switch tlp {
        case .clear: Phrase("peut être rendu public", "may be made public")
        case .green:
            Phrase(
                "pour les pairs et partenaires du secteur, pas en public",
                "for peers and partners of the sector, not in public")
        case .amber:
            Phrase(
                "pour l’établissement et ceux qu’il sert, s’ils ont à en connaître",
                "for the establishment and those it serves, if they need to know")
        case .amberStrict:
            Phrase(
                "pour l’établissement seul, s’il y a à en connaître",
                "for the establishment alone, if there is a need to know")
        case .red:
            Phrase("pour les seules personnes qui l’ont reçu", "for those people alone who received it")
        }
    }

    static func choice(_ tlp: TLP, _ t: Language) -> Choice {
        let meaning = meaning(tlp)(t)
        return Choice(tlp.rawValue, t("\(tlp.label)\u{00A0}: \(meaning)", "\(tlp.label): \(meaning)"))
    }

    static func choice(_ log: OpenLog, _ t: Language) -> Choice {
        let title = log.isExercise ? t("EXERCICE\u{00A0}: \(log.title)", "EXERCISE: \(log.title)") : log.title
        return Choice(log.id.text, title)
    }

    static func audience(_ audience: TLP.Audience) -> Phrase {
        switch audience {
        case .organisation: Phrase("Dans l’établissement", "Inside the establishment")
        case .clients:
            Phrase("L’établissement et ceux qu’il sert", "The establishment and those it serves")
        case .community: Phrase("Pairs et partenaires du secteur", "Peers and partners of the sector")
        case .everyone: Phrase("Tout le monde", "Everybody")
        }
    }

    static func caution(_ caution: RecognisedValue.Caution) -> Phrase {
        switch caution {
        case .localAddress: Phrase("adresse interne à chaque réseau", "address inside every network")
        case .citedSite: Phrase("site souvent cité par les rapports", "site that reports often cite")
        }
    }

    static func reason(_ reason: IndicatorReading.Reason) -> Phrase {
        switch reason {
        case .object: Phrase("Objet ou type non repris", "Object or type not taken")
        case .pattern: Phrase("Motif au-delà des égalités simples", "Pattern beyond simple equalities")
        case .value: Phrase("Valeur qui n’est pas du type annoncé", "Value that is not of the type it says")
        case .property: Phrase("Précision non gardée", "Detail not kept")
        case .revoked: Phrase("Retiré par son auteur", "Withdrawn by its author")
        case .shortened: Phrase("Texte raccourci", "Text shortened")
        case .unknownMarking:
            Phrase("Marquage inconnu, traité comme TLP:RED", "Unknown marking, treated as TLP:RED")
        case .duplicate: Phrase("Doublon dans le fichier", "Duplicate in the file")
        case .doubtful: Phrase("Douteux (interne ou souvent cité), laissé", "Doubtful (internal or often cited), left")
        case .beyondLimit: Phrase("Au-delà de la limite d’une reprise", "Beyond the limit of one import")
        }
    }

    static func seen(_ kept: KeptIndicator, _ t: Language) -> String? {
        guard let result = kept.result, result.times > 0 else { return nil }
        let times = t.count(result.times, ("fois", "fois"), ("time", "times"))
        let hosts = t.count(result.hosts, ("poste", "postes"), ("host", "hosts"))
        return t("Vu \(times) sur \(hosts)", "Seen \(times) on \(hosts)")
    }
}
