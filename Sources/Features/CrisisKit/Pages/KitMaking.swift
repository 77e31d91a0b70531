// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// A kit made from a page: its passphrase is shown by the answer to the button and by nothing else, the file is made
/// meanwhile, and can be downloaded once.
enum KitMaking {
    static func start(_ visit: Visit, _ shelf: KitShelf) async throws -> Reply {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        guard place.organisation.kind.hasKit else { throw CrisisKitError.wrongPlace }
        let passphrase = KitPassphrase.make()
        let job = try await start(visit, place, shelf, passphrase)
        let t = visit.language
        return visit.kitPage(
            title(t), at: place, trail: [Crumb(t("Phrase de passe", "Passphrase"))],
            render(passphrase, fingerprint: try KitKey(of: visit.secretKey).fingerprint.text, job: job, t))
    }

    static func title(_ t: Language) -> String {
        t("Notez la phrase de passe maintenant", "Write the passphrase down now")
    }

    static func render(
        _ passphrase: KitPassphrase, fingerprint: String, job: Identifier<JobBoard.Job>, _ t: Language
    ) -> HTML {
        """
        \(pageHead(t, PageHead(title(t), lead: t(
            "Elle n’est gardée nulle part et ne sera plus jamais affichée. Sans elle, la mallette ne s’ouvre pas.",
            "It is kept nowhere and will never be shown again. Without it, the kit does not open."))))\
        \(sheet(t("Phrase de passe", "Passphrase"), """
            <p class="secret-phrase"><strong>\(passphrase.text)</strong></p>\
            \(items([
                "\(t("Écrivez-la, ou imprimez cette page, en deux exemplaires.", "Write it down, or print this page, twice."))",
                "\(t("Elle se tape comme elle est écrite, en minuscules, espaces compris. Aucune lettre ne change de place entre un clavier français et un clavier anglais.", "It is typed as it is written, in lower case, spaces included. No letter changes place between a French and an English keyboard."))",
                "\(t("Gardez-la ailleurs que la mallette\u{00A0}: le coffre de la direction, par exemple.", "Keep it elsewhere than the kit: in the safe of the management, for instance."))",
            ]))
            """))\
        \(sheet(t("Empreinte de la clé", "Fingerprint of the key"), """
            \(paragraph(t("À garder avec la phrase, pour reconnaître une vraie mallette.", "To be kept with the phrase, to recognise a true kit.")))\
            <p><strong>\(fingerprint)</strong></p>
            """))\
        \(actions([Action(t("C’est noté\u{00A0}: voir la mallette se faire", "Written down: see the kit being made"), href: SiteAddress.job(.init(job)).path, style: .primary)]))
        """
    }

    private static func start(
        _ visit: Visit, _ place: Place, _ shelf: KitShelf, _ passphrase: KitPassphrase
    ) async throws -> Identifier<JobBoard.Job> {
        let organisation = place.organisation
        let builder = KitBuilder(
            house: visit.house, organisation: organisation, above: place.ancestors.map(\.name),
            author: visit.actor.name, language: visit.language, now: visit.now)
        let owner = visit.actor.account
        let name = "mallette-\(organisation.name)-\(visit.today.text).zip"
        return try await visit.house.jobs.start(
            Phrase("Faire la mallette de crise", "Make the crisis kit"), owner: owner, at: visit.now
        ) { reporter in
            let draft = try KitDraft()
            let summary = try await builder.write(passphrase, to: { try draft.append($0) }) { done, total, note in
                reporter(JobBoard.Progress(done: done, total: total, note: note))
            }
            try Task.checkCancellation()
            try await visit.change { change in
                _ = try visit.place(organisation.id, for: CrisisKitPermissions.manage, in: change.session)
                try builder.record(summary, in: change)
            }
            await shelf.put(
                draft, name: name, as: .init(stored: summary.kit), of: organisation.id, for: owner,
                at: visit.house.clock.now)
            return result(summary, organisation, visit.language)
        }
    }

    private static func result(
        _ summary: KitBuilder.Summary, _ organisation: Organisation, _ t: Language
    ) -> JobBoard.Result {
        let place = URLPath.Part(organisation.id)
        let missing = when(
            !summary.missing.isEmpty,
            notice(
                Notice(
                    .warning, title: t("Ce qui n’a pas pu y être mis", "What could not be put in"),
                    text: summary.missing.joined(separator: " "))))
        let size = OverviewPage.size(summary.size, t)
        let buttons = actions([
            Action(
                t("Télécharger la mallette (\(size))", "Download the kit (\(size))"),
                post: CrisisKitURL.download(place, .init(summary.kit)).path, style: .primary),
            Action(t("Noter où est la copie", "Note where the copy is"), href: CrisisKitURL.entries(.copy, place).path),
        ])
        return JobBoard.Result(
            summary: Phrase("La mallette est prête", "The kit is ready"),
            detail: """
                \(paragraph(t(
                    "\(t.count(summary.documents, ("document", "documents"), ("", ""))). Le téléchargement n’est possible qu’une fois, dans l’heure\u{00A0}: mettez le fichier sur une clé USB, puis notez où elle est.",
                    "\(t.count(summary.documents, ("", ""), ("document", "documents"))). It can be downloaded once only, within the hour: put the file on a USB stick, then note where it is.")))\
                \(missing)\(buttons)\(paragraph("SHA-256\(t("\u{00A0}: ", ": "))\(summary.digest)", isQuiet: true))
                """)
    }

    static func download(_ visit: Visit, _ shelf: KitShelf) async throws -> Reply {
        let place = try await visit.kitPlace(CrisisKitPermissions.manage)
        let organisation = place.organisation.id
        let id: KitRecord.ID = try visit.identifier("mallette")
        guard await shelf.isWaiting(id, of: organisation, for: visit.actor.account, at: visit.now) else {
            throw CrisisKitError.kitTaken
        }
        try await visit.change { change in
            _ = try visit.place(organisation, for: CrisisKitPermissions.manage, in: change.session)
            try change.record("kit.downloaded", organisation: organisation.text, subject: id.text)
        }
        let (draft, name) = try await shelf.take(id, of: organisation, for: visit.actor.account, at: visit.now)
        return .stream(mediaType: "application/zip", name: name) { write in
            do {
                try await draft.read(write)
                await shelf.left(id)
            } catch {
                await shelf.returned(id)
                throw error
            }
        }
    }
}
