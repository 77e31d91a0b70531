// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// Teams, means and risks to begin with: invented orders of magnitude for a hospital of about 500 beds, each to be changed.
enum StandardSet {
    /// The first 72 hours round the clock, then every day: how French hospitals under attack did work
    /// (peers of Corbeil-Essonnes, Dax and Armentières).
    static let crisisRhythm = [
        Team.Period(from: 0, rhythm: .roundTheClock), Team.Period(from: 72, rhythm: .day, opens: 8, closes: 20),
    ]
    private static let days = [Team.Period(from: 0, rhythm: .day, opens: 7, closes: 22)]
    private static let office = [Team.Period(from: 0, rhythm: .officeHours, opens: 9, closes: 18)]

    static let teams = [
        Team(key: "systemes", name: "Systèmes et sauvegardes", people: 6, periods: crisisRhythm),
        Team(key: "reseau", name: "Réseau et téléphonie", people: 4, periods: crisisRhythm),
        Team(key: "bases", name: "Bases de données", people: 2, periods: crisisRhythm),
        Team(key: "applications", name: "Applications", people: 6, periods: crisisRhythm),
        Team(key: "postes", name: "Postes de travail", people: 6, periods: crisisRhythm),
        Team(key: "securite", name: "Sécurité", people: 3, periods: crisisRhythm),
        Team(key: "biomedical", name: "Biomédical", people: 2, periods: days),
        Team(key: "metiers", name: "Référents métiers", people: 6, periods: crisisRhythm),
        Team(key: "fournisseurs", name: "Éditeurs et prestataires", people: 4, periods: office, hoursPerDay: 8),
    ]

    static let means = [
        Means(key: "restauration", name: "Flux de restauration simultanés", units: 3),
        Means(key: "bulle", name: "Places dans la bulle saine", units: 4),
    ]

    struct Risk: Sendable {
        let name: String
        let probability: Double
        let scope: KeptSetback.Scope
        let factor: Estimate
    }

    static let risks = [
        Risk(
            name: "Le périmètre chiffré est plus large que prévu", probability: 0.25,
            scope: .init(phases: [.rebuild]), factor: Estimate(low: 1.1, likely: 1.3, high: 1.8)),
        Risk(
            name: "L’annuaire est à refaire au lieu d’être réparé", probability: 0.2,
            scope: .init(kinds: [.directory]), factor: Estimate(low: 1.3, likely: 2, high: 3.5)),
        Risk(
            name: "Une sauvegarde est inutilisable, il faut remonter plus loin", probability: 0.2,
            scope: .init(phases: [.restore]), factor: Estimate(low: 1.1, likely: 1.4, high: 2.2)),
    ]
}
