// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport
import Testing

@testable import Backups

struct PageTests {
    private func overview(_ facts: BackupFacts, _ alerts: [BackupAlert] = [], mayManage: Bool = true)
        -> OverviewPage.Model
    {
        OverviewPage.Model(
            facts: facts, covers: facts.covers, essentials: facts.essentials,
            counts: (alerts.count, alerts.count(where: \.kind.isSevere), alerts.first?.firstSeenOn), alerts: alerts,
            review: nil, mayManage: mayManage, zone: .paris)
    }

    @Test(arguments: Language.allCases)
    func `the overview says what would be lost and how soon it would be back`(_ t: Language) async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            let empty = OverviewPage.render(overview(try await world.facts(of: world.group, in: database)), t)
            checkPage(empty)
            try await world.declare(hostile.prefixed(60), essentials: [.catalogue], in: database)
            try await world.bring([(hostile.prefixed(60).replacing(";", with: ""), 30, "ok")], in: database)
            try await database.settle()
            let alerts = try await world.alerts(in: database)
            let model = overview(try await world.facts(in: database), alerts)
            let page = OverviewPage.render(model, t)
            checkPage(page)
            #expect(page.text.contains(t("Les indispensables", "The essentials")))
            #expect(page.text.contains(t("Trop ancienne", "Too old")))
            let reader = OverviewPage.render(overview(try await world.facts(in: database), alerts, mayManage: false), t)
            checkPage(reader)
            #expect(!reader.text.contains("/sauvegardes/revues"))
            #expect(OverviewPage.lead(model, t).contains(t("30\u{00A0}h", "30 h")))
        }
    }

    @Test(arguments: Language.allCases)
    func `every other page holds with hostile names`(_ t: Language) async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            let job = try await world.declare(
                hostile.prefixed(60), copies: [BackupCopy(place: hostile, medium: .disk), .offline],
                rules: [BackupRule(label: hostile)], in: database)
            let report = try await world.bring(
                "job;finished;result;message\n\"\(hostile.replacing("\"", with: "'"))\";2026-11-29;ok;\(hostile.replacing("\"", with: ""))\nx;;ok;\n",
                in: database)
            try await database.settle()
            let (runs, unclaimed, choices) = try await database.read { session in
                (
                    try RunStore.page(of: report.id, limit: 10, offset: 0, in: session),
                    try RunStore.unclaimed(under: world.north.lineage, in: session),
                    try NodeChoices.read(of: world.north, in: session)
                )
            }
            let facts = try await world.facts(in: database)
            let alerts = try await world.alerts(in: database)
            #expect(report.faults.count == 1)
            checkPage(
                JobsPage.render(
                    .init(
                        place: world.north, jobs: [job], health: facts.health, removed: [job], mayManage: true,
                        zone: .paris), t))
            checkPage(
                JobPage.render(
                    .init(
                        place: world.north, job: job, nodes: [world.record], runs: runs.rows, total: runs.total,
                        mayManage: true, zone: .paris), t))
            var form = JobForm.Model(place: world.north, job: job, choices: choices)
            form.fill(job, t)
            checkPage(JobFormView.render(form, t))
            checkPage(
                ReportsView.render(
                    .init(
                        place: world.north, imports: [report], total: 1, unclaimed: unclaimed, jobs: [job],
                        mayManage: true, zone: .paris), t))
            checkPage(
                ReportPage.render(
                    .init(
                        place: world.north, report: report, runs: runs.rows, total: runs.total, mayManage: true,
                        zone: .paris), t))
            checkPage(
                RestoreForm.render(
                    .init(place: world.north, test: nil, choices: choices, proofs: [], copies: [hostile], today: today),
                    t))
            checkPage(
                RestoresPage.render(
                    .init(place: world.north, rows: [], total: 0, told: runs.rows, mayManage: true, zone: .paris), t))
            checkPage(
                AlertsPage.render(
                    .init(
                        place: world.group, rows: alerts, total: alerts.count, filter: .open, mayManage: true,
                        today: today), t))
            for alert in alerts {
                checkPage(AlertPage.render(.init(place: world.north, alert: alert, mayManage: true, today: today), t))
            }
            for cover in facts.covers {
                checkPage(NodePage.render(.init(place: world.north, cover: cover, mayManage: true, zone: .paris), t))
            }
            checkPage(
                DepositsPage.render(
                    .init(
                        place: world.north,
                        deposits: [
                            BackupDeposit(
                                id: makeID(3), name: hostile, author: hostile, createdAt: noon, lastUsedAt: nil)
                        ], secret: "secret", origin: "https://carene.example", zone: .paris), t))
            for document in BackupsKit.documents(facts, zone: .paris, t) {
                #expect(TagBalance.fault(in: document.content.text) == nil)
                #expect(!document.content.text.contains("<script"))
                #expect(!document.content.text.contains("href"))
            }
        }
    }

    @Test func `what a form cannot mean is said beside its field`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            let choices = try await database.read { try NodeChoices.read(of: world.north, in: $0) }
            var job = JobForm.Model(place: world.north, job: nil, choices: choices)
            let bad = Site.Form([
                ("nom", ""), ("outil", "x"), ("rythme", "1e400"), ("services", "n’importe quoi"), ("lieu-2", "Salle B"),
            ])
            #expect(JobForm.read(bad, into: &job, .french) == nil)
            for field in ["nom", "rythme", "services", "support-2"] { #expect(job.errors[field] != nil, "\(field)") }
            var test = RestoreForm.Model(
                place: world.north, test: nil, choices: choices, proofs: [], copies: [], today: today)
            let wrong = Site.Form([
                ("jour", today.adding(days: 2).text), ("heures", "-1"), ("volume", "beaucoup"), ("preuve", "x"),
            ])
            #expect(RestoreForm.read(wrong, into: &test, .french) == nil)
            for field in ["jour", "heures", "volume", "resultat", "services", "preuve"] {
                #expect(test.errors[field] != nil, "\(field)")
            }
            let good = Site.Form([
                ("jour", today.text), ("heures", "3,5"), ("resultat", "succeeded"), ("services", world.record.id.text),
            ])
            var fine = RestoreForm.Model(
                place: world.north, test: nil, choices: choices, proofs: [], copies: [], today: today)
            #expect(RestoreForm.read(good, into: &fine, .french)?.hours == 3.5)
        }
    }

    @Test func `every action of the journal has its sentence`() {
        for action in [
            "jobDeclared", "jobCorrected", "jobRemoved", "jobRestored", "sourceAttached", "reportImported",
            "importUndone", "restoreRecorded", "restoreCorrected", "restoreRemoved", "restoreResumed", "alertHandled",
            "reviewed", "retestSet", "exempted", "exemptionEnded", "depositOpened", "depositRevoked",
        ] {
            #expect(JournalWords.sentence("backup.\(action)", "x", .french) != nil, "\(action)")
        }
        #expect(JournalWords.sentence("proof.registered", "x", .french) == nil)
    }
}
