// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Markup
import Primitives
import Site

/// A sent form on its way to the vault and the database: the same for a new proof and for a newer version.
struct Submission {
    private typealias Name = ProofEntry.Name

    private let upload: Upload?
    private let isEmptyFile: Bool
    private let kind: ProofKind
    private let previousFile: Proof.File?

    init(_ form: Form, _ kind: ProofKind, previousFile: Proof.File?) {
        upload = form.file(Name.file)
        // A browser sends an empty part without a name when no file was chosen.
        isEmptyFile = form.files.contains { $0.field == Name.file && $0.size == 0 && !$0.name.isEmpty }
        self.kind = kind
        self.previousFile = previousFile
    }

    /// - Returns: nil when something has to be corrected: `model.errors` then says what.
    func save<Saved: Sendable>(
        _ model: inout RegistrationPage.Model, _ visit: Visit,
        _ write: @escaping @Sendable (ProofDraft, Change) throws -> Saved
    ) async throws -> Saved? {
        let t = visit.language
        let read = model.entry.draft(kind, today: visit.today, t)
        model.errors = read.errors
        if isEmptyFile { model.errors.add(ProofError.fileEmpty.message(t), to: Name.file) }
        guard var draft = read.draft, model.errors.isEmpty else {
            if upload != nil { askAgain(&model, t) }
            return nil
        }
        do {
            if let upload {
                draft.file = try await visit.house.vault.store(path: upload.path, name: upload.name)
            } else if model.entry.keepsFile {
                draft.file = previousFile
            }
            let complete = draft
            return try await visit.change { change in try write(complete, change) }
        } catch let error as ProofError {
            // What another state of the proof forbids is not a matter of this form.
            guard error.nature == .invalid else { throw error }
            model.errors.add(error.message(t), to: error.field)
            if upload != nil, error.field != Name.file { askAgain(&model, t) }
            return nil
        }
    }

    /// No browser fills in a file field again.
    private func askAgain(_ model: inout RegistrationPage.Model, _ t: Language) {
        guard model.errors[Name.file] == nil else { return }
        model.errors.add(
            t(
                "Choisissez le fichier à nouveau\u{00A0}: un navigateur ne le renvoie pas de lui-même.",
                "Choose the file again: a browser does not send it again by itself."), to: Name.file)
    }
}
