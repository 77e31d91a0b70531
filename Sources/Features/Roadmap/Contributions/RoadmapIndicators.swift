// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Whether the roadmap is kept, and how much of what it must close is closed.
enum RoadmapIndicators {
    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let tasks = try await house.database.read { session in
            try TaskStore.concerning(organisation, in: session)
        }
        return indicators(tasks.filter { $0.status != .abandoned }, of: organisation.id, today: house.today)
    }

    static func indicators(_ tasks: [RoadmapTask], of organisation: Organisation.ID, today: Day) -> [Indicator] {
        let (french, english) = (Language.french, Language.english)
        let late = tasks.count { $0.isLate(on: today) || $0.wasLate }
        let href = RoadmapURL.list(.init(organisation)).path
        let weight = tasks.reduce(0) { $0 + $1.weight }
        let closed = tasks.filter { $0.status == .done }.reduce(0) { $0 + $1.weight }
        let share = weight > 0 ? closed / weight : nil
        return [
            Indicator(
                "roadmap.onTime", Phrase("Actions de la feuille de route à l’heure", "Roadmap actions on time"),
                value: tasks.isEmpty ? nil : Double(tasks.count - late) / Double(tasks.count), unit: .share,
                target: 0.9,
                sentence: tasks.isEmpty
                    ? Phrase("Aucune feuille de route n’est suivie.", "No roadmap is followed.")
                    : Phrase(
                        "\(french.number(tasks.count - late)) actions sur \(french.number(tasks.count)) sont à l’heure.",
                        "\(english.number(tasks.count - late)) of \(english.number(tasks.count)) actions are on time."),
                href: href, rank: 40),
            Indicator(
                "roadmap.closed", Phrase("Part du plan atteinte", "Share of the plan achieved"), value: share,
                unit: .share,
                sentence: share.map {
                    Phrase(
                        "\(french.percent($0)) de ce que la feuille de route doit combler l’est déjà.",
                        "\(english.percent($0)) of what the roadmap must close is closed already.")
                } ?? Phrase("Aucune feuille de route n’est suivie.", "No roadmap is followed."),
                href: href),
        ]
    }
}
