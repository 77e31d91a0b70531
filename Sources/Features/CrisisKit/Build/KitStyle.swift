// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// The look of the kit's pages: the site's own sheet, then what a page without server needs. Beside it there is nothing to
/// fetch: no font, no picture, no script.
enum KitStyle {
    static var bytes: [UInt8] { Visit.styleSheet + Array(own.utf8) }

    /// Larger than the site: read on whatever screen is left, by somebody who has not slept. The last rule serves browsers
    /// older than 2024, which do not know `light-dark()`: black on white.
    private static let own = """


        @layer kit;
        @layer kit {
            :root { font-size: 118.75% }
            .kit-top { border-bottom: 1px solid var(--line-strong); background: var(--sheet) }
            .kit-top > div, .kit > main, .kit-foot { max-width: 76rem; margin: 0 auto; padding: var(--space-4) }
            .kit-top p { margin: 0 }
            .kit-top .kit-place { font-weight: 650; font-size: var(--step-1) }
            .kit > main { display: grid; gap: var(--space-5); padding-top: var(--space-5) }
            .kit > main > * { min-width: 0 }
            .kit-index { display: grid; align-items: start; gap: var(--space-4); grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)) }
            .kit-list li { padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
            .kit-list li:last-child { border-bottom: 0 }
            .kit-list li > a { font-weight: 650; font-size: var(--step-1) }
            .kit-document { display: grid; gap: var(--space-5) }
            .kit-document > * { min-width: 0 }
            .kit-large > main { font-size: 125% }
            .log-sheet { break-before: page; display: grid; gap: var(--space-2); margin-top: var(--space-5) }
            .log-sheet:first-of-type { break-before: auto }
            .log-sheet td { height: 2.6rem }
            .log-sheet th, .log-sheet td { border: 1px solid var(--line-strong); padding: .3rem .5rem }
            .log-sheet .number { width: 3.5rem } .log-sheet .when { width: 6.5rem }
            .log-sheet .who { width: 9rem } .log-sheet .what { width: 45% }
        }
        @media print {
            :root { font-size: 100% }
            .kit-nav, .kit-foot { display: none }
            .kit > main, .kit-top > div { max-width: none; padding: 0 }
            .kit .scroll { overflow: visible }
            .kit tr, .kit li { break-inside: avoid }
        }
        @supports not (color: light-dark(#000, #fff)) {
            :root {
                --ink: #000; --ink-soft: #333; --paper: #fff; --sheet: #fff; --sunken: #eee; --line: #bbb;
                --line-strong: #555; --sea: #0b5563; --sea-deep: #083f4a; --sea-wash: #e2f0f0; --on-sea: #fff;
                --proven: #1d6b45; --proven-wash: #e0f0e6; --expiring: #855600; --expiring-wash: #fbefd6;
                --missing: #a3262a; --missing-wash: #fae3e1; --declared: #3f4f8f; --declared-wash: #e7eaf8;
            }
        }

        """
}
