// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Primitives
import Site
import TestSupport
import Testing

@testable import SelfAssessment

struct ExtractTests {
    private func extract() throws -> Extract {
        let framework = try AssessmentSample.framework("Référentiel <b>")
        let proof = try ExchangeSample.document("Politique \(AssessmentSample.hostile)")
        let answers = [
            AssessmentSample.answer("C1.1", 2, comment: "\(AssessmentSample.hostile)\n=1+1"),
            AssessmentSample.answer("C2.2", 1, isToReview: true, responsible: AssessmentSample.id(3)),
        ]
        return try ExchangeSample.extract(
            answers, in: framework, named: "CH «\u{A0}\(AssessmentSample.hostile)\u{A0}»", proofs: [proof],
            pins: [proof.series: ["pinned:essai/C2.2"]])
    }

    @Test(arguments: Language.allCases)
    func `the OSCAL documents keep the rules whatever people typed`(_ t: Language) throws {
        let values = try extract().oscal(t)
        #expect(try OSCALRules.check(OSCALResultsWriter.results(values)).faults == [])
        let plan = try #require(OSCALResultsWriter.plan(values))
        #expect(try OSCALRules.check(plan).faults == [])
    }

    @Test func `what was answered, what proves it and what to do reach OSCAL`() throws {
        let values = try extract().oscal(.french)
        let pinned = try #require(values.findings.first { $0.code == "C2.2" })
        #expect(pinned.state == .proven)
        #expect(pinned.difference == .provenButAnsweredLess)
        #expect(pinned.level?.value == 1)
        #expect(values.proofs.map(\.method) == [.document])
        #expect(values.proofs.map(\.address) == ["/preuves/\(pinned.proofs.joined())"])
        let declared = try #require(values.findings.first { $0.code == "C1.1" })
        #expect(declared.state == .declared && declared.remedy == nil)
        #expect(declared.declaration?.text.hasPrefix("Oui. <script>") == true)
        #expect(declared.deadline.map { "\($0)" } == "2026-12-22")
        let open = try #require(values.findings.first { $0.state == .open })
        #expect(open.remedy?.isPlanned == false && open.declaration == nil)
    }

    @Test(arguments: Language.allCases)
    func `the report says where one stands, what is missing, and each requirement`(_ t: Language) throws {
        let report = AssessmentReport(try extract(), t).report
        let text = report.main.text
        #expect(TagBalance.fault(in: text) == nil)
        #expect(!text.contains("<script"))
        #expect(text.contains(t("Ce qui manque d’abord", "What is missing first")))
        #expect(text.contains(t("Preuves\u{A0}: Politique", "Proofs: Politique")))
        #expect(text.contains(t("confié à Paul Réda", "entrusted to Paul Réda")))
        #expect(report.subtitle.contains(t("Indice", "Index")))
        for line in try extract().lines { #expect(text.contains("<h3>\(line.requirement.code) ")) }
    }

    @Test func `whoever sees a part reads no score of the whole`() throws {
        let framework = try FrameworksSamples.framework()
        let part = try ExchangeSample.extract(
            [FrameworksSamples.answer("A1", level: 2)], in: framework, isWhole: false)
        let report = AssessmentReport(part, .french).report
        #expect(part.score == nil)
        #expect(!report.subtitle.contains("Indice"))
        #expect(!report.main.text.contains("Moyenne des réponses"))
    }

    @Test(arguments: Language.allCases)
    func `where no PDF is made the page of the report says how to print it`(_ t: Language) throws {
        let report = AssessmentReport(try extract(), t).report
        let without = AssessmentReportPage.render(report, nil, t)
        AssessmentSample.expectSound(without)
        #expect(without.text.contains("Ctrl+P") && !without.text.contains("rapport.pdf"))
        let with = AssessmentReportPage.render(report, .init("x"), t)
        AssessmentSample.expectSound(with)
        #expect(with.text.contains("/evaluations/x/rapport.pdf"))
    }

    @Test func `nothing missing is no plan, and says so`() throws {
        let framework = try FrameworksSamples.framework()
        let met = try ExchangeSample.extract(
            framework.assessable().map { FrameworksSamples.answer($0.code, level: 2) }, in: framework)
        #expect(throws: AssessmentError.nothingToPlan) { try met.bytes(.oscalPlan, .french) }
        #expect(try met.bytes(.oscalResults, .french)?.isEmpty == false)
    }
}
