// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Indicators as a table: what spreadsheets and most feeds give. Cells come from whoever reads the file.
public enum IndicatorTable {
    public static let columns = ["type", "valeur", "avec", "tlp", "source", "note", "expire_le", "a_rechercher"]

    private static let synonyms: [String: Set<String>] = [
        "type": ["type", "kind", "indicator_type", "ioc_type"],
        "valeur": ["valeur", "value", "indicator", "indicateur", "ioc", "ioc_value"],
        "avec": ["avec", "with"],
        "tlp": ["tlp", "marking", "marquage"],
        "source": ["source", "orgc", "event_org", "provenance"],
        "note": ["note", "comment", "commentaire", "description"],
        "expire_le": ["expire_le", "valid_until", "expiration", "expires", "fin"],
        "a_rechercher": ["a_rechercher", "to_ids", "detection"],
    ]

    /// - Throws: `ReadingFault.noValueColumn`, `.tooMany`.
    public static func read(header: [String], rows: [[String]]) throws(ReadingFault) -> IndicatorReading {
        guard rows.count <= 5 * IndicatorLimits.indicators else { throw .tooMany }
        var places: [String: Int] = [:]
        var unknown: [String] = []
        for (index, name) in header.enumerated() {
            let key = key(name)
            if let known = synonyms.first(where: { $0.value.contains(key) })?.key {
                if places[known] == nil { places[known] = index }
            } else if !key.isEmpty {
                unknown.append(name)
            }
        }
        guard places["valeur"] != nil else { throw .noValueColumn }
        var reading = IndicatorReading()
        for name in unknown { reading.leaveOut(.property, name, rows.count) }
        for row in rows {
            read(
                { name in places[name].flatMap { row.indices.contains($0) ? row[$0].trimmedText : nil } ?? "" },
                into: &reading)
        }
        return reading
    }

    private static func read(_ cell: (String) -> String, into reading: inout IndicatorReading) {
        let (text, wasDefanged) = Defanging.undone(cell("valeur"))
        guard !text.isEmpty else { return }
        let type = cell("type")
        let value: IndicatorValue?
        if type.isEmpty {
            value = IndicatorValue.recognised(text, isHost: wasDefanged)
        } else if let kinds = kinds(type) {
            // Undoing would change a value that only resembles a defanged one.
            let written = cell("valeur")
            value = kinds.lazy.compactMap { IndicatorValue($0, written) ?? IndicatorValue($0, text) }.first
        } else {
            return reading.leaveOut(.object, type)
        }
        guard let value else { return reading.leaveOut(.value, type.isEmpty ? text : type + ": " + text) }
        let written = cell("tlp")
        let tlp = TLP(written: written)
        if tlp == nil, !written.isEmpty { reading.leaveOut(.unknownMarking, written) }
        let end = cell("expire_le")
        let until = Timestamp.milliseconds(of: end)
        if until == nil, !end.isEmpty { reading.leaveOut(.property, "expire_le: " + end) }
        reading.add(
            ThreatIndicator(
                value, companions: companions(cell("avec"), into: &reading), tlp: tlp ?? (written.isEmpty ? nil : .red),
                source: cell("source"), note: cell("note"), isForDetection: isWanted(cell("a_rechercher")),
                validUntil: until))
    }

    private static func isWanted(_ text: String) -> Bool {
        !["non", "no", "0", "false", "faux"].contains(text.lowercased())
    }

    private static func companions(_ text: String, into reading: inout IndicatorReading) -> [IndicatorValue] {
        var values: [IndicatorValue] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let kind = IndicatorKind(rawValue: String(parts[0])),
                let value = IndicatorValue(kind, String(parts[1])), values.count < ThreatIndicator.companionLimit
            else {
                reading.leaveOut(.property, "avec: " + line)
                continue
            }
            values.append(value)
        }
        return values
    }

    /// Our own words, those of MISP and those of STIX.
    private static func kinds(_ type: String) -> [IndicatorKind]? {
        let word = key(type)
        if let kind = IndicatorKind.allCases.first(where: { key($0.rawValue) == word }) { return [kind] }
        switch word {
        case "ip", "ip_src", "ip_dst", "ipv4_addr", "ipv6_addr", "address", "adresse", "adresse_ip":
            return [.ipv4, .ipv6, .network]
        case "cidr", "reseau", "subnet": return [.network]
        case "hostname", "domain_name", "domaine", "fqdn", "nom_de_domaine": return [.domain]
        case "uri", "lien", "link": return [.url]
        case "mail", "email_src", "email_dst", "email_addr", "courriel": return [.email]
        case "hash", "empreinte", "filehash", "file_hash": return [.sha256, .sha1, .md5]
        case "sha_1", "filehash_sha1": return [.sha1]
        case "sha_256", "filehash_sha256": return [.sha256]
        case "filehash_md5": return [.md5]
        case "filename", "file", "fichier": return [.fileName, .filePath]
        case "path", "chemin": return [.filePath]
        case "regkey", "registry", "registre": return [.registryKey]
        case "command_line", "processus", "commande": return [.process]
        case "user", "username", "compte", "user_account": return [.account]
        default: return nil
        }
    }

    private static func key(_ text: String) -> String {
        let plain: [Character: Character] = [
            "é": "e", "è": "e", "ê": "e", "à": "a", "ç": "c", "-": "_", " ": "_", ".": "_", "’": "_", "'": "_",
        ]
        return String(text.trimmedText.lowercased().map { plain[$0] ?? $0 })
    }

    public static func row(_ indicator: ThreatIndicator) -> [String] {
        [
            indicator.value.kind.rawValue, indicator.value.text,
            indicator.companions.map { $0.kind.rawValue + "=" + $0.text }.joined(separator: "\n"),
            indicator.tlp?.label ?? "", indicator.source, indicator.note,
            indicator.validUntil.map(Timestamp.text) ?? "", indicator.isForDetection ? "oui" : "non",
        ]
    }
}
