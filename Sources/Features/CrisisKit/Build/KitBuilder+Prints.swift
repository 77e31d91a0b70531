// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// What is printed once a month and kept in the binder, where WeasyPrint is installed.
extension KitBuilder {
    func prints(_ contents: inout KitContents) async throws -> [(String, [UInt8])] {
        guard await house.canPrint else {
            contents.missing.append(
                language(
                    "Les PDF n’ont pas été faits\u{00A0}: WeasyPrint n’est pas installé sur le serveur. Les pages s’impriment depuis un navigateur.",
                    "The PDFs were not made: WeasyPrint is not installed on the server. The pages print from a browser."
                ))
            return []
        }
        var made: [(String, [UInt8])] = []
        var failed: [String] = []
        for item in contents.items where item.document.isLarge {
            try Task.checkCancellation()
            let report = report(item.document.title, item.document.summary, item.document.content)
            if let bytes = await pdf(report) {
                made.append((item.sheet, bytes))
            } else {
                failed.append(item.document.title)
            }
        }
        let all = t("Tout imprimer", "Print everything")
        if let bytes = await pdf(report(contents.organisation.name, cover(contents), everything(contents))) {
            made.append((KitContents.printPath, bytes))
        } else {
            failed.append(all)
        }
        contents.prints = Set(made.map(\.0))
        if !failed.isEmpty {
            let names = failed.joined(separator: ", ")
            contents.missing.append(t("PDF non faits\u{00A0}: \(names).", "PDFs not made: \(names)."))
        }
        return made
    }

    private var t: Language { language }

    private func pdf(_ report: Report) async -> [UInt8]? {
        do {
            return try await house.pdf(report, by: author, at: now, in: language)
        } catch {
            house.warn("print of the kit not made", error)
            return nil
        }
    }

    private func report(_ title: String, _ subtitle: String, _ main: HTML) -> Report {
        Report(
            title: title, subtitle: subtitle,
            audience: t("cellules de crise, diffusion restreinte", "crisis cells, restricted"),
            place: Place(organisation: organisation, ancestors: []), main: main)
    }

    private func cover(_ contents: KitContents) -> String {
        t(
            "Mallette de crise du \(t.date(contents.madeOn)). \(contents.validity(t)) Empreinte de la clé\u{00A0}: \(contents.fingerprint.text).",
            "Crisis kit of \(t.date(contents.madeOn)). \(contents.validity(t)) Fingerprint of the key: \(contents.fingerprint.text)."
        )
    }

    /// Each document begins a page.
    private func everything(_ contents: KitContents) -> HTML {
        let list: HTML = """
            <h2>\(t("Sommaire", "Contents"))</h2><ol>\(contents.items.html { "<li>\($0.document.title)</li>" })</ol>
            """
        return list
            + contents.items.html { item in
                """
                <section style="break-before: page"><h2>\(item.document.title)</h2><p>\(item.document.summary)</p>\
                \(item.document.content)</section>
                """
            }
    }
}
