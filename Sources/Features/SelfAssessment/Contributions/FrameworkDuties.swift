// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// The deadlines of a framework for one establishment that is assessed against it.
struct FrameworkDuties {
    let framework: Framework
    let assessment: Assessment
    let reader: ProofShelf.Reader
    let shelf: ProofShelf
    let scope: DutyScope

    var list: [Duty] {
        var duties = framework.deadlines.enumerated().compactMap { place, deadline in
            dated(deadline, id: "deadline-\(framework.identity.identifier)-\(place)", requirement: nil)
        }
        for requirement in framework.assessable(in: assessment.profiles) {
            for (place, deadline) in requirement.deadlines.enumerated() {
                let id = "deadline-\(framework.identity.identifier)-\(requirement.code)-\(place)"
                let duty =
                    if case .every = deadline.timing {
                        recurring(deadline, id: "\(id)-\(assessment.organisation.text)", requirement)
                    } else {
                        dated(deadline, id: "\(id)-\(assessment.organisation.text)", requirement: requirement)
                    }
                if let duty { duties.append(duty) }
            }
        }
        return duties
    }

    private func dated(_ deadline: Deadline, id: String, requirement: Requirement?) -> Duty? {
        guard let last = deadline.day?.civil else { return nil }
        // What is already proven is no longer due.
        if let requirement, reading(requirement)?.standing.holds == true { return nil }
        var from: Day?
        if case .window(let first, _) = deadline.timing { from = first.civil }
        return duty(id, from == nil ? .deadline : .window, last, from: from, deadline, requirement)
    }

    private func recurring(_ deadline: Deadline, id: String, _ requirement: Requirement) -> Duty? {
        guard let today = CalendarDay(scope.today) else { return nil }
        let next = deadline.next(after: lastDone(requirement), from: today)
        return next.civil.flatMap { duty(id, .recurring, $0, from: nil, deadline, requirement) }
    }

    private func reading(_ requirement: Requirement) -> RequirementReading? {
        guard let today = CalendarDay(scope.today) else { return nil }
        return reader.reading(of: requirement, in: framework.identity.identifier, on: today)
    }

    /// The latest proof that says what the requirement asks, whether or not it is still fresh enough.
    private func lastDone(_ requirement: Requirement) -> CalendarDay? {
        guard let reading = reading(requirement), let rule = reading.rule else { return nil }
        var days: [CalendarDay] = []
        for condition in rule.conditions {
            days += condition.counting.compactMap { shelf.proofs[$0].flatMap { CalendarDay($0.obtainedOn) } }
            days += condition.misses.compactMap { miss in
                if case .tooOld(let obtained, _) = miss.reason { obtained } else { nil }
            }
        }
        return days.max()
    }

    private func duty(
        _ id: String, _ kind: Duty.Kind, _ day: Day, from: Day?, _ deadline: Deadline, _ requirement: Requirement?
    ) -> Duty {
        let href =
            requirement.map { AssessmentURL.requirement(.init(assessment.id), .init($0.code)).path }
            ?? AssessmentURL.assessment(.init(assessment.id)).path
        let title = framework.title
        let detail =
            requirement.map { "\(title), \($0.code)\u{00A0}: \($0.title)" } ?? title
        return Duty(
            id: id, kind: kind, day: day, from: from, title: Phrase(deadline.title, deadline.title),
            detail: Phrase(detail, detail), organisation: assessment.organisation,
            organisationName: assessment.organisationName, lineage: assessment.lineage, href: href,
            audience: AssessmentPermissions.read, isToConfirm: deadline.status == .toConfirm)
    }
}
