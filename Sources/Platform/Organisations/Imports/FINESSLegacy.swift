// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The CSV extracts that data.gouv.fr published until 2026: `;`, Latin-1, no column names, a technical first line
/// (`finess;etalab;…`). Sites are `structureet` lines (files cs1100502 and cs1100507), legal entities `structureej` lines
/// (file cs1100501, "FINESS Extraction des entités juridiques").
enum FINESSLegacy {
    enum Reading {
        case line(FINESSLine)
        /// The technical first line, coordinates, equipment: known and not ours.
        case ignored
        case unknown
        case short(expected: Int)
    }

    /// structureet; nofinesset; nofinessej; rs; rslongue; complrs; compldistrib; numvoie; typvoie; voie; compvoie;
    /// lieuditbp; commune; departement; libdepartement; ligneacheminement; telephone; telecopie; categetab; libcategetab; …
    private static let siteColumns = 20
    /// structureej; nofiness; rs; rslongue; complrs; numvoie; typvoie; voie; compvoie; compldistrib; lieuditbp; commune;
    /// ligneacheminement; departement; libdepartement; telephone; statutjuridique; libstatutjuridique; …
    private static let entityColumns = 18

    static func read(_ record: CSVRecord) -> Reading {
        if record.cell(0, is: "structureet") {
            guard record.count >= siteColumns else { return .short(expected: siteColumns) }
            var line = FINESSLine(line: record.line, kind: .site)
            line.finess = record[1]
            line.owner = record[2]
            line.shortName = record[3]
            line.name = record[4]
            line.departmentText = record[13]
            line.department = Territory.department(cleaned(record[13]))
            line.town = record[15]
            line.categoryCode = record[18]
            line.categoryLabel = record[19]
            return .line(line)
        }
        if record.cell(0, is: "structureej") {
            guard record.count >= entityColumns else { return .short(expected: entityColumns) }
            var line = FINESSLine(line: record.line, kind: .legalEntity)
            line.finess = record[1]
            line.shortName = record[2]
            line.name = record[3]
            line.town = record[12]
            line.departmentText = record[13]
            line.department = Territory.department(cleaned(record[13]))
            line.categoryCode = record[16]
            line.categoryLabel = record[17]
            return .line(line)
        }
        return ["finess", "geolocalisation", "equipementsocial"].contains(record[0]) ? .ignored : .unknown
    }
}
