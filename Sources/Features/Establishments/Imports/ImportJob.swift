// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import Synchronization

/// One file on its way in: a job of the board, in one transaction, with its progress and its report.
struct ImportJob: Sendable {
    let kind: ImportKind
    /// Kept here for as long as the job runs: the file on disk goes away with it.
    let upload: Upload
    let place: Place
    let shelf: RefusalShelf

    func start(for visit: Visit) async throws -> Identifier<JobBoard.Job> {
        let (house, actor, now, t) = (visit.house, visit.actor, visit.now, visit.language)
        return try await house.jobs.start(kind.work, owner: actor.account, at: now) { reporter in
            let stop = Stop()
            let report = try await withTaskCancellationHandler {
                try await house.database.change(by: actor, at: now) { change in
                    // The file took its time to arrive, and so may this transaction have to begin.
                    try visit.confirmRights(in: change.session)
                    _ = try visit.place(
                        place.organisation.id, for: EstablishmentPermissions.load, in: change.session)
                    let report = try load(in: change) { progress in
                        reporter(
                            Self.progress(
                                lines: progress.linesRead, read: progress.bytesRead, of: progress.bytesTotal))
                    }
                    // The last moment when nothing is kept yet.
                    if stop.isAsked { throw CancellationError() }
                    return report
                }
            } onCancel: {
                stop.ask()
            }
            return await result(report, owner: actor.account, at: now, t)
        }
    }

    private func load(
        in change: Change, progress: @escaping @Sendable (ImportProgress) -> Void
    ) throws -> ImportReport {
        let source = ByteSource.file(path: upload.path)
        let reach = ImportReach(place: place.organisation)
        let nation = (place.ancestors + [place.organisation]).first { $0.kind == .national }?.id
        return try withExtendedLifetime(upload) {
            switch kind {
            case .register:
                return try FINESSImport.run(source, under: nation, in: change, progress: progress)
            case .memberships:
                try reach.check(source, numbers: "finess_ej", groups: "ght_code", in: change.session)
                return try MembershipImport.run(source, under: nation, in: change, progress: progress)
            case .activity:
                try reach.check(source, numbers: "finess", groups: nil, in: change.session)
                return try ActivityImport.run(source, in: change, progress: progress)
            }
        }
    }

    /// In hundredths of the file when its length is known, in lines otherwise.
    static func progress(lines: Int, read: Int, of total: Int?) -> JobBoard.Progress {
        let french = Language.french.count(lines, ("ligne lue", "lignes lues"), ("", ""))
        let english = Language.english.count(lines, ("", ""), ("line read", "lines read"))
        guard let total, total > 0 else {
            return JobBoard.Progress(done: lines, total: nil, note: Phrase(french, english))
        }
        return JobBoard.Progress(
            done: Int(min(max(Double(read) / Double(total), 0), 1) * 100), total: 100,
            note: Phrase("\(french)\u{00A0}; centièmes du fichier", "\(english); hundredths of the file"))
    }

    private func result(
        _ report: ImportReport, owner: String?, at now: Instant, _ t: Language
    ) async -> JobBoard.Result {
        let organisation = place.organisation.id
        var download: URLPath?
        if !report.refused.isEmpty {
            let id = await shelf.keep(
                RefusalShelf.Report(owner: owner, organisation: organisation, refusals: report.refused), at: now)
            download = EstablishmentURL.refusals(.init(organisation), .init(id)).path
        }
        let model = ImportReportView.Model(
            created: report.created, changed: report.changed, unchanged: report.unchanged,
            refused: report.refusedCount, refusals: report.refused, download: download)
        return JobBoard.Result(
            summary: ImportReportView.summary(model), detail: ImportReportView.render(model, t),
            next: (Phrase("Voir les établissements", "See the establishments"), EstablishmentURL.list.path))
    }
}

/// Set when the person asks to stop; read by the transaction, which runs outside of any task.
private final class Stop: Sendable {
    private let asked = Mutex(false)

    var isAsked: Bool { asked.withLock { $0 } }

    func ask() { asked.withLock { $0 = true } }
}
