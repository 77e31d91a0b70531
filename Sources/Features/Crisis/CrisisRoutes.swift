// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the room, its gate and its handler.
enum CrisisRoutes {
    private typealias P = CrisisPermissions
    private typealias U = CrisisURL

    static let all: [Route] = room + incident + conduct + after

    private static let place = URLPath.Part.parameter("organisation")
    private static let id = URLPath.Part.parameter("incidentCrise")

    private static var room: [Route] {
        [
            .get(U.home(place), .holding(P.read), HomePage.show),
            .get(U.declaration(place), .holding(P.act), DeclarationPage.show),
            .post(U.declaration(place), .holding(P.act), DeclarationPage.declare),
            .get(U.rules(place), .holding(P.read), RulesPage.show),
            .post(U.rules(place), .holding(P.manage), RulesPage.set),
            .get(U.library(place), .holding(P.read), LibraryPage.show),
            .get(U.observatory(place), .holding(P.observe), ObservatoryPage.show),
            .get(U.observatoryTable(place), .holding(P.observe), ObservatoryPage.csv),
            .get(U.observatorySTIX(place), .holding(P.observe), ObservatoryPage.stix),
        ]
    }

    private static var incident: [Route] {
        [
            .get(U.incident(place, id), .holding(P.read), IncidentPage.show),
            .get(U.live(place, id), .holding(P.read), IncidentPage.stream),
            .get(U.qualification(place, id), .holding(P.manage), QualificationPage.show),
            .post(U.qualification(place, id), .holding(P.manage), QualificationPage.save),
            .get(U.conduct(place, id), .holding(P.manage), ConductPage.show),
            .post(U.conduct(place, id), .holding(P.manage), ConductPage.apply),
            .get(U.closing(place, id), .holding(P.manage), ClosingPage.show),
            .post(U.closing(place, id), .holding(P.manage), ClosingPage.apply),
        ]
    }

    private static var conduct: [Route] {
        let shift = URLPath.Part.parameter("tourCrise")
        let clock = URLPath.Part.parameter("horlogeCrise")
        let sheet = URLPath.Part.parameter("ficheCrise")
        let request = URLPath.Part.parameter("isolementCrise")
        return [
            .get(U.cells(place, id), .holding(P.read), CellsPage.show),
            .post(U.cells(place, id), .holding(P.manage), CellsPage.add),
            .post(U.shiftRemoval(place, id, shift), .holding(P.manage), CellsPage.remove),
            .post(U.shiftRestoration(place, id, shift), .holding(P.manage), CellsPage.restore),
            .get(U.handover(place, id), .holding(P.read), HandoverPage.show),
            .get(U.clocks(place, id), .holding(P.read), ClocksPage.show),
            .get(U.clock(place, id, clock), .holding(P.read), ClockPage.show),
            .post(U.clock(place, id, clock), .holding(P.manage), ClockPage.stop),
            .post(U.clockWithdrawal(place, id, clock), .holding(P.manage), ClockPage.withdraw),
            .get(U.sheets(place, id), .holding(P.read), SheetsPage.show),
            .get(U.sheet(place, id, sheet), .holding(P.read), SheetsPage.sheetPage),
            .post(U.sheet(place, id, sheet), .holding(P.act), SheetsPage.tick),
            .get(U.isolation(place, id), .holding(P.read), IsolationPage.show),
            .post(U.isolation(place, id), .holding(P.manage), IsolationPage.ask),
            .post(U.isolationGesture(place, id, request), .holding(P.manage), IsolationPage.act),
        ]
    }

    private static var after: [Route] {
        let cost = URLPath.Part.parameter("coutCrise")
        let finding = URLPath.Part.parameter("constatCrise")
        return [
            .get(U.costs(place, id), .holding(P.read), CostsPage.show),
            .post(U.costs(place, id), .holding(P.manage), CostsPage.add),
            .get(U.costsFile(place, id), .holding(P.read), CostsPage.export),
            .post(U.costRemoval(place, id, cost), .holding(P.manage), CostsPage.remove),
            .post(U.costRestoration(place, id, cost), .holding(P.manage), CostsPage.restore),
            .get(U.review(place, id), .holding(P.read), ReviewPage.show),
            .post(U.review(place, id), .holding(P.manage), ReviewPage.add),
            .post(U.finding(place, id, finding), .holding(P.manage), ReviewPage.settle),
            .post(U.findingRemoval(place, id, finding), .holding(P.manage), ReviewPage.remove),
            .post(U.findingRestoration(place, id, finding), .holding(P.manage), ReviewPage.restore),
        ]
    }
}
