// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature, its gate and its handler.
enum BackupsRoutes {
    private typealias P = BackupsPermissions
    private typealias U = BackupsURL
    private static let place = URLPath.Part.parameter("organisation")

    static let all: [Route] = overview + jobs + reports + restores + alerts + deposits

    private static let overview: [Route] = {
        let id = URLPath.Part.parameter("element")
        return [
            .get(U.overview(place), .holding(P.read), OverviewPage.show),
            .post(U.review(place), .holding(P.manage), OverviewHandlers.review),
            .post(U.retest(place), .holding(P.manage), OverviewHandlers.setRetest),
            .get(U.node(place, id), .holding(P.read), NodePage.show),
            .post(U.exemption(place, id), .holding(P.manage), NodePage.exempt),
            .post(U.exemptionEnd(place, id), .holding(P.manage), NodePage.endExemption),
        ]
    }()

    private static let jobs: [Route] = {
        let id = URLPath.Part.parameter("tache")
        return [
            .get(U.jobs(place), .holding(P.read), JobsPage.show),
            .get(U.jobCreation(place), .holding(P.manage), JobForm.new),
            .post(U.jobCreation(place), .holding(P.manage), JobForm.create),
            .get(U.job(place, id), .holding(P.read), JobPage.show),
            .get(U.jobEdition(place, id), .holding(P.manage), JobForm.edit),
            .post(U.jobEdition(place, id), .holding(P.manage), JobForm.correct),
            .post(U.jobRemoval(place, id), .holding(P.manage), JobForm.remove),
            .post(U.jobRestoration(place, id), .holding(P.manage), JobForm.restore),
        ]
    }()

    private static let reports: [Route] = {
        let id = URLPath.Part.parameter("compterendu")
        return [
            .get(U.reports(place), .holding(P.read), ReportsPage.show),
            .post(U.reports(place), .holding(P.manage), ReportsPage.receive),
            .get(U.report(place, id), .holding(P.read), ReportPage.show),
            .post(U.reportUndoing(place, id), .holding(P.manage), ReportPage.undo),
            .post(U.attachment(place), .holding(P.manage), ReportsPage.attach),
        ]
    }()

    private static let restores: [Route] = {
        let id = URLPath.Part.parameter("essai")
        return [
            .get(U.restores(place), .holding(P.read), RestoresPage.show),
            .get(U.restoreCreation(place), .holding(P.manage), RestoreForm.new),
            .post(U.restoreCreation(place), .holding(P.manage), RestoreForm.create),
            .get(U.restore(place, id), .holding(P.manage), RestoreForm.edit),
            .post(U.restore(place, id), .holding(P.manage), RestoreForm.correct),
            .post(U.restoreRemoval(place, id), .holding(P.manage), RestoreForm.remove),
            .post(U.restoreResumption(place, id), .holding(P.manage), RestoreForm.resume),
        ]
    }()

    private static let alerts: [Route] = {
        let id = URLPath.Part.parameter("alerte")
        return [
            .get(U.alerts(place), .holding(P.read), AlertsPage.show),
            .get(U.alert(place, id), .holding(P.read), AlertPage.show),
            .post(U.alert(place, id), .holding(P.manage), AlertPage.handle),
        ]
    }()

    private static let deposits: [Route] = {
        let id = URLPath.Part.parameter("depot")
        return [
            .get(U.deposits(place), .holding(P.manage), DepositsPage.show),
            .post(U.deposits(place), .holding(P.manage), DepositsPage.open),
            .post(U.depositEnd(place, id), .holding(P.manage), DepositsPage.revoke),
            .post(U.deposit, .program, DepositHandler.receive),
        ]
    }()
}
