// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Persistence
import Primitives

/// Brings the tree up to date with the public FINESS extract, in either of its formats, in one transaction.
///
/// Legal entities are hung under the region of their department, sites under their legal entity. What somebody placed
/// elsewhere (in a GHT) stays there. Closed establishments are kept and marked. Running the same file twice changes
/// nothing.
public enum FINESSImport {
    /// More than the whole directory has had since it exists.
    public static let maximumLines = 3_000_000

    public static func run(
        path: String, under root: Organisation.ID? = nil, in change: Change,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        try run(.file(path: path), under: root, in: change, progress: progress)
    }

    /// - Parameter root: the nation; found, or made, when nil.
    /// - Throws: `ImportError` or `DocumentError` when the whole file is refused, `DatabaseError`.
    public static func run(
        _ source: ByteSource, under root: Organisation.ID? = nil, in change: Change,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let isJSON = try beginsWithBrace(source)
        var report = ImportReport()
        let nation = try NationalRoot.find(root, at: change.now, report: &report, in: change.session)
        var intake = try FINESSIntake(root: nation, report: report, at: change.now, in: change.session)
        if isJSON {
            try readStructures(source, into: &intake, root: nation, change, progress)
        } else {
            try readLegacy(source, into: &intake, change, progress)
        }
        try change.record("finess.imported", organisation: nation.id.text, detail: intake.report.figures)
        return intake.report
    }

    private static func beginsWithBrace(_ source: ByteSource) throws(DocumentError) -> Bool {
        let head = try source.open().next() ?? []
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return text.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "{")
    }

    private static func readLegacy(
        _ source: ByteSource, into intake: inout FINESSIntake, _ change: Change,
        _ progress: @Sendable (ImportProgress) -> Void
    ) throws {
        let stream = try source.open()
        var reader = try CSVReader(stream)
        let today = change.now.dayUTC
        var isKnownFormat = false
        var lastShortLine: Int?
        var lines = 0
        while let record = try reader.next() {
            lines += 1
            guard lines <= maximumLines else { throw ImportError.tooManyLines(maximumLines) }
            lastShortLine = nil
            var wasWritten = false
            switch FINESSLegacy.read(record) {
            case .ignored: isKnownFormat = true
            case .unknown:
                guard isKnownFormat else { throw ImportError.notFINESS }
                if reader.endedWithinRecord { throw ImportError.truncated(line: record.line) }
                intake.report.refuse(
                    record.line,
                    Phrase("Cette nature de ligne n’est pas connue.", "This kind of line is not known."))
            case .short(let expected):
                isKnownFormat = true
                lastShortLine = record.line
                intake.report.refuse(
                    record.line,
                    Phrase(
                        "La ligne a \(record.count) colonnes, il en faut au moins \(expected).",
                        "The line has \(record.count) columns and needs at least \(expected)."))
            case .line(let line):
                isKnownFormat = true
                wasWritten = try take(line, today: today, into: &intake)
            }
            if wasWritten {
                progress(
                    ImportProgress(linesRead: lines, bytesRead: reader.position, bytesTotal: stream.total))
            }
        }
        guard isKnownFormat else { throw ImportError.notFINESS }
        if let lastShortLine, reader.endedWithinRecord { throw ImportError.truncated(line: lastShortLine) }
        try intake.flush()
        progress(ImportProgress(linesRead: lines, bytesRead: reader.position, bytesTotal: stream.total))
    }

    private static func readStructures(
        _ source: ByteSource, into intake: inout FINESSIntake, root: Organisation, _ change: Change,
        _ progress: @Sendable (ImportProgress) -> Void
    ) throws {
        var groups = try FINESSGroups(source)
        for line in groups.refused { intake.report.refuse(line.line, line.reason) }
        let total = try source.open().total
        let today = change.now.dayUTC
        var elements = try JSONElements(source, array: "pmej")
        var lines = 0
        do {
            while let element = try elements.next() {
                let entity: FINESSStructures.Entity
                do throws(DocumentError) {
                    entity = try FINESSStructures.entity(element)
                } catch {
                    lines += 1
                    intake.report.refuse(element.line, error.message)
                    continue
                }
                var wasWritten = false
                for line in entity.lines {
                    lines += 1
                    guard lines <= maximumLines else { throw ImportError.tooManyLines(maximumLines) }
                    if try take(line, today: today, into: &intake) { wasWritten = true }
                }
                if let finess = entity.lines.first.flatMap({ FINESS($0.finess) }) {
                    groups.met(entity.identifier, finess)
                }
                if wasWritten {
                    progress(ImportProgress(linesRead: lines, bytesRead: elements.position, bytesTotal: total))
                }
            }
        } catch DocumentError.missingArray {
            throw ImportError.notFINESS
        }
        try intake.flush()
        try GroupPlacement.apply(
            groups.resolved(), root: root, keepsOtherGroups: true, at: change.now, report: &intake.report,
            in: change.session)
        progress(ImportProgress(linesRead: lines, bytesRead: elements.position, bytesTotal: total))
    }

    private static func take(
        _ line: FINESSLine, today: Day, into intake: inout FINESSIntake
    ) throws -> Bool {
        let record: FINESSRecord
        do throws(FINESSLine.Refusal) {
            record = try line.record(today: today)
        } catch {
            intake.report.refuse(line.line, error.reason)
            return false
        }
        return try intake.add(record)
    }
}
