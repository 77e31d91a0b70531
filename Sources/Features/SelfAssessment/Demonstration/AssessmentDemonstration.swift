// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// Two campaigns of the past and one under way on the hygiene guide, the continuity objectives of the support hospital, and
/// the guided interview of a nursing home: enough for every page to show something true to life.
enum AssessmentDemonstration {
    /// How mature each member is at the start, and how fast it improves.
    private static let members: [(key: Demonstration.Key, maturity: Double, pace: Double)] = [
        (.support, 0.58, 0.09), (.hill, 0.44, 0.10), (.valley, 0.36, 0.05), (.harbour, 0.50, 0.03),
        (.limes, 0.30, 0.12), (.roses, 0.24, 0.04), (.quay, 0.34, 0.07),
    ]

    /// How much each member has answered of the campaign under way.
    private static let progress = [0.85, 0.7, 1, 0.45, 0.9, 0.25, 0.6]

    static func add(_ demonstration: Demonstration, in house: House) async throws {
        guard let hygiene = try await house.library.newest("anssi-hygiene"),
            let continuity = try await house.library.newest("care-d2"),
            let programme = try await house.library.newest("care-programme"),
            let interview = try await house.library.newest("diagnostic-depart")
        else { throw AssessmentError.unknownFramework }
        let today = demonstration.today

        // In the order of their days, so that the journal reads as it would have been written.
        try await campaign(
            hygiene, "Hygiène informatique, automne \(today.year - 1)", opened: today.adding(days: -390),
            closed: today.adding(days: -350), step: 0, demonstration, in: house)
        try await campaign(
            hygiene, "Hygiène informatique, printemps \(today.year)", opened: today.adding(days: -200),
            closed: today.adding(days: -160), step: 1, demonstration, in: house)
        try await single(
            programme, "Programme CaRE, point annuel", .support, maturity: 0.6, coverage: 0.9,
            opened: today.adding(days: -60), due: today.adding(days: 60), demonstration, in: house)
        try await single(
            hygiene, "Hygiène informatique", .clinic, maturity: 0.62, coverage: 0.9,
            opened: today.adding(days: -45), due: today.adding(days: 20), demonstration, in: house)
        try await single(
            continuity, "CaRE, continuité et reprise", .support, maturity: 0.55, coverage: 0.8,
            opened: today.adding(days: -30), due: today.adding(days: 31), demonstration, in: house)
        try await campaign(
            hygiene, "Hygiène informatique, automne \(today.year)", opened: today.adding(days: -21), closed: nil,
            step: 2, demonstration, in: house)
        try await single(
            interview, "Diagnostic de départ", .roses, maturity: 0.35, coverage: 0.4,
            opened: today.adding(days: -2), due: today.adding(days: 12), demonstration, in: house)
    }

    private static func campaign(
        _ framework: Framework, _ title: String, opened: Day, closed: Day?, step: Double,
        _ demonstration: Demonstration, in house: House
    ) async throws {
        let group = try demonstration.organisation(.group)
        let organisations = try members.map { try demonstration.organisation($0.key) }
        let author = demonstration.author(.rssi)
        let id = try await house.database.change(by: author, at: opened.morning) { change in
            try CampaignStore.open(
                framework, by: group, members: organisations, title: title, profiles: framework.defaultProfiles,
                dueOn: opened.adding(days: 40), isInterview: false, in: change)
        }
        let assessments = try await house.database.read { session in
            try AssessmentStore.ofCampaign(id, in: session)
        }
        for (index, member) in members.enumerated() {
            let organisation = try demonstration.organisation(member.key)
            guard let assessment = assessments.first(where: { $0.organisation == organisation.id }) else { continue }
            let script = AnswerScript(
                seed: UInt64(index * 7919 + 17), maturity: member.maturity + member.pace * step,
                // The members of a campaign under way are not all at the same point.
                coverage: closed == nil ? progress[index % progress.count] : 1)
            let edits = script.edits(framework, assessment.profiles, on: opened)
            let written = opened.adding(days: 3 + index).morning
            try await house.database.change(by: author, at: written) { change in
                try AnswerStore.saveAll(
                    edits, of: assessment, framework: framework, action: "answers.saved", in: change)
            }
        }
        guard let closed else {
            try await entrust(assessments, demonstration, framework, in: house)
            return
        }
        try await house.database.change(by: author, at: closed.morning) { change in
            guard let campaign = try CampaignStore.campaign(id, in: change.session) else { return }
            for assessment in assessments { try AssessmentStore.share(assessment, true, in: change) }
            try CampaignStore.close(campaign, in: change)
        }
    }

    /// The contributor of the support hospital has a chapter to fill, and the auditor has left a remark.
    private static func entrust(
        _ assessments: [Assessment], _ demonstration: Demonstration, _ framework: Framework, in house: House
    ) async throws {
        let support = try demonstration.organisation(.support)
        guard let assessment = assessments.first(where: { $0.organisation == support.id }),
            let contributor = demonstration.person(.contributor),
            let first = framework.assessable(in: assessment.profiles).first,
            let last = framework.assessable(in: assessment.profiles).last,
            let chapter = framework.chapter(of: last.code)
        else { return }
        let inChapter = Set(framework.requirements[chapter.range].map(\.code))
        let codes = framework.assessable(in: assessment.profiles).map(\.code).filter(inChapter.contains)
        let at = demonstration.today.adding(days: -8).morning
        try await house.database.change(by: demonstration.author(.rssi), at: at) { change in
            try AnswerStore.entrust(codes, to: contributor.account, of: assessment, in: change)
        }
        try await house.database.change(by: demonstration.author(.auditor), at: at.adding(seconds: 7200)) { change in
            try RemarkStore.add(
                "Le support de formation date d’il y a trois ans\u{00A0}: pouvez-vous joindre la version présentée cette année\u{00A0}?",
                to: first.code, of: assessment, in: change)
        }
    }

    private static func single(
        _ framework: Framework, _ title: String, _ key: Demonstration.Key, maturity: Double, coverage: Double,
        opened: Day, due: Day, _ demonstration: Demonstration, in house: House
    ) async throws {
        let organisation = try demonstration.organisation(key)
        let isInterview = framework.assessable().allSatisfy { $0.question != nil }
        let script = AnswerScript(
            seed: UInt64(framework.requirements.count * 104_729 + title.utf8.count), maturity: maturity,
            coverage: coverage)
        let author = demonstration.author(key == .clinic ? .outside : .rssi)
        try await house.database.change(by: author, at: opened.morning) { change in
            let id = try AssessmentStore.open(
                framework, for: organisation, title: title, profiles: framework.defaultProfiles, dueOn: due,
                isInterview: isInterview, in: change)
            guard let assessment = try AssessmentStore.assessment(id, in: change.session) else { return }
            try AnswerStore.saveAll(
                script.edits(framework, assessment.profiles, on: opened), of: assessment, framework: framework,
                action: "answers.saved", in: change)
        }
    }
}

extension Demonstration {
    /// Who the journal names for something that a person of the demonstration did.
    func author(_ position: Position) -> Actor {
        guard let person = person(position) else { return .system }
        return Actor(account: person.account.text, name: person.name)
    }
}

extension Day {
    /// Nine in the morning UTC: a working hour in every season.
    var morning: Instant { startUTC.adding(seconds: 9 * 3600) }
}
