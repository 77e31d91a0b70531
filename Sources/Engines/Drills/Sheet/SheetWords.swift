// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The words of a timeline for what Carène names: degrees, channels, cells, phases, kinds of reaction. The first of each is
/// what an export writes, in French; the second in English.
enum SheetWords {
    static let degrees: [(Inject.Degree, [String])] = [
        (.main, ["principal", "main", "majeur", "obligatoire", "essentiel", "important", "haute", "high", "major"]),
        (.optional, ["facultatif", "optional", "optionnel", "secondaire", "option", "moyenne", "minor"]),
        (.reserve, ["réserve", "reserve", "en reserve", "joker", "de reserve", "contingency"]),
        (.noise, ["bruit", "noise", "parasite", "leurre", "distracteur", "bruit de fond"]),
    ]

    static let channels: [(Inject.Channel, [String])] = [
        (.phone, ["téléphone", "phone", "tel", "appel", "appel telephonique", "telephonique", "call", "gsm"]),
        (.mail, ["courriel", "mail", "e-mail", "email", "mel", "messagerie", "mails", "courrier electronique"]),
        (.paper, ["papier", "paper", "document", "courrier", "fax", "note", "main propre", "enveloppe", "fiche"]),
        (.sms, ["SMS", "text message", "texto", "message", "tchap", "whatsapp", "chat"]),
        (
            .press,
            [
                "presse", "press", "article", "reseaux sociaux", "reseau social", "media", "medias", "tv", "radio",
                "twitter", "x", "social media", "journaliste",
            ]
        ),
        (
            .inPerson,
            [
                "en personne", "in person", "oral", "physique", "visite", "presentiel", "face a face", "verbal",
                "sur place",
            ]
        ),
    ]

    static let cells: [(Cell, [String])] = [
        (
            .strategic,
            [
                "cellule stratégique", "strategic cell", "strategique", "strategic", "cellule decisionnelle",
                "decisionnelle", "cellule de crise", "direction", "cellule de crise strategique", "cdc", "codir", "cs",
                "cellule de direction", "directeur", "crisis cell",
            ]
        ),
        (
            .operational,
            [
                "cellule opérationnelle", "operational cell", "operationnelle", "operational", "cellule technique",
                "technique", "cellule it", "it", "dsi", "ssi", "cellule ssi", "cellule cyber", "informatique",
                "cellule informatique", "rssi", "co", "cellule operationnelle cyber",
            ]
        ),
        (
            .care,
            [
                "cellule soins", "care cell", "soins", "care", "continuite des soins", "cellule continuite des soins",
                "cellule medicale", "services de soins", "service de soins", "medical", "cellule metier", "metiers",
                "cellule de continuite",
            ]
        ),
        (
            .communication,
            [
                "cellule communication", "communication cell", "communication", "com", "cellule com", "presse",
                "service communication", "press office",
            ]
        ),
    ]

    static let phases: [(Phase, [String])] = [
        (
            .contain,
            ["alerter et contenir", "contain", "alerte", "contenir", "endiguer", "mobilisation", "1", "phase 1"]
        ),
        (
            .understand,
            ["comprendre", "understand", "confiance", "investigation", "analyse", "2", "phase 2", "evaluation"]
        ),
        (.restart, ["redémarrer", "restart", "relance", "reprise", "remediation", "reconstruction", "3", "phase 3"]),
        (.learn, ["tirer les leçons", "learn", "retex", "sortie de crise", "cloture", "lecons", "4", "phase 4"]),
    ]

    static let expectations: [(Expectation.Kind, [String])] = [
        (.decision, ["décision", "decision"]), (.action, ["action", "action"]),
        (.notification, ["notification", "notification", "declaration", "signalement"]),
        (.contact, ["contact", "contact", "appel"]), (.information, ["information", "information", "info"]),
    ]

    static func value<Value>(_ text: String, in table: [(Value, [String])]) -> Value? {
        guard text.utf8.count <= 200 else { return nil }
        let word = SheetText.folded(text).trimmingSpaces
        guard !word.isEmpty else { return nil }
        return table.first { $0.1.contains { SheetText.folded($0) == word } }?.0
    }

    static func word<Value: Equatable>(_ value: Value, in table: [(Value, [String])], isFrench: Bool) -> String {
        let words = table.first { $0.0 == value }?.1 ?? []
        return words.dropFirst(isFrench ? 0 : 1).first ?? ""
    }
}
