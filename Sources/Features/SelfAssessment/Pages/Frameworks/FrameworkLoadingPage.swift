// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Documents
import Frameworks
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Loading frameworks and mappings from files: everything in them, or nothing.
enum FrameworkLoadingPage {
    static let fileLimit = 8 * 1024 * 1024

    struct Model: Sendable {
        var error: String?
        var faults: [FrameworkFiles.Fault] = []
        /// What was kept, when the files also held something that is not read here.
        var loaded: String?
        var notes: [FrameworkFiles.Fault] = []
    }

    /// The library is everybody's: a new version, or another mapping, changes what every establishment is offered. So
    /// only whoever administers the top of the tree may add to it, not the administrator of one member.
    static func isOpen(to access: Access) -> Bool {
        access.scope(of: AssessmentPermissions.importFramework).contains { $0.depth == 1 }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        guard isOpen(to: visit.access) else { throw Refusal.forbidden }
        return page(Model(), visit)
    }

    @Sendable
    static func load(_ visit: Visit) async throws -> Reply {
        guard isOpen(to: visit.access) else { throw Refusal.forbidden }
        let t = visit.language
        let uploads = try await visit.form(fileLimit: fileLimit).files.filter { $0.field == "fichiers" && $0.size > 0 }
        guard !uploads.isEmpty else {
            return page(Model(error: t("Choisissez au moins un fichier.", "Choose at least one file.")), visit)
        }
        let files = FrameworkFiles(
            try uploads.map { FrameworkFiles.File(name: $0.name, bytes: try bytes(of: $0)) })
        if !files.faults.isEmpty { return page(Model(error: refusal(files, t), faults: files.faults), visit) }
        guard !files.frameworks.isEmpty || !files.mappings.isEmpty else {
            let error = t(
                "Ces fichiers ne contiennent ni référentiel ni correspondance.",
                "These files hold neither a framework nor a mapping.")
            return page(Model(error: error, notes: files.notes), visit)
        }
        let sentence: String
        do {
            let outcome = try await visit.change { change in try FrameworkLoading.load(files, in: change) }
            sentence = Self.sentence(outcome, t)
        } catch let error as FrameworkLoading.Refused {
            return page(Model(error: error.message(t)), visit)
        }
        guard files.notes.isEmpty else { return page(Model(loaded: sentence, notes: files.notes), visit) }
        let next = files.frameworks.count == 1 ? files.frameworks.first.map { FrameworkURL.show($0.identity) } : nil
        return .redirect((next ?? .list).path, notice: sentence)
    }

    private static func bytes(of upload: Upload) throws(DocumentError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(upload.size)
        let stream = try ByteSource.file(path: upload.path).open()
        while let piece = try stream.next() { bytes += piece }
        return bytes
    }

    private static func refusal(_ files: FrameworkFiles, _ t: Language) -> String {
        guard let missing = files.missingResources.first else {
            return t(
                "Rien n’a été chargé\u{00A0}: corrigez les points ci-dessous, puis envoyez de nouveau.",
                "Nothing was loaded: correct the points below, then send again.")
        }
        return t(
            "Rien n’a été chargé\u{00A0}: un profil OSCAL choisit des exigences dans le catalogue «\u{00A0}\(missing)\u{00A0}», qui n’est pas joint. Envoyez les deux fichiers ensemble.",
            "Nothing was loaded: an OSCAL profile selects requirements from the catalogue “\(missing)”, which was not sent. Send both files together."
        )
    }

    static func sentence(_ outcome: FrameworkLoading.Outcome, _ t: Language) -> String {
        var parts: [String] = []
        if outcome.frameworks > 0 {
            parts.append(
                t.count(
                    outcome.frameworks, ("référentiel chargé", "référentiels chargés"),
                    ("framework loaded", "frameworks loaded")))
        }
        if outcome.mappings > 0 {
            parts.append(
                t.count(
                    outcome.mappings, ("correspondance chargée", "correspondances chargées"),
                    ("mapping loaded", "mappings loaded")))
        }
        if outcome.unchanged > 0 {
            parts.append(
                t(
                    "\(t.number(outcome.unchanged)) déjà là, à l’identique",
                    "\(t.number(outcome.unchanged)) already there, identical"))
        }
        return parts.joined(separator: ", ") + "."
    }

    private static func page(_ model: Model, _ visit: Visit) -> Reply {
        let t = visit.language
        let trail = [
            Crumb(t("Référentiels", "Frameworks"), href: FrameworkURL.list.path), Crumb(t("Chargement", "Loading")),
        ]
        return visit.page(
            Page(title(t), trail: trail, main: render(model, t)), status: model.error == nil ? .ok : .unprocessable)
    }

    private static func title(_ t: Language) -> String { t("Charger un référentiel", "Load a framework") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Un fichier est chargé en entier ou pas du tout, et une version déjà présente n’est jamais remplacée.",
                "A file is loaded whole or not at all, and a version that is already here is never replaced."))
        let field = Field(
            t, "fichiers", label: t("Fichiers", "Files"),
            hint: t(
                "8 Mo au plus en tout\u{00A0}: référentiel ou correspondance de Carène (YAML), bibliothèque de CISO Assistant (YAML), catalogue OSCAL (JSON), ou profil OSCAL envoyé avec son catalogue.",
                "8 MB at most in all: framework or mapping of Carène (YAML), library of CISO Assistant (YAML), OSCAL catalogue (JSON), or OSCAL profile sent with its catalogue."
            ),
            error: model.error, isRequired: true)
        let sending = form(
            action: FrameworkURL.loading.path, isMultipart: true,
            fileField(field, accept: ".yaml,.yml,.json", isMultiple: true)
                + formActions(submit(t("Lire et charger", "Read and load"))))
        let done: HTML = when(model.loaded) { sentence in
            notice(
                Notice(.success, title: sentence),
                action: Action(t("Voir les référentiels", "See the frameworks"), href: FrameworkURL.list.path))
        }
        return pageHead(t, head)
            + stack([
                done,
                when(
                    !model.faults.isEmpty,
                    sheet(t("Ce qui empêche de charger", "What prevents loading"), issues(model.faults, t))),
                when(
                    !model.notes.isEmpty,
                    sheet(t("Ce qui n’a pas été repris", "What was left out"), issues(model.notes, t))),
                sending,
            ])
    }

    /// Files are written by specialists, in a format that is in English: so are the messages.
    private static func issues(_ faults: [FrameworkFiles.Fault], _ t: Language) -> HTML {
        let shown = faults.prefix(500)
        let rest = faults.count - shown.count
        return table(
            t,
            Table(
                caption: t("Points relevés dans les fichiers", "Points found in the files"), isCaptionHidden: true,
                columns: [
                    Column(t("Fichier", "File")), Column(t("Ligne", "Line"), isNumber: true),
                    Column(t("Endroit", "Place")), Column(t("Message", "Message")),
                ],
                rows: shown.map { fault in
                    [
                        "\(fault.file)", "\(fault.issue.line.map { t.number($0) } ?? "–")",
                        "<span class=\"code\">\(fault.issue.path)</span>",
                        "<span lang=\"en\">\(fault.issue.message)</span>",
                    ]
                }))
            + when(
                rest > 0, paragraph(t("Et \(t.number(rest)) autres.", "And \(t.number(rest)) more."), isQuiet: true))
    }
}
