// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The pages of the kit: plain HTML, relative links, no script. They open from a stick, by a double click.
struct KitSite {
    let contents: KitContents

    private var t: Language { contents.language }

    func index() -> HTML {
        let title = t(
            "Que faut-il faire, et qui appeler\u{00A0}?", "What is to be done, and who is to be called?")
        return page(
            title, root: "", isIndex: true,
            """
            \(pageHead(t, PageHead(title, lead: lead)))\(warning)<div class="kit-index">\(contents.chapters.html(chapter))\
            \(files)</div>\(origin)
            """)
    }

    func page(_ item: KitContents.Item) -> HTML {
        let document = item.document
        let rest = contents.items.filter { $0.document.chapter == document.chapter && $0.number != item.number }
        let links: [HTML] =
            (contents.prints.contains(item.sheet)
                ? ["<a href=\"../\(item.sheet)\">\(t("Imprimer cette fiche (PDF)", "Print this sheet (PDF)"))</a>"]
                : [])
            + item.tables.map {
                "<a href=\"../\($0.path)\">\(t("Tableau\u{00A0}: ", "Table: "))\($0.table.name) (CSV)</a>"
            }
        let others = when(
            !rest.isEmpty,
            sheet(
                document.chapter.title(t),
                items(rest.map { "<a href=\"../\($0.page)\">\($0.document.title)</a>" })))
        return page(
            document.title, root: "../", isLarge: document.isLarge,
            """
            \(pageHead(t, PageHead(document.title, lead: document.summary)))<div class="kit-document">\(document.content)</div>\
            \(when(!links.isEmpty, "<nav class=\"kit-nav\" aria-label=\"\(t("Fichiers de cette page", "Files of this page"))\">\(items(links))</nav>"))\
            \(when(!rest.isEmpty, "<nav class=\"kit-nav\" aria-label=\"\(document.chapter.title(t))\">\(others)</nav>"))
            """)
    }

    private var lead: String {
        t(
            "Tout ce qui suit se lit sans réseau et s’imprime. \(contents.madeAt), par \(contents.madeBy).",
            "All that follows is read without network, and printed. \(contents.madeAt), by \(contents.madeBy).")
            + " " + contents.validity(t)
    }

    private var warning: HTML {
        when(
            !contents.missing.isEmpty,
            notice(
                Notice(
                    .warning,
                    title: t("Ce qui n’a pas pu être mis dans la mallette", "What could not be put into the kit"),
                    text: contents.missing.joined(separator: " "))))
    }

    private func chapter(_ chapter: KitDocument.Chapter, _ list: [KitContents.Item]) -> HTML {
        sheet(
            chapter.title(t),
            "<ul class=\"kit-list\">\(list.html { "<li><a href=\"\($0.page)\">\($0.document.title)</a><p class=\"quiet\">\($0.document.summary)</p></li>" })</ul>"
        )
    }

    /// What to print, what to open in a spreadsheet, where the program's own data are.
    private var files: HTML {
        var lines: [HTML] = []
        if contents.prints.contains(KitContents.printPath) {
            lines.append(
                "<a href=\"\(KitContents.printPath)\">\(t("Tout imprimer (PDF)", "Print everything (PDF)"))</a>")
        }
        for item in contents.items {
            for (path, table) in item.tables {
                let name = item.tables.count > 1 ? t("\u{00A0}: ", ": ") + table.name : ""
                lines.append("<a href=\"\(path)\">\(item.document.title)\(name) (CSV)</a>")
            }
        }
        if contents.hasDatabase {
            lines.append(
                """
                \(t("Base de données, pour rouvrir Carène en lecture seule ailleurs\u{00A0}: ", "Database, to open Carène again elsewhere, read-only: "))\
                <span class="code">carene kit open</span>
                """)
        }
        guard !lines.isEmpty else { return HTML() }
        return sheet(t("Fichiers", "Files"), items(lines))
    }

    private var origin: HTML {
        sheet(
            t("Est-ce bien notre mallette\u{00A0}?", "Is this really our kit?"),
            paragraph(
                t(
                    "Empreinte de la clé qui l’a signée, à comparer à celle qui est gardée au coffre\u{00A0}: ",
                    "Fingerprint of the key that signed it, to be compared with the one kept in the safe: ")
                    + contents.fingerprint.text))
    }

    private func page(
        _ title: String, root: String, isIndex: Bool = false, isLarge: Bool = false, _ main: HTML
    ) -> HTML {
        """
        <!doctype html><html lang="\(t.rawValue)"><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">\
        <title>\(title) · \(t("Mallette de crise", "Crisis kit"))</title><link rel="stylesheet" href="\(root)\(KitFile.style)">\
        </head><body class="kit\(flag: " kit-large", when: isLarge)"><a class="skip" href="#contenu">\
        \(t("Aller au contenu", "Skip to content"))</a><header class="kit-top"><div>\
        <p class="kit-place">\(contents.organisation.name)</p>\
        <p>\(t("Mallette de crise du ", "Crisis kit of "))\(t.date(contents.madeOn)). \(contents.validity(t))</p>\
        \(when(!isIndex, "<nav class=\"kit-nav\" aria-label=\"\(t("Sommaire", "Contents"))\"><p><a href=\"\(root)\(KitFile.index)\">\(t("Sommaire", "Contents"))</a></p></nav>"))\
        </div></header><main id="contenu" tabindex="-1">\(main)</main><footer class="kit-foot"><p class="quiet">\
        \(t("Diffusion restreinte\u{00A0}: cette mallette montre l’ordre de la reprise et des numéros privés.", "Restricted: this kit shows the order of recovery and private numbers."))\
        </p></footer></body></html>
        """
    }
}
