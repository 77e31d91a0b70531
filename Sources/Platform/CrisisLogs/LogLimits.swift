// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Foundation
import Primitives

/// What a line may hold, whoever wrote it: a form, another room, an archive made to harm.
enum LogLimits {
    static let attachments = 20
    static let links = 50
    /// A file beside a line, in bytes.
    static let attachmentBytes = 10 << 20
    /// What a clock may be wrong by: a machine without battery begins in 1970 or 2000.
    static let offsets = -(60 * 366 * 86_400)...(60 * 366 * 86_400)
    /// From 2000 to 2100.
    private static let moments = Moment(milliseconds: 946_684_800_000)...Moment(milliseconds: 4_102_444_800_000)
    /// What a machine's clock may show: from 1970.
    private static let clocks = Moment(milliseconds: 0)...Moment(milliseconds: 4_102_444_800_000)

    static func check(_ statement: LogStatement) throws(CrisisLogError) {
        guard !statement.text.allSatisfy(\.isWhitespace) else { throw .emptyText }
        guard isText(statement.text, limit: CrisisLogError.textLimit),
            isText(statement.motive, limit: CrisisLogError.textLimit),
            [statement.source, statement.decidedBy, statement.owner, statement.paperSheet].allSatisfy({
                isText($0, limit: CrisisLogError.shortLimit)
            }), statement.links.count <= links, statement.attachments.count <= attachments,
            statement.links.allSatisfy({ isText($0.key, limit: 300) && isText($0.title, limit: 300) }),
            statement.attachments.allSatisfy(isPossible)
        else { throw .tooLong }
        guard moments.contains(statement.factAt), statement.due.map(moments.contains) ?? true else {
            throw .impossibleTime
        }
        guard (statement.relation == nil) == (statement.about == nil) else { throw .unknownReference }
    }

    /// Whether a line from outside can be kept; nothing here says that it is true.
    static func isPossible(_ entry: LogEntry) -> Bool {
        guard (try? check(entry.statement)) != nil, isReference(entry.reference),
            entry.statement.about.map(isReference) ?? true, clocks.contains(entry.enteredAt),
            offsets.contains(entry.clockOffset), !entry.author.isEmpty,
            isText(entry.author, limit: CrisisLogError.shortLimit)
        else { return false }
        return isDigest(entry.hash) && isDigest(entry.previousHash)
    }

    private static func isReference(_ reference: LogReference) -> Bool {
        reference.device.utf8.count == 8
            && reference.device.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
            && (1...10_000_000).contains(reference.sequence)
    }

    private static func isPossible(_ file: LogStatement.Attachment) -> Bool {
        !file.name.isEmpty && isText(file.name, limit: CrisisLogError.shortLimit)
            && (1...attachmentBytes).contains(file.bytes) && isDigest(file.digest)
    }

    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Databases refuse the character zero in a text.
    static func isText(_ text: String, limit: Int) -> Bool {
        text.unicodeScalars.count <= limit && !text.utf8.contains(0)
    }

    /// A name of somebody, never empty and never refused: the line matters more.
    static func author(_ name: String) -> String {
        let kept = name.unicodeScalars.lazy.filter { $0 != "\0" }.prefix(CrisisLogError.shortLimit)
        let text = String(String.UnicodeScalarView(kept))
        return text.allSatisfy(\.isWhitespace) ? "?" : text
    }
}

/// How lines are written as JSON, in the database and in archives: keys in order, so that the same line gives the same
/// bytes.
enum LogCoding {
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
