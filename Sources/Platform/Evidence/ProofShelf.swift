// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Organisations
import Persistence
import Primitives

/// The proofs of a part of the tree, read once, then asked for any requirement of any organisation there.
///
/// A proof counts for the organisations that it is valid for and for all that stands below them: the policy of a hospital
/// group is the policy of its members. A legal entity also has the proofs of its sites, which are parts of it.
public struct ProofShelf: Sendable {
    /// By identifier, to tell which ones count.
    public let proofs: [String: Proof]
    private let organisations: [Organisation]
    private let weights: [Organisation.ID: Double]
    /// The proofs kept for each organisation itself, pins included.
    private let records: [Organisation.ID: [ProofRecord]]

    /// Five statements, whatever the number of organisations.
    public static func read(under top: Lineage, in session: any Session) throws(DatabaseError) -> ProofShelf {
        let organisations = try OrganisationStore.members(
            of: top, kinds: [.ght, .legalEntity, .site], in: session)
        let weights = try OrganisationStore.latestActivity(under: top, in: session)
        let counting: SQL = """
            p.replaced_by IS NULL AND p.withdrawn_at IS NULL AND EXISTS (
                SELECT 1 FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
                WHERE h.proof_id = p.id
                    AND (ho.id IN (\(list: top.identifiers)) OR \(top.sqlCondition(on: "ho.lineage"))))
            """
        let proofs = try ProofStore.list(counting, order: "p.obtained_on DESC", limit: 20_000, in: session)
        var pins: [Proof.ID: [String]] = [:]
        try session.each(
            """
            SELECT r.series_id, r.framework, r.requirement FROM proof_requirement r
            WHERE r.series_id IN (SELECT p.series_id FROM proof p WHERE \(counting))
            """
        ) { row throws(DatabaseError) in
            pins[try row.identifier(0), default: []].append(
                pinnedKind(framework: try row.text(1), requirement: try row.text(2)))
        }
        return ProofShelf(proofs: proofs, organisations: organisations, weights: weights, pins: pins)
    }

    init(
        proofs: [Proof], organisations: [Organisation], weights: [Organisation.ID: Double], pins: [Proof.ID: [String]]
    ) {
        self.proofs = Dictionary(proofs.map { ($0.id.text, $0) }) { first, _ in first }
        self.organisations = organisations
        self.weights = weights
        var records: [Organisation.ID: [ProofRecord]] = [:]
        for proof in proofs {
            guard let record = proof.record else { continue }
            let pinned = (pins[proof.series] ?? []).map { record.with(kind: $0) }
            for holder in proof.holders { records[holder.id, default: []] += [record] + pinned }
        }
        self.records = records
    }

    /// The same shelf as it would be without a proof: to tell what falls with it.
    public func without(_ removed: Proof.ID) -> ProofShelf {
        ProofShelf(
            proofs: proofs.filter { $0.key != removed.text }, organisations: organisations, weights: weights,
            records: records.mapValues { kept in kept.filter { $0.id != removed.text } })
    }

    /// The same shelf for somebody who may know how things stand and not what the vault holds: readings count every proof,
    /// and none can be named.
    public var withoutNames: ProofShelf {
        ProofShelf(proofs: [:], organisations: organisations, weights: weights, records: records)
    }

    private init(
        proofs: [String: Proof], organisations: [Organisation], weights: [Organisation.ID: Double],
        records: [Organisation.ID: [ProofRecord]]
    ) {
        self.proofs = proofs
        self.organisations = organisations
        self.weights = weights
        self.records = records
    }

    /// The kind under which a proof attached by hand answers a requirement.
    static func pinnedKind(framework: String, requirement: String) -> String {
        "\(pinnedPrefix)\(framework)/\(requirement)"
    }

    /// No kind that a person registers holds a colon.
    static let pinnedPrefix = "pinned:"

    /// The readings of requirements for one organisation: the proofs are gathered once for all of them.
    public func reader(for organisation: Organisation) -> Reader { Reader(shelf: self, organisation: organisation) }

    /// Reads requirements for one organisation.
    public struct Reader: Sendable {
        private let own: ProofSet
        private let members: [EvidenceSubject.Member]
        private let sites: [EvidenceSubject.Member]
        private let kind: Organisation.Kind

        init(shelf: ProofShelf, organisation: Organisation) {
            kind = organisation.kind
            own = shelf.proofSet(of: organisation)
            members = kind == .ght ? shelf.parts(of: organisation, kind: .legalEntity) : []
            sites = kind == .legalEntity ? shelf.parts(of: organisation, kind: .site) : []
        }

        /// Who answers: the members of a group, unless the requirement is asked of the group as such; the sites of an entity
        /// that has several, where the coverage counts them; else the organisation itself.
        public func subject(of requirement: Requirement) -> EvidenceSubject {
            if kind == .ght, requirement.scope != .group, !members.isEmpty { return .group(members) }
            if kind == .legalEntity, let coverage = requirement.coverage, sites.count > 1,
                coverage.scope == .site || coverage.otherwise == .site
            {
                return .group(sites)
            }
            return .one(own)
        }

        public func reading(
            of requirement: Requirement, in framework: String, on day: CalendarDay
        ) -> RequirementReading {
            var asked = requirement
            if asked.evidence == nil {
                asked.evidence = .proof(
                    ProofCondition(
                        kind: ProofShelf.pinnedKind(framework: framework, requirement: requirement.code)))
            }
            return asked.reading(of: subject(of: asked), on: day)
        }

        /// Every requirement that is answered, by code.
        public func readings(of framework: Framework, on day: CalendarDay) -> [String: RequirementReading] {
            var readings: [String: RequirementReading] = [:]
            for requirement in framework.requirements where requirement.isAssessable {
                readings[requirement.code] = reading(of: requirement, in: framework.identity.identifier, on: day)
            }
            return readings
        }
    }

    private func proofSet(of organisation: Organisation) -> ProofSet {
        var found: [ProofRecord] = []
        for id in organisation.lineage.identifiers { found += records[id] ?? [] }
        if organisation.kind == .legalEntity || organisation.kind == .site {
            for part in organisations where part.id != organisation.id && organisation.lineage.contains(part.lineage) {
                found += records[part.id] ?? []
            }
        }
        // A proof kept for an entity and for its sites is one proof.
        return ProofSet(Set(found))
    }

    private func parts(of organisation: Organisation, kind: Organisation.Kind) -> [EvidenceSubject.Member] {
        organisations.filter {
            $0.kind == kind && $0.id != organisation.id && organisation.lineage.contains($0.lineage)
        }
        .map { EvidenceSubject.Member(id: $0.id.text, weight: weights[$0.id], proofs: proofSet(of: $0)) }
    }

    /// The legal entities of a group.
    public func members(of organisation: Organisation) -> [Organisation] {
        organisations.filter {
            $0.kind == .legalEntity && $0.id != organisation.id && organisation.lineage.contains($0.lineage)
        }
    }

    /// The name of a member that a coverage reading mentions.
    public func name(of organisation: String) -> String? { organisations.first { $0.id.text == organisation }?.name }
}

extension ProofRecord {
    func with(kind: String) -> ProofRecord {
        ProofRecord(id: id, kind: kind, facts: facts, obtainedOn: obtainedOn, validUntil: validUntil)
    }
}
