// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Organisations
import Persistence
import Primitives

/// An import names establishments by their number, wherever they are. Below the nation, each must stand inside the
/// place where the file is loaded: the administrator of a member could otherwise change somebody else's figures.
///
/// Runs in the transaction of the import, before it. What is elsewhere and what does not exist get the same sentence.
struct ImportReach {
    let place: Organisation

    enum Fault: ExplainedError {
        case numberElsewhere(String, line: Int, place: String)
        case groupElsewhere(String, line: Int, place: String)

        var message: Phrase {
            switch self {
            case .numberElsewhere(let number, let line, let place):
                Phrase(
                    "Ligne \(line)\u{00A0}: le numéro «\u{00A0}\(number)\u{00A0}» n’est pas celui d’un "
                        + "établissement de «\u{00A0}\(place)\u{00A0}». Retirez "
                        + "les lignes qui ne relèvent pas de vous\u{00A0}; rien n’a été enregistré.",
                    "Line \(line): the number “\(number)” does not belong to an establishment of “\(place)”. "
                        + "Remove the "
                        + "lines that are not yours; nothing was saved.")
            case .groupElsewhere(let code, let line, let place):
                Phrase(
                    "Ligne \(line)\u{00A0}: le GHT «\u{00A0}\(code)\u{00A0}» n’est pas dans "
                        + "«\u{00A0}\(place)\u{00A0}». Retirez les lignes qui ne relèvent "
                        + "pas de vous\u{00A0}; rien n’a été enregistré.",
                    "Line \(line): the group “\(code)” is not in “\(place)”. Remove the lines that are not yours; "
                        + "nothing was saved.")
            }
        }
    }

    func check(_ source: ByteSource, numbers column: String, groups: String?, in session: any Session) throws {
        guard place.kind != .national else { return }
        var reader = try CSVReader(source, options: CSVReader.Options(removesFormulaGuard: true))
        // A file without a header, or with another one, is refused by the import itself, in its own words.
        guard let first = try reader.next() else { return }
        let header = CSVHeader(first)
        guard let number = header.column(column) else { return }
        let group = groups.flatMap { header.column($0) }
        var seen: Set<FINESS> = []
        var waiting: [(finess: FINESS, line: Int)] = []
        var known: Set<String> = []
        var lines = 0
        let limit = groups == nil ? FINESSImport.maximumLines : MembershipImport.maximumLines
        while let record = try reader.next() {
            lines += 1
            // Beyond this, the import refuses the whole file by itself.
            guard lines <= limit else { break }
            // A malformed number is refused line by line, later.
            if let finess = FINESS(importedText(record[number])), seen.insert(finess).inserted {
                waiting.append((finess, record.line))
            }
            if waiting.count >= 1000 { try check(&waiting, in: session) }
            guard let group else { continue }
            let code = importedText(record[group])
            // A group that does not exist yet is made in the region of its members, which are inside.
            if known.insert(code).inserted,
                let found = try OrganisationStore.organisation(kind: .ght, code: code, in: session),
                !place.lineage.contains(found.lineage)
            {
                throw Fault.groupElsewhere(code, line: record.line, place: place.name)
            }
        }
        try check(&waiting, in: session)
    }

    private func check(_ waiting: inout [(finess: FINESS, line: Int)], in session: any Session) throws {
        let inside = try OrganisationStore.numbers(
            among: waiting.map(\.finess), under: place.lineage, in: session)
        if let stranger = waiting.first(where: { !inside.contains($0.finess) }) {
            throw Fault.numberElsewhere(stranger.finess.text, line: stranger.line, place: place.name)
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
