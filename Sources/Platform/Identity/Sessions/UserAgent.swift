// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The browser and the system behind a User-Agent header, for a person to recognise a session: "Firefox, Windows".
///
/// The header itself is long, says more than needed, and is whatever the client wants it to be.
enum UserAgent {
    static func shortened(_ header: String?) -> String {
        guard let header, !header.isEmpty else { return "" }
        let parts = [first(of: browsers, in: header), first(of: systems, in: header)].compactMap(\.self)
        if !parts.isEmpty { return parts.joined(separator: ", ") }
        let readable = header.unicodeScalars.lazy.filter { $0.isASCII && $0.value >= 32 && $0.value < 127 }.prefix(40)
        return String(String.UnicodeScalarView(readable))
    }

    // The order matters: Edge also says Chrome, and Chrome also says Safari.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    private static let systems = [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    private static func first(of marks: [(mark: String, name: String)], in header: String) -> String? {
        let bytes = Array(header.utf8.prefix(512))
        return marks.first { contains(bytes, Array($0.mark.utf8)) }?.name
    }

    private static func contains(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
        guard bytes.count >= mark.count else { return false }
        return (0...bytes.count - mark.count).contains { bytes[$0..<$0 + mark.count].elementsEqual(mark) }
    }
}
