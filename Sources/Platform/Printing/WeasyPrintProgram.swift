// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What Python runs. Fixed text: nothing that anybody entered ever becomes part of it.
///
/// The command `weasyprint` would fetch every address that a page names, files of the server included, and has no
/// switch against it. Its library takes the function that fetches; ours refuses. The variant PDF/UA is asked for
/// because it is what makes WeasyPrint 57 write tags and language, which screen readers need.
enum WeasyPrintProgram {
    /// The page was made.
    static let made: Int32 = 0
    /// The module or one of the libraries it stands on (Pango) is missing.
    static let isMissing: Int32 = 3
    static let memoryIsShort: Int32 = 4
    /// The reason is on standard output.
    static let failed: Int32 = 5

    /// Standard input: as many bytes of style sheet as the first argument says, then the page. Standard output: the
    /// PDF, or one line that says what went wrong.
    static let text = """
        import logging, sys
        try:
            import weasyprint
        except (ImportError, OSError):
            sys.exit(\(isMissing))

        def refuse(address, *rest, **named):
            raise ValueError("nothing is fetched")

        logging.disable(logging.CRITICAL)
        source, target = sys.stdin.buffer, sys.stdout.buffer
        try:
            style = source.read(int(sys.argv[1])).decode("utf-8", "replace")
            page = weasyprint.HTML(file_obj=source, encoding="utf-8", url_fetcher=refuse)
            sheet = weasyprint.CSS(string=style, url_fetcher=refuse)
            document = page.write_pdf(stylesheets=[sheet], variant="pdf/ua-1")
        except MemoryError:
            sys.exit(\(memoryIsShort))
        except Exception as error:
            target.write(f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:500])
            target.flush()
            sys.exit(\(failed))
        target.write(document)
        target.flush()
        """

    /// Exits with `made` when a page could be made.
    static let check = """
        import sys
        try:
            import weasyprint
        except (ImportError, OSError):
            sys.exit(\(isMissing))
        """
}
