// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Markup
import Primitives
import Printing
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// WeasyPrint itself prints; poppler reads what it printed. Skipped where either is missing.
@Suite(.enabled(if: Poppler.isInstalled, "pdfinfo is missing (Debian: poppler-utils)"), .timeLimit(.minutes(3)))
struct PDFPrinterTests {
    private static let hasWeasyPrint = FileManager.default.fileExists(
        atPath: "/usr/lib/python3/dist-packages/weasyprint")

    private func requirements(_ count: Int) -> HTML {
        """
        <h1>Évaluation du domaine 2</h1>
        <table><caption>Exigences</caption>
        <thead><tr><th scope="col">Code</th><th scope="col">Attente</th><th scope="col">État</th></tr></thead>
        <tbody>\((1...count).html { number in
            """
            <tr><th scope="row">D2.\(number)</th>
            <td>\(String(repeating: "Authentification de l’infrastructure. ", count: 16))</td>
            <td>\(String(repeating: "Relevé de l’annuaire du 3 mars. ", count: 3))</td></tr>
            """
        })</tbody></table>
        """
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `a page becomes a tagged PDF with its title and language`() async throws {
        let printer = PDFPrinter()
        #expect(await printer.isInstalled)
        let pdf = try await printer.pdf(
            requirements(60), title: "Évaluation <b> & “D2”", language: .french, style: Array("h1 { color: red }".utf8))
        let facts = try await Poppler.facts(pdf)
        #expect(facts["Title"] == "Évaluation <b> & “D2”")
        #expect(facts["Tagged"] == "yes")
        #expect(facts["Page size"]?.contains("A4") == true)
        #expect(pdf.contains("/Lang (fr)".utf8))
        let pages = try #require(facts["Pages"].flatMap { Int($0) })
        let text = try await Poppler.text(pdf)
        for number in 1...60 { #expect(text.contains("D2.\(number)")) }
        #expect(text.contains("\(pages) / \(pages)"))
        #expect(pages > 2)
        // The head of the table stands on every page.
        let heads = text.split(separator: "\n").count { $0.contains("Code") && $0.contains("Attente") }
        #expect(heads == pages)
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `nothing that a page names is fetched`() async throws {
        try await withTemporaryDirectory { directory in
            let drawing = directory + "/drawing.svg"
            try """
            <svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="5" y="20">SECRET</text></svg>
            """.write(toFile: drawing, atomically: true, encoding: .utf8)
            let listener = try Listener()
            let address = "http://127.0.0.1:\(listener.port)/x.png"
            let page: HTML = """
                <h1>Page</h1><img src="\(address)" alt="image distante"><img src="file://\(drawing)">
                <img src="\(drawing)"><object data="\(address)"></object><object data="file://\(drawing)"></object>
                <link rel="stylesheet" href="\(address)"><link rel="attachment" href="file://\(drawing)">
                <a rel="attachment" href="file://\(drawing)">jointe</a><link rel="icon" href="\(address)">
                <svg width="10" height="10"><image href="\(address)" width="10" height="10"/></svg>
                """
            let style = """
                @import url(\(address)); @font-face { font-family: x; src: url(\(address)) }
                h1 { font-family: x; background: url(file://\(drawing)); list-style-image: url(\(address)) }
                h1::before { content: url(\(address)) url(file://\(drawing)) }
                """
            let pdf = try await PDFPrinter().pdf(page, title: "t", language: .english, style: Array(style.utf8))
            let text = try await Poppler.text(pdf)
            #expect(text.contains("image distante"))
            #expect(!text.contains("SECRET"))
            #expect(!pdf.contains("/EmbeddedFile".utf8))
            #expect(!listener.wasCalled)
        }
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `a page without end meets the time limit`() async {
        let printer = PDFPrinter(limits: PrintingLimits(time: .milliseconds(1500)))
        await #expect(throws: PrintingError.tooSlow) {
            _ = try await printer.pdf(requirements(20_000), title: "t", language: .french)
        }
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `limits of markup and PDF`() async {
        for limits in [PrintingLimits(markup: 1000), PrintingLimits(document: 1000)] {
            await #expect(throws: PrintingError.tooBig) {
                _ = try await PDFPrinter(limits: limits).pdf(requirements(20), title: "t", language: .french)
            }
        }
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `a page that needs too much memory is refused`() async {
        let printer = PDFPrinter(limits: PrintingLimits(memory: 200_000_000))
        await #expect(throws: PrintingError.tooBig) {
            _ = try await printer.pdf(requirements(600), title: "t", language: .french)
        }
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `who does not wait ends the process`() async throws {
        let printer = PDFPrinter(limits: PrintingLimits(time: .seconds(120), atOnce: 1))
        let page = requirements(20_000)
        let long = Task { try await printer.pdf(page, title: "long", language: .french) }
        try await Task.sleep(for: .milliseconds(300))
        let queued = Task { try await printer.pdf(page, title: "queued", language: .french) }
        try await Task.sleep(for: .milliseconds(100))
        queued.cancel()
        await #expect(throws: PrintingError.cancelled) { _ = try await queued.value }
        long.cancel()
        await #expect(throws: PrintingError.cancelled) { _ = try await long.value }
        // Its place is free again.
        let pdf = try await printer.pdf("<h1>Après</h1>", title: "short", language: .french)
        #expect(pdf.starts(with: "%PDF-".utf8))
    }

    @Test(.enabled(if: hasWeasyPrint, "WeasyPrint is missing (Debian: weasyprint)"))
    func `too many at once are told so, the others are served`() async throws {
        let printer = PDFPrinter(limits: PrintingLimits(atOnce: 1, waiting: 2))
        let endings = await withTaskGroup(of: PrintingError?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do throws(PrintingError) {
                        _ = try await printer.pdf("<h1>Page</h1>", title: "t", language: .french)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: [PrintingError?]()) { $0.append($1) }
        }
        #expect(endings.count { $0 == .busy } == 3)
        #expect(endings.count { $0 == nil } == 3)
    }

    @Test(arguments: ["/nonexistent/python3", "/etc/passwd"])
    func `without interpreter there is no printer`(_ python: String) async {
        let printer = PDFPrinter(python: python)
        #expect(await !printer.isInstalled)
        await #expect(throws: PrintingError.notInstalled) {
            _ = try await printer.pdf(requirements(3000), title: "t", language: .french)
        }
    }
}
