// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Markup
import Persistence
import Primitives
import Site

/// An assessment as a file, for spreadsheets and for other tools. Whoever may read it may take it; the journal keeps
/// who.
enum AssessmentDownloads {
    static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @Sendable
    static func workbook(_ visit: Visit) async throws -> Reply { try await download(.xlsx, visit) }

    @Sendable
    static func oscalResults(_ visit: Visit) async throws -> Reply { try await download(.oscalResults, visit) }

    @Sendable
    static func oscalPlan(_ visit: Visit) async throws -> Reply { try await download(.oscalPlan, visit) }

    private static func download(_ format: AssessmentFormat, _ visit: Visit) async throws -> Reply {
        let extract = try await Extract.read(try await Desk.open(visit), visit)
        // Made before it is noted: what fails was not taken.
        guard let bytes = try extract.bytes(format, visit.language) else { throw Refusal.notFound }
        try await note(extract.assessment, format, visit)
        return .download(bytes, name: extract.name(format), mediaType: format.mediaType)
    }

    /// What an establishment says of its weaknesses leaves Carène: the journal keeps who took it.
    static func note(_ assessment: Assessment, _ format: AssessmentFormat, _ visit: Visit) async throws {
        try await visit.change { change in
            try AssessmentStore.record("answers.exported", assessment, detail: format.title, in: change)
        }
    }
}

/// The forms in which an assessment leaves Carène; the raw value is what the command line takes.
public enum AssessmentFormat: String, Sendable, CaseIterable {
    case xlsx
    case csv
    case oscalResults = "oscal-results"
    case oscalPlan = "oscal-plan"
    case pdf

    var mediaType: String {
        switch self {
        case .xlsx: AssessmentDownloads.workbookType
        case .csv: "text/csv; charset=utf-8"
        case .oscalResults, .oscalPlan: "application/json"
        case .pdf: "application/pdf"
        }
    }

    /// In the journal.
    var title: String {
        switch self {
        case .xlsx: "Excel"
        case .csv: "CSV"
        case .oscalResults: "OSCAL assessment-results"
        case .oscalPlan: "OSCAL POA&M"
        case .pdf: "PDF"
        }
    }
}

extension Extract {
    /// - Returns: nil for the report, which a printer makes.
    func bytes(_ format: AssessmentFormat, _ t: Language) throws -> [UInt8]? {
        switch format {
        case .xlsx: return try AnswersWorkbook.bytes(of: self, t)
        case .csv:
            let answers = Dictionary(lines.map { ($0.requirement.code, $0.answer) }) { first, _ in first }
            return AnswersCSV.write(lines.map(\.requirement)) { answers[$0] ?? .blank($0) }
        case .oscalResults: return OSCALResultsWriter.results(oscal(t))
        case .oscalPlan:
            guard let plan = OSCALResultsWriter.plan(oscal(t)) else { throw AssessmentError.nothingToPlan }
            return plan
        case .pdf: return nil
        }
    }

    /// The name of the file.
    func name(_ format: AssessmentFormat) -> String {
        let subject = "\(assessment.organisationName)-\(assessment.framework.identifier)"
        return switch format {
        case .xlsx: "reponses-\(subject).xlsx"
        case .csv: "reponses-\(subject).csv"
        case .oscalResults: "oscal-resultats-\(subject).json"
        case .oscalPlan: "oscal-plan-\(subject).json"
        case .pdf: "rapport-\(subject).pdf"
        }
    }
}
