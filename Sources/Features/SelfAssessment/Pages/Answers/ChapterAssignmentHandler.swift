// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Primitives
import Site

/// Entrusts every requirement of a chapter to one person, or to nobody.
enum ChapterAssignmentHandler {
    @Sendable
    static func assign(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await Desk.open(visit)
        try desk.requireManaging()
        let code = try visit.parameter("chapter")
        guard let chapter = desk.visibleChapters.first(where: { $0.code == code }) else { throw Refusal.notFound }
        let person = try await person(form, desk, visit)
        let requirements = desk.assessable(of: chapter).map(\.code)
        let assessment = desk.assessment
        try await visit.change { change in
            try AnswerStore.entrust(requirements, to: person?.id, of: assessment, in: change)
        }
        let t = visit.language
        let notice =
            person.map { t("Le chapitre est confié à \($0.name).", "The chapter is entrusted to \($0.name).") }
            ?? t("Plus personne n’est responsable de ce chapitre.", "Nobody is in charge of this chapter any more.")
        return .redirect(desk.chapterURL(chapter), notice: notice)
    }

    /// The choice that leaves nobody in charge; distinct from no choice at all, which must not dismiss anybody.
    static let nobody = "aucune"

    /// - Returns: nil when the form says that nobody is in charge.
    private static func person(_ form: Form, _ desk: Desk, _ visit: Visit) async throws -> Person? {
        guard form["personne"] != nobody else { return nil }
        guard !form["personne"].isEmpty else {
            throw Refusal.invalid(Phrase("Choisissez une personne.", "Choose a person."))
        }
        let id: Account.ID? = form.identifier("personne")
        guard let person = try await desk.people(visit).first(where: { $0.id == id }) else {
            throw AssessmentError.unknownPerson
        }
        return person
    }
}
