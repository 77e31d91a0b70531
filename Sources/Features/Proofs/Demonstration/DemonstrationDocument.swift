// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A one-page PDF written by hand, so that the fictional proofs open in a reader (ISO 32000-1, §7.5).
enum DemonstrationDocument {
    static func pdf(title: String, lines: [String]) -> [UInt8] {
        var text: [UInt8] =
            Array("BT /F1 20 Tf 72 760 Td (".utf8) + escaped(title) + Array(") Tj /F1 11 Tf 0 -16 Td".utf8)
        for line in lines { text += Array(" 0 -18 Td (".utf8) + escaped(line) + Array(") Tj".utf8) }
        text += Array(" ET".utf8)
        let objects: [[UInt8]] = [
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8),
            Array(
                """
                << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
                /Resources << /Font << /F1 4 0 R >> >> >>
                """.utf8),
            Array("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".utf8),
            Array("<< /Length \(text.count) >>\nstream\n".utf8) + text + Array("\nendstream".utf8),
        ]
        var file = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let digits = String(place)
            file += Array((String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n").utf8)
        }
        file += Array("trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return file
    }

    /// In the encoding of Windows 1252, which French needs nothing beyond; parentheses and backslashes are escaped.
    private static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x28, 0x29, 0x5C: bytes += [0x5C, UInt8(truncatingIfNeeded: scalar.value)]
            case 0x20...0x7E, 0xA0...0xFF: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0x2019: bytes.append(0x92)
            case 0x0153: bytes.append(0x9C)
            case 0x2013: bytes.append(0x96)
            default: bytes.append(0x3F)
            }
        }
        return bytes
    }
}
