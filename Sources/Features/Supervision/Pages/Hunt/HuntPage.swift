// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Detection
import Dispatch
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Sigma
import Site
import Synchronization

/// After an incident: logs taken from machines, asked all the rules at once.
struct HuntPage: Sendable {
    static let mostBytes = 1 << 30

    let office: SupervisionOffice

    func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        return page(visit, place, errors: FormErrors())
    }

    private func page(_ visit: Visit, _ place: Place, errors: FormErrors) -> Reply {
        let t = visit.language
        return visit.supervisionPage(
            Self.title(t), at: place, tab: .hunt, status: errors.isEmpty ? .ok : .unprocessable,
            Self.render(place.organisation, errors, mayHunt: visit.maySupervise(place.organisation.lineage), t))
    }

    func start(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let form = try await visit.form(fileLimit: Self.mostBytes)
        let t = visit.language
        let files = form.files.filter { $0.field == "journaux" && $0.size > 0 }
        guard !files.isEmpty else {
            var errors = FormErrors()
            errors.add(t("Choisissez au moins un journal.", "Choose at least one log."), to: "journaux")
            return page(visit, place, errors: errors)
        }
        let keeps = form["alertes"] == "oui"
        let known = await office.rules(for: visit.house)
        let job = try await visit.house.jobs.start(
            Phrase("Fouille de journaux", "Hunt in logs"), owner: visit.actor.account, at: visit.now
        ) { reporter in
            try await hunt(files, known.rules, keeps: keeps, place, visit, reporter)
        }
        return .redirect(SiteAddress.job(.init(job)).path)
    }

    private func hunt(
        _ files: [Upload], _ rules: RuleSet, keeps: Bool, _ place: Place, _ visit: Visit, _ reporter: JobBoard.Reporter
    ) async throws -> JobBoard.Result {
        let organisation = place.organisation.id
        let gathering = GatheringBox(HuntGathering(rules, for: organisation, at: visit.now))
        let isStopped = StopFlag()
        let summary = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global(qos: .utility).async {
                    let threads = max(ProcessInfo.processInfo.activeProcessorCount - 1, 1)
                    let run = HuntRun(rules, threads: threads)
                    let summary = run.run(files.map(\.path)) { progress in
                        reporter(Self.progress(progress))
                        return !isStopped.isRaised
                    } found: { finding, _ in
                        gathering.add(finding)
                    }
                    continuation.resume(returning: summary)
                }
            }
        } onCancel: {
            isStopped.raise()
        }
        try Task.checkCancellation()
        let found = gathering.value
        if keeps, !found.drafts.isEmpty {
            try await visit.supervise(place) { change in
                _ = try LiveStore.keep(alerts: Array(found.drafts.values), at: change.now, in: change.session)
                try change.record(
                    "supervision.hunt.kept", organisation: organisation.text, subject: organisation.text,
                    detail: String(found.drafts.count))
            }
            office.alertsChanged()
        }
        return HuntResult(found, summary, files: files.map(\.name), place: organisation).job()
    }

    private static func progress(_ progress: HuntRun.Progress) -> JobBoard.Progress {
        JobBoard.Progress(
            done: progress.doneBytes, total: progress.totalBytes,
            note: Phrase(
                "\(Language.french.number(progress.events)) événements lus",
                "\(Language.english.number(progress.events)) events read"))
    }

    static func title(_ t: Language) -> String {
        t("Que disent ces journaux\u{00A0}?", "What do these logs say?")
    }

    static func render(_ place: Organisation, _ errors: FormErrors, mayHunt: Bool = true, _ t: Language) -> HTML {
        let lead = t(
            "Après un incident, déposez les journaux copiés des machines (.evtx, .json)\u{00A0}: toutes les règles leur sont posées. Ils ne sont pas gardés.",
            "After an incident, give the logs copied from machines (.evtx, .json): all rules are asked of them. They are not kept."
        )
        let content: HTML = """
            \(fileField(
                Field(
                    t, "journaux", label: t("Journaux", "Logs"),
                    hint: t("Un gigaoctet au plus en une fois.", "One gigabyte at most at a time."),
                    error: errors["journaux"], isRequired: true),
                accept: ".evtx,.json,.jsonl,.ndjson", isMultiple: true))\
            \(checkbox(
                Field(
                    t, "alertes",
                    label: t("Garder ce qui est trouvé parmi les alertes", "Keep what is found among the alerts"))))\
            \(formActions(submit(t("Fouiller", "Hunt"))))
            """
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(errorSummary(t, errors.faults))\
            \(SupervisionTabs.render(place.id, current: .hunt, t))\
            \(mayHunt
                ? form(action: SupervisionURL.hunt(.init(place.id)).path, isMultipart: true, content)
                : paragraph(t(
                    "L’administrateur et le RSSI peuvent déposer des journaux.",
                    "The administrator and the security officer may give logs.")))
            """
    }
}

private final class GatheringBox: Sendable {
    private let gathering: Mutex<HuntGathering>

    init(_ gathering: HuntGathering) { self.gathering = Mutex(gathering) }

    func add(_ finding: Finding) { gathering.withLock { $0.add(finding) } }
    var value: HuntGathering { gathering.withLock { $0 } }
}

/// Raised by whoever stops the work, read by the threads that do it.
private final class StopFlag: Sendable {
    private let flag = Mutex(false)

    var isRaised: Bool { flag.withLock { $0 } }
    func raise() { flag.withLock { $0 = true } }
}
