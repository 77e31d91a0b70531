// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A report taken apart: JSON values one after the other, on one line or several, with lines of plain text between them.
///
/// Programs write their results on one stream and their complaints on another; a shell that joins the two mixes them
/// line by line, and both must be found again.
struct ReportPieces: Sendable {
    struct Value: Sendable {
        let line: Int
        let json: JSONValue
    }

    struct TextLine: Sendable {
        let line: Int
        let text: String
    }

    private(set) var values: [Value] = []
    private(set) var lines: [TextLine] = []
    private(set) var faults: [BackupReport.Fault] = []
    private(set) var isTruncated = false

    static func read(_ bytes: [UInt8]) -> ReportPieces {
        var pieces = ReportPieces()
        var index = 0
        var line = 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isSpace {
                if byte == 0x0A { line += 1 }
                index += 1
                continue
            }
            var next = index
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                next = pieces.takeValue(bytes, index, line)
            } else {
                while next < bytes.count, bytes[next] != 0x0A { next += 1 }
                pieces.takeLine(bytes[index..<next], line)
            }
            for passed in bytes[index..<next] where passed == 0x0A { line += 1 }
            index = next
        }
        return pieces
    }

    /// Progress is told many times a second, and says nothing that lasts.
    private static let passing: Set<String> = [
        "status", "verbose_status", "archive_progress", "progress_percent", "progress_message", "file_status",
    ]

    private mutating func takeValue(_ bytes: [UInt8], _ start: Int, _ line: Int) -> Int {
        var reader = JSONReader(bytes, at: start)
        do throws(JSONReader.Fault) {
            let json = try reader.value()
            let type = json["message_type"]?.text ?? json["type"]?.text ?? ""
            // The first is kept even so: it tells which program speaks.
            if !Self.passing.contains(type) || values.isEmpty { values.append(Value(line: line, json: json)) }
            return reader.index
        } catch .truncated {
            isTruncated = true
            return bytes.count
        } catch {
            // A line of text may begin with a bracket: "[0:43] 100.00%".
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            if bytes[start] == UInt8(ascii: "{") {
                let isDeep = if case .tooDeep = error { true } else { false }
                faults.append(.init(line: line, reason: isDeep ? .tooDeep : .malformed))
            } else {
                takeLine(bytes[start..<end], line)
            }
            return end
        }
    }

    private mutating func takeLine(_ bytes: ArraySlice<UInt8>, _ line: Int) {
        guard lines.count < 10_000 else { return }
        lines.append(TextLine(line: line, text: String(decoding: bytes.prefix(1000), as: UTF8.self).oneLine(1000)))
    }
}
