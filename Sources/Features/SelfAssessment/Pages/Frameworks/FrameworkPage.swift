// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Markup
import Primitives
import Site

/// One framework, whole: what does it ask, and where does it come from?
enum FrameworkPage {
    struct Model: Sendable {
        let framework: Framework
        var filter = FrameworkFilter()
        var showsGuidance = false
        var mappings: [Correspondence] = []
    }

    /// Another framework that answers to this one carry over to, or come from.
    struct Correspondence: Sendable, Hashable {
        let title: String
        let identity: Framework.Identity?
        let pairs: Int
        let status: Catalogs.Status
    }

    /// The framework that the path names.
    static func framework(_ visit: Visit) async throws -> Framework {
        let identity = Framework.Identity(
            identifier: try visit.parameter("identifier"), version: try visit.parameter("version"))
        guard let identity, let framework = try await visit.house.library.framework(identity) else {
            throw AssessmentError.unknownFramework
        }
        return framework
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let framework = try await framework(visit)
        let filter = FrameworkFilter(
            profile: visit.query["profil"].flatMap { code in framework.profiles.first { $0.code == code }?.code },
            text: visit.query["q"])
        let model = Model(
            framework: framework, filter: filter, showsGuidance: visit.query["conseils"] == "oui",
            mappings: correspondences(
                of: framework.identity.identifier, try await visit.house.library.mappings(),
                among: try await visit.house.library.summaries()))
        let t = visit.language
        let trail = [
            Crumb(t("Référentiels", "Frameworks"), href: FrameworkURL.list.path),
            Crumb(framework.title(visit.language)),
        ]
        return visit.page(Page(framework.title(t), trail: trail, main: render(model, t)))
    }

    /// One line for each mapping that begins or ends here, with the newest version of the framework at its other end.
    static func correspondences(
        of identifier: String, _ mappings: [MappingSet], among summaries: [FrameworkSummary]
    ) -> [Correspondence] {
        mappings.filter { $0.source == identifier || $0.target == identifier }.map { mapping in
            let other = mapping.source == identifier ? mapping.target : mapping.source
            let newest = summaries.filter { $0.identity.identifier == other }.max { $0.identity < $1.identity }
            return Correspondence(
                title: newest?.title ?? other, identity: newest?.identity, pairs: mapping.pairs.count,
                status: mapping.status)
        }.sorted { $0.title < $1.title }
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let framework = model.framework
        let tree = FrameworkTree(framework: framework, filter: model.filter, showsGuidance: model.showsGuidance)
            .render(t)
        let nothing = emptyState(
            title: t("Aucune exigence ne correspond", "No requirement matches"),
            text: t(
                "La recherche ignore les accents et les majuscules. Essayez un mot plus court, ou affichez tout.",
                "The search ignores accents and case. Try a shorter word, or show everything."),
            action: Action(t("Tout afficher", "Show everything"), href: address(model)))
        // What the framework says in another language than the page must be read with the right voice (RGAA 8.7).
        let isForeign = !framework.language.hasPrefix(t.rawValue) && framework.translations[t.rawValue] == nil
        let body = tree.isEmpty ? nothing : "<div\(when(isForeign, language(framework)))>\(stack([tree]))</div>"
        return head(model, t) + stack([identity(model, t), filters(model, t)]) + body
    }

    private static func language(_ framework: Framework) -> HTML { " lang=\"\(framework.language)\"" }

    private static func address(_ model: Model) -> URLPath { FrameworkURL.show(model.framework.identity).path }

    private static func head(_ model: Model, _ t: Language) -> HTML {
        let framework = model.framework
        let identity = framework.identity
        let parts = (URLPath.Part(identity.identifier), URLPath.Part(identity.version))
        let count = t.count(framework.assessable().count, ("exigence", "exigences"), ("requirement", "requirements"))
        let chapters = t.count(framework.chapters.count, ("chapitre", "chapitres"), ("chapter", "chapters"))
        let summary = framework.translations[t.rawValue]?.summary ?? ""
        return pageHead(
            t,
            PageHead(
                framework.title(t),
                lead: t("\(count) en \(chapters). ", "\(count) in \(chapters). ")
                    + (summary.isEmpty ? framework.summary : summary),
                actions: [
                    Action(
                        t("Télécharger en YAML", "Download as YAML"), href: FrameworkURL.yaml(parts.0, parts.1).path),
                    Action(
                        t("Télécharger en OSCAL", "Download as OSCAL"), href: FrameworkURL.oscal(parts.0, parts.1).path),
                ],
                state: FrameworkWords.badge(framework.status, t)))
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let text = textField(
            Field(t, "q", label: t("Mots ou code", "Words or code")), value: model.filter.text ?? "", maxLength: 200)
        let profile = select(
            Field(t, "profil", label: t("Profil", "Profile")),
            model.framework.profiles.map { Choice($0.code, $0.title) }, selected: model.filter.profile,
            placeholder: t("Tous les profils", "Every profile"))
        let guidance = checkbox(
            Field(t, "conseils", label: t("Déplier tous les conseils, pour imprimer", "Unfold all guidance, to print")),
            isChecked: model.showsGuidance)
        return filterForm(
            t, action: address(model),
            fields: text + when(!model.framework.profiles.isEmpty, profile) + guidance,
            reset: model.filter.isEmpty && !model.showsGuidance ? nil : address(model))
    }

    private static func identity(_ model: Model, _ t: Language) -> HTML {
        let framework = model.framework
        var items: [(term: String, value: HTML)] = [
            (t("Version", "Version"), "\(framework.identity.version)"),
            (t("Identifiant", "Identifier"), "<span class=\"code\">\(framework.identity.identifier)</span>"),
        ]
        if !framework.publisher.isEmpty { items.append((t("Auteur", "Publisher"), "\(framework.publisher)")) }
        if !framework.license.isEmpty { items.append((t("Licence", "Licence"), "\(framework.license)")) }
        items.append(
            (
                t("Réponses possibles", "Possible answers"),
                "\(framework.scale.levels.map(\.title).joined(separator: ", "))"
            ))
        if !framework.deadlines.isEmpty {
            items.append(
                (t("Échéances", "Deadlines"), list(framework.deadlines.map { "\(FrameworkWords.deadline($0, t))" })))
        }
        if !model.mappings.isEmpty {
            items.append(
                (
                    t("Réponses reprises de ou vers", "Answers carried from or to"),
                    list(model.mappings.map { line($0, t) })
                ))
        }
        if !framework.sources.isEmpty {
            items.append((t("Sources", "Sources"), list(framework.sources.map(source))))
        }
        return sheet(
            t("D’où il vient et à quoi il répond", "Where it comes from and what it answers"), definitionList(items))
    }

    private static func list(_ items: [HTML]) -> HTML { "<ul>\(items.html { "<li>\($0)</li>" })</ul>" }

    private static func line(_ mapping: Correspondence, _ t: Language) -> HTML {
        let count = t.count(mapping.pairs, ("correspondance", "correspondances"), ("pair", "pairs"))
        let title: HTML =
            mapping.identity.map { "<a href=\"\(FrameworkURL.show($0).path)\">\(mapping.title)</a>" }
            ?? "\(mapping.title)"
        return """
            \(title)\(t("\u{00A0}: ", ": "))\(count)\
            \(when(mapping.status == .toConfirm, " \(badge(t, FrameworkWords.badge(.toConfirm, t)))"))
            """
    }

    /// A loaded file may say anything: only an address of the web becomes a link.
    static func source(_ source: Framework.Source) -> HTML {
        let isWeb = source.url.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
        let title: HTML = when(source.url) { url in
            isWeb ? "<a href=\"\(url)\" rel=\"noreferrer noopener\">\(source.title)</a>" : "\(source.title) (\(url))"
        }
        return """
            \(source.url == nil ? "\(source.title)" : title)\
            \(when(!source.note.isEmpty, " <span class=\"quiet\">\(source.note)</span>"))
            """
    }
}
