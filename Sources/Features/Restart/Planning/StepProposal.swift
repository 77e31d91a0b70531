// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Primitives
import Recovery
import ServiceMaps

/// The steps that Carène proposes for the nodes of a map.
enum StepProposal {
    /// Read once. A test reads the same files and fails on any fault; should one slip through all the same, people add their
    /// own steps.
    static let templates: StepTemplates = {
        do throws(InvalidTemplates) {
            return try read()
        } catch {
            return .empty
        }
    }()

    static func read() throws(InvalidTemplates) -> StepTemplates {
        try StepTemplates(
            EmbeddedFile.all.filter { $0.name.hasPrefix("restart/") }.map { (name: $0.name, bytes: $0.bytes) })
    }

    struct Change: Sendable, Hashable {
        /// New steps, by node.
        var added: [(node: PlacedNode.ID, draft: StepDraft)] = []
        /// Steps whose duration a newer measurement changes.
        var measured: [(step: KeptStep.ID, duration: Estimate, on: Day)] = []

        static func == (left: Self, right: Self) -> Bool {
            left.added.elementsEqual(right.added) { $0 == $1 }
                && left.measured.elementsEqual(right.measured) { $0 == $1 }
        }

        func hash(into hasher: inout Hasher) { hasher.combine(added.count) }

        var isEmpty: Bool { added.isEmpty && measured.isEmpty }
    }

    /// What is missing, and what restore tests teach. What a person edited, and what a person removed, stays as it is.
    ///
    /// - Parameters:
    ///   - steps: all of the organisation, removed ones too.
    ///   - restores: newest first.
    static func change(
        for nodes: [PlacedNode], steps: [KeptStep], restores: [RestoreMeasure], teams: Set<String>, means: Set<String>,
        templates: StepTemplates = templates
    ) -> Change {
        let newest = Dictionary(restores.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
        let byNode = Dictionary(grouping: steps, by: \.node)
        var change = Change()
        for node in nodes {
            let known = Set((byNode[node.id] ?? []).map(\.template))
            let learnt = newest[node.id].map { (hours($0, for: node), $0.measuredOn) }
            for template in templates[node.node.kind] where !known.contains(template.key) {
                change.added.append((node.id, draft(template, learnt, teams: teams, means: means)))
            }
            guard let (hours, day) = learnt else { continue }
            let duration = Estimate.around(measured: hours)
            for step in byNode[node.id] ?? []
            where step.phase == .restore && !step.isEdited && !step.isRemoved
                && (step.duration != duration || step.measuredOn != day) && (step.measuredOn ?? day) <= day
            {
                change.measured.append((step.id, duration, day))
            }
        }
        return change
    }

    private static func draft(
        _ template: StepTemplate, _ learnt: (hours: Double, day: Day)?, teams: Set<String>, means: Set<String>
    ) -> StepDraft {
        var draft = StepDraft(
            template: template.key, phase: template.phase, title: template.title, duration: template.duration,
            source: .proposed, people: template.people.filter { teams.contains($0.key) },
            means: template.means.filter { means.contains($0.key) }, mayPause: template.mayPause)
        if template.phase == .restore, let learnt {
            draft.duration = .around(measured: learnt.hours)
            draft.source = .measured
            draft.measuredOn = learnt.day
        }
        return draft
    }

    /// Hours that the restore of a node takes after a test: in proportion to the data where both sizes are known.
    static func hours(_ measure: RestoreMeasure, for node: PlacedNode) -> Double {
        guard let tested = measure.gigabytes, tested > 0, let whole = node.node.dataGigabytes, whole > 0 else {
            return measure.hours
        }
        return min(measure.hours * whole / tested, KeptStep.longest / 1.5)
    }
}
