// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// A scenario comes in as a file, goes out as a file, is removed and restored.
enum ImportScenarioPage {
    private static let fileLimit = 3 << 20

    struct Model: Sendable {
        let place: Organisation
        var faults: [String] = []
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising(ExercisesPermissions.manage)
        return page(visit, place, Model(place: place.organisation))
    }

    @Sendable
    static func take(_ visit: Visit) async throws -> Reply {
        let place = try await visit.exercising(ExercisesPermissions.manage)
        let form = try await visit.form(fileLimit: fileLimit)
        let t = visit.language
        var model = Model(place: place.organisation)
        guard let upload = form.file("fichier") else {
            model.errors.add(t("Choisissez un fichier.", "Choose a file."), to: "fichier")
            return page(visit, place, model, status: .unprocessable)
        }
        let bytes = try await Self.bytes(of: upload)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            model.errors.add(
                t("Ce fichier n’est pas un texte en UTF-8.", "This file is not a text in UTF-8."), to: "fichier")
            return page(visit, place, model, status: .unprocessable)
        }
        let read: (scenario: Scenario, warnings: [DrillFault.Issue])
        do throws(DrillFault) {
            read = try ScenarioReader.read(text, file: String(upload.name.prefix(80)))
        } catch {
            model.errors.add(
                t("Ce fichier ne peut pas être joué tel quel.", "This file cannot be played as it is."), to: "fichier")
            model.faults = error.sentences.prefix(50).map { t($0.french, $0.english) }
            return page(visit, place, model, status: .unprocessable)
        }
        let organisation = place.organisation.id
        let id = try await visit.change { change in
            _ = try visit.place(organisation, for: ExercisesPermissions.manage, in: change.session)
            return try ScenarioStore.keep(read.scenario, at: organisation, in: change)
        }
        let notice =
            read.warnings.isEmpty
            ? t("Le scénario est importé.", "The scenario is imported.")
            : t(
                "Le scénario est importé. À regarder\u{00A0}: \(read.warnings[0].path), \(read.warnings[0].french).",
                "The scenario is imported. To look at: \(read.warnings[0].path), \(read.warnings[0].english).")
        return .redirect(
            ExercisesURL.scenario(.init(organisation), .init(id)).path, notice: String(notice.prefix(280)))
    }

    @Sendable
    static func file(_ visit: Visit) async throws -> Reply {
        let (_, scenario, _) = try await ScenarioPage.find(visit, ExercisesPermissions.manage)
        return .download(
            Array(ScenarioWriter.yaml(scenario).utf8), name: "\(scenario.id).yaml", mediaType: "application/yaml")
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, kept) = try await own(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: ExercisesPermissions.manage, in: change.session)
            try ScenarioStore.remove(kept, of: place.organisation.id, in: change)
        }
        return .redirect(
            ExercisesURL.library(.init(place.organisation.id)).path,
            notice: visit.language(
                "Le scénario est retiré. Vous pouvez le rétablir au bas de la page.",
                "The scenario is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, kept) = try await own(visit)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: ExercisesPermissions.manage, in: change.session)
            try ScenarioStore.restore(kept, of: place.organisation.id, in: change)
        }
        return .redirect(
            ExercisesURL.library(.init(place.organisation.id)).path,
            notice: visit.language("Le scénario est rétabli.", "The scenario is restored."))
    }

    private static func own(_ visit: Visit) async throws -> (Place, KeptScenario) {
        let (place, _, kept) = try await ScenarioPage.find(visit, ExercisesPermissions.manage)
        guard let kept else { throw Refusal.notFound }
        return (place, kept)
    }

    /// Off the pool: the disk may be slow.
    static func bytes(of upload: Upload) async throws -> [UInt8] {
        let path = upload.path
        return try await Task.detached { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }.value
    }

    static func refusal(_ fault: DrillFault) -> ExercisesError {
        let sentences = fault.sentences
        return .unreadable(
            french: "Ce scénario ne se lit plus\u{00A0}: \(sentences.first?.french ?? "")",
            english: "This scenario cannot be read any more: \(sentences.first?.english ?? "")")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let faults: HTML = when(
            !model.faults.isEmpty,
            sheet(
                t("Ce qui est à corriger dans le fichier", "What to correct in the file"),
                ExerciseMark.list(model.faults)))
        let field = Field(
            t, "fichier", label: t("Fichier du scénario", "Scenario file"),
            hint: t(
                "Un fichier YAML au format de Carène. Un scénario livré, téléchargé, sert de modèle.",
                "A YAML file in Carène’s format. A shipped scenario, downloaded, serves as a model."),
            error: model.errors["fichier"], isRequired: true)
        var view = FormView(
            title: t("Importer un scénario", "Import a scenario"), button: t("Importer", "Import"),
            action: ExercisesURL.scenarioImport(part).path, back: ExercisesURL.library(part).path)
        view.errors = model.errors
        view.isMultipart = true
        return "\(view.render(t, fileField(field, accept: ".yaml,.yml")))\(faults)"
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.exercisesPage(
            t("Importer un scénario", "Import a scenario"), at: place,
            ScenarioPage.crumbs(place, t("Import", "Import"), t), status: status, render(model, t))
    }
}
