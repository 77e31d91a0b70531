// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// Makes tagged PDFs of pages with WeasyPrint, which is a program of its own (Debian: weasyprint) and may be absent.
public actor PDFPrinter {
    private let limits: PrintingLimits
    private let process: PythonProcess
    private let turnstile: Turnstile
    private var detection: Task<Bool, Never>?

    /// - Parameter python: the interpreter that knows the module `weasyprint`.
    public init(python: String = "/usr/bin/python3", limits: PrintingLimits = PrintingLimits()) {
        self.limits = limits
        process = PythonProcess(python: python, limits: limits)
        turnstile = Turnstile(places: limits.atOnce, queue: limits.waiting)
    }

    /// Whether PDFs can be made here. Looked up once, by a short run of Python, and remembered.
    public var isInstalled: Bool {
        get async {
            if let detection { return await detection.value }
            let process = process
            let started = Task {
                do throws(PrintingError) {
                    let ending = try await process.run(WeasyPrintProgram.check, arguments: [], input: [])
                    return ending == .exited(WeasyPrintProgram.made, [])
                } catch {
                    return false
                }
            }
            detection = started
            return await started.value
        }
    }

    /// - Parameters:
    ///   - body: the content of the page, without frame or menu. It must be complete in itself: pictures and styles
    ///     that it names by address are left out, because nothing is ever fetched.
    ///   - title: shown by readers as the name of the document; its first `h1` stands at the foot of each page.
    ///   - style: CSS in UTF-8 that comes after the house's own print style. WeasyPrint 57 ignores `@layer`.
    public func pdf(
        _ body: HTML, title: String, language: Language, style: [UInt8] = []
    ) async throws(PrintingError) -> [UInt8] {
        let sheet = Array(PrintStyle.text.utf8) + style
        let page = Self.page(body, title, language).bytes
        guard sheet.count + page.count <= limits.markup else { throw .tooBig }
        try await turnstile.enter()
        let ending: PythonProcess.Ending
        do throws(PrintingError) {
            ending = try await process.run(
                WeasyPrintProgram.text, arguments: [String(sheet.count)], input: sheet + page)
        } catch {
            await turnstile.leave()
            throw error
        }
        await turnstile.leave()
        return try Self.document(ending)
    }

    private static func page(_ body: HTML, _ title: String, _ language: Language) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title></head>
        <body>\(body)</body></html>
        """
    }

    private static func document(_ ending: PythonProcess.Ending) throws(PrintingError) -> [UInt8] {
        switch ending {
        case .exited(WeasyPrintProgram.made, let bytes):
            guard bytes.starts(with: "%PDF-".utf8) else { throw .failed("what came is not a PDF") }
            return bytes
        // 126 and 127 come from prlimit: there is no such interpreter, or it cannot be run.
        case .exited(WeasyPrintProgram.isMissing, _), .exited(126, _), .exited(127, _): throw .notInstalled
        case .exited(WeasyPrintProgram.memoryIsShort, _): throw .tooBig
        case .exited(WeasyPrintProgram.failed, let reason): throw .failed(String(decoding: reason, as: UTF8.self))
        case .exited(let status, _): throw .failed("exit status \(status)")
        case .outOfTime, .killed(signal: PythonProcess.processorTimePassed): throw .tooSlow
        // GLib and Pango, under WeasyPrint, end the process when memory is refused to them.
        case .killed: throw .tooBig
        }
    }
}
