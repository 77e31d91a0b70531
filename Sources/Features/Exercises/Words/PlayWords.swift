// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Primitives

/// The words of an exercise.
enum PlayWords {
    static func cell(_ cell: Cell, _ t: Language) -> String {
        switch cell {
        case .strategic: t("Cellule stratégique", "Strategic cell")
        case .operational: t("Cellule opérationnelle", "Operational cell")
        case .care: t("Cellule soins", "Care cell")
        case .communication: t("Cellule communication", "Communication cell")
        }
    }

    /// A cell, or the role that receives.
    static func recipient(_ to: String, of scenario: Scenario, _ t: Language) -> String {
        if let cell = Cell(rawValue: to) { return self.cell(cell, t) }
        return scenario.roles.first { $0.id == to }?.title ?? to
    }

    static func channel(_ channel: Inject.Channel, _ t: Language) -> String {
        switch channel {
        case .phone: t("téléphone", "phone")
        case .mail: t("courriel", "mail")
        case .paper: t("papier", "paper")
        case .sms: t("SMS", "text message")
        case .press: t("presse", "press")
        case .inPerson: t("en personne", "in person")
        }
    }

    static func degree(_ degree: Inject.Degree, _ t: Language) -> String {
        switch degree {
        case .main: t("principal", "main")
        case .optional: t("facultatif", "optional")
        case .reserve: t("réserve", "reserve")
        case .noise: t("bruit", "noise")
        }
    }

    static func phase(_ phase: Phase, _ t: Language) -> String {
        switch phase {
        case .contain: t("Alerter et contenir", "Alert and contain")
        case .understand: t("Comprendre", "Understand")
        case .restart: t("Redémarrer", "Restart")
        case .learn: t("Tirer les leçons", "Learn")
        }
    }

    static func level(_ level: Scenario.Level, _ t: Language) -> String {
        switch level {
        case .beginner: t("Débutant", "Beginner")
        case .intermediate: t("Intermédiaire", "Intermediate")
        case .confirmed: t("Confirmé", "Confirmed")
        }
    }

    static func threat(_ threat: Scenario.Threat, _ t: Language) -> String {
        switch threat {
        case .ransomware: t("Rançongiciel", "Ransomware")
        case .dataTheft: t("Vol de données", "Data theft")
        case .denialOfService: t("Déni de service", "Denial of service")
        case .supplier: t("Fournisseur", "Supplier")
        case .accountCompromise: t("Compte compromis", "Compromised account")
        case .outage: t("Panne", "Outage")
        case .medicalDevice: t("Dispositifs médicaux", "Medical devices")
        }
    }

    static func audience(_ audience: Scenario.Audience, _ t: Language) -> String {
        switch audience {
        case .hospital: t("Établissement de santé", "Hospital")
        case .nursingHome: t("Établissement médico-social", "Nursing home")
        }
    }

    static func form(_ form: Exercise.Form, _ t: Language) -> String {
        switch form {
        case .tabletop: t("Sur table", "Table-top")
        case .simulation: t("Simulation en cellule", "Simulation in cells")
        case .fullScale: t("Grandeur nature, avec des services", "Full scale, with wards")
        }
    }

    static func kind(_ kind: Role.Kind, _ t: Language) -> String {
        switch kind {
        case .director: t("Directeur d’exercice", "Exercise director")
        case .planner: t("Planificateur", "Planner")
        case .animator: t("Animateur", "Animator")
        case .observer: t("Observateur", "Observer")
        case .player: t("Joueur", "Player")
        case .accomplice: t("Complice", "Accomplice")
        }
    }

    static func state(_ exercise: Exercise, _ t: Language) -> StateBadge {
        switch (exercise.state, exercise.ending) {
        case (.prepared, _): StateBadge(.declared, t("En préparation", "Being prepared"))
        case (.running, _): StateBadge(.expiring, t("EXERCICE en cours", "EXERCISE under way"))
        case (.paused, _): StateBadge(.unanswered, t("EXERCICE en pause", "EXERCISE paused"))
        case (.ended, .emergency):
            StateBadge(.missing, t("Arrêté pour une urgence réelle", "Stopped for a real emergency"))
        case (.ended, .stopped): StateBadge(.closed, t("Arrêté avant la fin", "Stopped before the end"))
        case (.ended, _): StateBadge(.proven, t("Joué", "Played"))
        case (.cancelled, _): StateBadge(.notApplicable, t("Annulé", "Cancelled"))
        }
    }

    static func inject(_ inject: PlayedInject, _ t: Language) -> StateBadge {
        switch inject.state {
        case .sent where inject.acknowledgedAt != nil: StateBadge(.proven, t("Reçu", "Received"))
        case .sent: StateBadge(.declared, t("Envoyé", "Sent"))
        case .skipped: StateBadge(.notApplicable, t("Passé", "Skipped"))
        case .waiting where !inject.isEnabled: StateBadge(.closed, t("Désactivé", "Disabled"))
        case .waiting where inject.inject.degree == .reserve: StateBadge(.unanswered, t("En réserve", "In reserve"))
        case .waiting: StateBadge(.unanswered, t("À venir", "To come"))
        }
    }

    static func outcome(_ kind: PlayedInject.Outcome.Kind, _ t: Language) -> StateBadge {
        switch kind {
        case .done: StateBadge(.proven, t("Fait", "Done"))
        case .partly: StateBadge(.toReview, t("En partie", "Partly"))
        case .missed: StateBadge(.missing, t("Pas fait", "Not done"))
        }
    }

    static func expectation(_ kind: Expectation.Kind, _ t: Language) -> String {
        switch kind {
        case .decision: t("décision", "decision")
        case .action: t("action", "action")
        case .notification: t("notification", "notification")
        case .contact: t("contact", "contact")
        case .information: t("information", "information")
        }
    }

    static func observation(_ kind: Observation.Kind, _ t: Language) -> String {
        switch kind {
        case .fact: t("Fait", "Fact")
        case .strength: t("Point fort", "Strength")
        case .improvement: t("À améliorer", "To improve")
        }
    }

    /// `T+1 h 05`, of a second of play.
    static func mark(_ second: Int, _ t: Language) -> String {
        let minutes = max(second, 0) / 60
        let (hours, rest) = (minutes / 60, minutes % 60)
        guard hours > 0 else { return "T+\(rest)\u{00A0}min" }
        return "T+\(hours)\u{00A0}h\u{00A0}\(rest < 10 ? "0" : "")\(rest)"
    }
}
