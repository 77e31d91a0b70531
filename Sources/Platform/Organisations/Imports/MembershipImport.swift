// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Primitives

/// Places legal entities in their GHT from a table with the columns `ght_code`, `ght_nom`, `finess_ej` and `role`
/// (support, partie, associé), in one transaction.
public enum MembershipImport {
    public static let maximumLines = 100_000

    public static func run(
        path: String, under root: Organisation.ID? = nil, in change: Change,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        try run(.file(path: path), under: root, in: change, progress: progress)
    }

    public static func run(
        _ source: ByteSource, under root: Organisation.ID? = nil, in change: Change,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        var table = try Table(source)
        try table.read()
        var report = table.report
        let nation = try NationalRoot.find(root, at: change.now, report: &report, in: change.session)
        try GroupPlacement.apply(
            table.groups, root: nation, keepsOtherGroups: false, at: change.now, report: &report, in: change.session)
        progress(
            ImportProgress(linesRead: table.lines, bytesRead: table.reader.position, bytesTotal: table.reader.position))
        try change.record("membership.imported", organisation: nation.id.text, detail: report.figures)
        return report
    }

    private struct Table {
        var reader: CSVReader
        var report = ImportReport()
        var groups: [GroupPlacement.Group] = []
        var lines = 0
        private let columns: [Int]
        private var places: [String: Int] = [:]
        private var seen: Set<UInt64> = []
        private var supported: Set<String> = []

        init(_ source: ByteSource) throws(DocumentError) {
            reader = try CSVReader(source, options: CSVReader.Options(removesFormulaGuard: true))
            let names = ["ght_code", "ght_nom", "finess_ej", "role"]
            guard let first = try reader.next() else { throw .missingColumns(names) }
            columns = try CSVHeader(first).columns(names)
        }

        mutating func read() throws {
            while let record = try reader.next() {
                lines += 1
                guard lines <= MembershipImport.maximumLines else {
                    throw ImportError.tooManyLines(MembershipImport.maximumLines)
                }
                let cells = columns.map { cleaned(record[$0]) }
                if let reason = take(record.line, code: cells[0], name: cells[1], finess: cells[2], role: cells[3]) {
                    report.refuse(record.line, reason)
                }
            }
        }

        /// - Returns: why the line is refused, or nil.
        private mutating func take(_ line: Int, code: String, name: String, finess: String, role: String) -> Phrase? {
            guard !code.isEmpty, code.utf8.count <= 50 else {
                return Phrase("Le code du GHT manque ou est trop long.", "The group's code is missing or too long.")
            }
            guard let number = FINESS(finess) else {
                return Phrase(
                    "«\u{00A0}\(finess.prefix(30))\u{00A0}» n’est pas un numéro FINESS (neuf lettres ou chiffres).",
                    "“\(finess.prefix(30))” is not a FINESS number (nine letters or digits).")
            }
            guard let role = Self.role(role) else {
                return Phrase(
                    "Le rôle «\u{00A0}\(role.prefix(30))\u{00A0}» n’est pas connu\u{00A0}: support, partie ou associé.",
                    "The role “\(role.prefix(30))” is not known: support, partie or associé.")
            }
            guard seen.insert(number.packed).inserted else {
                return Phrase(
                    "L’entité juridique \(number) figure déjà plus haut dans le fichier.",
                    "The legal entity \(number) already stands above in the file.")
            }
            if role == .support, !supported.insert(code).inserted {
                return Phrase(
                    "Le GHT \(code) a déjà un établissement support dans le fichier.",
                    "The group \(code) already has a support hospital in the file.")
            }
            let place = places[code] ?? groups.count
            if place == groups.count {
                places[code] = place
                groups.append(GroupPlacement.Group(code: code, name: name, members: []))
            }
            if groups[place].name.isEmpty { groups[place].name = name }
            groups[place].members.append(GroupPlacement.Member(line: line, finess: number, role: role))
            return nil
        }

        /// Without a role, a member.
        private static func role(_ text: String) -> Organisation.GroupRole? {
            let words = folded(text)
            if words.contains("support") { return .support }
            if words.contains("associe") { return .associate }
            return words.isEmpty || words.contains("partie") || words.contains("membre") ? .party : nil
        }
    }
}
