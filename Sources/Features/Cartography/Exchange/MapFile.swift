// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// The elements that an organisation keeps, as a table that reads back alike.
struct MapFile: Sendable {
    let map: PlacedMap
    let place: Organisation

    private var kept: [PlacedNode] {
        let own = map.nodes.filter { $0.keeper == place.id }
        return Layer.allCases.flatMap { layer in own.filter { $0.layer == layer } }
    }

    func csv(_ t: Language) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        writer.write(MapColumn.allCases.map { $0.title(t) })
        for row in rows(t) {
            writer.write(
                row.map { cell in
                    switch cell {
                    case .text(let text): text
                    case .number(let number): Hours.plain(number, t)
                    case .nothing: ""
                    }
                })
        }
        return writer.take()
    }

    func workbook(at now: Instant, _ t: Language) -> Workbook {
        let rows = rows(t).map { row in
            row.map { cell -> Workbook.Cell in
                switch cell {
                case .text(let text): .text(text)
                case .number(let number): .number(number)
                case .nothing: .empty
                }
            }
        }
        return Self.workbook(rows, title: t("Cartographie", "Service map") + ", " + place.name, at: now, t)
    }

    /// Heads, the values that they take, and two lines to be replaced.
    static func template(at now: Instant, _ t: Language) -> Workbook {
        func line(_ values: [MapColumn: String]) -> [Workbook.Cell] {
            MapColumn.allCases.map { column in values[column].map { .text($0) } ?? .empty }
        }
        let rows = [
            line([
                .code: "dpi", .name: t("Dossier patient", "Patient record"), .layer: Layer.service.title(t),
                .kind: NodeKind.clinicalApplication.title(t), .careClass: "1", .owner: t("Référent", "Lead"),
                .recoveryTime: "4 h", .needs: t("Bases de données; ad [1 h]", "Databases; ad [1 h]"),
            ]),
            line([
                .code: "bdd", .name: t("Bases de données", "Databases"), .layer: Layer.component.title(t),
                .kind: NodeKind.database.title(t),
            ]),
            line([
                .code: "ad", .name: t("Annuaire", "Directory"), .layer: Layer.component.title(t),
                .kind: NodeKind.directory.title(t), .needs: t("dns [amorçage]", "dns [bootstrap]"),
            ]),
            line([
                .code: "dns", .name: t("Noms de domaine", "Domain names"), .layer: Layer.component.title(t),
                .kind: NodeKind.naming.title(t), .needs: "ad",
            ]),
        ]
        return workbook(rows, title: t("Cartographie à remplir", "Service map to fill in"), at: now, t)
    }

    private static func workbook(
        _ rows: [[Workbook.Cell]], title: String, at now: Instant, _ t: Language
    ) -> Workbook {
        let columns = MapColumn.allCases.map { column -> Workbook.Column in
            switch column {
            case .layer: .init(column.title(t), width: 18, choices: Layer.allCases.map { $0.title(t) })
            case .kind: .init(column.title(t), width: 26, choices: NodeKind.allCases.map { $0.title(t) })
            case .name: .init(column.title(t), width: 34, style: .wrapped)
            case .description, .needs, .needsData, .degradedWithout: .init(column.title(t), width: 40, style: .wrapped)
            case .owner, .supplier: .init(column.title(t), width: 26)
            default: .init(column.title(t), width: 14)
            }
        }
        return Workbook(
            title: title, createdAt: now, language: t,
            sheets: [
                Workbook.Sheet(
                    name: t("Cartographie", "Service map"), columns: columns, rows: rows, frozenColumns: 2,
                    printTitle: title)
            ])
    }

    private enum Cell {
        case text(String)
        case number(Double)
        case nothing

        init(_ text: String) { self = text.isEmpty ? .nothing : .text(text) }
        init(_ number: Double?) { self = number.map { .number($0) } ?? .nothing }
    }

    private func rows(_ t: Language) -> [[Cell]] {
        let present = LibraryChoice.present(in: map, at: place)
        let links = Dictionary(grouping: map.map.dependencies, by: \.from)
        func cell(_ node: PlacedNode, _ kind: Dependency.Kind) -> Cell {
            let texts = (links[node.node.key] ?? []).filter { $0.kind == kind }.compactMap { link -> String? in
                guard let other = map[link.to] else { return nil }
                // A code that means another element here is told apart by who keeps it.
                let isPlain = present[other.code]?.id == other.id
                return LinkCell.write(isPlain ? other.code : "\(other.code) (\(other.keeperName))", link)
            }
            return Cell(texts.sorted().joined(separator: "; "))
        }
        return kept.map { node in
            MapColumn.allCases.map { column in
                switch column {
                case .code: Cell(node.code)
                case .name: Cell(node.name)
                case .layer: Cell(node.layer.title(t))
                case .kind: Cell(node.node.kind.title(t))
                case .careClass: Cell(node.node.careClass.map { Double($0) })
                case .description: Cell(node.description)
                case .owner: Cell(node.owner)
                case .supplier: Cell(node.supplier)
                case .volume: Cell(node.node.dataGigabytes)
                case .recoveryTime: Cell(node.node.recoveryTimeObjective)
                case .recoveryPoint: Cell(node.node.recoveryPointObjective)
                case .tolerablePeriod: Cell(node.node.maximumTolerablePeriod)
                case .needs: cell(node, .needs)
                case .needsData: cell(node, .needsData)
                case .degradedWithout: cell(node, .degradedWithout)
                }
            }
        }
    }
}
