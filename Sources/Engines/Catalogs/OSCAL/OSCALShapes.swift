// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The objects of OSCAL 1.2 and their fields, written as `name`, `*` when it is required, `:` and what it holds, `+`
/// when it is a list: `title*:line props:property+`.
enum OSCALShapes {
    struct Field: Hashable {
        let name: String
        let isRequired: Bool
        let kind: String
        let isList: Bool

        /// Nil for a text that is no field.
        init?(_ text: Substring) {
            let halves = text.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, let first = halves.first, let last = halves.last else { return nil }
            isRequired = first.hasSuffix("*")
            name = String(isRequired ? first.dropLast() : first)
            isList = last.hasSuffix("+")
            kind = String(isList ? last.dropLast() : last)
        }
    }

    /// What stands at the top, and the object that it is.
    static let models = [
        "catalog": "catalog", "assessment-results": "assessment-results", "plan-of-action-and-milestones": "plan",
    ]

    static let shapes = texts.mapValues { $0.split { $0 == " " || $0 == "\n" }.compactMap { Field($0) } }

    /// Fields that take one of a few words. Where OSCAL lets others be added, any token is taken.
    static let words: [String: [String]] = [
        "target-type": ["statement-id", "objective-id"], "satisfaction": ["satisfied", "not-satisfied"],
        "reason": ["pass", "fail", "other"], "method": ["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"],
        "lifecycle": ["recommendation", "planned", "completed"], "party-type": ["person", "organization"],
    ]

    private static let told = " props:property+ links:link+ remarks:text "

    private static let texts: [String: String] = [
        "property": "name*:token uuid:uuid ns:uri value*:string class:token group:token remarks:text",
        "link": "href*:reference rel:token media-type:string resource-fragment:string text:line",
        "metadata": told
            + """
            title*:line published:time last-modified*:time version*:string oscal-version*:version revisions:any
            document-ids:any roles:any locations:any parties:party+ responsible-parties:any actions:any
            """,
        "party": told
            + """
            uuid*:uuid type*:party-type name:string short-name:string external-ids:external-id+ email-addresses:string+
            telephone-numbers:any addresses:any location-uuids:uuid+ member-of-organizations:uuid+
            """,
        "external-id": "scheme*:uri id*:string", "back-matter": "resources:resource+",
        "resource":
            "uuid*:uuid title:line description:text props:property+ document-ids:any citation:any rlinks:rlink+ "
            + "base64:any remarks:text",
        "rlink": "href*:uri-reference media-type:string hashes:hash+", "hash": "algorithm*:string value*:string",
        "assessment-results": "uuid*:uuid metadata*:metadata import-ap*:import local-definitions:any results*:result+ "
            + "back-matter:back-matter",
        "plan": "uuid*:uuid metadata*:metadata import-ssp:import system-id:system-id local-definitions:any "
            + "observations:observation+ risks:risk+ findings:finding+ poam-items*:item+ back-matter:back-matter",
        "import": "href*:reference remarks:text", "system-id": "identifier-type:uri id*:string",
        "result": told
            + """
            uuid*:uuid title*:line description*:text start*:time end:time local-definitions:any
            reviewed-controls*:reviewed attestations:any assessment-log:any observations:observation+ risks:risk+
            findings:finding+
            """,
        "reviewed": told + "description:text control-selections*:selection+ control-objective-selections:any",
        "selection": told
            + "description:text include-all:any include-controls:control-choice+ exclude-controls:control-choice+",
        "control-choice": "control-id*:token statement-ids:token+",
        "observation": told
            + """
            uuid*:uuid title:line description*:text methods*:method+ types:token+ origins:any subjects:subject+
            relevant-evidence:evidence+ collected*:time expires:time
            """,
        "subject": told + "subject-uuid*:uuid type*:token title:line",
        "evidence": told + "href:reference description*:text",
        "finding": told
            + """
            uuid*:uuid title*:line description*:text origins:any target*:target implementation-statement-uuid:uuid
            related-observations:related-observation+ related-risks:related-risk+
            """,
        "target": told
            + "type*:target-type target-id*:token title:line description:text status*:status implementation-status:any",
        "status": "state*:satisfaction reason:reason remarks:text",
        "related-observation": "observation-uuid*:name remarks:text", "related-risk": "risk-uuid*:name remarks:text",
        "related-finding": "finding-uuid*:name remarks:text",
        // A risk has no remarks.
        "risk": """
        uuid*:uuid title*:line description*:text statement*:text props:property+ links:link+ status*:token origins:any
        threat-ids:any characterizations:any mitigating-factors:any deadline:time remediations:remediation+ risk-log:any
        related-observations:related-observation+
        """,
        "remediation": told
            + "uuid*:uuid lifecycle*:lifecycle title*:line description*:text origins:any required-assets:any tasks:any",
        "item": told
            + """
            uuid:uuid title*:line description*:text origins:any related-findings:related-finding+
            related-observations:related-observation+ related-risks:related-risk+
            """,
        "catalog": "uuid*:uuid metadata*:metadata params:any groups:group+ controls:control+ back-matter:back-matter",
        "group": "id:token class:token title*:line params:any props:property+ links:link+ parts:part+ groups:group+ "
            + "controls:control+",
        "control": "id*:token class:token title*:line params:any props:property+ links:link+ parts:part+ "
            + "controls:control+",
        "part": "id:token name*:token ns:uri class:token title:line props:property+ prose:text parts:part+ links:link+",
    ]
}
