// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// What a person types of a link.
struct LinkForm: Sendable, Hashable {
    var target = ""
    var kind = Dependency.Kind.needs.rawValue
    var lag = ""
    var isBootstrap = false

    init() {}

    init(_ link: Dependency, _ t: Language) {
        target = link.to
        kind = link.kind.rawValue
        lag = link.lag > 0 ? Hours.text(link.lag, t) : ""
        isBootstrap = link.isBootstrap
    }

    init(_ form: Site.Form) {
        target = form["vers"]
        kind = form["comment"]
        lag = form["delai"]
        isBootstrap = form.has("amorcage")
    }

    /// Nil when something is wrong, then said beside the field.
    func read(_ errors: inout FormErrors, _ t: Language) -> (kind: Dependency.Kind, lag: Double)? {
        let read = Dependency.Kind(rawValue: kind)
        if read == nil { errors.add(t("Choisissez comment il en dépend.", "Choose how it depends."), to: "comment") }
        let hours = lag.isEmpty ? 0 : Hours.read(lag)
        if hours.map({ !(0...Hours.longest).contains($0) }) ?? true {
            errors.add(
                t(
                    "Une durée d’un an au plus, comme 30 min ou 2 h.",
                    "A duration of at most a year, like 30 min or 2 h."), to: "delai")
        }
        guard errors.isEmpty, let read, let hours else { return nil }
        return (read, hours)
    }

    func fields(_ errors: FormErrors, _ t: Language) -> HTML {
        """
        \(radioGroup(
            Field(t, "comment", label: t("Comment en dépend-il\u{00A0}?", "How does it depend?"), error: errors["comment"]),
            Dependency.Kind.allCases.map { Choice($0.rawValue, $0.title(t).capitalizedFirst, note: $0.explanation(t)) },
            selected: kind))\
        \(textField(
            Field(
                t, "delai", label: t("Délai après le retour de l’autre", "Lag after the other is back"),
                hint: t("Réplication, vérifications. Vide\u{00A0}: aucun. Exemples\u{00A0}: 30 min, 2 h.",
                    "Replication, checks. Empty: none. Examples: 30 min, 2 h."), error: errors["delai"]),
            value: lag, maxLength: 30))\
        \(checkbox(
            Field(t, "amorcage", label: t("Amorçage\u{00A0}: démarre sans attendre l’autre", "Bootstrap: starts without waiting for the other"),
                hint: CircleWords.bootstrap(t)), isChecked: isBootstrap))
        """
    }

    /// At the foot of the page of an element: one more arrow.
    static func addition(_ model: ElementPage.Model, _ t: Language) -> HTML {
        let linked = Set(model.map.map.dependencies.filter { $0.from == model.key }.map(\.to))
        let groups: [(title: String, choices: [Choice])] = Layer.allCases.map { layer in
            let nodes = model.map.nodes.filter {
                $0.layer == layer && $0.node.key != model.key && !linked.contains($0.node.key)
                    && ($0.keeperLineage.contains(model.node.keeperLineage)
                        || model.node.keeperLineage.contains($0.keeperLineage))
            }
            return (
                layer.title(t),
                nodes.map {
                    Choice($0.node.key, $0.keeper == model.place.id ? $0.name : "\($0.name) (\($0.keeperName))")
                }
            )
        }.filter { !$0.1.isEmpty }
        guard !groups.isEmpty else { return HTML() }
        let content: HTML = """
            \(select(
                Field(t, "vers", label: t("Il dépend de", "It depends on"), error: model.errors["vers"], isRequired: true),
                groups: groups, selected: model.link.target, placeholder: t("Choisissez", "Choose")))\
            \(model.link.fields(model.errors, t))\
            \(formActions(submit(t("Ajouter ce lien", "Add this link"))))
            """
        return sheet(
            t("Ajouter un lien", "Add a link"),
            """
            \(errorSummary(t, model.errors.faults))\
            \(form(action: CartographyURL.links(.init(model.place.id), .init(model.node.id)).path, content))
            """)
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
