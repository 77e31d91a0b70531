// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature, its gate and its handler.
struct RoadmapRoutes {
    private typealias P = RoadmapPermissions

    let workshop: Workshop

    var all: [Route] { actions + plans + suppositions + following }

    private var id: URLPath.Part { .parameter("roadmap") }
    private var scenario: URLPath.Part { .parameter("scenario") }
    private var action: URLPath.Part { .parameter("action") }
    private var organisation: URLPath.Part { .parameter("organisation") }
    private var task: URLPath.Part { .parameter("task") }

    private var actions: [Route] {
        [
            .get(RoadmapURL.actions(organisation), .holding(P.read), ActionListPage.show),
            .get(RoadmapURL.newAction(organisation), .holding(P.manage), ActionPage.new),
            .post(RoadmapURL.newAction(organisation), .holding(P.manage), ActionPage.save),
            .get(RoadmapURL.action(organisation, action), .holding(P.read), ActionPage.show),
            .post(RoadmapURL.action(organisation, action), .holding(P.manage), ActionPage.save),
            .post(RoadmapURL.actionReset(organisation, action), .holding(P.manage), ActionPage.reset),
        ]
    }

    private var plans: [Route] {
        let workshop = workshop
        return [
            .get(RoadmapURL.list(organisation), .holding(P.read), RoadmapListPage.show),
            .get(RoadmapURL.opening(organisation), .holding(P.manage), OpeningPage.show),
            .post(RoadmapURL.opening(organisation), .holding(P.manage)) { try await OpeningPage.save($0, workshop) },
            .get(RoadmapURL.roadmap(id), .holding(P.read)) { try await RoadmapPage.show($0, workshop) },
            .post(RoadmapURL.computation(id, scenario), .holding(P.manage)) {
                try await RoadmapPage.compute($0, workshop)
            },
            .get(RoadmapURL.explanation(id, action), .holding(P.read), ExplanationPage.show),
            .post(RoadmapURL.split(id, action), .holding(P.manage), ExplanationPage.split),
            .get(RoadmapURL.xlsx(id), .holding(P.read), RoadmapExport.xlsx),
            .get(RoadmapURL.csv(id), .holding(P.read), RoadmapExport.csv),
            .get(RoadmapURL.pdf(id), .holding(P.read), RoadmapExport.pdf),
        ]
    }

    private var suppositions: [Route] {
        let workshop = workshop
        return [
            .get(RoadmapURL.scenarios(id), .holding(P.read), ScenarioListPage.show),
            .post(RoadmapURL.scenarios(id), .holding(P.manage)) { try await ScenarioListPage.add($0, workshop) },
            .get(RoadmapURL.scenario(id, scenario), .holding(P.read)) { try await ScenarioPage.show($0, workshop) },
            .post(RoadmapURL.removal(id, scenario), .holding(P.manage), ScenarioListPage.remove),
        ]
    }

    private var following: [Route] {
        [
            .post(RoadmapURL.adoption(id), .holding(P.manage), AdoptionHandler.adopt),
            .post(RoadmapURL.release(id), .holding(P.manage), AdoptionHandler.release),
            .post(RoadmapURL.closure(id), .holding(P.manage), AdoptionHandler.close),
            .post(RoadmapURL.reopening(id), .holding(P.manage), AdoptionHandler.reopen),
            .get(RoadmapURL.follow(id), .holding(P.read), FollowPage.show),
            .get(RoadmapURL.mine, .holding(P.enter), MinePage.show),
            .get(RoadmapURL.task(task), .holding(P.enter), TaskPage.show),
            .post(RoadmapURL.task(task), .holding(P.follow), TaskPage.update),
            .post(RoadmapURL.owner(task), .holding(P.manage), TaskPage.entrust),
            .post(RoadmapURL.proofs(task), .holding(P.follow), TaskPage.prove),
        ]
    }
}
