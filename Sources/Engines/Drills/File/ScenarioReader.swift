// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads a scenario file. What it holds may come from anyone: sizes are bounded, misspelt keys are refused, and every fault
/// names its line and its field.
public enum ScenarioReader {
    public static let mostInjects = 500
    public static let mostRoles = 100
    public static let longestDuration = 14 * 24 * 60

    /// - Returns: the scenario, and what somebody should look at before playing it.
    /// - Throws: `DrillFault` with everything that keeps it from being played.
    public static func read(
        _ yaml: String, file: String = ""
    ) throws(DrillFault) -> (scenario: Scenario, warnings: [DrillFault.Issue]) {
        do throws(DrillFault) {
            let log = ScenarioLog()
            let root = ScenarioCursor(tree: try ScenarioTree.parse(yaml), path: "", log: log)
            let read = ScenarioFile.scenario(root)
            if let read { ScenarioCheck(read.scenario, lines: read.lines, log: log).run() }
            let errors = log.sorted.filter { $0.weight == .error }
            guard errors.isEmpty, let read else {
                throw DrillFault(
                    issues: errors.isEmpty ? [.init("le fichier ne se lit pas", "the file cannot be read")] : errors)
            }
            return (read.scenario, log.sorted)
        } catch {
            throw DrillFault(file: file, issues: error.issues)
        }
    }
}

/// Where the things of a file stand, so that a fault found later can name its line.
struct ScenarioLines {
    var injects: [Int] = []
    var roles: [Int] = []
    var objectives: [Int] = []
    var steps: [Int] = []
    var top = 1
}

enum ScenarioFile {
    private static let keys = [
        "format", "id", "version", "title", "summary", "threat", "level", "audience", "duration", "stopWord", "rules",
        "forbidden", "sources", "variables", "situation", "synopsis", "cells", "roles", "objectives", "injects",
        "tabletop", "hotWash",
    ]

    static func scenario(_ root: ScenarioCursor) -> (scenario: Scenario, lines: ScenarioLines)? {
        let fields = root.fields(keys)
        guard !fields.entries.isEmpty else { return nil }
        if let format = fields.required("format")?.integer(1...1000), format != Scenario.format {
            fields.required("format")?.fail(
                "ce programme lit le format \(Scenario.format)", "this program reads format \(Scenario.format)")
        }
        var lines = ScenarioLines()
        let roles = fields.optional("roles")?.items(most: ScenarioReader.mostRoles) ?? []
        let objectives = fields.required("objectives")?.items(most: 50) ?? []
        let injects = fields.required("injects")?.items(most: ScenarioReader.mostInjects) ?? []
        lines.roles = roles.map(\.tree.line)
        lines.objectives = objectives.map(\.tree.line)
        lines.injects = injects.map(\.tree.line)
        let tabletop = fields.optional("tabletop").map { steps($0, &lines) }
        let scenario = Scenario(
            id: fields.required("id")?.identifier() ?? "", version: fields.required("version")?.integer(1...9999) ?? 1,
            title: fields.requiredText("title"), summary: fields.text("summary", longest: 2000),
            threat: fields.required("threat")?.choice() ?? .ransomware,
            level: fields.required("level")?.choice() ?? .beginner,
            audience: fields.optional("audience")?.choice() ?? .hospital,
            duration: fields.required("duration")?.integer(5...ScenarioReader.longestDuration) ?? 60,
            stopWord: fields.requiredText("stopWord", longest: 60), rules: fields.texts("rules"),
            forbidden: fields.texts("forbidden"), sources: fields.texts("sources"),
            variables: fields.optional("variables").map(variables) ?? [],
            situation: fields.text("situation", longest: 10_000), synopsis: fields.text("synopsis", longest: 20_000),
            cells: (fields.required("cells")?.items(most: 4) ?? []).compactMap { $0.choice() },
            roles: roles.map(role), objectives: objectives.map(objective), injects: injects.map(inject),
            tabletop: tabletop, hotWash: fields.texts("hotWash"))
        return (scenario, lines)
    }

    private static func variables(_ cursor: ScenarioCursor) -> [Scenario.Variable] {
        let entries = cursor.freeFields()
        if entries.count > 100 { cursor.fail("plus de 100 variables", "more than 100 variables") }
        return entries.prefix(100).compactMap { key, value in
            guard Variables.isName(key) else {
                value.fail(
                    "un nom de variable ne contient que des lettres sans accent et des chiffres",
                    "a variable’s name has plain letters and digits")
                return nil
            }
            return value.text(longest: 500).map { Scenario.Variable(key, $0) }
        }
    }

    private static func role(_ cursor: ScenarioCursor) -> Role {
        let fields = cursor.fields(["id", "kind", "cell", "title", "mission", "plays"])
        return Role(
            id: fields.required("id")?.identifier() ?? "", kind: fields.required("kind")?.choice() ?? .player,
            cell: fields.optional("cell")?.choice(), title: fields.requiredText("title"),
            mission: fields.text("mission", longest: 2000), plays: fields.text("plays", longest: 500))
    }

    private static func objective(_ cursor: ScenarioCursor) -> Objective {
        let fields = cursor.fields(["id", "title", "criteria"])
        return Objective(
            id: fields.required("id")?.identifier() ?? "", title: fields.requiredText("title", longest: 300),
            criteria: (fields.optional("criteria")?.items(most: 50) ?? []).map(criterion))
    }

    private static func criterion(_ cursor: ScenarioCursor) -> Criterion {
        let fields = cursor.fields(["id", "text", "kind", "from", "to", "within"])
        let kind: Criterion.Kind = fields.optional("kind")?.choice() ?? .observed
        func mark(_ key: String) -> Criterion.Mark? {
            let place = kind == .delay ? fields.required(key) : fields.optional(key)
            return place?.text(longest: 60).map { Criterion.Mark($0) }
        }
        let within = kind == .delay ? fields.required("within") : fields.optional("within")
        return Criterion(
            id: fields.required("id")?.identifier() ?? "", text: fields.requiredText("text", longest: 500), kind: kind,
            from: mark("from"), to: mark("to"), within: within?.integer(1...ScenarioReader.longestDuration))
    }

    private static func inject(_ cursor: ScenarioCursor) -> Inject {
        let fields = cursor.fields([
            "id", "at", "degree", "from", "to", "channel", "title", "text", "phase", "objectives", "expected",
            "branches", "animator",
        ])
        let degree: Inject.Degree = fields.optional("degree")?.choice() ?? .main
        let at = degree == .reserve ? fields.optional("at") : fields.required("at")
        return Inject(
            id: fields.required("id")?.identifier() ?? "", at: at?.integer(0...ScenarioReader.longestDuration),
            degree: degree, from: fields.requiredText("from"), to: fields.requiredText("to", longest: 60),
            channel: fields.required("channel")?.choice() ?? .paper, title: fields.requiredText("title"),
            text: fields.requiredText("text", longest: 8000), phase: fields.optional("phase")?.choice(),
            objectives: fields.texts("objectives", most: 20, longest: 60),
            expected: (fields.optional("expected")?.items(most: 20) ?? []).map(expectation),
            branches: (fields.optional("branches")?.items(most: 10) ?? []).map(branch),
            animator: fields.text("animator", longest: 4000))
    }

    private static func expectation(_ cursor: ScenarioCursor) -> Expectation {
        let fields = cursor.fields(["text", "within", "kind"])
        return Expectation(
            text: fields.requiredText("text", longest: 500),
            within: fields.optional("within")?.integer(0...ScenarioReader.longestDuration),
            kind: fields.optional("kind")?.choice() ?? .action)
    }

    private static func branch(_ cursor: ScenarioCursor) -> Branch {
        let fields = cursor.fields(["ifNotDoneBy", "then"])
        return Branch(
            ifNotDoneBy: fields.required("ifNotDoneBy")?.integer(0...ScenarioReader.longestDuration) ?? 0,
            then: fields.required("then")?.identifier() ?? "")
    }

    private static func steps(_ cursor: ScenarioCursor, _ lines: inout ScenarioLines) -> Tabletop {
        let fields = cursor.fields(["duration", "steps"])
        let steps = fields.required("steps")?.items(most: 50) ?? []
        lines.steps = steps.map(\.tree.line)
        return Tabletop(
            duration: fields.required("duration")?.integer(5...1440) ?? 60,
            steps: steps.map { step in
                let fields = step.fields(["injects", "minutes", "questions"])
                return Tabletop.Step(
                    injects: fields.texts("injects", most: 20, longest: 60),
                    minutes: fields.required("minutes")?.integer(1...600) ?? 10, questions: fields.texts("questions"))
            })
    }
}
