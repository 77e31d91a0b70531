// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery

/// The words of the map.
extension Layer {
    func title(_ t: Language) -> String {
        switch self {
        case .activity: t("Activité", "Activity")
        case .service: t("Service numérique", "Digital service")
        case .component: t("Composant", "Component")
        }
    }

    /// "11 activités", "1 service numérique".
    func count(_ number: Int, _ t: Language) -> String {
        "\(t.number(number))\(t("\u{00A0}", " "))\(noun(number, t))"
    }

    /// The word alone, agreed with the number.
    func noun(_ number: Int, _ t: Language) -> String {
        // French counts zero as singular, English as plural.
        let isOne = t == .french ? number < 2 : number == 1
        return switch self {
        case .activity: isOne ? t("activité", "activity") : t("activités", "activities")
        case .service:
            isOne ? t("service numérique", "digital service") : t("services numériques", "digital services")
        case .component: isOne ? t("composant", "component") : t("composants", "components")
        }
    }

    /// What belongs there, for who fills the form.
    func explanation(_ t: Language) -> String {
        switch self {
        case .activity:
            t("ce que l’on fait pour les patients ou pour l’hôpital", "what is done for patients or for the hospital")
        case .service: t("un logiciel ou un service que l’on utilise", "a program or a service that people use")
        case .component:
            t("ce sur quoi tournent les services, fournisseurs compris", "what services run on, suppliers included")
        }
    }
}

extension NodeKind {
    func title(_ t: Language) -> String {
        switch self {
        case .care: t("Soins", "Care")
        case .technicalPlatform: t("Plateau médico-technique", "Clinical technical platform")
        case .administrative: t("Administration", "Administration")
        case .logistics: t("Logistique", "Logistics")
        case .clinicalApplication: t("Application de soins", "Clinical application")
        case .businessApplication: t("Application de gestion", "Business application")
        case .communication: t("Communication", "Communication")
        case .network: t("Réseau", "Network")
        case .firewall: t("Pare-feu", "Firewall")
        case .storage: t("Stockage", "Storage")
        case .hypervisor: t("Virtualisation", "Virtualisation")
        case .backup: t("Sauvegarde", "Backup")
        case .directory: t("Annuaire", "Directory")
        case .naming: t("Noms de domaine (DNS)", "Domain names (DNS)")
        case .time: t("Heure (NTP)", "Time (NTP)")
        case .certificates: t("Certificats", "Certificates")
        case .identity: t("Authentification", "Authentication")
        case .detection: t("Détection", "Detection")
        case .database: t("Bases de données", "Databases")
        case .server: t("Serveur", "Server")
        case .integration: t("Échanges entre logiciels", "Exchanges between programs")
        case .workstations: t("Postes de travail", "Workstations")
        case .remoteAccess: t("Accès distants", "Remote access")
        case .telephony: t("Téléphonie", "Telephony")
        case .medicalDevices: t("Équipements biomédicaux", "Medical devices")
        case .building: t("Bâtiment et énergie", "Building and energy")
        case .supplier: t("Fournisseur", "Supplier")
        case .other: t("Autre", "Other")
        }
    }

    /// Those that a layer can hold, `other` last.
    static func kinds(of layer: Layer) -> [NodeKind] { allCases.filter { $0.layer == layer } + [.other] }
}

extension Dependency.Kind {
    /// How `from` leans on `to`: "a besoin de".
    func title(_ t: Language) -> String {
        switch self {
        case .needs: t("a besoin de", "needs")
        case .needsData: t("a besoin des données de", "needs data from")
        case .degradedWithout: t("fonctionne moins bien sans", "is degraded without")
        }
    }

    /// The same, read from `to`: "lui est nécessaire".
    func inverse(_ t: Language) -> String {
        switch self {
        case .needs: t("ne fonctionne pas sans", "does not work without")
        case .needsData: t("attend ses données", "waits for its data")
        case .degradedWithout: t("fonctionne moins bien sans", "works less well without")
        }
    }

    func explanation(_ t: Language) -> String {
        switch self {
        case .needs: t("rien ne marche sans lui", "nothing works without it")
        case .needsData:
            t(
                "démarre sans, mais n’est complet qu’une fois les données de l’autre revenues",
                "starts without, but is whole only once the data of the other is back")
        case .degradedWithout: t("marche sans lui, en moins bien", "works without it, less well")
        }
    }
}

/// How long care can wait, from 1 to 4.
enum CareClass {
    static let all = [1, 2, 3, 4]

    static func title(_ value: Int, _ t: Language) -> String {
        switch value {
        case 1: t("1, des vies en dépendent dans les heures", "1, lives depend on it within hours")
        case 2: t("2, les soins en souffrent dans la journée", "2, care suffers within the day")
        case 3: t("3, peut attendre un à deux jours", "3, can wait a day or two")
        default: t("4, peut attendre plusieurs jours", "4, can wait several days")
        }
    }
}

/// What several pages say alike.
enum MapWords {
    /// Nothing drawn yet: where to begin.
    static func empty(at place: Organisation, mayManage: Bool, _ t: Language) -> HTML {
        emptyState(
            title: t("La cartographie est vide", "The map is empty"),
            text: mayManage
                ? t(
                    "Choisissez dans la bibliothèque les services et composants de votre hôpital\u{00A0}: leurs liens usuels sont proposés. Ou chargez le tableau de votre plan de continuité.",
                    "Choose the services and components of your hospital in the library: their usual links are proposed. Or load the table of your continuity plan."
                )
                : t(
                    "Le RSSI ou l’administrateur peut la commencer à partir de la bibliothèque.",
                    "The security officer or the administrator can begin it from the library."),
            action: mayManage
                ? Action(
                    t("Partir de la bibliothèque", "Start from the library"),
                    href: CartographyURL.library(.init(place.id)).path, style: .primary) : nil)
    }
}
