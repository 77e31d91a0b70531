// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Primitives
import Site

/// What the proof says, and what it serves.
extension ProofPage {
    static func contents(_ model: Model, _ t: Language) -> HTML {
        let proof = model.proof
        var lines: [(term: String, value: HTML)] = [
            (t("Nature", "Kind"), "\(model.kind.map { ProofWords.kind($0, t) } ?? proof.kind)")
        ]
        for (name, value) in proof.facts.sorted(by: { $0.key < $1.key }) {
            let title = model.kind?.facts.first { $0.name == name }?.title(t) ?? name
            lines.append((title, "\(ProofWords.capitalised(FactWords.value(value, of: name, t)))"))
        }
        lines.append((t("Obtenue le", "Obtained on"), "\(t.date(proof.obtainedOn))"))
        lines.append(
            (
                t("Valable jusqu’au", "Valid until"),
                "\(proof.validUntil.map { t.date($0) } ?? t("sans fin fixée", "no end set"))"
            ))
        let holders: HTML =
            proof.holders.count == 1
            ? "\(proof.holders[0].name)" : items(proof.holders.map { "\($0.name)" })
        lines.append((t("Pour qui", "For whom"), holders))
        lines.append((t("Source", "Source"), source(model, t)))
        lines.append(
            (
                t("Enregistrée par", "Registered by"),
                "\(t("\(proof.authorName), le \(t.moment(proof.createdAt, in: model.zone))", "\(proof.authorName), \(t.moment(proof.createdAt, in: model.zone))"))"
            ))
        let note: HTML = when(!proof.note.isEmpty, prose(proof.note))
        return sheet(t("Ce que dit cette preuve", "What this proof says"), "\(definitionList(lines))\(note)")
    }

    private static func source(_ model: Model, _ t: Language) -> HTML {
        switch model.proof.source {
        case .document(let file):
            let size = ProofWords.size(file.size, t)
            return "\(file.name) <span class=\"quiet\">(\(size))</span>"
        case .statement:
            return "\(t("Attestation, sans document", "Statement, without a document"))"
        case .measurement:
            return "\(t("Relevée par Carène, qui la tient à jour", "Recorded by Carène, which keeps it up to date"))"
        }
    }

    static func requirements(_ model: Model, _ t: Language) -> HTML {
        guard let served = model.served else { return HTML() }
        let title = t("Les exigences qu’elle sert aujourd’hui", "The requirements it serves today")
        guard !served.isEmpty else {
            return sheet(
                title,
                emptyState(
                    title: t("Aucune exigence pour l’instant", "No requirement yet"),
                    text: t(
                        "Aucune règle des référentiels suivis ne demande une preuve de cette nature avec ces précisions. "
                            + "Vérifiez le sujet ou le périmètre, ou rattachez-la à la main à une exigence sans règle.",
                        "No rule of the frameworks in use asks for a proof of this kind with these facts. Check the subject or "
                            + "the scope, or attach it by hand to a requirement without a rule.")))
        }
        let view = Table(
            caption: title, isCaptionHidden: true,
            columns: [
                Column(t("Exigence", "Requirement")), Column(t("État", "State")),
                Column(t("Cette preuve", "This proof")),
            ],
            rows: served.map { line in
                let name: HTML = "<span class=\"code\">\(line.code)</span> \(line.title)"
                let linked: HTML = line.href.map { "<a href=\"\($0)\">\(name)</a>" } ?? name
                let worth =
                    line.obstacle.map { t("Ne compte pas\u{00A0}: \($0).", "Does not count: \($0).") }
                    ?? t("Compte.", "Counts.")
                return [
                    "\(linked) <small>\(line.frameworkTitle)</small>", badge(t, line.state.badge(t)), "\(worth)",
                ]
            })
        return sheet(title, table(t, view))
    }

    static func versions(_ model: Model, _ t: Language) -> HTML {
        guard model.versions.count > 1 else { return HTML() }
        return sheet(
            t("Versions", "Versions"),
            items(
                model.versions.map { version in
                    let title = t(
                        "Version \(t.number(version.version)), du \(t.date(version.obtainedOn))",
                        "Version \(t.number(version.version)), of \(t.date(version.obtainedOn))")
                    let name: HTML =
                        version.id == model.proof.id
                        ? "<strong>\(title)</strong>"
                        : "<a href=\"\(ProofsURL.proof(.init(version.id)).path)\">\(title)</a>"
                    let file: HTML = when(version.file) { file in
                        """
                         <a href="\(ProofsURL.file(.init(version.id)).path)">\(t("Télécharger", "Download")) \
                        <span class="visually-hidden">\(file.name)</span></a>
                        """
                    }
                    return name + file
                }))
    }

    static func attachments(_ model: Model, _ t: Language) -> HTML {
        guard model.rights.manages, model.proof.isCurrent else { return HTML() }
        let list: HTML =
            model.pins.isEmpty
            ? paragraph(
                t(
                    "Un référentiel qui ne dit pas quelles preuves il attend n’en reçoit que par rattachement.",
                    "A framework that does not say which proofs it expects gets them only by attachment."),
                isQuiet: true)
            : items(model.pins.map { "<span class=\"code\">\($0.requirement)</span> \($0.framework)" })
        return sheet(
            t("Rattachée à la main", "Attached by hand"),
            action: Action(
                t("Choisir des exigences", "Choose requirements"),
                href: ProofsURL.attachments(.init(model.proof.id)).path),
            list)
    }

    static func changes(_ model: Model, _ t: Language) -> HTML {
        let proof = model.proof
        if case .measurement = proof.source {
            return notice(
                Notice(
                    .information, title: t("Tenue par Carène", "Kept by Carène"), text: ProofError.measured.message(t)))
        }
        guard model.rights.manages, proof.replacedBy == nil else { return HTML() }
        if proof.withdrawnAt != nil {
            return sheet(
                t("Rétablir", "Restore"),
                paragraph(t("Elle comptera de nouveau.", "It will count again."))
                    + postButton(
                        action: ProofsURL.restoration(.init(proof.id)).path,
                        t("Rétablir la preuve", "Restore the proof")))
        }
        return sheet(
            t("Retirer", "Withdraw"),
            paragraph(
                t(
                    "Une preuve retirée ne compte plus pour aucune exigence\u{00A0}; elle reste au coffre et peut être rétablie.",
                    "A withdrawn proof no longer counts for any requirement; it stays in the vault and can be restored."
                ))
                + postButton(
                    action: ProofsURL.withdrawal(.init(proof.id)).path, t("Retirer la preuve", "Withdraw the proof"),
                    style: .danger,
                    confirm: t(
                        "Retirer «\u{00A0}\(proof.title)\u{00A0}»\u{00A0}? Les exigences qu’elle prouve ne le seront plus.",
                        "Withdraw “\(proof.title)”? The requirements that it proves will no longer be proven.")))
    }
}
