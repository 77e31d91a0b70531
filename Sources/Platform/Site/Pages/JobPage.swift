// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import HTTPTypes
import Journal
import Markup
import Primitives

/// Long work under way: how far it is, how it ended.
enum JobPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let job = try await job(visit)
        let t = visit.language
        let region = render(job, t)
        if visit.wantsFragment { return visit.fragment(region) }
        let main = pageHead(t, PageHead(job.title(t))) + region
        var reply = visit.page(Page(job.title(t), trail: [Crumb(job.title(t))], main: main))
        // Without script the page asks again by itself.
        if job.outcome == nil { reply.headers[.refresh] = "3" }
        return reply
    }

    @Sendable
    static func cancel(_ visit: Visit) async throws -> Reply {
        let job = try await job(visit)
        await visit.house.jobs.cancel(job.id, for: visit.actor.account)
        return .redirect(SiteAddress.job(.init(job.id)).path)
    }

    private static func job(_ visit: Visit) async throws -> JobBoard.Job {
        let id: Identifier<JobBoard.Job> = try visit.identifier("job")
        guard let job = await visit.house.jobs.job(id, for: visit.actor.account) else { throw Refusal.notFound }
        return job
    }

    static func render(_ job: JobBoard.Job, _ t: Language) -> HTML {
        let path = SiteAddress.job(.init(job.id)).path
        switch job.outcome {
        case nil:
            let cancel = postButton(
                action: SiteAddress.jobCancellation(.init(job.id)).path, t("Arrêter", "Stop"), style: .danger,
                confirm: t(
                    "Arrêter ce travail\u{00A0}? Rien de ce qu’il a fait ne sera gardé.",
                    "Stop this work? Nothing it did will be kept."))
            return """
                <section class="sheet" id="travail" data-region data-refresh-url="\(path)"><h2>\(job.progress.note(t))</h2>\
                \(progress(t, done: job.progress.done, total: job.progress.total ?? 0, label: job.progress.note(t)))\
                \(cancel)</section>
                """
        case .succeeded(let result):
            return """
                <section class="sheet" id="travail" data-region><h2>\(result.summary(t))</h2>\(result.detail)\
                \(when(result.next) { "<p>\(buttonLink($0.title(t), href: $0.href, style: .primary))</p>" })</section>
                """
        case .failed(let message):
            return """
                <section class="sheet" id="travail" data-region>\
                \(notice(Notice(.danger, title: t("Le travail n’a pas abouti", "The work did not succeed"), text: message(t))))\
                </section>
                """
        case .cancelled:
            return """
                <section class="sheet" id="travail" data-region>\
                \(notice(Notice(.warning, title: t("Arrêté à votre demande", "Stopped at your request"),
                    text: t("Rien n’a été enregistré.", "Nothing was saved."))))</section>
                """
        }
    }
}
