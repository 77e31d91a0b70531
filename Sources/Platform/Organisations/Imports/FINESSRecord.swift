// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What one line of a FINESS extract says, checked and in the house's form, whatever the format it came in.
struct FINESSRecord: Sendable, Hashable {
    let line: Int
    /// `.legalEntity` or `.site`.
    let kind: Organisation.Kind
    let finess: FINESS
    /// The legal entity that a site belongs to; nil for a legal entity.
    let owner: FINESS?
    let name: String
    let category: Organisation.Category?
    let town: String?
    let department: String
    let region: Territory.Region
    let isClosed: Bool
    let closedOn: Day?

    /// FNV-1a, 64 bits, of what the source says. Stored with the row: a line that says the same again changes nothing,
    /// so that what people corrected by hand stays until the source itself changes. The label is left out: the two
    /// formats differ on it.
    var hash: Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for field in [
            kind.rawValue, owner?.text ?? "", name, category?.code ?? "", town ?? "", department, isClosed ? "1" : "0",
            closedOn?.text ?? "",
        ] {
            for byte in field.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}

/// A line as it stands in the file, before it is checked.
struct FINESSLine {
    var line: Int
    var kind: Organisation.Kind
    var finess = ""
    var owner = ""
    var name = ""
    var shortName = ""
    var categoryCode = ""
    var categoryLabel: String?
    var town = ""
    var department: (code: String, region: Territory.Region)?
    /// What stood where the department is read from, for the message.
    var departmentText = ""
    var isInactive = false
    var closedOn = ""

    /// Why a line cannot be taken.
    struct Refusal: Error {
        let reason: Phrase
    }

    func record(today: Day) throws(Refusal) -> FINESSRecord {
        let number = try Self.number(finess)
        let ownerNumber = kind == .site ? try Self.number(owner) : nil
        let longName = cleaned(name)
        let name = longName.isEmpty ? cleaned(shortName) : longName
        guard !name.isEmpty else {
            throw Refusal(reason: Phrase("La raison sociale manque.", "The name is missing."))
        }
        guard name.unicodeScalars.count <= 300 else { throw Refusal(reason: OrganisationError.nameTooLong.message) }
        guard let department else {
            throw Refusal(
                reason: Phrase(
                    "Le département «\u{00A0}\(Self.excerpt(departmentText))\u{00A0}» est inconnu.",
                    "The department “\(Self.excerpt(departmentText))” is unknown."))
        }
        let day = Day(text: closedOn.prefix(10))
        let isClosed = isInactive || day.map { $0 <= today } ?? false
        let code = cleaned(categoryCode)
        let label = categoryLabel.map(cleaned).flatMap { $0.isEmpty ? nil : shortened($0, to: 200) }
        let town = Self.town(cleaned(town))
        return FINESSRecord(
            line: line, kind: kind, finess: number, owner: ownerNumber, name: name,
            category: code.isEmpty ? nil : Organisation.Category(code: shortened(code, to: 20), label: label),
            town: town.isEmpty ? nil : shortened(town, to: 100), department: department.code, region: department.region,
            isClosed: isClosed, closedOn: isClosed ? day : nil)
    }

    private static func number(_ text: String) throws(Refusal) -> FINESS {
        if let number = FINESS(text) { return number }
        let shown = excerpt(text)
        // Spreadsheets read the number as a quantity and drop the zero of the first nine departments.
        let isShortened = (6...8).contains(shown.utf8.count) && shown.utf8.allSatisfy { (48...57).contains($0) }
        throw Refusal(
            reason: isShortened
                ? Phrase(
                    "Le numéro FINESS «\u{00A0}\(shown)\u{00A0}» n’a pas neuf caractères\u{00A0}: un tableur a sans doute retiré le zéro de "
                        + "gauche.",
                    "The FINESS number “\(shown)” does not have nine characters: a spreadsheet probably dropped its "
                        + "leading zero.")
                : Phrase(
                    "«\u{00A0}\(shown)\u{00A0}» n’est pas un numéro FINESS (neuf lettres ou chiffres).",
                    "“\(shown)” is not a FINESS number (nine letters or digits)."))
    }

    private static func excerpt(_ text: String) -> String { String(cleaned(text).prefix(30)) }

    /// "38043 GRENOBLE CEDEX 9" is Grenoble: the postal line without its code and its delivery office.
    private static func town(_ line: String) -> String {
        var words = line.split(separator: " ")
        if let first = words.first, first.utf8.count == 5, first.utf8.allSatisfy({ (48...57).contains($0) }) {
            words.removeFirst()
        }
        if let office = words.firstIndex(where: { $0.uppercased() == "CEDEX" }), office > 0 {
            words.removeSubrange(office...)
        }
        return words.joined(separator: " ")
    }
}
