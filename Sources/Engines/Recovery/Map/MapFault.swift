// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is wrong in a map, whatever it is used for.
public enum MapFault: Error, Sendable, Hashable {
    case emptyKey(name: String)
    case duplicateKey(String)
    /// An edge names a node that does not exist.
    case unknownNode(String, from: String, to: String)
    case selfDependency(String)
    case duplicateDependency(from: String, to: String)
    case badValue(MapField, of: String)
    case badLag(from: String, to: String)
    case wrongKind(String)
    case tooManyNodes(limit: Int)
    case tooManyDependencies(limit: Int)

    /// The sentence for people; `naming` gives the names of nodes by their keys.
    public func message(naming name: (String) -> String = { $0 }) -> (french: String, english: String) {
        switch self {
        case .emptyKey(let node):
            ("L’élément «\u{00A0}\(node)\u{00A0}» n’a pas de code.", "The element “\(node)” has no key.")
        case .duplicateKey(let key):
            ("Le code «\u{00A0}\(key)\u{00A0}» nomme deux éléments.", "The key “\(key)” names two elements.")
        case .unknownNode(let key, let from, let to):
            (
                "La dépendance de «\u{00A0}\(name(from))\u{00A0}» vers «\u{00A0}\(name(to))\u{00A0}» nomme un élément qui n’existe pas\u{00A0}: \(key).",
                "The dependency of “\(name(from))” on “\(name(to))” names an element that does not exist: \(key)."
            )
        case .selfDependency(let key):
            (
                "«\u{00A0}\(name(key))\u{00A0}» ne peut pas dépendre de lui-même.",
                "“\(name(key))” cannot depend on itself."
            )
        case .duplicateDependency(let from, let to):
            (
                "La dépendance de «\u{00A0}\(name(from))\u{00A0}» vers «\u{00A0}\(name(to))\u{00A0}» est écrite deux fois.",
                "The dependency of “\(name(from))” on “\(name(to))” is written twice."
            )
        case .badValue(let field, let key):
            (
                "«\u{00A0}\(name(key))\u{00A0}»\u{00A0}: \(field.french) sort de ses limites.",
                "“\(name(key))”: \(field.english) is out of range."
            )
        case .badLag(let from, let to):
            (
                "Le délai entre «\u{00A0}\(name(from))\u{00A0}» et «\u{00A0}\(name(to))\u{00A0}» va de 0 à \(Int(ServiceMap.longestPeriod)) heures.",
                "The lag between “\(name(from))” and “\(name(to))” is between 0 and \(Int(ServiceMap.longestPeriod)) hours."
            )
        case .wrongKind(let key):
            (
                "La nature de «\u{00A0}\(name(key))\u{00A0}» ne convient pas à son étage.",
                "The kind of “\(name(key))” does not belong on its layer."
            )
        case .tooManyNodes(let limit):
            ("Une cartographie a au plus \(limit) éléments.", "A map has at most \(limit) elements.")
        case .tooManyDependencies(let limit):
            ("Une cartographie a au plus \(limit) dépendances.", "A map has at most \(limit) dependencies.")
        }
    }
}

/// A figure of a node.
public enum MapField: String, Sendable, Hashable, Codable, CaseIterable {
    case careClass
    case recoveryTime
    case recoveryPoint
    case tolerablePeriod
    case degradedEndurance
    case backupInterval
    case dataGigabytes

    var french: String {
        switch self {
        case .careClass: "la classe de soins (1 à 4)"
        case .recoveryTime: "la DMIA"
        case .recoveryPoint: "la PDMA"
        case .tolerablePeriod: "la durée tolérable"
        case .degradedEndurance: "la tenue du mode dégradé"
        case .backupInterval: "l’intervalle entre sauvegardes"
        case .dataGigabytes: "le volume de données"
        }
    }

    var english: String {
        switch self {
        case .careClass: "the care class (1 to 4)"
        case .recoveryTime: "the recovery time objective"
        case .recoveryPoint: "the recovery point objective"
        case .tolerablePeriod: "the tolerable period"
        case .degradedEndurance: "the endurance of the degraded mode"
        case .backupInterval: "the backup interval"
        case .dataGigabytes: "the volume of data"
        }
    }
}
