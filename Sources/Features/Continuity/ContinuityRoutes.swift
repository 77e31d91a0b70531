// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of continuity, its gate and its handler.
enum ContinuityRoutes {
    private typealias P = ContinuityPermissions
    private typealias U = ContinuityURL

    static let all: [Route] = overview + analyses + modes + sheets + plans + tests

    private static let place = URLPath.Part.parameter("organisation")

    private static let overview: [Route] = {
        let scope = URLPath.Part.parameter("perimetre")
        return [
            .get(U.overview(place), .holding(P.read), OverviewPage.show),
            .get(U.references(place), .holding(P.read), ReferencesPage.show),
            .get(U.objectives(place), .holding(P.read), ObjectivesHandlers.show),
            .post(U.objectives(place), .holding(P.manage), ObjectivesHandlers.save),
            .get(U.scopes(place), .holding(P.read), ScopesPage.show),
            .post(U.waiver(place, scope), .holding(P.manage), ScopesPage.waive),
            .post(U.waiverRemoval(place, scope), .holding(P.manage), ScopesPage.takeBack),
        ]
    }()

    private static let analyses: [Route] = {
        let id = URLPath.Part.parameter("bilan")
        return [
            .get(U.analyses(place), .holding(P.read), AnalysesPage.show),
            .get(U.analysesTable(place), .holding(P.read), AnalysesFile.table),
            .get(U.analysesWorkbook(place), .holding(P.read), AnalysesFile.workbook),
            .get(U.analysis(place, id), .holding(P.read), AnalysisHandlers.show),
            .post(U.analysis(place, id), .holding(P.manage), AnalysisHandlers.save),
            .post(U.analysisValidation(place, id), .holding(P.manage), AnalysisHandlers.validate),
            .post(U.analysisResumption(place, id), .holding(P.manage), AnalysisHandlers.resume),
        ]
    }()

    private static let modes: [Route] = {
        let id = URLPath.Part.parameter("modedegrade")
        return [
            .get(U.modes(place), .holding(P.read), ModesPage.show),
            .get(U.modeCreation(place), .holding(P.manage), ModeHandlers.new),
            .post(U.modeCreation(place), .holding(P.manage), ModeHandlers.create),
            .get(U.mode(place, id), .holding(P.read), ModeHandlers.show),
            .get(U.modeEdition(place, id), .holding(P.manage), ModeHandlers.edit),
            .post(U.modeEdition(place, id), .holding(P.manage), ModeHandlers.correct),
            .post(U.modeRemoval(place, id), .holding(P.manage), ModeHandlers.remove),
            .post(U.modeRestoration(place, id), .holding(P.manage), ModeHandlers.restore),
        ]
    }()

    private static let sheets: [Route] = {
        let id = URLPath.Part.parameter("reflexe")
        let model = URLPath.Part.parameter("modelefiche")
        return [
            .get(U.sheets(place), .holding(P.read), SheetsPage.show),
            .get(U.sheetCreation(place), .holding(P.manage), SheetHandlers.new),
            .post(U.sheetCreation(place), .holding(P.manage), SheetHandlers.create),
            .get(U.library(place), .holding(P.read), LibraryPage.show),
            .get(U.model(place, model), .holding(P.read), LibraryPage.showOne),
            .post(U.model(place, model), .holding(P.manage), LibraryPage.adopt),
            .get(U.sheet(place, id), .holding(P.read), SheetHandlers.show),
            .get(U.sheetEdition(place, id), .holding(P.manage), SheetHandlers.edit),
            .post(U.sheetEdition(place, id), .holding(P.manage), SheetHandlers.correct),
            .post(U.sheetRemoval(place, id), .holding(P.manage), SheetHandlers.remove),
            .post(U.sheetRestoration(place, id), .holding(P.manage), SheetHandlers.restore),
        ]
    }()

    private static let plans: [Route] = {
        let id = URLPath.Part.parameter("document")
        let number = URLPath.Part.parameter("numero")
        return [
            .get(U.plans(place), .holding(P.read), PlansPage.show),
            .get(U.planCreation(place), .holding(P.manage), PlanHandlers.new),
            .post(U.planCreation(place), .holding(P.manage), PlanHandlers.create),
            .get(U.plan(place, id), .holding(P.read), PlanHandlers.show),
            .get(U.planEdition(place, id), .holding(P.manage), PlanHandlers.edit),
            .post(U.planEdition(place, id), .holding(P.manage), PlanHandlers.correct),
            .get(U.planVersion(place, id, number), .holding(P.read), PlanHandlers.showVersion),
            .post(U.planApproval(place, id), .holding(P.manage), PlanHandlers.approve),
            .post(U.planWithdrawal(place, id), .holding(P.manage), PlanHandlers.withdraw),
            .post(U.planRemoval(place, id), .holding(P.manage), PlanHandlers.remove),
            .post(U.planRestoration(place, id), .holding(P.manage), PlanHandlers.restore),
            .get(U.planFile(place, id), .holding(P.read), PlanHandlers.file),
        ]
    }()

    private static let tests: [Route] = {
        let plan = URLPath.Part.parameter("document")
        let id = URLPath.Part.parameter("essaiplan")
        return [
            .get(U.calendar(place), .holding(P.read), CalendarPage.show),
            .get(U.testCreation(place, plan), .holding(P.manage), TestHandlers.new),
            .post(U.testCreation(place, plan), .holding(P.manage), TestHandlers.create),
            .get(U.test(place, id), .holding(P.read), TestHandlers.show),
            .post(U.test(place, id), .holding(P.manage), TestHandlers.correct),
            .post(U.testRemoval(place, id), .holding(P.manage), TestHandlers.remove),
            .post(U.testRestoration(place, id), .holding(P.manage), TestHandlers.restore),
        ]
    }()
}
