// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// What a variant supposes, all of it together. Pure: the model of the plan in, the supposed model out.
struct WhatIf: Sendable, Hashable, Codable {
    /// More people in teams, from the beginning.
    var more: [String: Int] = [:]
    /// Every helper arrives this many hours earlier.
    var helpersSooner: Double = 0
    /// A second place to restore at once: twice the restore streams.
    var secondSite = false
    /// Restores twice as fast.
    var fasterRestore = false
    /// This team is away for the first hours.
    var absentTeam: String?
    var absentHours: Double = 72
    /// Positions, in the model, of setbacks that did happen.
    var happened: [Int] = []
    /// Friday, 22 h.
    var fridayNight = false

    static let none = WhatIf()

    var isNothing: Bool { self == .none }

    func applied(to model: RecoveryModel) -> RecoveryModel {
        var model = model
        for index in model.teams.indices {
            let key = model.teams[index].key
            if let people = more[key] { model.teams[index].people = min(model.teams[index].people + people, 1000) }
            if key == absentTeam { model.teams[index].periods = Self.absent(absentHours, model.teams[index].periods) }
        }
        if helpersSooner > 0 {
            for index in model.reinforcements.indices {
                model.reinforcements[index].from = max(model.reinforcements[index].from - helpersSooner, 0)
            }
        }
        if secondSite {
            for index in model.means.indices where model.means[index].key == "restauration" {
                model.means[index].units = min(model.means[index].units * 2, 1000)
            }
        }
        if fasterRestore { scale(&model, by: Estimate(low: 0.5, likely: 0.5, high: 0.5)) { $0.phase == .restore } }
        for index in happened where model.setbacks.indices.contains(index) {
            let reached = Set(model.setbacks[index].steps)
            scale(&model, by: model.setbacks[index].factor) { reached.contains($0.key) }
        }
        model.setbacks = model.setbacks.enumerated().filter { !happened.contains($0.offset) }.map(\.element)
        if fridayNight { (model.startWeekday, model.startHour) = (5, 22) }
        return model
    }

    private func scale(_ model: inout RecoveryModel, by factor: Estimate, _ isReached: (RecoveryStep) -> Bool) {
        for index in model.steps.indices where isReached(model.steps[index]) {
            let duration = model.steps[index].duration
            model.steps[index].duration = Estimate(
                low: duration.low * factor.low, likely: duration.likely * factor.likely,
                high: min(duration.high * factor.high, KeptStep.longest))
        }
    }

    private static func absent(_ hours: Double, _ periods: [Team.Period]) -> [Team.Period] {
        // The rhythm that would have been kept at the return, then the later ones.
        let current = periods.last { $0.from <= hours } ?? periods.first
        let later = periods.filter { $0.from > hours }
        guard var resumed = current else { return periods }
        resumed.from = hours
        return [Team.Period(from: 0, rhythm: .absent), resumed] + later
    }
}
