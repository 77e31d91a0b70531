// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Organisations
import Persistence
import Primitives
import Site

/// Real identifiers to put in the patterns of routes: once inside the group, once in the clinic outside it.
struct Fixture: Sendable {
    let organisation: String
    /// Where the group keeps what it keeps for all: committees, appointments, interpretations.
    let group: String
    let assessment: String
    let campaign: String
    let account: String
    /// One of each thing that the features keep for the organisation or its group, by the parameter of the routes.
    let things: [String: String]

    static func inside(_ test: TestHouse) async throws -> Fixture {
        try await make(test, .support, person: .contributor)
    }

    static func outside(_ test: TestHouse) async throws -> Fixture {
        try await make(test, .clinic, person: .outside)
    }

    private static func make(
        _ test: TestHouse, _ key: Demonstration.Key, person: Demonstration.Position
    ) async throws -> Fixture {
        let organisation = try test.demonstration.organisation(key).id
        let group = try test.demonstration.organisation(.group).id
        let found = try await test.house.database.read { session in
            let assessment = try session.first(
                """
                SELECT id FROM assessment WHERE organisation_id = \(organisation) AND closed_at IS NULL
                    AND framework = 'anssi-hygiene' ORDER BY opened_at DESC
                """
            ) { row throws(DatabaseError) in try row.text(0) }
            let campaign = try session.first(
                """
                SELECT id FROM campaign WHERE organisation_id = \(group) AND closed_at IS NULL
                """
            ) { row throws(DatabaseError) in try row.text(0) }
            return (assessment ?? "", campaign ?? "", try things(of: [organisation, group], in: session))
        }
        return Fixture(
            organisation: organisation.text, group: key == .support ? group.text : organisation.text,
            assessment: found.0, campaign: found.1,
            account: test.demonstration.person(person)?.account.text ?? "", things: found.2)
    }

    private static func things(
        of organisations: [Organisation.ID], in session: any Session
    ) throws -> [String: String] {
        var things: [String: String] = [:]
        func note(_ parameter: String, _ sql: SQL) throws {
            things[parameter] = try session.first(sql) { row throws(DatabaseError) in try row.text(0) }
        }
        let here: SQL = "organisation_id IN (\(list: organisations.prefix(1)))"
        // The group keeps what is kept for all.
        let above: SQL = "organisation_id IN (\(list: organisations.suffix(1)))"
        try note("proof", "SELECT id FROM proof WHERE \(above) AND file_sha256 IS NOT NULL ORDER BY title")
        try note("nomination", "SELECT id FROM appointment WHERE \(above) ORDER BY job, person")
        try note("instance", "SELECT id FROM committee WHERE \(above) ORDER BY name")
        try note(
            "decision",
            """
            SELECT d.id FROM decision d JOIN committee c ON c.id = d.committee_id WHERE c.\(above) ORDER BY d.text
            """)
        try note("ligne", "SELECT id FROM budget_line WHERE \(here) ORDER BY year DESC, title")
        try note("poste", "SELECT id FROM staff_post WHERE \(here) ORDER BY title")
        try note("precision", "SELECT id FROM interpretation WHERE \(above) ORDER BY question")
        try note("roadmap", "SELECT id FROM roadmap WHERE \(above) ORDER BY title")
        try note(
            "scenario",
            """
            SELECT s.id FROM roadmap_scenario s JOIN roadmap r ON r.id = s.roadmap_id
            WHERE r.\(above) ORDER BY s.kind, s.title
            """)
        try note(
            "task",
            "SELECT k.id FROM roadmap_task k JOIN roadmap r ON r.id = k.roadmap_id WHERE r.\(above) ORDER BY k.action")
        // The two ends of one arrow of the map.
        let arrow: SQL =
            "FROM map_dependency d JOIN map_node n ON n.id = d.from_id WHERE n.\(here) ORDER BY n.code, d.to_id"
        try note("element", "SELECT d.from_id \(arrow)")
        try note("lien", "SELECT d.to_id \(arrow)")
        try note("tache", "SELECT id FROM backup_job WHERE \(here) ORDER BY name")
        try note("compterendu", "SELECT id FROM backup_import WHERE \(here) ORDER BY name")
        try note("essai", "SELECT id FROM backup_restore WHERE \(here) ORDER BY tested_on")
        try note("alerte", "SELECT id FROM backup_alert WHERE \(here) ORDER BY kind, label")
        try note("contact", "SELECT id FROM crisis_contact WHERE \(here) ORDER BY folded_text")
        try note("essaiAppel", "SELECT id FROM communication_check WHERE \(here) ORDER BY started_at")
        try note("indicateurCompromission", "SELECT id FROM indicator WHERE \(here) ORDER BY created_at, id")
        try note(
            "observationIndicateur",
            """
            SELECT s.id FROM indicator_sighting s JOIN indicator_hunt h ON h.id = s.hunt_id WHERE h.\(here)
            ORDER BY s.id
            """)
        try note("siege", "SELECT id FROM crisis_seat WHERE \(here) ORDER BY folded_text")
        try note("destinataire", "SELECT id FROM crisis_notification WHERE \(here) ORDER BY folded_text")
        try note("coupure", "SELECT id FROM crisis_cutoff WHERE \(here) ORDER BY folded_text")
        try note("copie", "SELECT id FROM crisis_copy WHERE \(here) ORDER BY folded_text")
        let node: SQL = "n.\(here) AND n.code = 'urgences'"
        try note("bilan", "SELECT n.id FROM map_node n WHERE \(node)")
        try note(
            "modedegrade", "SELECT m.id FROM continuity_mode m JOIN map_node n ON n.id = m.node_id WHERE \(node)")
        try note("reflexe", "SELECT id FROM continuity_sheet WHERE \(here) ORDER BY folded_title")
        try note(
            "document", "SELECT id FROM continuity_plan WHERE \(here) AND kind = 'continuity' ORDER BY folded_title")
        try note(
            "essaiplan",
            "SELECT e.id FROM continuity_plan_test e JOIN continuity_plan p ON p.id = e.plan_id WHERE p.\(here) ORDER BY e.id"
        )
        try note("equipeReprise", "SELECT id FROM restart_team WHERE \(here) ORDER BY code")
        try note("capaciteReprise", "SELECT id FROM restart_means WHERE \(here) ORDER BY code")
        try note("renfortReprise", "SELECT id FROM restart_helpers WHERE \(here) ORDER BY team")
        try note("aleaReprise", "SELECT id FROM restart_setback WHERE \(here) ORDER BY name")
        try note("noeudReprise", "SELECT id FROM map_node WHERE \(here) ORDER BY code")
        try note("etapeReprise", "SELECT id FROM restart_step WHERE \(here) ORDER BY title, node_id")
        try note("planReprise", "SELECT id FROM restart_plan WHERE \(here) AND base_id IS NULL ORDER BY title")
        try note("tableauReprise", "SELECT id FROM restart_board WHERE \(here) ORDER BY title")
        try note("alerteSupervision", "SELECT id FROM supervision_alert WHERE \(here) ORDER BY title")
        try note("machine", "SELECT id FROM supervision_host WHERE \(here) ORDER BY host_key")
        try note("filtre", "SELECT id FROM supervision_filter WHERE \(here) ORDER BY title")
        try note("silence", "SELECT id FROM supervision_silence WHERE \(here) ORDER BY rule_title")
        try note("emetteur", "SELECT id FROM supervision_sender WHERE \(here) ORDER BY name")
        try note("mainCourante", "SELECT id FROM crisis_log WHERE \(here) ORDER BY opened_at, title")
        let line: SQL =
            "SELECT e.device || '-' || e.sequence FROM crisis_log_entry e JOIN crisis_log l ON l.id = e.log_id WHERE l.\(here)"
        try note("ligneMainCourante", "\(line) AND e.statement LIKE '%\"attachments\":[{%' ORDER BY l.opened_at")
        try note("pointMainCourante", "\(line) AND e.statement LIKE '%\"kind\":\"report\"%' ORDER BY l.opened_at")
        things["rangPieceMainCourante"] = "1"
        try note("exercice", "SELECT id FROM exercise WHERE \(here) AND state = 'prepared' ORDER BY planned_on")
        let exercise: SQL = "exercise_id IN (SELECT id FROM exercise WHERE \(here) AND state = 'prepared')"
        try note("stimulusExercice", "SELECT id FROM exercise_inject WHERE \(exercise) ORDER BY code")
        try note("participantExercice", "SELECT id FROM exercise_participant WHERE \(exercise) ORDER BY position")
        // A shipped scenario is named by its code, wherever one stands.
        things["scenarioExercice"] = "rancongiciel-dossier-patient"
        try note(
            "correction",
            "SELECT a.id FROM exercise_action a JOIN exercise e ON e.id = a.exercise_id WHERE e.\(here) ORDER BY a.folded_title"
        )
        things["piece"] = "consignes"
        try note("incidentCrise", "SELECT id FROM incident WHERE \(here) ORDER BY detected_at")
        let incident: SQL = "FROM incident i WHERE i.\(here)"
        try note(
            "constatCrise",
            "SELECT f.id FROM incident_finding f WHERE f.incident_id IN (SELECT i.id \(incident)) ORDER BY f.text")
        try note(
            "coutCrise",
            "SELECT c.id FROM incident_cost c WHERE c.incident_id IN (SELECT i.id \(incident)) ORDER BY c.who")
        return things
    }

    /// The pattern with its parameters filled; nil when it has one that this fixture does not know.
    func path(of pattern: String) -> String? {
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isOfGroup = parts.contains {
            [":nomination", ":instance", ":decision", ":precision", ":indicateur"].contains($0)
        }
        var path: [String] = []
        for part in parts {
            guard part.hasPrefix(":") else {
                path.append(part)
                continue
            }
            switch part {
            case ":organisation" where isOfGroup: path.append(group)
            // The framework of the objectives has a version of its own.
            case ":version" where parts.contains(":framework"): path.append("2025.1")
            default:
                guard let value = value(of: String(part.dropFirst())) else { return nil }
                path.append(value)
            }
        }
        return path.joined(separator: "/")
    }

    private func value(of parameter: String) -> String? {
        switch parameter {
        case "organisation": organisation
        case "assessment": assessment
        case "campaign": campaign
        case "account": account
        case "chapter": "T1"
        case "requirement": "H1"
        case "step": "1"
        case "identifier": "anssi-hygiene"
        case "version": "2017.2"
        case "language": "fr"
        // Things that nobody has: the answer must be "not found" for everybody.
        case "job", "session", "rapport", "feed", "mallette", "proposition", "tourCrise", "isolementCrise":
            "01900000-0000-7000-8000-000000000000"
        case "framework": "care-d2"
        case "annee": "2026"
        case "indicateur": "governance.rssiShare"
        case "action": "GOV-01"
        case "role": "auditor"
        case "modelefiche": "degrade-bloc"
        case "numero": "1"
        case "perimetre": "plateau-technique"
        case "token", "digest", "name", "index", "nom", "jetonJeu", "jetonObservation", "bulletin": "unknown"
        case "horlogeCrise": "cnil.notification"
        case "ficheCrise": "rssi-heure"
        // What nobody keeps for the clinic outside the group is something that nobody has.
        case "proof", "nomination", "instance", "decision", "ligne", "poste", "precision", "roadmap", "scenario",
            "task", "element", "lien", "tache", "compterendu", "essai", "alerte", "depot", "contact", "siege",
            "destinataire", "coupure", "copie", "bilan", "modedegrade", "reflexe", "document", "essaiplan",
            "equipeReprise", "capaciteReprise", "renfortReprise", "aleaReprise", "noeudReprise", "etapeReprise",
            "planReprise", "tableauReprise", "alerteSupervision", "machine", "filtre", "silence", "emetteur",
            "exercice",
            "stimulusExercice", "participantExercice", "scenarioExercice", "incidentCrise", "constatCrise", "coutCrise",
            "correction", "essaiAppel", "indicateurCompromission", "ligneMainCourante", "mainCourante",
            "observationIndicateur", "piece", "pointMainCourante", "rangPieceMainCourante":
            things[parameter] ?? "01900000-0000-7000-8000-000000000000"
        default: nil
        }
    }
}
