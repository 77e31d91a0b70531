// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Passwords that attackers try first, as rules rather than as a long list: a common word with figures around it, a
/// word said twice, a walk along the keyboard, or too few different characters.
enum CommonPasswords {
    /// - Parameter plain: a folded password.
    static func contains(_ plain: String) -> Bool {
        let letters = core(of: plain)
        return Set(plain).count < 5 || isWalk(plain) || words.contains(letters)
            || half(of: letters).map { words.contains($0) || isWalk($0) } ?? false
    }

    /// What remains of a text without figures, signs and the usual disguises ("p@ssw0rd" is "password"). The figures at
    /// the end are dropped first: in "admin2020" they are a year, not letters in disguise.
    static func core(of plain: some StringProtocol) -> String {
        var characters = Array(plain)
        while let last = characters.last, !last.isLetter { characters.removeLast() }
        return String(characters.compactMap { $0.isLetter ? $0 : disguises[$0] })
    }

    private static let disguises: [Character: Character] = [
        "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "5": "s", "$": "s", "7": "t",
    ]

    private static let walks = [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "azertyuiopqsdfghjklmwxcvbn",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn", "1a2z3e4r5t6y7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p",
        "&e\"'(-e_ca)=",
    ]

    private static func isWalk(_ plain: String) -> Bool {
        let backwards = String(plain.reversed())
        return plain.count > 3 && walks.contains { $0.contains(plain) || $0.contains(backwards) }
    }

    /// "soleil" for "soleilsoleil".
    private static func half(of text: String) -> String? {
        guard text.count.isMultiple(of: 2), !text.isEmpty else { return nil }
        let half = text.prefix(text.count / 2)
        return text == half + half ? String(half) : nil
    }

    private static let words: Set<String> = [
        // French
        "motdepasse", "monmotdepasse", "nouveaumotdepasse", "motdepassemotdepasse", "lemotdepasse", "mdp", "secret",
        "azerty", "azertyuiop", "bonjour", "bonjourbonjour", "bienvenue", "bienvenu", "soleil", "jetaime",
        "jetaimefort",
        "doudou", "loulou", "chouchou", "marseille", "olympique", "olympiquedemarseille", "parissaintgermain", "paris",
        "france", "vivelafrance", "liberteegalitefraternite", "liberte", "maison", "vacances", "famille", "chocolat",
        "nounours", "papillon", "printemps", "automne", "hiver", "janvier", "septembre", "noel", "joyeuxnoel",
        // The trade
        "hopital", "centrehospitalier", "chu", "clinique", "ehpad", "infirmier", "infirmiere", "docteur", "medecin",
        "pharmacie", "urgences", "secretariat", "direction", "sante", "informatique", "reseau", "serveur", "carene",
        "administrateur", "utilisateur", "stagiaire", "accueil", "changezmoi", "achanger", "provisoire", "temporaire",
        // English and everywhere
        "password", "passwordpassword", "mypassword", "newpassword", "passw", "passphrase", "changeme", "changemenow",
        "letmein", "letmeinplease", "welcome", "welcomehome", "admin", "administrator", "adminadmin", "root", "toor",
        "user", "guest", "login", "test", "testtest", "default", "temporary", "hospital", "qwerty", "qwertyuiop",
        "qwertz", "iloveyou", "iloveyouforever", "monkey", "dragon", "football", "baseball", "princess", "sunshine",
        "superman", "starwars", "correcthorsebatterystaple", "trustnoone", "abcdef", "abc", "summer", "winter",
    ]
}
