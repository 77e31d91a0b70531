// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Markup
import Primitives
import Site

/// Every address of what comes before the play on paper and after it, its gate and its handler.
enum ResultsRoutes {
    private typealias P = ExercisesPermissions
    private typealias U = ResultsURL

    static let all: [Route] = results + hotWash + report + actions + paper + campaign

    private static let place = URLPath.Part.parameter("organisation")
    private static let id = URLPath.Part.parameter("exercice")

    private static let results: [Route] = [
        .get(U.results(place, id), .holding(P.read), ResultsPage.show),
        .get(U.grids(place, id), .holding(P.read), GridPages.list),
        .get(U.grid(place, id), .holding(P.read), GridPages.form),
        .post(U.grid(place, id), .holding(P.manage), GridPages.save),
        .post(U.gridRemoval(place, id), .holding(P.manage), GridPages.remove),
        .get(U.counting(place, id), .holding(P.read), CountingPage.show),
        .post(U.counting(place, id), .holding(P.manage), CountingPage.save),
        .get(U.pack(place, id), .holding(P.read), ExercisePack.download),
    ]

    /// The slips are for people without an account: what they hold is checked by the handler.
    private static let hotWash: [Route] = {
        let slip = URLPath.Part.parameter("bulletin")
        return [
            .get(U.hotWash(place, id), .holding(P.read), HotWashPages.show),
            .post(U.hotWash(place, id), .holding(P.manage), HotWashPages.open),
            .post(U.hotWashState(place, id), .holding(P.manage), HotWashPages.move),
            .get(U.slipDesk, .everyone, SlipPage.desk),
            .get(U.slip(slip), .everyone, SlipPage.show),
            .post(U.slip(slip), .everyone, SlipPage.receive),
        ]
    }()

    private static let report: [Route] = [
        .get(U.report(place, id), .holding(P.read), ReportPages.show),
        .get(U.reportEdition(place, id), .holding(P.manage), ReportPages.edit),
        .post(U.reportEdition(place, id), .holding(P.manage), ReportPages.save),
        .post(U.reportApproval(place, id), .holding(P.manage), ReportPages.approve),
        .get(U.reportPDF(place, id), .holding(P.read), ReportFiles.pdf),
        .get(U.reportWeb(place, id), .holding(P.read), ReportFiles.web),
        .get(U.reportText(place, id), .holding(P.read), ReportFiles.text),
    ]

    private static let actions: [Route] = {
        let action = URLPath.Part.parameter("correction")
        return [
            .get(U.actionCreation(place, id), .holding(P.manage), ActionPages.new),
            .post(U.actionCreation(place, id), .holding(P.manage), ActionPages.create),
            .get(U.retests(place, id), .holding(P.read), RetestPage.show),
            .post(U.retests(place, id), .holding(P.manage), RetestPage.save),
            .get(U.actions(place), .holding(P.read), ActionsPage.show),
            .get(U.action(place, action), .holding(P.read), ActionPages.show),
            .post(U.action(place, action), .holding(P.manage), ActionPages.correct),
            .post(U.actionState(place, action), .holding(P.manage), ActionPages.move),
        ]
    }()

    private static let paper: [Route] = {
        let piece = URLPath.Part.parameter("piece")
        return [
            .get(U.paper(place, id), .holding(P.read), PaperPages.show),
            .get(U.paperPage(place, id, piece), .holding(P.read), PaperPages.page),
            .get(U.paperPDF(place, id, piece), .holding(P.read), PaperPages.pdf),
            .get(U.rekey(place, id), .holding(P.manage), RekeyPage.show),
            .post(U.rekey(place, id), .holding(P.manage), RekeyPage.save),
            .post(U.rekeyOpening(place, id), .holding(P.manage), RekeyPage.open),
            .post(U.rekeyNote(place, id), .holding(P.manage), RekeyPage.note),
        ]
    }()

    private static let campaign: [Route] = [
        .get(U.campaign(place), .holding(CampaignPermissions.read), CampaignPage.show),
        .get(U.campaignTable(place), .holding(CampaignPermissions.read), CampaignPage.table),
    ]
}
