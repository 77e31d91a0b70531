// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names of MITRE ATT&CK tactics and techniques behind the tags of rules.
public enum AttackNames {
    /// `attack.execution` and `attack.t1059.001` as words; other tags are left out.
    public static func sentence(_ tags: [String]) -> String {
        tags.compactMap { tag in
            guard tag.lowercased().hasPrefix("attack.") else { return nil }
            return name(of: String(tag.dropFirst("attack.".count)))
        }.joined(separator: ", ")
    }

    static func name(of tag: String) -> String? {
        let code = tag.uppercased()
        guard code.hasPrefix("T"), code.dropFirst().first?.isNumber == true else {
            return tactics.contains(tag.lowercased()) ? tag.lowercased().replacing("-", with: " ") : nil
        }
        if let name = AttackTechniques.names[code] { return "\(code) \(name)" }
        return code
    }

    private static let tactics: Set<String> = [
        "reconnaissance", "resource-development", "initial-access", "execution", "persistence", "privilege-escalation",
        "defense-evasion", "stealth", "defense-impairment", "credential-access", "discovery", "lateral-movement",
        "collection", "command-and-control",
        "exfiltration", "impact",
    ]
}
