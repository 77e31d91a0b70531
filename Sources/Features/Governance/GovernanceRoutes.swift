// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the governance, its gate and its handler.
enum GovernanceRoutes {
    private typealias P = GovernancePermissions
    private typealias U = GovernanceURL

    static let all: [Route] = appointments + committees + interpretations + indicators + budget + team + direction

    private static let place = URLPath.Part.parameter("organisation")

    private static let appointments: [Route] = {
        let id = URLPath.Part.parameter("nomination")
        return [
            .get(U.appointments(place), .holding(P.read), AppointmentsPage.show),
            .get(U.appointmentCreation(place), .holding(P.manage), AppointmentHandlers.new),
            .post(U.appointmentCreation(place), .holding(P.manage), AppointmentHandlers.create),
            .get(U.appointment(place, id), .holding(P.manage), AppointmentHandlers.edit),
            .post(U.appointment(place, id), .holding(P.manage), AppointmentHandlers.correct),
            .get(U.appointmentEnd(place, id), .holding(P.manage), AppointmentEndPage.show),
            .post(U.appointmentEnd(place, id), .holding(P.manage), AppointmentEndPage.end),
            .post(U.appointmentRemoval(place, id), .holding(P.manage), AppointmentHandlers.remove),
            .post(U.appointmentResumption(place, id), .holding(P.manage), AppointmentHandlers.resume),
        ]
    }()

    private static let committees: [Route] = {
        let id = URLPath.Part.parameter("instance")
        let decision = URLPath.Part.parameter("decision")
        return [
            .get(U.committees(place), .holding(P.read), CommitteesPage.show),
            .get(U.committeeCreation(place), .holding(P.manage), CommitteeForm.new),
            .post(U.committeeCreation(place), .holding(P.manage), CommitteeForm.create),
            .get(U.committee(place, id), .holding(P.read), CommitteeForm.show),
            .post(U.committee(place, id), .holding(P.manage), CommitteeForm.correct),
            .post(U.committeeClosure(place, id), .holding(P.manage), CommitteeForm.close),
            .post(U.committeeReopening(place, id), .holding(P.manage), CommitteeForm.reopen),
            .get(U.decisionCreation(place), .holding(P.manage), DecisionHandlers.new),
            .post(U.decisionCreation(place), .holding(P.manage), DecisionHandlers.create),
            .get(U.decision(place, decision), .holding(P.read), DecisionHandlers.show),
            .post(U.decision(place, decision), .holding(P.manage), DecisionHandlers.correct),
            .post(U.decisionState(place, decision), .holding(P.manage), DecisionHandlers.move),
        ]
    }()

    private static let interpretations: [Route] = {
        let id = URLPath.Part.parameter("precision")
        return [
            .get(U.interpretations(place), .holding(P.read), InterpretationsPage.show),
            .get(U.interpretationCreation(place), .holding(P.manage), InterpretationForm.new),
            .post(U.interpretationCreation(place), .holding(P.manage), InterpretationForm.create),
            .get(U.interpretation(place, id), .holding(P.read), InterpretationPage.show),
            .get(U.interpretationEdition(place, id), .holding(P.manage), InterpretationForm.edit),
            .post(U.interpretationEdition(place, id), .holding(P.manage), InterpretationForm.correct),
            .post(U.interpretationRemoval(place, id), .holding(P.manage), InterpretationPage.remove),
            .post(U.interpretationRestoration(place, id), .holding(P.manage), InterpretationPage.restore),
        ]
    }()

    private static let indicators: [Route] = {
        let id = URLPath.Part.parameter("indicateur")
        return [
            .get(U.indicators(place), .holding(P.read), IndicatorsPage.show),
            .get(U.indicator(place, id), .holding(P.read), IndicatorPage.show),
            .post(U.indicatorTarget(place, id), .holding(P.manage), IndicatorPage.setTarget),
        ]
    }()

    private static let budget: [Route] = {
        let year = URLPath.Part.parameter("annee")
        let line = URLPath.Part.parameter("ligne")
        return [
            .get(U.budget(place), .holding(P.read), BudgetPage.show),
            .get(U.budgetFile(place), .holding(P.read), BudgetFile.export),
            .get(U.budgetYearCreation(place), .holding(P.manage), BudgetYearForm.new),
            .post(U.budgetYearCreation(place), .holding(P.manage), BudgetYearForm.create),
            .get(U.budgetYear(place, year), .holding(P.read), BudgetYearPage.show),
            .get(U.budgetYearEdition(place, year), .holding(P.manage), BudgetYearForm.edit),
            .post(U.budgetYearEdition(place, year), .holding(P.manage), BudgetYearForm.correct),
            .get(U.budgetLineCreation(place, year), .holding(P.manage), BudgetLineForm.new),
            .post(U.budgetLineCreation(place, year), .holding(P.manage), BudgetLineForm.create),
            .get(U.budgetLine(place, line), .holding(P.manage), BudgetLineForm.edit),
            .post(U.budgetLine(place, line), .holding(P.manage), BudgetLineForm.correct),
            .post(U.budgetLineRemoval(place, line), .holding(P.manage), BudgetLineForm.remove),
            .post(U.budgetLineRestoration(place, line), .holding(P.manage), BudgetLineForm.restore),
        ]
    }()

    private static let team: [Route] = {
        let id = URLPath.Part.parameter("poste")
        return [
            .get(U.team(place), .holding(P.read), TeamPage.show),
            .get(U.postCreation(place), .holding(P.manage), PostForm.new),
            .post(U.postCreation(place), .holding(P.manage), PostForm.create),
            .get(U.post(place, id), .holding(P.manage), PostForm.edit),
            .post(U.post(place, id), .holding(P.manage), PostForm.correct),
            .post(U.postRemoval(place, id), .holding(P.manage), PostForm.remove),
            .post(U.postRestoration(place, id), .holding(P.manage), PostForm.restore),
        ]
    }()

    private static let direction: [Route] = [
        .get(U.director(place), .holding(P.read), DirectorPage.show),
        .get(U.directorFile(place), .holding(P.read), DirectorPage.file),
    ]
}
