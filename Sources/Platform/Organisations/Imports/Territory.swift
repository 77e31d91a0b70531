// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The regions of France and the departments of each, by INSEE code (Code officiel géographique 2026). FINESS writes
/// `9A` to `9F` for the departments overseas.
enum Territory {
    struct Region: Sendable, Hashable {
        let code: String
        let name: String
    }

    /// The INSEE code of a department and its region; nil when there is no such department.
    static func department(_ code: String) -> (code: String, region: Region)? {
        let upper = code.uppercased()
        let standard = finessOverseas[upper] ?? (upper.utf8.count == 1 ? "0" + upper : upper)
        return regions[standard].map { (standard, $0) }
    }

    /// From the INSEE code of a commune: `38185`, `2A004`, `97411`.
    static func department(ofCommune code: String) -> (code: String, region: Region)? {
        guard code.utf8.count == 5 else { return nil }
        return department(String(code.prefix(code.hasPrefix("97") || code.hasPrefix("98") ? 3 : 2)))
    }

    private static let finessOverseas = [
        "9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976",
    ]

    /// Saint-Barthélemy and Saint-Martin share the health agency of Guadeloupe (code de la santé publique, L1442-1).
    private static let table: [(String, String, String)] = [
        ("11", "Île-de-France", "75 77 78 91 92 93 94 95"),
        ("24", "Centre-Val de Loire", "18 28 36 37 41 45"),
        ("27", "Bourgogne-Franche-Comté", "21 25 39 58 70 71 89 90"),
        ("28", "Normandie", "14 27 50 61 76"),
        ("32", "Hauts-de-France", "02 59 60 62 80"),
        ("44", "Grand Est", "08 10 51 52 54 55 57 67 68 88"),
        ("52", "Pays de la Loire", "44 49 53 72 85"),
        ("53", "Bretagne", "22 29 35 56"),
        ("75", "Nouvelle-Aquitaine", "16 17 19 23 24 33 40 47 64 79 86 87"),
        ("76", "Occitanie", "09 11 12 30 31 32 34 46 48 65 66 81 82"),
        ("84", "Auvergne-Rhône-Alpes", "01 03 07 15 26 38 42 43 63 69 73 74"),
        ("93", "Provence-Alpes-Côte d’Azur", "04 05 06 13 83 84"),
        ("94", "Corse", "2A 2B"),
        ("01", "Guadeloupe", "971 977 978"),
        ("02", "Martinique", "972"),
        ("03", "Guyane", "973"),
        ("04", "La Réunion", "974"),
        ("06", "Mayotte", "976"),
        ("975", "Saint-Pierre-et-Miquelon", "975"),
        ("986", "Wallis-et-Futuna", "986"),
        ("987", "Polynésie française", "987"),
        ("988", "Nouvelle-Calédonie", "988"),
    ]

    private static let regions: [String: Region] = {
        var regions: [String: Region] = [:]
        for (code, name, departments) in table {
            for department in departments.split(separator: " ") {
                regions[String(department)] = Region(code: code, name: name)
            }
        }
        return regions
    }()
}
