// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto

/// What binds the lines of a device together: SHA-256 over every field, each preceded by its length in bytes, so that no
/// two different lines share a text (the construction of the house's own journal).
public enum LogChain {
    public static let origin = String(repeating: "0", count: 64)

    /// The line that follows `previousHash` on a device. `log` binds it to its log: a line cannot be carried to another.
    public static func entry(
        in log: String, reference: LogReference, enteredAt: Moment, clockOffset: Int, author: String,
        statement: LogStatement, after previousHash: String
    ) -> LogEntry {
        LogEntry(
            reference: reference, enteredAt: enteredAt, clockOffset: clockOffset, author: author, statement: statement,
            previousHash: previousHash,
            hash: hash(
                in: log, reference: reference, enteredAt: enteredAt, clockOffset: clockOffset, author: author,
                statement: statement, after: previousHash))
    }

    /// Whether the line says today what it said when it was entered.
    public static func isIntact(_ entry: LogEntry, in log: String) -> Bool {
        entry.hash
            == hash(
                in: log, reference: entry.reference, enteredAt: entry.enteredAt, clockOffset: entry.clockOffset,
                author: entry.author, statement: entry.statement, after: entry.previousHash)
    }

    private static func hash(
        in log: String, reference: LogReference, enteredAt: Moment, clockOffset: Int, author: String,
        statement: LogStatement, after previousHash: String
    ) -> String {
        var fields = [
            previousHash, log, reference.device, String(reference.sequence), String(enteredAt.milliseconds),
            String(clockOffset), author, String(statement.factAt.milliseconds), statement.kind.rawValue,
            statement.cell.rawValue, statement.phase?.rawValue ?? "", statement.text, statement.source,
            statement.confidence?.rawValue ?? "", statement.decidedBy, statement.motive, statement.owner,
            statement.due.map { String($0.milliseconds) } ?? "", statement.status?.rawValue ?? "",
            statement.relation?.rawValue ?? "", statement.about?.device ?? "",
            statement.about.map { String($0.sequence) } ?? "", statement.paperSheet, String(statement.links.count),
        ]
        for link in statement.links { fields += [link.kind.rawValue, link.key, link.title] }
        fields.append(String(statement.attachments.count))
        for file in statement.attachments { fields += [file.name, String(file.bytes), file.digest] }
        var sum = SHA256()
        for field in fields {
            let bytes = Array(field.utf8)
            sum.update(data: Array("\(bytes.count):".utf8))
            sum.update(data: bytes)
        }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: sum.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
