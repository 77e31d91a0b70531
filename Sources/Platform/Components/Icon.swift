// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup

/// The shapes of the states and the mark. All take the colour of the text and say nothing to a screen reader: the word
/// beside them does.
enum Icon {
    private static func sixteen(_ shapes: SVG) -> SVG {
        "<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">\(shapes)</svg>"
    }

    /// Full disc with its check.
    static let disc = sixteen(
        """
        <circle cx="8" cy="8" r="7.2" fill="currentColor"/>\
        <path class="hollow" d="M4.6 8.2l2.4 2.4 4.4-4.9" fill="none" stroke-width="1.8" stroke-linecap="round" \
        stroke-linejoin="round"/>
        """)

    static let halfDisc = sixteen(
        """
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>\
        <path d="M8 1.6a6.4 6.4 0 010 12.8z" fill="currentColor"/>
        """)

    static let clock = sixteen(
        """
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>\
        <path d="M8 4.2V8.2l2.6 1.7" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        """)

    static let triangle = sixteen(
        """
        <path d="M8 1.6l6.8 12.2H1.2z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>\
        <path d="M8 6.2v3.6M8 11.4v.4" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        """)

    static let eye = sixteen(
        """
        <path d="M1.2 8C2.8 5.2 5.2 3.8 8 3.8S13.2 5.2 14.8 8C13.2 10.8 10.8 12.2 8 12.2S2.8 10.8 1.2 8z" fill="none" \
        stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/>\
        <circle cx="8" cy="8" r="2.1" fill="currentColor"/>
        """)

    static let dash = sixteen(
        """
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>\
        <path d="M4.8 8h6.4" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        """)

    static let circle = sixteen(
        """
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2.6"/>
        """)

    static let square = sixteen(
        """
        <rect x="2" y="2" width="12" height="12" rx="2" fill="none" stroke="currentColor" stroke-width="1.6"/>\
        <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        """)

    static let dot = sixteen("<circle cx=\"8\" cy=\"8\" r=\"3.4\" fill=\"currentColor\"/>")

    static let information = sixteen(
        """
        <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>\
        <path d="M8 7.4v4M8 4.7v.4" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>
        """)

    static let search = sixteen(
        """
        <circle cx="7" cy="7" r="4.8" fill="none" stroke="currentColor" stroke-width="1.5"/>\
        <path d="M10.6 10.6l3.8 3.8" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>
        """)

    static let menu = sixteen(
        "<path d=\"M2 4h12M2 8h12M2 12h12\" stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linecap=\"round\"/>")

    static let ascending = sixteen("<path d=\"M8 4l4 7H4z\" fill=\"currentColor\"/>")
    static let descending = sixteen("<path d=\"M8 12l4-7H4z\" fill=\"currentColor\"/>")
    static let unsorted = sixteen(
        """
        <path d="M8 2.4l3 4.4H5zM8 13.6l3-4.4H5z" fill="currentColor"/>
        """)

    /// The mid-ship section of a hull and the cradle that keeps it upright.
    static let mark: SVG =
        """
        <svg class="mark-drawing" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">\
        <path d="M3 7h26c-.6 10-5.6 17-13 20C8.6 24 3.6 17 3 7z" fill="none" stroke="currentColor" \
        stroke-width="2.4" stroke-linejoin="round"/>\
        <path d="M16 7v20M4.2 13.500c3.6 2.3 7.5 3.3 11.8 3.300s8.2-1 11.8-3.3" fill="none" \
        stroke="currentColor" stroke-width="1.5"/></svg>
        """
}
