// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement that reads impact analyses.
enum AnalysisStore {
    /// Those of the nodes that an organisation sees. Two statements.
    static func all(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode.ID: Analysis] {
        try list("(\(place.sqlCondition(on: "k.lineage")) OR k.id IN (\(list: place.identifiers)))", in: session)
    }

    /// Those of these parts of the tree. Two statements.
    static func all(under scope: [Lineage], in session: any Session) throws(DatabaseError) -> [PlacedNode.ID: Analysis]
    {
        try list(Lineage.condition(on: "k.lineage", anyOf: scope), in: session)
    }

    static func analysis(_ node: PlacedNode.ID, in session: any Session) throws(DatabaseError) -> Analysis? {
        try list("n.id = \(node)", in: session)[node]
    }

    /// Validated analyses that must be looked at again by a day, with who keeps the node.
    static func reviews(
        under scope: [Lineage], until last: Day, in session: any Session
    ) throws(DatabaseError) -> [(node: PlacedNode.ID, name: String, keeper: Keeper, day: Day)] {
        try session.all(
            """
            SELECT n.id, n.name, k.id, k.name, k.lineage, a.review_on
            FROM continuity_analysis a JOIN map_node n ON n.id = a.node_id JOIN organisation k ON k.id = n.organisation_id
            WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND n.removed_at IS NULL AND a.review_on <= \(last)
            ORDER BY a.review_on, n.id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            (try row.identifier(0), try row.text(1), try Keeper(row, from: 2), try row.day(5))
        }
    }

    private static func list(
        _ condition: SQL, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode.ID: Analysis] {
        let tables: SQL = """
            continuity_analysis a JOIN map_node n ON n.id = a.node_id JOIN organisation k ON k.id = n.organisation_id
            """
        var found: [PlacedNode.ID: Analysis] = [:]
        try session.each(
            """
            SELECT a.node_id, a.asked, a.asked_on, a.peak_months, a.peak_weekdays, a.peaks, a.note, a.validated_by,
                a.validated_on, a.review_on
            FROM \(tables) WHERE \(condition)
            """
        ) { row throws(DatabaseError) in
            let analysis = try analysis(row)
            found[analysis.node] = analysis
        }
        guard !found.isEmpty else { return [:] }
        try session.each(
            """
            SELECT i.node_id, i.domain, i.limited_from, i.serious_from, i.critical_from, i.note
            FROM \(tables) JOIN continuity_impact i ON i.node_id = a.node_id WHERE \(condition)
            """
        ) { row throws(DatabaseError) in
            found[try row.identifier(0)]?.courses[try row.value(1)] = ImpactCourse(
                limited: moment(row, 2), serious: moment(row, 3), critical: moment(row, 4), note: try row.text(5))
        }
        return found
    }

    private static func moment(_ row: Row, _ column: Int) -> ImpactMoment? {
        row.optionalText(column).flatMap { ImpactMoment(rawValue: $0) }
    }

    private static func analysis(_ row: Row) throws(DatabaseError) -> Analysis {
        var validation: Analysis.Validation?
        if let by = row.optionalText(7), let on = try row.optionalDay(8) {
            validation = Analysis.Validation(by: by, on: on, reviewOn: try row.optionalDay(9))
        }
        return Analysis(
            node: try row.identifier(0), courses: [:], asked: try row.text(1), askedOn: try row.optionalDay(2),
            peaks: Analysis.Peaks(
                months: numbers(try row.text(3)), weekdays: numbers(try row.text(4)), text: try row.text(5)),
            note: try row.text(6), validation: validation)
    }

    private static func numbers(_ text: String) -> Set<Int> { Set(text.split(separator: ",").compactMap { Int($0) }) }
}
