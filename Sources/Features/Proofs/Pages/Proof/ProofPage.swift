// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One proof: what it says, for whom, until when, its file, its versions, and what it serves today.
enum ProofPage {
    enum FileState: Sendable, Hashable {
        case none
        case entire
        case missing
        case altered
    }

    struct Model: Sendable {
        let proof: Proof
        /// The name of its kind, and the names of its facts.
        let kind: ProofKind?
        let file: FileState
        /// Every version, the latest first.
        let versions: [Proof]
        let pins: [ProofPin]
        /// Nil for a reader who sees only this proof, and for one that no longer counts.
        let served: [ServedRequirement]?
        let rights: ProofDesk.Rights
        let today: Day
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        let proof = desk.proof
        let (versions, pins) = try await visit.read { session in
            (
                try ProofStore.versions(of: proof.series, in: session),
                try ProofStore.pins(of: proof.series, in: session)
            )
        }
        let t = visit.language
        let model = Model(
            proof: proof, kind: visit.house.proofKind(proof.kind), file: try await state(of: proof.file, visit.house),
            // A contributor whose proof was first somebody else's reads their own versions only.
            versions: versions.filter { ProofDesk.rights(visit.access, over: $0) != nil }, pins: pins,
            served: try await served(desk, visit), rights: desk.rights, today: visit.today, zone: visit.zone)
        let trail = [
            Crumb(t("Preuves", "Proofs"), href: ProofsURL.list(.init(desk.place.organisation.id)).path),
            Crumb(proof.title),
        ]
        return visit.page(Page(proof.title, at: desk.place, trail: trail, main: render(model, t)))
    }

    /// Decrypts the whole file: only that tells an altered one from a good one.
    private static func state(of file: Proof.File?, _ house: House) async throws -> FileState {
        guard let file else { return .none }
        do {
            try await house.vault.verify(file)
            return .entire
        } catch ProofError.fileMissing {
            return .missing
        } catch ProofError.fileAltered {
            return .altered
        }
    }

    private static func served(_ desk: ProofDesk, _ visit: Visit) async throws -> [ServedRequirement]? {
        let organisation = desk.place.organisation
        guard desk.rights.readsAll, desk.proof.isCurrent, !organisation.kind.isTerritory else { return nil }
        let frameworks = try await visit.house.frameworksInUse(by: organisation.id)
        let sheets = try await visit.house.standings(of: organisation, for: frameworks)
        let house = visit.house
        let words = ReadingWords(
            kinds: { house.proofKind($0)?.title }, proof: { _ in nil }, today: visit.today, visit.language)
        return ServedRequirement.all(of: desk.proof.id, in: sheets, words: words)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        """
        \(pageHead(t, head(model, t)))\(notices(model, t))\
        \(columns(
            contents(model, t), versions(model, t) + attachments(model, t) + changes(model, t), .wideLeft))\
        \(requirements(model, t))
        """
    }

    private static func head(_ model: Model, _ t: Language) -> PageHead {
        let proof = model.proof
        var actions: [Action] = []
        if proof.file != nil, model.file == .entire {
            actions.append(
                Action(
                    t("Télécharger le fichier", "Download the file"), href: ProofsURL.file(.init(proof.id)).path,
                    style: .primary))
        }
        if mayReplace(model) {
            actions.append(
                Action(
                    t("Remplacer par une nouvelle version", "Replace by a newer version"),
                    href: ProofsURL.replacement(.init(proof.id)).path))
        }
        let validity = ProofValidity(proof, today: model.today)
        return PageHead(
            proof.title, lead: lead(proof, validity, model, t), actions: actions,
            state: validity.badge(t, today: model.today))
    }

    private static func mayReplace(_ model: Model) -> Bool {
        if case .measurement = model.proof.source { return false }
        return model.rights.replaces && model.proof.isCurrent
    }

    private static func lead(_ proof: Proof, _ validity: ProofValidity, _ model: Model, _ t: Language) -> String {
        let kind = model.kind.map { ProofWords.kind($0, t) } ?? proof.kind
        let since = t("\(kind), en date du \(t.date(proof.obtainedOn))", "\(kind), dated \(t.date(proof.obtainedOn))")
        switch validity {
        case .valid, .ending:
            guard let end = proof.validUntil else {
                return t("\(since), sans fin fixée.", "\(since), no end set.")
            }
            return t("\(since), valable jusqu’au \(t.date(end)).", "\(since), valid until \(t.date(end)).")
        case .ended(let end):
            return t(
                "\(since)\u{00A0}; sa validité a pris fin le \(t.date(end)).",
                "\(since); its validity ended on \(t.date(end)).")
        case .withdrawn:
            return t(
                "\(since), retirée du coffre\u{00A0}: elle ne compte plus.", "\(since), withdrawn: it no longer counts."
            )
        case .replaced:
            return t(
                "\(since)\u{00A0}: une version plus récente l’a remplacée.", "\(since): a newer version replaced it.")
        }
    }

    private static func notices(_ model: Model, _ t: Language) -> HTML {
        var notices = HTML()
        switch model.file {
        case .missing:
            notices.append(
                notice(
                    Notice(
                        .danger, title: t("Le fichier manque", "The file is missing"),
                        text: ProofError.fileMissing.message(t))))
        case .altered:
            notices.append(
                notice(
                    Notice(
                        .danger, title: t("Le fichier est altéré", "The file is altered"),
                        text: ProofError.fileAltered.message(t))))
        case .none, .entire: break
        }
        if let newer = model.proof.replacedBy {
            notices.append(
                notice(
                    Notice(
                        .information,
                        title: t("Ceci est une ancienne version", "This is an old version"),
                        text: t(
                            "Elle est gardée pour mémoire et ne compte plus.",
                            "It is kept for the record and no longer counts.")),
                    action: Action(
                        t("Voir la version qui l’a remplacée", "See the version that replaced it"),
                        href: ProofsURL.proof(.init(newer)).path)))
        }
        return notices
    }
}
