// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

extension FactVocabulary {
    /// Subjects of documents, scopes of audits, plans.
    static let topics: [String: Phrase] = organisation.merging(technique) { first, _ in first }

    private static let organisation: [String: Phrase] = [
        "PCA": Phrase("le plan de continuité (PCA)", "the continuity plan (PCA)"),
        "PRA": Phrase("le plan de reprise (PRA)", "the recovery plan (PRA)"),
        "activity": Phrase("l’activité", "the activity"),
        "administrative-process": Phrase("un processus administratif", "an administrative process"),
        "after-action-review": Phrase("le retour d’expérience", "the after-action review"),
        "arrivals-departures": Phrase("les arrivées et les départs", "arrivals and departures"),
        "audit-programme": Phrase("le programme d’audits", "the audit programme"),
        "care-service": Phrase("un service de soins", "a care unit"),
        "continuity": Phrase("la continuité d’activité", "business continuity"),
        "continuity-governance": Phrase("la gouvernance de la continuité", "continuity governance"),
        "continuity-project": Phrase("le projet de continuité", "the continuity project"),
        "continuity-test-schedule": Phrase("le calendrier des essais de continuité", "the continuity test schedule"),
        "crisis-communication": Phrase("la communication de crise", "crisis communication"),
        "crisis-contacts": Phrase("l’annuaire de crise", "the crisis contacts"),
        "crisis-management": Phrase("la gestion de crise", "crisis management"),
        "critical": Phrase("une activité critique", "a critical activity"),
        "cyber-crisis": Phrase("la crise d’origine cyber", "a crisis of cyber origin"),
        "digital-risk": Phrase("le risque numérique", "digital risk"),
        "digital-staffing": Phrase("les effectifs du numérique", "digital staffing"),
        "employment": Phrase("l’emploi du personnel", "employment"),
        "exercise-programme": Phrase("le programme d’exercices", "the exercise programme"),
        "ght-convergence": Phrase("la convergence du GHT", "the convergence of the hospital group"),
        "hospiconnect-scoping": Phrase("le cadrage HospiConnect", "the HospiConnect scoping"),
        "impact-analysis-justification": Phrase(
            "la justification du bilan d’impact", "the justification of the impact analysis"),
        "incident-reporting": Phrase("le signalement des incidents", "incident reporting"),
        "incident-response": Phrase("la réponse aux incidents", "incident response"),
        "information-security": Phrase("la sécurité de l’information", "information security"),
        "information-systems": Phrase("les systèmes d’information", "information systems"),
        "information-systems-review": Phrase(
            "la revue des systèmes d’information", "the review of information systems"),
        "patient-record": Phrase("le dossier patient", "the patient record"),
        "patient-record-physicians-nurses": Phrase(
            "le dossier patient, pour les médecins et les infirmiers", "the patient record, for physicians and nurses"),
        "plan-blanc": Phrase("le plan blanc", "the plan blanc (hospital emergency plan)"),
        "project-security": Phrase("la sécurité des projets", "the security of projects"),
        "recovery": Phrase("la reprise", "recovery"),
        "regional-support": Phrase("l’appui régional", "regional support"),
        "restart-order": Phrase("l’ordre de redémarrage", "the restart order"),
        "risk-acceptance": Phrase("l’acceptation des risques", "risk acceptance"),
        "risk-analysis": Phrase("l’analyse de risques", "the risk analysis"),
        "security": Phrase("la sécurité", "security"),
        "security-budget": Phrase("le budget de la sécurité", "the security budget"),
        "security-policy-review": Phrase("la revue de la politique de sécurité", "the review of the security policy"),
        "security-roadmap": Phrase("la feuille de route de sécurité", "the security roadmap"),
        "security-services": Phrase("les prestations de sécurité", "security services"),
        "shared-skills": Phrase("le partage des compétences", "the sharing of skills"),
        "strategic-project": Phrase("le projet stratégique", "the strategic project"),
        "supplier-contacts": Phrase("les contacts des fournisseurs", "supplier contacts"),
        "supplier-review": Phrase("la revue des fournisseurs", "the review of suppliers"),
        "suppliers": Phrase("les fournisseurs", "suppliers"),
        "training-strategy": Phrase("la stratégie de formation", "the training strategy"),
        "user-charter": Phrase("la charte des utilisateurs", "the user charter"),
    ]

    private static let technique: [String: Phrase] = [
        "access-control": Phrase("le contrôle d’accès", "access control"),
        "accounts": Phrase("les comptes", "accounts"),
        "administration": Phrase("l’administration", "administration"),
        "administration-network": Phrase("le réseau d’administration", "the administration network"),
        "backup": Phrase("les sauvegardes", "backups"),
        "backup-3-2-1": Phrase(
            "les trois copies, deux supports, une hors site", "three copies, two media, one off site"),
        "backup-3-2-1-roadmap": Phrase("la trajectoire vers 3-2-1", "the way to 3-2-1"),
        "backup-alerts": Phrase("les alertes des sauvegardes", "backup alerts"),
        "backup-authentication": Phrase("l’authentification des sauvegardes", "backup authentication"),
        "backup-authentication-exception": Phrase(
            "une exception à l’authentification des sauvegardes", "an exception to backup authentication"),
        "backup-isolation": Phrase("l’isolement des sauvegardes", "backup isolation"),
        "backup-local-authentication": Phrase(
            "l’authentification des sauvegardes sans annuaire", "backup authentication without the directory"),
        "backup-plan-update": Phrase("la mise à jour du plan de sauvegarde", "the update of the backup plan"),
        "backup-roles": Phrase("les rôles sur les sauvegardes", "backup roles"),
        "backup-segmentation-roadmap": Phrase(
            "la trajectoire de cloisonnement des sauvegardes", "the way to segmented backups"),
        "configuration": Phrase("la configuration", "configuration"),
        "degraded-authentication": Phrase("l’authentification dégradée", "degraded authentication"),
        "directory-convergence": Phrase("la convergence des annuaires", "directory convergence"),
        "dmp-access": Phrase("l’accès au DMP", "access to the DMP"),
        "dmp-access-all-users": Phrase("l’accès au DMP de tous", "everybody's access to the DMP"),
        "electronic-identification": Phrase("l’identification électronique", "electronic identification"),
        "encryption": Phrase("le chiffrement", "encryption"),
        "equipment": Phrase("les équipements", "equipment"),
        "filtering-rules": Phrase("les règles de filtrage", "filtering rules"),
        "flow-matrix": Phrase("la matrice des flux", "the flow matrix"),
        "identification-homologation": Phrase(
            "l’homologation de l’identification", "the approval of identification"),
        "identification-homologation-without-reservation": Phrase(
            "l’homologation sans réserve de l’identification", "the unreserved approval of identification"),
        "identity-provisioning": Phrase("l’alimentation des identités", "identity provisioning"),
        "isolation": Phrase("l’isolement", "isolation"),
        "log-retention": Phrase("la conservation des journaux", "log retention"),
        "logs": Phrase("les journaux", "logs"),
        "maintenance": Phrase("la maintenance", "maintenance"),
        "mobile-devices": Phrase("les appareils nomades", "mobile devices"),
        "network": Phrase("le réseau", "the network"),
        "obsolescence": Phrase("l’obsolescence", "obsolescence"),
        "passwords": Phrase("les mots de passe", "passwords"),
        "physical-access": Phrase("les accès physiques", "physical access"),
        "privileged-accounts": Phrase("les comptes à privilèges", "privileged accounts"),
        "production": Phrase("la production", "production"),
        "qualified-products": Phrase("les produits qualifiés", "qualified products"),
        "remote-access": Phrase("les accès distants", "remote access"),
        "rights": Phrase("les droits", "rights"),
        "rpps-identifiers": Phrase("les identifiants RPPS", "RPPS identifiers"),
        "rpps-identifiers-all-users": Phrase("les identifiants RPPS de tous", "everybody's RPPS identifiers"),
        "security-operations": Phrase("la sécurité opérationnelle", "security operations"),
        "segmentation": Phrase("le cloisonnement", "segmentation"),
        "sensitive-assets": Phrase("les actifs sensibles", "sensitive assets"),
        "technical-platform": Phrase("un plateau technique", "a technical platform"),
        "updates": Phrase("les mises à jour", "updates"),
        "workstations": Phrase("les postes de travail", "workstations"),
    ]
}
