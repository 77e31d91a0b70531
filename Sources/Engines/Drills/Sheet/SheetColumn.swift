// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a column of a timeline says. Establishments keep theirs in a spreadsheet, each with its own headings.
public enum SheetColumn: String, Sendable, Hashable, CaseIterable, Codable {
    case number, time, degree, from, to, channel, title, text, phase, objectives, expected, within, branches, animator

    /// What people write above such a column, in French and in English, folded. The first is ours.
    var headings: [String] {
        switch self {
        case .number:
            ["n°", "no", "n", "numero", "num", "id", "ref", "reference", "stimulus n°", "n° stimulus", "number", "#"]
        case .time:
            [
                "heure", "temps", "horaire", "t+", "t", "heure prevue", "heure de jeu", "temps relatif", "instant",
                "minute", "minutes", "h", "time", "planned time", "when", "start", "debut", "date", "date heure",
                "date et heure", "heure d'envoi", "heure d'injection", "jour et heure", "timing",
            ]
        case .degree:
            ["degre", "importance", "nature", "statut", "categorie", "degree", "priority", "priorite", "kind"]
        case .from:
            [
                "de", "emetteur", "expediteur", "emis par", "source", "joue par", "role simule", "from", "sender",
                "provenance", "origine", "de la part de", "qui",
            ]
        case .to:
            [
                "a", "destinataire", "destinataires", "cible", "vers", "pour", "cellule", "a qui", "to", "recipient",
                "recipients", "target", "joueur", "joueurs", "audience",
            ]
        case .channel:
            [
                "canal", "moyen", "vecteur", "media", "support", "mode", "mode de transmission", "voie", "channel",
                "medium", "via", "type", "type de stimulus", "moyen de communication", "mode d'injection",
            ]
        case .title:
            [
                "titre", "objet", "intitule", "sujet", "evenement", "title", "subject", "name", "nom", "event",
                "stimulus",
            ]
        case .text:
            [
                "texte", "contenu", "message", "description", "stimuli", "detail", "details", "corps", "script", "text",
                "content", "inject", "contenu du message", "deroule",
            ]
        case .phase: ["phase", "etape", "sequence", "step"]
        case .objectives: ["objectif", "objectifs", "objective", "objectives", "objectif(s)", "but"]
        case .expected:
            [
                "reaction attendue", "reactions attendues", "attendu", "attendus", "actions attendues",
                "action attendue", "reponse attendue", "resultat attendu", "comportement attendu", "expected",
                "expected action", "expected actions", "expected reaction", "expected response",
            ]
        case .within:
            [
                "delai", "delai attendu", "delai (min)", "delai de reaction", "sous", "within", "deadline", "echeance",
                "expected within", "delay",
            ]
        case .branches:
            ["suite", "suites", "branche", "branches", "si pas fait", "si non realise", "branch", "if not done"]
        case .animator:
            [
                "animateur", "conseil", "conseils", "note animateur", "notes animateur", "consigne",
                "consignes animateur", "commentaire", "commentaires", "remarque", "remarques", "observations", "notes",
                "animator", "advice", "comment", "comments", "facilitator notes",
            ]
        }
    }

    /// Of each column, which of ours its heading names; each of ours at most once, an exact name before one that only
    /// contains it.
    public static func suggested(for headings: [String]) -> [SheetColumn?] {
        let words = headings.map { SheetText.folded($0) }
        var found: [SheetColumn?] = Array(repeating: nil, count: headings.count)
        var taken: Set<SheetColumn> = []
        func give(_ matches: (String, String) -> Bool) {
            for (index, word) in words.enumerated() where found[index] == nil && !word.isEmpty {
                for column in allCases where !taken.contains(column) {
                    guard column.headings.contains(where: { matches(word, $0) }) else { continue }
                    found[index] = column
                    taken.insert(column)
                    break
                }
            }
        }
        give { $0 == $1 }
        // Without what stands in brackets, and without a plural.
        give { word, known in SheetText.bare(word) == known || SheetText.bare(word) == known + "s" }
        give { word, known in known.utf8.count >= 4 && SheetText.hasWord(known, in: word) }
        return found
    }

    /// How likely these cells are a line of headings: how many of ours they name.
    public static func recognised(in cells: [String]) -> Int { suggested(for: cells).compactMap { $0 }.count }
}

enum SheetText {
    /// Lower case without accents, one space between words. Enough for headings and words of a table.
    static func folded(_ text: String) -> String {
        var result = ""
        var isSpace = false
        for character in text.lowercased().unicodeScalars {
            // The accent of a decomposed letter.
            if (0x0300...0x036F).contains(character.value) { continue }
            if character.properties.isWhitespace || character == "_" {
                isSpace = !result.isEmpty
                continue
            }
            if isSpace {
                result += " "
                isSpace = false
            }
            switch character {
            case "à", "â", "ä", "á", "ã": result += "a"
            case "é", "è", "ê", "ë": result += "e"
            case "î", "ï", "í": result += "i"
            case "ô", "ö", "ó": result += "o"
            case "ù", "û", "ü", "ú": result += "u"
            case "ç": result += "c"
            case "œ": result += "oe"
            case "’", "‘": result += "'"
            case "–", "—", "‑": result += "-"
            case "º": result += "°"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    static func bare(_ folded: String) -> String {
        let head = folded.prefix { $0 != "(" && $0 != "[" && $0 != ":" && $0 != "/" }
        return String(head.trimmingSpaces)
    }

    static func hasWord(_ word: String, in text: String) -> Bool {
        let parts = text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
        let wanted = word.split(separator: " ").map(String.init)
        guard !wanted.isEmpty, parts.count >= wanted.count else { return false }
        return (0...(parts.count - wanted.count)).contains { Array(parts[$0..<($0 + wanted.count)]) == wanted }
    }
}

extension StringProtocol {
    var trimmingSpaces: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
