// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives

/// Reads `multipart/form-data` (RFC 7578) as it arrives: texts into memory, files onto disk.
///
/// No package of ours reads multipart, and a library of the size of a web framework for this page is not worth it. Limits:
/// `limit` bytes in all, 200 parts, 8 KB of headers a part, 256 KB a text.
struct MultipartReader {
    private let delimiter: [UInt8]
    private let limit: Int
    private var buffer: [UInt8]
    private var received = 0
    private var state = State.preamble
    private var items: [(name: String, value: String)] = []
    private var files: [Upload] = []
    private var parts = 0

    private enum State {
        case preamble
        case headers
        case text(name: String, bytes: [UInt8])
        case file(name: String, filename: String, draft: TemporaryFile.Draft)
        case end
    }

    init(boundary: String, limit: Int) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.limit = limit
        // The first boundary has no line end before it; lending it one makes all boundaries alike.
        buffer = Array("\r\n".utf8)
    }

    mutating func append(_ bytes: [UInt8]) throws {
        received += bytes.count
        guard received <= limit else { throw Refusal.tooLarge(limit: limit) }
        buffer += bytes
        while try step() {}
    }

    mutating func finish() throws -> Form {
        guard case .end = state else { throw Self.truncated }
        return Form(items, files: files)
    }

    /// Consumes what it can; false when more bytes are needed.
    private mutating func step() throws -> Bool {
        switch state {
        case .end:
            buffer.removeAll()
            return false
        case .preamble, .text, .file:
            return try content()
        case .headers:
            return try headers()
        }
    }

    private mutating func content() throws -> Bool {
        guard let start = position(of: delimiter) else {
            // The tail might be the beginning of a delimiter: keep it.
            let safe = max(0, buffer.count - delimiter.count + 1)
            try keep(buffer[0..<safe])
            buffer.removeSubrange(0..<safe)
            return false
        }
        let after = start + delimiter.count
        guard buffer.count >= after + 2 else { return false }
        try keep(buffer[0..<start])
        try close()
        let isLast = buffer[after] == UInt8(ascii: "-") && buffer[after + 1] == UInt8(ascii: "-")
        guard isLast || (buffer[after] == 13 && buffer[after + 1] == 10) else { throw Self.truncated }
        buffer.removeSubrange(0..<(after + 2))
        state = isLast ? .end : .headers
        return true
    }

    private mutating func headers() throws -> Bool {
        guard let end = position(of: Array("\r\n\r\n".utf8)) else {
            guard buffer.count < 8192 else { throw Self.truncated }
            return false
        }
        let text = String(decoding: buffer[0..<end], as: UTF8.self)
        buffer.removeSubrange(0..<(end + 4))
        parts += 1
        guard parts <= 200 else { throw Refusal.tooLarge(limit: limit) }
        let disposition = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition, let name = Self.attribute("name", of: disposition) else { throw Self.truncated }
        if let filename = Self.attribute("filename", of: disposition) {
            state = .file(name: name, filename: filename, draft: try TemporaryFile.Draft())
        } else {
            state = .text(name: name, bytes: [])
        }
        return true
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) throws {
        switch state {
        case .text(let name, var kept):
            guard kept.count + bytes.count <= 256 * 1024 else { throw Refusal.tooLarge(limit: 256 * 1024) }
            state = .end
            kept += bytes
            state = .text(name: name, bytes: kept)
        case .file(_, _, let draft): try draft.append(bytes)
        case .preamble, .headers, .end: break
        }
    }

    private mutating func close() throws {
        switch state {
        case .text(let name, let bytes):
            items.append((name, String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)))
        case .file(let name, let filename, let draft):
            let (path, size) = try draft.finish()
            files.append(Upload(field: name, name: String(filename.prefix(200)), path: path, size: size))
        case .preamble, .headers, .end: break
        }
    }

    private func position(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first, buffer.count >= pattern.count else { return nil }
        var index = 0
        let last = buffer.count - pattern.count
        while index <= last {
            guard let candidate = buffer[index...last].firstIndex(of: first) else { return nil }
            if buffer[candidate..<(candidate + pattern.count)].elementsEqual(pattern) { return candidate }
            index = candidate + 1
        }
        return nil
    }

    private static func attribute(_ name: String, of header: some StringProtocol) -> String? {
        guard let range = header.range(of: " \(name)=\"") else { return nil }
        let value = header[range.upperBound...].prefix { $0 != "\"" }
        return value.utf8.contains(0) ? nil : String(value)
    }

    private static let truncated = Refusal.malformed(
        Phrase(
            "L’envoi s’est interrompu\u{00A0}: rien n’a été enregistré. Merci de recommencer.",
            "The upload was cut short: nothing was saved. Please try again."))
}
