// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The format of our own, for programs that write neither restic's nor borg's: `docs/formats/backups.md`.
enum Neutral {
    static let name = "carene-backups/1"

    static func read(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport? {
        let wanted = pieces.values.filter { $0.json["format"]?.text == name || isRun($0.json) || isRuns($0.json) }
        guard !wanted.isEmpty else { return nil }
        var report = BackupReport(.neutralJSON, faults: pieces.faults, isTruncated: pieces.isTruncated)
        for piece in wanted {
            for json in piece.json["runs"]?.list ?? piece.json.list ?? [piece.json] {
                switch run(json, context) {
                case .success(let run): report.entries.append(.init(line: piece.line, run: run))
                case .failure(let fault): report.faults.append(.init(line: piece.line, reason: .badValue(fault.field)))
                }
            }
        }
        return report
    }

    private static func isRun(_ json: JSONValue) -> Bool { json["job"] != nil && json["result"] != nil }
    private static func isRuns(_ json: JSONValue) -> Bool { json.list?.first.map(isRun) ?? false }

    private static func run(_ json: JSONValue, _ context: ReportContext) -> Result<BackupRun, Wording.Fault> {
        var cells: [String: String] = [:]
        for field in Wording.fields {
            switch json[field] {
            case .string(let text)?: cells[field] = text
            case .bool(let flag)?: cells[field] = flag ? "yes" : "no"
            case .number(let number)?:
                cells[field] = number.rounded() == number && abs(number) < 9e15 ? String(Int64(number)) : "\(number)"
            case .null?, nil: break
            case .array?, .object?: return .failure(Wording.Fault(field: field))
            }
        }
        return Wording.run(cells, context)
    }
}

/// The words of the neutral formats.
enum Wording {
    struct Fault: Error {
        let field: String
    }

    static let fields = [
        "job", "node", "started", "finished", "result", "bytes", "kind", "copy", "medium", "immutable", "offsite",
        "tool", "repository", "host", "snapshot", "message",
    ]
    static let needed = ["job", "finished", "result"]

    /// French headings of the columns, and those that exports often have.
    static let columns: [String: String] = [
        "tache": "job", "travail": "job", "nom": "job", "element": "node", "noeud": "node", "code": "node",
        "debut": "started", "start": "started", "fin": "finished", "end": "finished", "resultat": "result",
        "status": "result", "statut": "result", "octets": "bytes", "nature": "kind", "type": "kind", "copie": "copy",
        "lieu": "copy", "support": "medium", "media": "medium", "immuable": "immutable", "hors_site": "offsite",
        "outil": "tool", "depot": "repository", "machine": "host", "hote": "host", "instantane": "snapshot",
    ]

    private static let good: Set<String> = [
        "succeeded", "success", "successful", "ok", "0", "reussi", "reussie", "succes", "termine", "completed",
    ]
    private static let fair: Set<String> = [
        "warning", "warnings", "withwarnings", "partial", "avertissement", "avertissements", "avec avertissements",
        "partiel", "completed with warnings", "partially completed",
    ]
    private static let bad: Set<String> = [
        "failed", "failure", "error", "echec", "echoue", "echouee", "erreur", "aborted", "cancelled", "canceled",
        "annule", "annulee", "killed", "missed",
    ]

    static func run(_ cells: [String: String], _ context: ReportContext) -> Result<BackupRun, Fault> {
        func cell(_ name: String) -> String { (cells[name] ?? "").trimmingSpaces }
        guard !cell("job").isEmpty else { return .failure(Fault(field: "job")) }
        guard let finished = Moment(cell("finished"), offset: context.offset) else {
            return .failure(Fault(field: "finished"))
        }
        let started = Moment(cell("started"), offset: context.offset)
        guard cell("started").isEmpty || started != nil, (started ?? finished) <= finished else {
            return .failure(Fault(field: "started"))
        }
        let bytes = Int64(cell("bytes"))
        guard cell("bytes").isEmpty || (bytes ?? -1) >= 0 else { return .failure(Fault(field: "bytes")) }
        guard let kind = kind(cell("kind")) else { return .failure(Fault(field: "kind")) }
        guard let immutable = flag(cell("immutable")) else { return .failure(Fault(field: "immutable")) }
        guard let offsite = flag(cell("offsite")) else { return .failure(Fault(field: "offsite")) }
        var copy: BackupRun.Copy?
        if !cell("copy").isEmpty || !cell("medium").isEmpty || immutable != .unsaid || offsite != .unsaid {
            copy = BackupRun.Copy(
                place: cell("copy"), medium: cell("medium"), isImmutable: immutable.value, isOffsite: offsite.value)
        }
        let result = cell("result").plain
        let outcome: BackupRun.Outcome =
            good.contains(result) ? .succeeded : fair.contains(result) ? .withWarnings : .failed
        let isKnown = outcome != .failed || bad.contains(result)
        return .success(
            BackupRun(
                tool: cell("tool").isEmpty ? "csv" : cell("tool"), kind: kind, label: cell("job"),
                repository: cell("repository"), host: cell("host"), node: cell("node"), startedAt: started,
                finishedAt: finished, outcome: outcome, reason: isKnown ? nil : .unknownResult,
                message: cell("message"), bytes: bytes, snapshot: cell("snapshot"), copy: copy))
    }

    private static func kind(_ text: String) -> BackupRun.Kind? {
        switch text.plain {
        case "", "backup", "sauvegarde", "full", "incremental", "complete", "incrementale": .backup
        case "restore", "restore test", "restauration", "essai de restauration", "essai": .restore
        case "check", "verification", "controle": .check
        default: nil
        }
    }

    private enum Flag {
        case yes
        case no
        case unsaid

        var value: Bool? { self == .unsaid ? nil : self == .yes }
    }

    private static func flag(_ text: String) -> Flag? {
        switch text.plain {
        case "": .unsaid
        case "yes", "oui", "true", "vrai", "1": .yes
        case "no", "non", "false", "faux", "0": .no
        default: nil
        }
    }
}

extension String {
    var trimmingSpaces: String {
        guard let first = utf8.firstIndex(where: { !$0.isSpace }), let last = utf8.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(self[first...last])
    }

    /// Lower case, without the accents of French, for comparing words.
    var plain: String {
        var text = ""
        for scalar in trimmingSpaces.lowercased().unicodeScalars.prefix(100) {
            switch scalar {
            case "é", "è", "ê", "ë": text += "e"
            case "à", "â": text += "a"
            case "î", "ï": text += "i"
            case "ô": text += "o"
            case "û", "ù", "ü": text += "u"
            case "ç": text += "c"
            case "\u{0300}"..."\u{036F}": continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
