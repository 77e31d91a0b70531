// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Gives the tree of a file its meaning.
struct PlanFileReader {
    let log: PlanFileLog

    private static let keys: Set<String> = [
        "format", "title", "start", "nodes", "teams", "means", "reinforcements", "setbacks",
    ]

    func model(_ root: PlanFileCursor) -> RecoveryModel {
        var model = RecoveryModel(title: "", map: ServiceMap(), steps: [], teams: [])
        guard let fields = root.fields(Self.keys) else { return model }
        if let format = fields.required("format"), let text = format.text(), text != RecoveryPlanFile.format {
            format.fail(
                "on attend \(RecoveryPlanFile.format)", "expected \(RecoveryPlanFile.format)")
        }
        model.title = fields.requiredText("title")
        if let start = fields["start"]?.fields(["weekday", "hour"]) {
            model.startWeekday = start["weekday"].flatMap(weekday) ?? model.startWeekday
            model.startHour = start["hour"]?.number() ?? model.startHour
        }
        for item in fields.required("nodes")?.items() ?? [] { readNode(item, into: &model) }
        model.teams = fields.items("teams").compactMap(team)
        model.means = fields.items("means").compactMap(means)
        model.reinforcements = fields.items("reinforcements").compactMap(reinforcement)
        model.setbacks = fields.items("setbacks").compactMap(setback)
        return model
    }

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private func weekday(_ cursor: PlanFileCursor) -> Int? {
        guard let text = cursor.text() else { return nil }
        if let place = Self.weekdays.firstIndex(of: text.lowercased()) { return place + 1 }
        let days = Self.weekdays.joined(separator: ", ")
        cursor.fail("‘\(text)’ n’est aucun de\u{00A0}: \(days)", "‘\(text)’ is none of \(days)")
        return nil
    }

    private func readNode(_ item: PlanFileCursor, into model: inout RecoveryModel) {
        guard
            let fields = item.fields([
                "key", "name", "layer", "kind", "careClass", "recoveryTime", "recoveryPoint", "tolerablePeriod",
                "degradedEndurance", "backupInterval", "dataGigabytes", "needs", "steps",
            ])
        else { return }
        let key = fields.requiredText("key")
        let kind = fields["kind"]?.choice(of: NodeKind.self) ?? .other
        let layer = fields["layer"]?.choice(of: Layer.self) ?? kind.layer
        if layer == nil { item.fail("il manque ‘layer’ ou ‘kind’", "‘layer’ or ‘kind’ is missing") }
        model.map.nodes.append(
            MapNode(
                key: key, name: fields.text("name") ?? key, layer: layer ?? .component, kind: kind,
                careClass: fields["careClass"]?.integer(), recoveryTimeObjective: fields["recoveryTime"]?.number(),
                recoveryPointObjective: fields["recoveryPoint"]?.number(),
                maximumTolerablePeriod: fields["tolerablePeriod"]?.number(),
                degradedEndurance: fields["degradedEndurance"]?.number(),
                backupInterval: fields["backupInterval"]?.number(),
                dataGigabytes: fields["dataGigabytes"]?.number()))
        for need in fields.items("needs") {
            if let dependency = dependency(need, from: key) { model.map.dependencies.append(dependency) }
        }
        for step in fields.items("steps") {
            if let step = self.step(step, of: key) { model.steps.append(step) }
        }
    }

    /// A key alone, or a mapping.
    private func dependency(_ item: PlanFileCursor, from key: String) -> Dependency? {
        if case .scalar = item.tree.content { return item.text().map { Dependency(from: key, to: $0) } }
        guard let fields = item.fields(["node", "kind", "lag", "bootstrap"]) else { return nil }
        return Dependency(
            from: key, to: fields.requiredText("node"),
            kind: fields["kind"]?.choice(of: Dependency.Kind.self) ?? .needs, lag: fields["lag"]?.number() ?? 0,
            isBootstrap: fields["bootstrap"]?.truth() ?? false)
    }

    private func step(_ item: PlanFileCursor, of node: String) -> RecoveryStep? {
        guard
            let fields = item.fields([
                "key", "title", "phase", "hours", "source", "people", "means", "pauses", "after",
            ])
        else { return nil }
        let key = fields.requiredText("key")
        guard let phase = fields.required("phase")?.choice(of: RecoveryStep.Phase.self),
            let hours = fields.required("hours")?.estimate()
        else { return nil }
        return RecoveryStep(
            key: key, node: node, title: fields.text("title") ?? key, phase: phase, duration: hours,
            source: fields["source"]?.choice(of: Estimate.Source.self) ?? .estimated,
            people: fields["people"]?.counts() ?? [:], means: fields["means"]?.counts() ?? [:],
            mayPause: fields["pauses"]?.truth() ?? true, after: fields.texts("after"))
    }

    private func team(_ item: PlanFileCursor) -> Team? {
        guard let fields = item.fields(["key", "name", "people", "hoursPerDay", "periods"]) else { return nil }
        let key = fields.requiredText("key")
        guard let people = fields.required("people")?.integer() else { return nil }
        var team = Team(key: key, name: fields.text("name") ?? key, people: people, periods: [])
        team.hoursPerDay = fields["hoursPerDay"]?.number() ?? team.hoursPerDay
        team.periods = fields.required("periods")?.items().compactMap(period) ?? []
        return team
    }

    private func period(_ item: PlanFileCursor) -> Team.Period? {
        guard let fields = item.fields(["from", "rhythm", "opens", "closes"]),
            let rhythm = fields.required("rhythm")?.choice(of: Team.Period.Rhythm.self)
        else { return nil }
        var period = Team.Period(from: fields["from"]?.number() ?? 0, rhythm: rhythm)
        period.opens = fields["opens"]?.number() ?? period.opens
        period.closes = fields["closes"]?.number() ?? period.closes
        return period
    }

    private func means(_ item: PlanFileCursor) -> Means? {
        guard let fields = item.fields(["key", "name", "units"]) else { return nil }
        let key = fields.requiredText("key")
        guard let units = fields.required("units")?.integer() else { return nil }
        return Means(key: key, name: fields.text("name") ?? key, units: units)
    }

    private func reinforcement(_ item: PlanFileCursor) -> Reinforcement? {
        guard let fields = item.fields(["team", "people", "from", "until", "origin"]) else { return nil }
        let team = fields.requiredText("team")
        guard let people = fields.required("people")?.integer() else { return nil }
        return Reinforcement(
            team: team, people: people, from: fields["from"]?.number() ?? 0, until: fields["until"]?.number(),
            origin: fields.text("origin") ?? "")
    }

    private func setback(_ item: PlanFileCursor) -> Setback? {
        guard let fields = item.fields(["name", "probability", "steps", "factor"]) else { return nil }
        let name = fields.requiredText("name")
        guard let probability = fields.required("probability")?.number(),
            let factor = fields.required("factor")?.estimate()
        else { return nil }
        return Setback(name: name, probability: probability, steps: fields.texts("steps"), factor: factor)
    }
}
