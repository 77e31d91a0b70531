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
        var inside: Set<String> = []
        var known: Set<String> = []
        while let record = try reader.next() {
            // A malformed number is refused line by line, later.
            if let finess = FINESS(record[number]), inside.insert(finess.text).inserted {
                let found = try OrganisationStore.organisation(finess: finess, in: session)
                guard let found, place.lineage.contains(found.lineage) else {
                    throw Fault.numberElsewhere(finess.text, line: record.line, place: place.name)
                }
            }
            guard let group else { continue }
            let code = record[group].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // A group that does not exist yet is made in the region of its members, which are inside.
            if known.insert(code).inserted,
                let found = try OrganisationStore.organisation(kind: .ght, code: code, in: session),
                !place.lineage.contains(found.lineage)
            {
                throw Fault.groupElsewhere(code, line: record.line, place: place.name)
            }
        }
    }
}
