// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Documents
import Journal
import Markup
import Persistence
import Primitives
import Site

/// Answers as a table: taken out to work in a spreadsheet, shown before they come back, then applied together.
enum AnswersCSVPage {
    static let fileLimit = 5 * 1024 * 1024
    /// The accepted lines come back in a field of the preview; percent-encoding may triple them.
    static let applyLimit = 3 * fileLimit

    @Sendable
    static func export(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        let assessment = desk.assessment
        // What an establishment says of its weaknesses leaves Carène: the journal keeps who took it.
        try await visit.change { change in
            try AssessmentStore.record("answers.exported", assessment, detail: "CSV", in: change)
        }
        return .download(
            AnswersCSV.write(desk.assessable, desk.answer),
            name: "reponses-\(assessment.organisationName)-\(assessment.framework.identifier).csv",
            mediaType: "text/csv; charset=utf-8")
    }

    @Sendable
    static func form(_ visit: Visit) async throws -> Reply {
        let desk = try await openToWrite(visit)
        return page(AnswersImportModel(assessment: desk.id), desk, visit)
    }

    /// A file is read and shown; what was shown is applied. Both are checked the same way.
    @Sendable
    static func load(_ visit: Visit) async throws -> Reply {
        // Before a large file is let in, and again when it is there: it came at its sender's pace.
        _ = try await openToWrite(visit)
        let sent = try await visit.form(limit: applyLimit, fileLimit: fileLimit)
        let desk = try await openToWrite(visit)
        var model = AnswersImportModel(assessment: desk.id)
        let isConfirmed = sent.has(AnswersImportModel.confirmed)
        let source: ByteSource
        if isConfirmed {
            source = .bytes(Array(sent.verbatim(AnswersImportModel.confirmed).utf8))
        } else if let file = sent.file("fichier") {
            source = .file(path: file.path)
        } else {
            model.error = visit.language("Choisissez un fichier.", "Choose a file.")
            return page(model, desk, visit)
        }
        let context = AnswersCSV.Context(
            framework: desk.framework, profiles: desk.assessment.profiles, answers: desk.answers,
            people: People(try await desk.people(visit)))
        do throws(DocumentError) {
            let result =
                isConfirmed
                ? try AnswersCSV.readConfirmed(source, into: context) : try AnswersTable.read(source, into: context)
            model.preview = AnswersImportPreview(result, desk, context.people)
        } catch {
            model.error = error.message(visit.language)
            return page(model, desk, visit)
        }
        guard isConfirmed, let preview = model.preview, preview.result.refusedCount == 0 else {
            model.isOvertaken = isConfirmed
            return page(model, desk, visit)
        }
        return try await apply(preview.result, to: desk, visit)
    }

    private static func apply(_ result: AnswersImport, to desk: Desk, _ visit: Visit) async throws -> Reply {
        let t = visit.language
        guard !result.accepted.isEmpty else {
            return .redirect(AssessmentURL.assessment(desk.id).path, notice: t("Rien n’a changé.", "Nothing changed."))
        }
        let (id, framework) = (desk.assessment.id, desk.framework)
        try await visit.change { change in
            guard let assessment = try AssessmentStore.assessment(id, in: change.session) else {
                throw AssessmentError.unknownAssessment
            }
            try AnswerStore.saveAll(
                result.accepted.map { ($0.requirement.code, $0.edit) }, of: assessment, framework: framework,
                action: "answers.imported", in: change)
        }
        let count = t.count(
            result.accepted.count, ("réponse enregistrée", "réponses enregistrées"), ("answer saved", "answers saved"))
        return .redirect(
            AssessmentURL.assessment(desk.id).path, notice: t("\(count) depuis le fichier.", "\(count) from the file."))
    }

    /// A table changes everything at once: only for those who answer everything.
    private static func openToWrite(_ visit: Visit) async throws -> Desk {
        let desk = try await Desk.open(visit)
        guard !desk.assessment.isClosed else { throw AssessmentError.closed }
        guard desk.rights.answersAll else { throw Refusal.forbidden }
        return desk
    }

    private static func page(_ model: AnswersImportModel, _ desk: Desk, _ visit: Visit) -> Reply {
        let t = visit.language
        let title = t("Répondre depuis un tableur", "Answer from a spreadsheet")
        let hasFailed = model.error != nil || model.isOvertaken
        return visit.page(
            Page(
                title, at: desk.place, trail: desk.trail(t, [Crumb(title)]), main: AnswersImportModel.render(model, t)),
            status: hasFailed ? .unprocessable : .ok)
    }
}
