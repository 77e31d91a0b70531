// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Documents
import Evidence
import Organisations
import Primitives
import Site

/// A proof as it stands in a dossier: under which objective, for which member, under which name.
struct DossierPiece: Sendable, Hashable {
    let requirement: String
    /// In a group's dossier the member whose proof it is; nil for what counts for several, and for one establishment.
    let member: String?
    let proof: Proof
    /// Inside the archive; nil when the proof has no file, or its file cannot be handed out.
    let path: String?
    /// Why there is no file although there should be.
    let fault: Fault?

    enum Fault: Sendable, Hashable {
        case missing
        case altered
        /// Kept by a level above, where whoever takes the dossier out may not open it: it counts, but does not leave.
        case elsewhere
    }
}

/// What a dossier holds, decided before the first byte is written.
struct DossierPlan: Sendable {
    let sheet: StandingSheet
    let pieces: [DossierPiece]
    /// The folder of each objective, by code.
    let folders: [String: String]

    /// The proofs that count for each objective, each once for each member.
    ///
    /// - Parameters:
    ///   - faults: files that the vault cannot hand out, by digest.
    ///   - opens: whether a proof may be opened by whoever takes the dossier out.
    init(_ sheet: StandingSheet, faults: [String: DossierPiece.Fault], opens: (Proof) -> Bool) {
        self.sheet = sheet
        var folders: [String: String] = [:]
        var taken: Set<String> = []
        var pieces: [DossierPiece] = []
        for line in sheet.lines {
            let requirement = line.requirement
            let folder = "objectifs/" + ArchivePath.safe("\(requirement.code) \(requirement.title)")
            folders[requirement.code] = folder
            for (member, proofs) in Self.placed(Self.counting(line.reading, sheet.shelf)) {
                let place = member.map { "\(folder)/\(ArchivePath.safe($0))" } ?? folder
                for proof in proofs {
                    let fault = opens(proof) ? proof.file.flatMap { faults[$0.sha256] } : .elsewhere
                    let path = proof.file.flatMap { file in
                        fault == nil ? Self.free("\(place)/\(ArchivePath.safe(file.name))", &taken) : nil
                    }
                    pieces.append(
                        DossierPiece(
                            requirement: requirement.code, member: member, proof: proof, path: path, fault: fault))
                }
            }
        }
        self.folders = folders
        self.pieces = pieces
    }

    /// Every file that the sheet's proofs have and that may be opened, once.
    static func files(of sheet: StandingSheet, opens: (Proof) -> Bool) -> [Proof.File] {
        var seen: Set<String> = []
        return sheet.lines.flatMap { counting($0.reading, sheet.shelf).flatMap(\.proofs) }.filter(opens)
            .compactMap(\.file).filter { seen.insert($0.sha256).inserted }
    }

    func pieces(of requirement: String) -> [DossierPiece] { pieces.filter { $0.requirement == requirement } }

    private static func counting(
        _ reading: RequirementReading, _ shelf: ProofShelf
    ) -> [(member: String?, proofs: [Proof])] {
        if let coverage = reading.coverage {
            return coverage.members.map { (shelf.name(of: $0.id) ?? $0.id, proofs($0.reading, shelf)) }
                .filter { !$0.proofs.isEmpty }
        }
        guard let rule = reading.rule else { return [] }
        return [(nil, proofs(rule, shelf))]
    }

    /// What counts for several members stands once, in the objective's own folder: the policy of a group of forty would
    /// otherwise be there forty times.
    private static func placed(
        _ found: [(member: String?, proofs: [Proof])]
    ) -> [(member: String?, proofs: [Proof])] {
        var uses: [Proof.ID: Int] = [:]
        for proof in found.flatMap(\.proofs) { uses[proof.id, default: 0] += 1 }
        var seen: Set<Proof.ID> = []
        let common = found.flatMap(\.proofs).filter { (uses[$0.id] ?? 0) > 1 && seen.insert($0.id).inserted }
        let own = found.map { ($0.member, $0.proofs.filter { (uses[$0.id] ?? 0) == 1 }) }.filter { !$0.1.isEmpty }
        return common.isEmpty ? own : [(nil, common)] + own
    }

    private static func proofs(_ rule: RuleReading, _ shelf: ProofShelf) -> [Proof] {
        var seen: Set<String> = []
        return rule.conditions.flatMap(\.counting).filter { seen.insert($0).inserted }.compactMap { shelf.proofs[$0] }
    }

    /// "politique.pdf", then "politique (2).pdf".
    private static func free(_ path: String, _ taken: inout Set<String>) -> String {
        if taken.insert(path.lowercased()).inserted { return path }
        // A dot in the name of a folder begins no ending.
        let name = path.lastIndex(of: "/") ?? path.startIndex
        let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
        for number in 2...10_000 {
            let other = "\(path[..<dot]) (\(number))\(path[dot...])"
            if taken.insert(other.lowercased()).inserted { return other }
        }
        return path
    }
}
