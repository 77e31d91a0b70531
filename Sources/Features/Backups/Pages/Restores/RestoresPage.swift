// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// What was really brought back, and in how long.
enum RestoresPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [RestoreTest]
        let total: Int
        /// Restores that a report told and nobody described.
        var told: [StoredRun] = []
        var page = 1
        var mayManage = false
        let zone: TimeZoneRule
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        let organisation = place.organisation
        let page = visit.query.page
        var model = try await visit.read { [zone = visit.zone] session in
            let found = try RestoreStore.page(
                under: organisation.lineage, limit: pageSize, offset: (page - 1) * pageSize, in: session)
            return Model(
                place: organisation, rows: found.rows, total: found.total,
                told: try RunStore.restores(of: organisation.id, in: session), page: page, zone: zone)
        }
        if model.rows.isEmpty, page > 1 { return .redirect(BackupsURL.restores(.init(organisation.id)).path) }
        model.mayManage = visit.mayManage(organisation.lineage)
        let t = visit.language
        return visit.backupsPage(title(t), at: place, tab: .restores, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Qu’a-t-on vraiment restauré, et en combien de temps\u{00A0}?", "What was really restored, and in how long?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Enregistrer un essai", "Record a test"), href: BackupsURL.restoreCreation(.init(model.place.id)).path,
            style: .primary)
        let isEmpty = model.total == 0
        let checked = model.rows.count(where: \.isChecked)
        let lead =
            isEmpty
            ? ""
            : t(
                "\(t.count(checked, ("essai réussi et vérifié par un métier", "essais réussis et vérifiés par un métier"), ("", ""))) sur cette page. Les durées mesurées servent au plan de redémarrage.",
                "\(t.count(checked, ("", ""), ("test succeeded and was checked by users", "tests succeeded and were checked by users"))) on this page. The measured durations serve the restart plan."
            )
        let head = PageHead(title(t), lead: lead, actions: model.mayManage && !isEmpty ? [creation] : [])
        let list: HTML =
            isEmpty
            ? emptyState(
                title: t("Aucun essai n’est enregistré", "No test is recorded"),
                text: t(
                    "Restaurez un service vers un environnement isolé, chronométrez, faites vérifier par un référent métier, puis notez-le ici.",
                    "Restore a service to an isolated environment, time it, have it checked by a business referent, then write it here."
                ),
                action: model.mayManage ? creation : nil)
            : tests(model, t)
        return """
            \(pageHead(t, head))\
            \(BackupsTabs.render(model.place.id, current: .restores, mayManage: model.mayManage, t))\
            \(stack([told(model, t), list].filter { !$0.isEmpty }))
            """
    }

    private static func told(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage, !model.told.isEmpty else { return HTML() }
        let place = URLPath.Part(model.place.id)
        return sheet(
            t("Restaurations relevées dans les comptes rendus", "Restores found in the reports"),
            items(
                model.told.map { run in
                    let words = [run.tool, run.label, run.host].filter { !$0.isEmpty }.joined(separator: " · ")
                    let path = BackupsURL.restoreCreation(place).path.with("passage", run.id.text)
                    return """
                        \(t.moment(run.endedAt, in: model.zone)), \(words) \(badge(t, BackupWords.outcome(run.outcome, t))) \
                        <a href="\(path)">\(t("En faire un essai", "Make it a test"))<span class="visually-hidden"> (\(words))</span></a>
                        """
                }))
    }

    private static func tests(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les essais", "The tests")
        return sheet(
            title,
            """
            \(table(t, Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Restauré", "Restored")), Column(t("Jour", "Day"), isShort: true),
                    Column(t("Durée", "Duration"), isNumber: true), Column(t("Volume", "Volume"), isNumber: true),
                    Column(t("Vérifié par", "Checked by")), Column(t("Résultat", "Result"), isShort: true),
                ], rows: model.rows.map { row($0, model, t) })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                BackupsURL.restores(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """)
    }

    private static func row(_ test: RestoreTest, _ model: Model, _ t: Language) -> [HTML] {
        let names = test.nodes.map(\.name).joined(separator: ", ")
        let name: HTML =
            model.mayManage
            ? "<a href=\"\(BackupsURL.restore(.init(test.keeper.id), .init(test.id)).path)\">\(names)</a>" : "\(names)"
        let owner: HTML = test.keeper.id == model.place.id ? "" : "<br><small>\(test.keeper.name)</small>"
        let copy: HTML = test.copy.isEmpty ? "" : "<br><small>\(t("depuis \(test.copy)", "from \(test.copy)"))</small>"
        var proof: HTML = ""
        if let id = test.proof, let title = test.proofTitle {
            proof = "<br><small><a href=\"\(ProofAddress.proof(id))\">\(title)</a></small>"
        }
        let volume = test.gigabytes.map { t.volume(Int(min($0, 1e8) * 1e9)) } ?? "–"
        return [
            "\(name)\(owner)\(copy)\(proof)", "\(t.date(test.testedOn))", "\(t.hours(test.hours))", "\(volume)",
            "\(test.checker.isEmpty ? t("personne", "nobody") : test.checker)", badge(t, state(test, t)),
        ]
    }

    static func state(_ test: RestoreTest, _ t: Language) -> StateBadge {
        if test.isRemoved { return StateBadge(.closed, t("Retiré", "Removed")) }
        return switch test.result {
        case .succeeded where test.isChecked: StateBadge(.proven, t("Réussi et vérifié", "Succeeded, checked"))
        case .succeeded: StateBadge(.declared, t("Réussi, non vérifié", "Succeeded, not checked"))
        case .partial: StateBadge(.expiring, t("Partiel", "Partial"))
        case .failed: StateBadge(.missing, t("Échoué", "Failed"))
        }
    }
}
