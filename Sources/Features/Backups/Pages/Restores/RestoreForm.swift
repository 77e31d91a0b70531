// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Evidence
import Identity
import Journal
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// What a person enters of a restore test.
enum RestoreForm {
    struct Model: Sendable {
        let place: Organisation
        let test: RestoreTest?
        let choices: NodeChoices
        let proofs: [ReportProofs.Choice]
        let copies: [String]
        let today: Day
        var run: StoredRun.ID?
        var testedOn: Day?
        var copy = ""
        var hours = ""
        var gigabytes = ""
        var result = ""
        var checker = ""
        var note = ""
        var proof = ""
        var nodes: Set<String> = []
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        var model = try await model(visit, place, nil)
        model.testedOn = visit.today
        if let node = visit.query["element"] { model.nodes = [node] }
        if let asked = visit.query["passage"].flatMap({ StoredRun.ID($0) }) {
            let run = try await visit.read { try RunStore.run(asked, in: $0) }
            if let run, run.organisation == place.organisation.id { fill(&model, from: run, visit) }
        }
        return page(visit, place, model)
    }

    private static func fill(_ model: inout Model, from run: StoredRun, _ visit: Visit) {
        let t = visit.language
        model.run = run.id
        model.testedOn = visit.zone.day(at: run.endedAt)
        model.hours = run.hours.map { t.decimal($0, 2) } ?? ""
        model.gigabytes = run.bytes.map { t.decimal(Double($0) / 1e9, 1) } ?? ""
        model.copy = run.repository
        model.result =
            run.outcome == .succeeded ? RestoreTest.Result.succeeded.rawValue : RestoreTest.Result.failed.rawValue
        if let node = model.choices.nodes.first(where: { $0.code == run.nodeCode }) { model.nodes = [node.id.text] }
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        return try await save(visit, place, nil)
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, test) = try await test(visit)
        var model = try await model(visit, place, test)
        let t = visit.language
        model.testedOn = test.testedOn
        model.copy = test.copy
        model.hours = t.decimal(test.hours, 2)
        model.gigabytes = test.gigabytes.map { t.decimal($0, 1) } ?? ""
        (model.result, model.checker, model.note) = (test.result.rawValue, test.checker, test.note)
        model.proof = test.proof?.text ?? ""
        model.nodes = Set(test.nodes.map(\.id.text))
        return page(visit, place, model)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let (place, test) = try await test(visit)
        return try await save(visit, place, test)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, test) = try await test(visit)
        try await visit.changeBackups(at: place.organisation) { change in try RestoreStore.remove(test, in: change) }
        return .redirect(
            BackupsURL.restores(.init(place.organisation.id)).path,
            notice: visit.language(
                "L’essai est retiré, et sa preuve avec lui. Ouvrez-le pour le rétablir.",
                "The test is removed, and its proof with it. Open it to bring it back."))
    }

    @Sendable
    static func resume(_ visit: Visit) async throws -> Reply {
        let (place, test) = try await test(visit)
        try await visit.changeBackups(at: place.organisation) { change in try RestoreStore.resume(test, in: change) }
        return .redirect(
            BackupsURL.restores(.init(place.organisation.id)).path,
            notice: visit.language("L’essai est rétabli.", "The test is back."))
    }

    private static func test(_ visit: Visit) async throws -> (Place, RestoreTest) {
        let place = try await visit.backedUp(BackupsPermissions.manage)
        let id: RestoreTest.ID = try visit.identifier("essai")
        guard let test = try await visit.read({ try RestoreStore.test(id, in: $0) }),
            test.keeper.id == place.organisation.id
        else { throw Refusal.notFound }
        return (place, test)
    }

    private static func model(_ visit: Visit, _ place: Place, _ test: RestoreTest?) async throws -> Model {
        let (organisation, today) = (place.organisation, visit.today)
        let lineage = organisation.lineage
        return try await visit.read { session in
            let jobs = try JobStore.jobs(seenFrom: lineage, in: session)
            return Model(
                place: place.organisation, test: test,
                choices: try NodeChoices.read(of: organisation, in: session),
                proofs: try ReportProofs.choices(at: lineage, in: session),
                copies: Array(Set(jobs.flatMap(\.copies).map(\.place))).sorted(), today: today)
        }
    }

    private static func save(_ visit: Visit, _ place: Place, _ test: RestoreTest?) async throws -> Reply {
        let form = try await visit.form()
        var model = try await model(visit, place, test)
        guard let draft = read(form, into: &model, visit.language) else {
            return page(visit, place, model, status: .unprocessable)
        }
        let today = visit.today
        try await visit.changeBackups(at: place.organisation) { change in
            if let test {
                try RestoreStore.correct(test, draft, today: today, in: change)
            } else {
                try RestoreStore.record(draft, at: place.organisation, today: today, in: change)
            }
        }
        return .redirect(
            BackupsURL.restores(.init(place.organisation.id)).path,
            notice: visit.language("L’essai est enregistré.", "The test is recorded."))
    }

    static func read(_ form: Site.Form, into model: inout Model, _ t: Language) -> RestoreTestDraft? {
        (model.copy, model.hours, model.gigabytes) = (form["copie"], form["heures"], form["volume"])
        (model.result, model.checker, model.note) = (form["resultat"], form["verifie"], form["note"])
        model.proof = form["preuve"]
        model.run = form.identifier("passage")
        model.nodes = NodeChoices.ticked(form)
        model.testedOn = model.errors.day(form, "jour", isRequired: true, in: t)
        if let day = model.testedOn, day > model.today {
            model.errors.add(BackupsError.inFuture.message(t), to: "jour")
        }
        model.errors.bound(model.copy, "copie", limit: 200, in: t)
        model.errors.bound(model.checker, "verifie", limit: 200, in: t)
        model.errors.bound(model.note, "note", limit: 2000, in: t)
        let hours = model.errors.number(form, "heures", in: 0...8760, isRequired: true, t)
        let gigabytes = model.errors.number(form, "volume", in: 0...100_000_000, t)
        let result = RestoreTest.Result(rawValue: model.result)
        if result == nil { model.errors.add(t("Choisissez le résultat.", "Choose the result."), to: "resultat") }
        let nodes = model.choices.chosen(model.nodes)
        if nodes.isEmpty {
            model.errors.add(
                t("Choisissez ce qui a été restauré.", "Choose what was restored."), to: NodeChoices.services)
        }
        if nodes.count > BackupJobDraft.nodeLimit {
            model.errors.add(BackupsError.tooMany.message(t), to: NodeChoices.services)
        }
        let kept = model.test?.proof
        let proof = model.proof.isEmpty ? nil : Proof.ID(model.proof)
        if !model.proof.isEmpty, proof == nil || (proof != kept && !model.proofs.contains { $0.id == proof }) {
            model.errors.add(BackupsError.unknownProof.message(t), to: "preuve")
        }
        guard model.errors.isEmpty, let day = model.testedOn, let hours, let result else { return nil }
        return RestoreTestDraft(
            testedOn: day, copy: model.copy, hours: hours, gigabytes: gigabytes, result: result, checker: model.checker,
            note: model.note, proof: proof, run: model.test == nil ? model.run : nil, nodes: nodes)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.backupsPage(
            title(model, t), at: place, tab: .restores,
            crumb: model.test == nil ? t("Nouvel essai", "New test") : t("Essai", "Test"),
            status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.test == nil
            ? t("Qu’avez-vous restauré\u{00A0}?", "What did you restore?")
            : t("Que disait cet essai\u{00A0}?", "What did this test say?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let head = PageHead(
            title(model, t),
            lead: t(
                "La durée va du début de la restauration jusqu’au service qui répond. Un essai réussi et vérifié par un métier devient une preuve.",
                "The duration runs from the start of the restore to the service that answers. A test that succeeded and was checked by users becomes a proof."
            ))
        if let test = model.test, test.isRemoved {
            return pageHead(t, head)
                + actions([
                    Action(
                        t("Rétablir l’essai", "Bring the test back"),
                        post: BackupsURL.restoreResumption(place, .init(test.id)).path, style: .primary)
                ])
        }
        let action =
            model.test.map { BackupsURL.restore(place, .init($0.id)).path } ?? BackupsURL.restoreCreation(place).path
        let hidden = model.run.map { [(name: "passage", value: $0.text)] } ?? []
        let buttons: HTML = """
            \(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: BackupsURL.restores(place).path))
            """
        let removal = model.test.map { test in
            [
                Action(
                    t("Retirer l’essai", "Remove the test"),
                    post: BackupsURL.restoreRemoval(place, .init(test.id)).path,
                    style: .danger,
                    confirm: t(
                        "Retirer cet essai\u{00A0}? Sa preuve ne comptera plus\u{00A0}; vous pourrez le rétablir.",
                        "Remove this test? Its proof will count no more; you can bring it back."))
            ]
        }
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.faults))\
            \(form(action: action, hidden: hidden, "\(fields(model, t))\(formActions(buttons))"))\(actions(removal ?? []))
            """
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        """
        \(model.choices.render(t, label: t("Ce qui a été restauré", "What was restored"), selected: model.nodes, model.errors))\
        \(fieldRow([
            dateField(
                Field(t, "jour", label: t("Jour de l’essai", "Day of the test"), error: model.errors["jour"], isRequired: true),
                value: model.testedOn, maximum: model.today),
            textField(
                Field(
                    t, "heures", label: t("Durée, en heures", "Duration, in hours"), hint: t("Comme 3,5.", "Like 3.5."),
                    error: model.errors["heures"], isRequired: true), value: model.hours, maxLength: 10),
            textField(
                Field(
                    t, "volume", label: t("Volume, en gigaoctets", "Volume, in gigabytes"), error: model.errors["volume"]),
                value: model.gigabytes, maxLength: 14),
        ]))\
        \(radioGroup(
            Field(t, "resultat", label: t("Résultat", "Result"), error: model.errors["resultat"], isRequired: true),
            RestoreTest.Result.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.result))\
        \(fieldRow([
            textField(
                Field(
                    t, "copie", label: t("Depuis quelle copie", "From which copy"),
                    hint: model.copies.isEmpty ? nil : t("Copies connues\u{00A0}: \(model.copies.prefix(6).joined(separator: ", ")).", "Known copies: \(model.copies.prefix(6).joined(separator: ", "))."),
                    error: model.errors["copie"]), value: model.copy, maxLength: 200),
            textField(
                Field(
                    t, "verifie", label: t("Vérifié par", "Checked by"),
                    hint: t("La fonction du référent métier, pas son nom.", "The function of the business referent, not the name."),
                    error: model.errors["verifie"]), value: model.checker, maxLength: 200),
        ]))\
        \(when(!model.proofs.isEmpty, select(
            Field(
                t, "preuve", label: t("Cahier d’essais", "Test report"),
                hint: t("Un document du coffre.", "A document of the vault."), error: model.errors["preuve"]),
            model.proofs.map { Choice($0.id.text, $0.title) }, selected: model.proof, placeholder: t("Aucun", "None"))))\
        \(textArea(
            Field(t, "note", label: t("Écarts et suites", "Gaps and follow-up"), error: model.errors["note"]),
            value: model.note, rows: 3, maxLength: 2000))
        """
    }
}
