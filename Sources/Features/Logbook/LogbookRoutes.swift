// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Markup
import Site

/// Every address of the logs, its gate and its handler.
struct LogbookRoutes: Sendable {
    private typealias P = LogbookPermissions
    private typealias U = LogbookURL

    let shelf: CrisisLogShelf

    var all: [Route] { lists + lines + rounds + files }

    private static let log = URLPath.Part.parameter("mainCourante")
    private static let line = URLPath.Part.parameter("ligneMainCourante")

    private var lists: [Route] {
        let place = URLPath.Part.parameter("organisation")
        return [
            .get(U.list(place), .holding(P.read), ListPage.show),
            .get(U.opening(place), .holding(P.manage), OpeningPage.show),
            .post(U.opening(place), .holding(P.manage), OpeningPage.open),
            .get(U.merging(place), .holding(P.manage), MergePage.show),
            .post(U.merging(place), .holding(P.manage), MergePage.merge),
        ]
    }

    private var lines: [Route] {
        let (log, line, shelf) = (Self.log, Self.line, shelf)
        let rank = URLPath.Part.parameter("rangPieceMainCourante")
        return [
            .get(U.log(log), .holding(P.read)) { try await LogPage.show($0, shelf) },
            .get(U.live(log), .holding(P.read)) { try await LogPage.stream($0, shelf) },
            .post(U.quick(log), .holding(P.write)) { try await LineHandlers.quick($0, shelf) },
            .post(U.lines(log), .holding(P.write)) { try await LineHandlers.whole($0, shelf) },
            .get(U.line(log, line), .holding(P.read)) { try await LinePage.show($0, shelf) },
            .post(U.correction(log, line), .holding(P.write)) { try await LineHandlers.correct($0, shelf) },
            .post(U.answer(log, line), .holding(P.write)) { try await LineHandlers.answer($0, shelf) },
            .post(U.ending(log, line), .holding(P.write)) { try await LineHandlers.end($0, shelf) },
            .get(U.attachment(log, line, rank), .holding(P.read)) { try await Attachments.download($0, shelf) },
        ]
    }

    private var rounds: [Route] {
        let (log, shelf) = (Self.log, shelf)
        let report = URLPath.Part.parameter("pointMainCourante")
        return [
            .get(U.paper(log), .holding(P.write)) { try await PaperPage.show($0, shelf) },
            .post(U.paper(log), .holding(P.write)) { try await PaperPage.keep($0, shelf) },
            .get(U.handover(log), .holding(P.read)) { try await HandoverPage.show($0, shelf) },
            .get(U.reports(log), .holding(P.read)) { try await ReportsPage.show($0, shelf) },
            .post(U.reports(log), .holding(P.write)) { try await ReportsPage.edit($0, shelf) },
            .get(U.report(log, report), .holding(P.read)) { try await ReportPage.show($0, shelf) },
            .post(U.rhythm(log), .holding(P.write)) { try await ReportsPage.setRhythm($0, shelf) },
        ]
    }

    private var files: [Route] {
        let (log, shelf) = (Self.log, shelf)
        return [
            .get(U.management(log), .holding(P.read)) { try await ManagementPage.show($0, shelf) },
            .post(U.clock(log), .holding(P.manage)) { try await ManagementPage.setClock($0, shelf) },
            .post(U.closure(log), .holding(P.manage)) { try await ManagementPage.close($0, shelf) },
            .post(U.reopening(log), .holding(P.manage)) { try await ManagementPage.reopen($0, shelf) },
        ]
            + U.FileType.allCases.map { type in
                .get(U.file(log, type), .holding(P.read)) { try await LogFiles.export($0, shelf, type) }
            }
    }
}
