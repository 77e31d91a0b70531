// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The "Structures" JSON that data.gouv.fr publishes since 2026 (ansforge/finess, `schema-structures-v1.json`): legal
/// entities (`pmej`) with their sites (`ege`), and hospital groups among the cooperation groups (`gcc`).
enum FINESSStructures {
    struct Entity {
        /// The identifier by which groups name it.
        var identifier = ""
        /// The legal entity, then its sites.
        var lines: [FINESSLine] = []
    }

    struct Group {
        var code = ""
        var name = ""
        var type = ""
        var isActive = true
        var members: [(identifier: String, isSupport: Bool)] = []

        /// TRE_R371: 001 is a general, 002 a psychiatric groupement hospitalier de territoire.
        var isHospitalGroup: Bool { type == "001" || type == "002" }
    }

    static func entity(_ element: JSONElements.Element) throws(DocumentError) -> Entity {
        var scanner = JSONScanner(element.bytes, firstLine: element.line)
        var entity = Entity()
        var owner = FINESSLine(line: element.line, kind: .legalEntity)
        var sites: [FINESSLine] = []
        try scanner.object { scanner, key throws(DocumentError) in
            switch key {
            case "informationsGeneralesPMEJ":
                try scanner.object { scanner, key throws(DocumentError) in
                    switch key {
                    case "pmSmsseId": entity.identifier = try scanner.text() ?? ""
                    case "numFinessPm": owner.finess = try scanner.text() ?? ""
                    case "denominationPm": owner.shortName = try scanner.text() ?? ""
                    case "denominationLonguePmSmsse": owner.name = try scanner.text() ?? ""
                    case "statutJuridique": owner.categoryCode = try scanner.text() ?? ""
                    case "dateFermeture": owner.closedOn = try scanner.text() ?? ""
                    default: try scanner.skip()
                    }
                }
            case "adresse": try address(&scanner, into: &owner)
            case "etatObjet": owner.isInactive = try scanner.text() == "I"
            case "ege":
                try scanner.array { scanner throws(DocumentError) in sites.append(try site(&scanner)) }
            default: try scanner.skip()
            }
        }
        try scanner.end()
        for index in sites.indices {
            sites[index].owner = owner.finess
            // The schema makes a site's address optional: it is then where its legal entity is.
            if sites[index].departmentText.isEmpty { sites[index].department = owner.department }
        }
        entity.lines = [owner] + sites
        return entity
    }

    static func group(_ element: JSONElements.Element) throws(DocumentError) -> Group {
        var scanner = JSONScanner(element.bytes, firstLine: element.line)
        var group = Group()
        try scanner.object { scanner, key throws(DocumentError) in
            switch key {
            case "nomGcc": group.name = try scanner.text() ?? ""
            case "typeGcc": group.type = try scanner.text() ?? ""
            case "gccIdentifiantExterne": group.code = try scanner.text() ?? ""
            case "etatObjet": group.isActive = try scanner.text() != "I"
            case "pmejDuGcc":
                try scanner.array { scanner throws(DocumentError) in
                    var member = (identifier: "", isSupport: false)
                    try scanner.object { scanner, key throws(DocumentError) in
                        switch key {
                        case "pmSmsseId": member.identifier = try scanner.text() ?? ""
                        // TRE_R360: S is the support, M a member.
                        case "typeRoleEntiteGroupe": member.isSupport = try scanner.text() == "S"
                        default: try scanner.skip()
                        }
                    }
                    group.members.append(member)
                }
            default: try scanner.skip()
            }
        }
        try scanner.end()
        return group
    }

    private static func site(_ scanner: inout JSONScanner) throws(DocumentError) -> FINESSLine {
        var site = FINESSLine(line: scanner.line, kind: .site)
        try scanner.object { scanner, key throws(DocumentError) in
            switch key {
            case "informationsGeneralesEGE":
                try scanner.object { scanner, key throws(DocumentError) in
                    switch key {
                    case "numFinessEge": site.finess = try scanner.text() ?? ""
                    case "nomEgeCourt": site.shortName = try scanner.text() ?? ""
                    case "nomEgeLong": site.name = try scanner.text() ?? ""
                    case "dateFermeture": site.closedOn = try scanner.text() ?? ""
                    default: try scanner.skip()
                    }
                }
            case "categorieentiteGeographiqueExercice": site.categoryCode = try scanner.text() ?? ""
            case "adresse": try address(&scanner, into: &site)
            case "etatObjet": site.isInactive = try scanner.text() == "I"
            default: try scanner.skip()
            }
        }
        return site
    }

    /// The first address that names a commune counts.
    private static func address(_ scanner: inout JSONScanner, into line: inout FINESSLine) throws(DocumentError) {
        var (commune, town) = ("", "")
        try scanner.array { scanner throws(DocumentError) in
            let isFirst = commune.isEmpty
            try scanner.object { scanner, key throws(DocumentError) in
                switch key {
                case "cogCommune" where isFirst: commune = try scanner.text() ?? ""
                case "ligneAcheminement" where isFirst: town = try scanner.text() ?? ""
                default: try scanner.skip()
                }
            }
        }
        line.departmentText = commune
        line.department = Territory.department(ofCommune: commune)
        line.town = town
    }
}
