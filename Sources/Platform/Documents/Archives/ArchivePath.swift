// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names inside archives that every system can unpack.
public enum ArchivePath {
    /// Room for an accented name, a suffix and an extension well under the 255 bytes that file systems take.
    public static let maximumLength = 100

    /// What Windows refuses in a name, besides control characters (Microsoft, "Naming Files, Paths, and Namespaces").
    private static let forbidden = Set<Unicode.Scalar>(["/", "\\", ":", "*", "?", "\"", "<", ">", "|"])

    private static let devices: Set<String> = {
        let numbered = (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
        return Set(["con", "prn", "aux", "nul"] + numbered)
    }()

    /// One path component made from a title: "Politique d’accès: v2.pdf" gives "Politique d’accès- v2.pdf". Accents
    /// stay; what a system would refuse or hide does not. At most `maximumLength` bytes, the extension kept.
    public static func safe(_ title: String) -> String {
        let (stem, ending) = parts(cleaned(title))
        return fitted(stem, ending)
    }

    /// Same, and different from all names in `taken`, to which it is added: "bilan.pdf", then "bilan (2).pdf". Case
    /// does not tell two names apart, since Windows and macOS would overwrite one with the other.
    public static func safe(_ title: String, taken: inout Set<String>) -> String {
        let (stem, ending) = parts(cleaned(title))
        var name = fitted(stem, ending)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = fitted(stem, " (\(number))" + ending)
            number += 1
        }
        return name
    }

    /// A relative path that stays inside the folder in which the archive is unpacked.
    public static func isSafe(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= 1000,
            path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" })
        else { return false }
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        // "C:" would be a drive for Windows.
        return components.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
            && components.first?.dropFirst().first != ":"
    }

    private static func cleaned(_ title: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in title.unicodeScalars {
            if scalar.properties.isWhitespace {
                if let last = result.last, last != " " { result.append(" ") }
            } else if forbidden.contains(scalar) {
                result.append("-")
            } else {
                switch scalar.properties.generalCategory {
                // Format characters turn the direction of writing: "fdp.exe" can be shown as "exe.pdf".
                case .control, .format, .privateUse, .surrogate: continue
                default: result.append(scalar)
                }
            }
        }
        // A leading dot hides a file; Windows drops trailing dots and spaces.
        while let first = result.first, first == "." || first == " " { result.removeFirst() }
        while let last = result.last, last == "." || last == " " { result.removeLast() }
        return String(result)
    }

    /// The name and its extension, dot included. A dot in a sentence begins no extension.
    private static func parts(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
        let ending = name[dot...]
        let isExtension =
            (2...9).contains(ending.utf8.count)
            && ending.dropFirst().utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            }
        return isExtension ? (String(name[..<dot]), String(ending)) : (name, "")
    }

    private static func fitted(_ stem: String, _ ending: String) -> String {
        let room = maximumLength - ending.utf8.count
        var kept = String.UnicodeScalarView()
        var length = 0
        for scalar in stem.unicodeScalars {
            length += UTF8.width(scalar)
            if length > room { break }
            kept.append(scalar)
        }
        while let last = kept.last, last == "." || last == " " { kept.removeLast() }
        let name = kept.isEmpty ? "document" : String(kept)
        // A device name opens the device whatever its extension.
        let isDevice = devices.contains(name.prefix { $0 != "." }.lowercased())
        return (isDevice ? "_" : "") + name + ending
    }
}
