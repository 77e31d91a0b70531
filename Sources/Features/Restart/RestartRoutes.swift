// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the restart, its gate and its handler.
struct RestartRoutes: Sendable {
    private typealias P = RestartPermissions
    private typealias U = RestartURL

    let workshop: Workshop
    let room: BoardRoom

    var all: [Route] { preparation + plans + boards }

    private static let place = URLPath.Part.parameter("organisation")

    private var preparation: [Route] {
        let place = Self.place
        let node = URLPath.Part.parameter("noeudReprise")
        let step = URLPath.Part.parameter("etapeReprise")
        let resources = ResourceKind.allCases.flatMap { kind -> [Route] in
            let id = kind.parameter
            return [
                .get(U.resourceCreation(place, kind), .holding(P.manage), ResourceForm.new(kind)),
                .post(U.resourceCreation(place, kind), .holding(P.manage), ResourceForm.create(kind)),
                .get(U.resource(place, kind, id), .holding(P.manage), ResourceForm.edit(kind)),
                .post(U.resource(place, kind, id), .holding(P.manage), ResourceForm.correct(kind)),
                .post(U.resourceRemoval(place, kind, id), .holding(P.manage), ResourceForm.remove(kind)),
                .post(U.resourceRestoration(place, kind, id), .holding(P.manage), ResourceForm.restore(kind)),
            ]
        }
        return resources + [
            .get(U.home(place), .holding(P.read), HomePage.show),
            .get(U.resources(place), .holding(P.read), ResourcesPage.show),
            .post(U.standardSet(place), .holding(P.manage), ResourcesPage.addStandardSet),
            .get(U.steps(place), .holding(P.read), StepsPage.show),
            .post(U.generation(place), .holding(P.manage), StepsPage.propose),
            .get(U.node(place, node), .holding(P.read), NodePage.show),
            .post(U.node(place, node), .holding(P.manage), NodePage.confirm),
            .get(U.stepCreation(place, node), .holding(P.manage), StepForm.new),
            .post(U.stepCreation(place, node), .holding(P.manage), StepForm.create),
            .get(U.step(place, step), .holding(P.manage), StepForm.edit),
            .post(U.step(place, step), .holding(P.manage), StepForm.correct),
            .post(U.stepRemoval(place, step), .holding(P.manage), StepForm.remove),
            .post(U.stepRestoration(place, step), .holding(P.manage), StepForm.restore),
        ]
    }

    private var plans: [Route] {
        let (place, workshop) = (Self.place, workshop)
        let id = URLPath.Part.parameter("planReprise")
        return [
            .get(U.planCreation(place), .holding(P.manage), PlanForm.new),
            .post(U.planCreation(place), .holding(P.manage)) { try await PlanForm.create($0, workshop) },
            .get(U.plan(place, id), .holding(P.read)) { try await PlanPage.show($0, workshop) },
            .post(U.computation(place, id), .holding(P.manage)) { try await PlanPage.compute($0, workshop) },
            .get(U.comparison(place, id), .holding(P.read)) { try await ComparisonPage.show($0, workshop) },
            .post(U.comparison(place, id), .holding(P.manage)) { try await ComparisonPage.suppose($0, workshop) },
            .get(U.teamSheets(place, id), .holding(P.read), TeamSheetsPage.show),
            .get(U.reopenings(place, id), .holding(P.read), ReopeningsPage.show),
            .post(U.planRemoval(place, id), .holding(P.manage), PlanPage.remove),
            .post(U.planRestoration(place, id), .holding(P.manage), PlanPage.restore),
        ]
            + RestartURL.FileType.allCases.map {
                .get(U.planFile(place, id, $0), .holding(P.read), PlanFiles.export($0))
            }
    }

    private var boards: [Route] {
        let (place, room) = (Self.place, room)
        let plan = URLPath.Part.parameter("planReprise")
        let id = URLPath.Part.parameter("tableauReprise")
        let step = URLPath.Part.parameter("etapeReprise")
        return [
            .get(U.boardOpening(place, plan), .holding(P.manage), OpeningPage.show),
            .post(U.boardOpening(place, plan), .holding(P.manage)) { try await OpeningPage.open($0, room) },
            .get(U.board(place, id), .holding(P.read)) { try await BoardPage.show($0, room) },
            .get(U.live(place, id), .holding(P.read)) { try await BoardPage.stream($0, room) },
            .post(U.gesture(place, id), .holding(P.act)) { try await GestureHandler.apply($0, room) },
            .get(U.boardSteps(place, id), .holding(P.read)) { try await BoardStepsPage.show($0, room) },
            .get(U.boardStep(place, id, step), .holding(P.read)) { try await BoardStepPage.show($0, room) },
            .post(U.boardStep(place, id, step), .holding(P.act)) { try await BoardStepPage.save($0, room) },
            .get(U.announcements(place, id), .holding(P.read)) { try await AnnouncementsPage.show($0, room) },
            .post(U.announcements(place, id), .holding(P.act)) { try await AnnouncementsPage.announce($0, room) },
            .get(U.closure(place, id), .holding(P.manage)) { try await ClosurePage.show($0, room) },
            .post(U.closure(place, id), .holding(P.manage)) { try await ClosurePage.close($0, room) },
            .post(U.durations(place, id), .holding(P.manage)) { try await ClosurePage.keepDurations($0, room) },
        ]
    }
}
