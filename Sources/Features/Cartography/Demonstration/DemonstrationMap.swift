// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery
import ServiceMaps

/// What the map of the demonstration holds. Hospitals, suppliers and figures are invented; owners are functions.
enum DemonstrationMap {
    /// Kept by the group for all of its members.
    static let group: [NodeDraft] = [
        NodeDraft(
            code: "reseau-ght", name: "Réseau du groupement", layer: .component, kind: .network,
            description: "Liaisons entre les sept établissements, fibre et secours hertzien.",
            owner: "Responsable réseau du groupement", supplier: "Layre Télécom"),
        NodeDraft(
            code: "ad", name: "Annuaire Active Directory", layer: .component, kind: .directory,
            description: "Un seul domaine pour le groupement\u{00A0}; deux contrôleurs à Saint-Aubin, un à Montrieux.",
            owner: "Administrateur systèmes du groupement", dataGigabytes: 60),
        NodeDraft(
            code: "dns", name: "Noms de domaine internes (DNS)", layer: .component, kind: .naming,
            description: "Zones intégrées à l’annuaire\u{00A0}: elles reviennent avec lui.",
            owner: "Administrateur systèmes du groupement", dataGigabytes: 1),
        NodeDraft(
            code: "ntp", name: "Serveurs de temps (NTP)", layer: .component, kind: .time,
            description: "Deux horloges\u{00A0}: un écart de cinq minutes suffit à refuser les connexions.",
            owner: "Responsable réseau du groupement"),
        NodeDraft(
            code: "pki", name: "Autorité de certification", layer: .component, kind: .certificates,
            description: "Certificats des serveurs, du Wi-Fi et des cartes.",
            owner: "Administrateur systèmes du groupement", dataGigabytes: 2),
        NodeDraft(
            code: "sauvegarde", name: "Sauvegarde du groupement", layer: .component, kind: .backup,
            description: "Serveur hors du domaine, copie immuable chez l’hébergeur, bande mensuelle au coffre.",
            owner: "Responsable des sauvegardes", supplier: "Coffre du Layre", dataGigabytes: 92_000),
        NodeDraft(
            code: "internet", name: "Accès à Internet", layer: .component, kind: .network,
            description: "Deux opérateurs, une sortie unique et filtrée.",
            owner: "Responsable réseau du groupement", supplier: "Layre Télécom"),
        NodeDraft(
            code: "vpn", name: "Accès distants (VPN)", layer: .component, kind: .remoteAccess,
            description: "Astreintes, télémaintenance, établissements associés\u{00A0}; second facteur exigé.",
            owner: "Responsable réseau du groupement"),
        NodeDraft(
            code: "messagerie", name: "Messagerie", layer: .service, kind: .communication, careClass: 3,
            description: "Messages et agendas de 3\u{202F}100 professionnels.",
            owner: "Responsable des services communs", dataGigabytes: 3500),
        NodeDraft(
            code: "edr", name: "Détection sur les postes (EDR)", layer: .component, kind: .detection,
            description: "Agents sur les postes et les serveurs, console chez l’éditeur.",
            owner: "RSSI du groupement", supplier: "Vigie du Layre"),
        NodeDraft(
            code: "equipe", name: "Espace de travail et visioconférence", layer: .service, kind: .communication,
            careClass: 4,
            description: "Documents d’équipe, réunions à distance, téléstaff.",
            owner: "Responsable des services communs", supplier: "Nuage du Layre", dataGigabytes: 800),
    ]

    /// Kept by the support hospital.
    static let support: [NodeDraft] = [
        NodeDraft(
            code: "urgences", name: "Urgences", layer: .activity, kind: .care, careClass: 1,
            description: "Accueil et urgences vitales, 118 passages par jour.",
            owner: "Cadre des urgences"),
        NodeDraft(
            code: "reanimation", name: "Réanimation", layer: .activity, kind: .care, careClass: 1,
            description: "Douze lits et surveillance continue.",
            owner: "Cadre de réanimation"),
        NodeDraft(
            code: "bloc", name: "Bloc opératoire", layer: .activity, kind: .care, careClass: 1,
            description: "Huit salles, dont une pour les urgences.",
            owner: "Cadre du bloc"),
        NodeDraft(
            code: "maternite", name: "Maternité", layer: .activity, kind: .care, careClass: 1,
            description: "Salles de naissance et néonatologie, 1\u{202F}150 naissances par an.",
            owner: "Sage-femme coordonnatrice"),
        NodeDraft(
            code: "medecine", name: "Hospitalisation de médecine", layer: .activity, kind: .care, careClass: 2,
            description: "Six unités, 164 lits.",
            owner: "Cadre supérieur de médecine"),
        NodeDraft(
            code: "dialyse", name: "Dialyse", layer: .activity, kind: .care, careClass: 1,
            description: "Vingt-quatre postes, trois séances par semaine et par patient.",
            owner: "Cadre de dialyse"),
        NodeDraft(
            code: "laboratoire", name: "Laboratoire de biologie", layer: .activity, kind: .technicalPlatform,
            careClass: 1,
            description: "Biologie d’urgence jour et nuit, pour tout le groupement.",
            owner: "Biologiste responsable"),
        NodeDraft(
            code: "imagerie", name: "Imagerie médicale", layer: .activity, kind: .technicalPlatform, careClass: 1,
            description: "Deux scanners, une IRM, radiologie d’urgence.",
            owner: "Cadre d’imagerie"),
        NodeDraft(
            code: "pharmacie", name: "Pharmacie", layer: .activity, kind: .technicalPlatform, careClass: 2,
            description: "Dispensation nominative, chimiothérapies, dotations.",
            owner: "Pharmacien gérant"),
        NodeDraft(
            code: "sterilisation", name: "Stérilisation", layer: .activity, kind: .technicalPlatform, careClass: 2,
            description: "Prépare les boîtes du bloc\u{00A0}: sans elle, il s’arrête en un jour.",
            owner: "Responsable de la stérilisation"),
        NodeDraft(
            code: "transfusion", name: "Transfusion", layer: .activity, kind: .technicalPlatform, careClass: 1,
            description: "Dépôt de sang d’urgence et relais.",
            owner: "Correspondant d’hémovigilance"),
        NodeDraft(
            code: "admissions", name: "Admissions", layer: .activity, kind: .administrative, careClass: 2,
            description: "Entrées, sorties, identité des patients.",
            owner: "Responsable des admissions"),
        NodeDraft(
            code: "facturation", name: "Facturation", layer: .activity, kind: .administrative, careClass: 4,
            description: "Facturation des séjours et des consultations.",
            owner: "Directeur des finances"),
        NodeDraft(
            code: "paie", name: "Paie", layer: .activity, kind: .administrative, careClass: 4,
            description: "Paie de 2\u{202F}240 agents, le 27 du mois.",
            owner: "Directeur des ressources humaines"),
        NodeDraft(
            code: "restauration", name: "Restauration", layer: .activity, kind: .logistics, careClass: 2,
            description: "1\u{202F}900 repas par jour, régimes et allergies compris.",
            owner: "Responsable de la restauration"),
        NodeDraft(
            code: "dpi", name: "Dossier patient", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Observations, résultats, comptes rendus\u{00A0}; le cœur de tous les services de soins.",
            owner: "Référent du dossier patient", supplier: "Logiciels du Layre", dataGigabytes: 1800),
        NodeDraft(
            code: "prescription", name: "Prescription et plan de soins", layer: .service, kind: .clinicalApplication,
            careClass: 1,
            description: "Prescription, validation pharmaceutique, administration au lit.",
            owner: "Référent du dossier patient", supplier: "Logiciels du Layre", dataGigabytes: 260),
        NodeDraft(
            code: "gap", name: "Gestion administrative des patients", layer: .service, kind: .businessApplication,
            careClass: 2,
            description: "Identités, mouvements, séjours\u{00A0}: tous les autres logiciels en reçoivent les patients.",
            owner: "Responsable des admissions", supplier: "Saint-Aubin Gestion", dataGigabytes: 340),
        NodeDraft(
            code: "sgl", name: "Laboratoire (SGL)", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Demandes, automates, validation, envoi des résultats.",
            owner: "Biologiste responsable", supplier: "Biologie du Layre", dataGigabytes: 620),
        NodeDraft(
            code: "ris-pacs", name: "Imagerie (RIS et PACS)", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Rendez-vous d’imagerie, images et comptes rendus.",
            owner: "Cadre d’imagerie", supplier: "Images du Layre", dataGigabytes: 48_000),
        NodeDraft(
            code: "pharma", name: "Pharmacie (stocks et dispensation)", layer: .service, kind: .clinicalApplication,
            careClass: 2,
            description: "Stocks, dispensation, préparation des chimiothérapies.",
            owner: "Pharmacien gérant", supplier: "Pharma-Layre", dataGigabytes: 140),
        NodeDraft(
            code: "bloc-prog", name: "Programmation du bloc", layer: .service, kind: .clinicalApplication, careClass: 2,
            description: "Planning opératoire et dossier d’anesthésie.",
            owner: "Cadre du bloc", supplier: "Logiciels du Layre", dataGigabytes: 90),
        NodeDraft(
            code: "urg-app", name: "Dossier des urgences", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Tri, tableau des patients, dossier de passage.",
            owner: "Cadre des urgences", supplier: "Urgences du Layre", dataGigabytes: 110),
        NodeDraft(
            code: "rea-app", name: "Dossier de réanimation", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Feuille de surveillance reliée aux moniteurs et aux pompes.",
            owner: "Cadre de réanimation", supplier: "Veille-Layre", dataGigabytes: 210),
        NodeDraft(
            code: "trans-app", name: "Traçabilité transfusionnelle", layer: .service, kind: .clinicalApplication,
            careClass: 1,
            description: "Délivrance, contrôle au lit, hémovigilance.",
            owner: "Correspondant d’hémovigilance", supplier: "Biologie du Layre", dataGigabytes: 30),
        NodeDraft(
            code: "steri-trace", name: "Traçabilité de la stérilisation", layer: .service, kind: .clinicalApplication,
            careClass: 2,
            description: "Suivi de chaque boîte, du lavage au patient.",
            owner: "Responsable de la stérilisation", supplier: "Stéri-Layre", dataGigabytes: 25),
        NodeDraft(
            code: "dialyse-app", name: "Dossier de dialyse", layer: .service, kind: .clinicalApplication, careClass: 2,
            description: "Séances, générateurs, transplantation.",
            owner: "Cadre de dialyse", supplier: "Néphro-Layre", dataGigabytes: 45),
        NodeDraft(
            code: "rdv", name: "Rendez-vous en ligne", layer: .service, kind: .communication, careClass: 3,
            description: "Prise de rendez-vous par les patients, hébergée chez le fournisseur.",
            owner: "Responsable des consultations", supplier: "Rendez-vous du Layre"),
        NodeDraft(
            code: "partages", name: "Documents partagés", layer: .service, kind: .businessApplication, careClass: 3,
            description: "Protocoles, plannings, modèles\u{00A0}: la moitié des modes dégradés y dort.",
            owner: "Responsable systèmes", dataGigabytes: 9000),
        NodeDraft(
            code: "paie-app", name: "Ressources humaines et paie", layer: .service, kind: .businessApplication,
            careClass: 4,
            description: "Dossiers des agents, temps de travail, paie.",
            owner: "Directeur des ressources humaines", supplier: "Paies du Layre", dataGigabytes: 180),
        NodeDraft(
            code: "gef", name: "Finances et achats", layer: .service, kind: .businessApplication, careClass: 4,
            description: "Commandes, mandats, comptabilité.",
            owner: "Directeur des finances", supplier: "Comptes du Layre", dataGigabytes: 220),
        NodeDraft(
            code: "telephonie-app", name: "Standard et appels d’urgence", layer: .service, kind: .communication,
            careClass: 1,
            description: "Standard, numéros d’urgence internes, alertes des équipes.",
            owner: "Responsable de la téléphonie", supplier: "Voix du Layre", dataGigabytes: 10),
        NodeDraft(
            code: "reseau", name: "Réseau de l’hôpital", layer: .component, kind: .network,
            description: "Deux cœurs de réseau, 140 commutateurs.",
            owner: "Responsable réseau"),
        NodeDraft(
            code: "pare-feu", name: "Pare-feu", layer: .component, kind: .firewall,
            description: "Sépare soins, biomédical, administration et extérieur.",
            owner: "Responsable réseau"),
        NodeDraft(
            code: "stockage", name: "Baies de stockage", layer: .component, kind: .storage,
            description: "Deux baies en miroir, 220\u{00A0}To utiles.",
            owner: "Responsable systèmes", supplier: "Baies du Layre"),
        NodeDraft(
            code: "hyperviseur", name: "Virtualisation", layer: .component, kind: .hypervisor,
            description: "Quatorze serveurs, 310 machines virtuelles.",
            owner: "Responsable systèmes", dataGigabytes: 12_000),
        NodeDraft(
            code: "bdd", name: "Bases de données", layer: .component, kind: .database,
            description: "Grappe commune aux applications de soins et de gestion.",
            owner: "Administrateur de bases", dataGigabytes: 4200),
        NodeDraft(
            code: "sso", name: "Authentification unique", layer: .component, kind: .identity,
            description: "Carte ou mot de passe, une fois par session de soins.",
            owner: "Responsable systèmes", supplier: "Clés du Layre", dataGigabytes: 8),
        NodeDraft(
            code: "eai", name: "Échanges entre logiciels (EAI)", layer: .component, kind: .integration,
            description: "Identités, mouvements, demandes et résultats\u{00A0}: 74 flux.",
            owner: "Responsable des interfaces", supplier: "Passerelles du Layre", dataGigabytes: 35),
        NodeDraft(
            code: "postes-urgences", name: "Postes des urgences", layer: .component, kind: .workstations,
            description: "62 postes et chariots.",
            owner: "Responsable de proximité"),
        NodeDraft(
            code: "postes-services", name: "Postes des services", layer: .component, kind: .workstations,
            description: "1\u{202F}480 postes et 210 chariots de soins.",
            owner: "Responsable de proximité"),
        NodeDraft(
            code: "wifi", name: "Wi-Fi des soins", layer: .component, kind: .network,
            description: "Chariots, téléphones des soignants, pompes.",
            owner: "Responsable réseau"),
        NodeDraft(
            code: "telephonie", name: "Autocommutateurs", layer: .component, kind: .telephony,
            description: "Deux autocommutateurs, une ligne de secours hors du réseau.",
            owner: "Responsable de la téléphonie", supplier: "Voix du Layre"),
        NodeDraft(
            code: "automates", name: "Automates du laboratoire", layer: .component, kind: .medicalDevices,
            description: "Chaîne de biologie et automates d’urgence.",
            owner: "Ingénieur biomédical", supplier: "Biologie du Layre"),
        NodeDraft(
            code: "modalites", name: "Scanners, IRM et radiologie", layer: .component, kind: .medicalDevices,
            description: "Onze appareils, consoles sous systèmes anciens.",
            owner: "Ingénieur biomédical", supplier: "Images du Layre"),
        NodeDraft(
            code: "gtb", name: "Gestion technique du bâtiment", layer: .component, kind: .building,
            description: "Air du bloc, températures, accès, alarmes des fluides.",
            owner: "Responsable des services techniques", supplier: "Bâtiments du Layre"),
        NodeDraft(
            code: "fournisseur-dpi", name: "Éditeur du dossier patient", layer: .component, kind: .supplier,
            description: "Astreinte de l’éditeur\u{00A0}: lui seul sait remonter sa base.",
            owner: "Référent du dossier patient", supplier: "Logiciels du Layre"),
    ]
}
