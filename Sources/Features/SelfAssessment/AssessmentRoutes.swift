// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the assessments, its gate and its handler.
enum AssessmentRoutes {
    private typealias P = AssessmentPermissions

    static let all: [Route] = reading + answering + managing + exchanging + campaigns

    private static let id = URLPath.Part.parameter("assessment")
    private static let requirement = URLPath.Part.parameter("requirement")
    private static let chapter = URLPath.Part.parameter("chapter")
    private static let organisation = URLPath.Part.parameter("organisation")
    private static let campaign = URLPath.Part.parameter("campaign")
    private static let step = URLPath.Part.parameter("step")

    private static let reading: [Route] = [
        .get(AssessmentURL.list(organisation), .holding(P.enter), AssessmentListPage.show),
        .get(AssessmentURL.assessment(id), .holding(P.enter), AssessmentPage.show),
        .get(AssessmentURL.chapter(id, chapter), .holding(P.enter), ChapterPage.show),
        .get(AssessmentURL.requirement(id, requirement), .holding(P.enter), RequirementPage.show),
    ]

    private static let answering: [Route] = [
        .post(AssessmentURL.answer(id, requirement), .holding(P.write), AnswerHandler.save),
        .post(AssessmentURL.restoration(id, requirement), .holding(P.write), RestorationHandler.restore),
        .post(AssessmentURL.remarks(id, requirement), .holding(P.remark), RemarkHandler.add),
        .get(AssessmentURL.interview(id, step), .holding(P.write), InterviewPage.show),
        .post(AssessmentURL.interview(id, step), .holding(P.write), InterviewPage.answer),
    ]

    private static let managing: [Route] = [
        .get(AssessmentURL.opening(organisation), .holding(P.manage), OpeningPage.show),
        .post(AssessmentURL.opening(organisation), .holding(P.manage), OpeningHandler.open),
        .post(AssessmentURL.chapterAssignment(id, chapter), .holding(P.manage), ChapterAssignmentHandler.assign),
        .post(AssessmentURL.closure(id), .holding(P.manage), ClosureHandler.close),
        .post(AssessmentURL.reopening(id), .holding(P.manage), ClosureHandler.reopen),
        .post(AssessmentURL.sharing(id), .holding(P.manage), SharingHandler.share),
        .post(AssessmentURL.privacy(id), .holding(P.manage), SharingHandler.unshare),
    ]

    private static let exchanging: [Route] = [
        .get(AssessmentURL.reuse(id), .holding(P.answer), ReusePage.show),
        .post(AssessmentURL.reuse(id), .holding(P.answer), ReusePage.apply),
        .get(AssessmentURL.csv(id), .holding(P.enter), AnswersCSVPage.export),
        .get(AssessmentURL.workbook(id), .holding(P.enter), AssessmentDownloads.workbook),
        .get(AssessmentURL.oscalResults(id), .holding(P.enter), AssessmentDownloads.oscalResults),
        .get(AssessmentURL.oscalPlan(id), .holding(P.enter), AssessmentDownloads.oscalPlan),
        .get(AssessmentURL.report(id), .holding(P.enter), AssessmentReportPage.show),
        .get(AssessmentURL.reportPDF(id), .holding(P.enter), AssessmentReportPage.pdf),
        .get(AssessmentURL.csvImport(id), .holding(P.answer), AnswersCSVPage.form),
        .post(AssessmentURL.csvImport(id), .holding(P.answer), AnswersCSVPage.load),
    ]

    private static let campaigns: [Route] = [
        .get(AssessmentURL.campaign(campaign), .holding(P.enter), CampaignPage.show),
        .get(AssessmentURL.campaignCSV(campaign), .holding(P.enter), CampaignPage.export),
        .get(AssessmentURL.campaignWorkbook(campaign), .holding(P.enter), CampaignPage.exportWorkbook),
        .post(AssessmentURL.campaignClosure(campaign), .holding(P.manage), CampaignPage.close),
        .post(AssessmentURL.campaignReopening(campaign), .holding(P.manage), CampaignPage.reopen),
    ]
}
