// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Embedded
import Identity
import Markup
import Organisations
import Primitives
import Printing

/// A document for paper and for the record: what it is, about whom, for whom, and its content without navigation.
///
/// WeasyPrint does not give the page's style to drawings, so a report says with tables what a page says with charts.
public struct Report: Sendable {
    public var title: String
    /// One sentence under the title: what the reader should keep.
    public var subtitle: String
    /// Whom it is meant for, printed at the top: "Direction générale".
    public var audience: String?
    public var place: Place?
    public var main: HTML

    public init(title: String, subtitle: String, audience: String? = nil, place: Place? = nil, main: HTML) {
        self.title = title
        self.subtitle = subtitle
        self.audience = audience
        self.place = place
        self.main = main
    }
}

extension Visit {
    /// The report as a PDF to save.
    ///
    /// - Throws: `PrintingError`, which says to use the print view where WeasyPrint is not installed.
    public func pdf(_ report: Report, name: String) async throws -> Reply {
        .download(try await pdfBytes(report), name: name, mediaType: "application/pdf")
    }

    /// The same to be put into something larger, such as an archive.
    public func pdfBytes(_ report: Report) async throws -> [UInt8] {
        try await house.pdf(report, by: person?.access.name ?? "Carène", at: now, in: language)
    }
}

extension House {
    /// The report as a PDF, without a request: for commands and rounds.
    public func pdf(
        _ report: Report, by author: String, at now: Instant, in language: Language
    ) async throws(PrintingError) -> [UInt8] {
        let made = Self.made(report, by: author, at: language.moment(now, in: settings.zone), language)
        return try await printer.pdf(
            Self.document(report, made), title: report.title, language: language, style: Self.reportStyle)
    }

    private static func document(_ report: Report, _ made: String) -> HTML {
        """
        <header class="report-head"><p class="report-place">\(report.place?.organisation.name ?? "Carène")</p>\
        <h1>\(report.title)</h1><p class="report-lead">\(report.subtitle)</p>\
        <p class="report-made">\(made)</p></header>\(report.main)
        """
    }

    private static func made(_ report: Report, by author: String, at moment: String, _ t: Language) -> String {
        let made = t("Établi le \(moment) par \(author).", "Made on \(moment) by \(author).")
        guard let audience = report.audience else { return made }
        return made + t(" Destinataire\u{00A0}: \(audience).", " For: \(audience).")
    }

    private static let reportStyle = EmbeddedFile.named("assets/report.css")?.bytes ?? []
}
