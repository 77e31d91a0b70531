// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How every PDF of the house looks: A4, black on white, the document's name and the page number at the foot, heads of
/// tables repeated, no row cut in two. Readable when photocopied.
enum PrintStyle {
    static let text = """
        @page {
            size: A4;
            margin: 18mm 16mm 20mm;
            @bottom-left { content: string(name); font: 8pt "DejaVu Sans", sans-serif; }
            @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "DejaVu Sans", sans-serif; }
        }
        html { font: 9.5pt/1.4 "DejaVu Sans", sans-serif; color: #000; }
        body { margin: 0; }
        h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; margin: 1.2em 0 .4em; }
        h1 { font-size: 18pt; margin-top: 0; string-set: name content(); }
        h2 { font-size: 13pt; }
        h3 { font-size: 11pt; }
        p, ul, ol, dl { margin: .4em 0; orphans: 3; widows: 3; }
        ul, ol { padding-left: 1.6em; }
        dt { font-weight: bold; break-after: avoid; }
        dd { margin: 0 0 .4em 1.6em; }
        a { color: inherit; }
        table { width: 100%; border-collapse: collapse; margin: .6em 0; font-size: 8.5pt; }
        caption { text-align: left; font-weight: bold; margin-bottom: .3em; }
        th, td { border: .5pt solid #555; padding: 1.2mm 1.6mm; text-align: left; vertical-align: top; }
        thead { display: table-header-group; }
        thead th { background: #eee; }
        tr, figure, li { break-inside: avoid; }
        figure { margin: .8em 0; }
        svg, img { max-width: 100%; }
        """
}
