// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Recovery
import Site

/// What was typed about a team, means, helpers or a risk: kept as typed until it is right.
struct ResourceDraft: Sendable {
    var values: [String: String] = [:]
    var rhythms: [String] = []
    var phases: Set<String> = []
    var kinds: Set<String> = []
    var errors = FormErrors()

    subscript(name: String) -> String { values[name] ?? "" }

    static let fields = [
        "nom", "personnes", "heures", "unites", "equipe", "origine", "etablissement", "debut", "fin", "probabilite",
        "bas", "probable", "haut", "premieres", "ouvre", "ferme",
    ]

    init() {}

    init(_ form: Site.Form) {
        for field in Self.fields { values[field] = form[field] }
        rhythms = [form["rythme1"], form["rythme2"]]
        phases = Set(form.all("phases"))
        kinds = Set(form.all("natures"))
    }

    init(_ team: Team) {
        values = [
            "nom": team.name, "personnes": String(team.people), "heures": TypedNumber.text(team.hoursPerDay),
            "premieres": team.periods.count > 1 ? TypedNumber.text(team.periods[1].from) : "",
        ]
        let later = team.periods.count > 1 ? team.periods[1] : team.periods.first
        values["ouvre"] = TypedNumber.text(later?.opens ?? 8)
        values["ferme"] = TypedNumber.text(later?.closes ?? 20)
        rhythms = team.periods.prefix(2).map(\.rhythm.rawValue)
    }

    init(_ means: Means) { values = ["nom": means.name, "unites": String(means.units)] }

    init(_ kept: KeptHelpers) {
        let one = kept.helpers
        values = [
            "equipe": one.team, "personnes": String(one.people), "debut": TypedNumber.text(one.from),
            "fin": one.until.map(TypedNumber.text) ?? "", "origine": kept.sender == nil ? one.origin : "",
            "etablissement": kept.sender?.text ?? "",
        ]
    }

    init(_ kept: KeptSetback) {
        values = [
            "nom": kept.name, "probabilite": TypedNumber.text(kept.probability * 100),
            "bas": TypedNumber.text(kept.factor.low), "probable": TypedNumber.text(kept.factor.likely),
            "haut": TypedNumber.text(kept.factor.high),
        ]
        phases = Set(kept.scope.phases.map(\.rawValue))
        kinds = Set(kept.scope.kinds.map(\.rawValue))
    }

    mutating func team(_ form: Site.Form, key: String, _ t: Language) -> Team? {
        errors.require(self["nom"], "nom", limit: 100, in: t)
        let people = errors.whole(form, "personnes", in: 0...KeptTeam.mostPeople, t)
        let hours = errors.number(form, "heures", in: 0.5...24, t)
        let first = errors.number(form, "premieres", in: 0...8760, isRequired: false, t)
        let opens = errors.number(form, "ouvre", in: 0...24, t)
        let closes = errors.number(form, "ferme", in: 0...24, t)
        guard let early = Team.Period.Rhythm(rawValue: rhythms.first ?? "") else {
            errors.add(t("Choisissez un rythme.", "Choose a rhythm."), to: "rythme1")
            return nil
        }
        let later = Team.Period.Rhythm(rawValue: rhythms.dropFirst().first ?? "")
        if (first ?? 0) > 0, later == nil {
            errors.add(t("Choisissez le rythme d’ensuite.", "Choose the rhythm that follows."), to: "rythme2")
        }
        guard errors.isEmpty, let people, let hours, let opens, let closes else { return nil }
        var periods = [Team.Period(from: 0, rhythm: early, opens: opens, closes: closes)]
        if let first, first > 0, let later {
            periods.append(Team.Period(from: first, rhythm: later, opens: opens, closes: closes))
        }
        return Team(key: key, name: self["nom"], people: people, periods: periods, hoursPerDay: hours)
    }

    mutating func means(_ form: Site.Form, key: String, _ t: Language) -> Means? {
        errors.require(self["nom"], "nom", limit: 100, in: t)
        let units = errors.whole(form, "unites", in: 0...KeptMeans.mostUnits, t)
        guard errors.isEmpty, let units else { return nil }
        return Means(key: key, name: self["nom"], units: units)
    }

    /// - Parameter origin: the name of the establishment chosen, when one is.
    mutating func helpers(_ form: Site.Form, origin: String?, teams: Set<String>, _ t: Language) -> Reinforcement? {
        if !teams.contains(self["equipe"]) {
            errors.add(t("Choisissez l’équipe renforcée.", "Choose the team."), to: "equipe")
        }
        errors.bound(self["origine"], "origine", limit: 150, in: t)
        if origin == nil, self["origine"].isEmpty {
            errors.add(t("Dites d’où viennent ces renforts.", "Say where these helpers come from."), to: "origine")
        }
        let people = errors.whole(form, "personnes", in: 1...KeptTeam.mostPeople, t)
        let from = errors.number(form, "debut", in: 0...8760, t)
        let until = errors.number(form, "fin", in: 0...8760, isRequired: false, t)
        if let from, let until, until <= from {
            errors.add(RestartError.endBeforeStart.message(t), to: "fin")
        }
        guard errors.isEmpty, let people, let from else { return nil }
        return Reinforcement(
            team: self["equipe"], people: people, from: from, until: until, origin: origin ?? self["origine"])
    }

    mutating func setback(_ form: Site.Form, _ t: Language) -> StandardSet.Risk? {
        errors.require(self["nom"], "nom", limit: 150, in: t)
        let probability = errors.number(form, "probabilite", in: 0...100, t)
        let low = errors.number(form, "bas", in: 0...20, t)
        let likely = errors.number(form, "probable", in: 0...20, t)
        let high = errors.number(form, "haut", in: 0...20, t)
        if let low, let likely, likely < low {
            errors.add(t("Au moins le facteur au mieux.", "At least the factor at best."), to: "probable")
        }
        if let likely, let high, high < likely {
            errors.add(t("Au moins le facteur probable.", "At least the likely factor."), to: "haut")
        }
        guard errors.isEmpty, let probability, let low, let likely, let high else { return nil }
        let scope = KeptSetback.Scope(
            phases: RecoveryStep.Phase.allCases.filter { phases.contains($0.rawValue) },
            kinds: NodeKind.allCases.filter { kinds.contains($0.rawValue) })
        return StandardSet.Risk(
            name: self["nom"], probability: probability / 100, scope: scope,
            factor: Estimate(low: low, likely: likely, high: high))
    }
}
