// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// The page of reuse: what can be taken, what differs, and where an interview can be carried to.
struct ReuseModel: Sendable {
    /// A framework that an interview can fill.
    struct Target: Sendable, Hashable {
        let identifier: String
        let title: String
        /// The assessment in progress that would be filled; nil when one would be opened.
        let openTitle: String?
        let openHref: URLPath?
        let fillable: Int
        let toReview: Int
    }

    let assessment: URLPath.Part
    let framework: String
    let scale: Scale
    var error: String?
    var isClosed = false
    var suggestions: [ReuseSuggestion] = []
    /// Nil unless this is an interview.
    var targets: [Target]?

    static func title(_ t: Language) -> String {
        t("Reprendre ce qui est déjà répondu", "Reuse what is already answered")
    }

    static func render(_ model: ReuseModel, _ t: Language) -> HTML {
        let fresh = model.suggestions.filter(\.isFresh)
        let differing = model.suggestions.filter { !$0.isFresh }
        var parts: [HTML] = []
        if let error = model.error { parts.append(notice(Notice(.danger, title: error))) }
        if let targets = model.targets { parts.append(carrying(targets, model, t)) }
        if !model.suggestions.isEmpty { parts.append(taking(fresh, differing, model, t)) }
        if model.suggestions.isEmpty, model.targets == nil || !model.isClosed { parts.append(nothing(model, t)) }
        return pageHead(t, PageHead(title(t), lead: lead(fresh, model, t))) + stack(parts)
    }

    private static func lead(_ fresh: [ReuseSuggestion], _ model: ReuseModel, _ t: Language) -> String {
        if fresh.isEmpty {
            return model.targets == nil
                ? t(
                    "Une réponse donnée une fois sert à tous les référentiels qui posent la même question.",
                    "An answer given once serves every framework that asks the same question.")
                : t(
                    "Vos réponses à cet entretien remplissent d’un clic les référentiels détaillés, sans rien redemander.",
                    "Your answers to this interview fill the detailed frameworks in one click, without asking anything again."
                )
        }
        let count = t.count(fresh.count, ("exigence", "exigences"), ("requirement", "requirements"))
        return t(
            "Déjà répondu ailleurs\u{00A0}: \(count)\(review(fresh.count { !$0.isCertain }, of: fresh.count, t)).",
            "Already answered elsewhere: \(count)\(review(fresh.count { !$0.isCertain }, of: fresh.count, t)).")
    }

    /// The end of a sentence that counts answers: which of them somebody must read again.
    static func review(_ count: Int, of whole: Int, _ t: Language) -> String {
        if count == 0 { return "" }
        if count >= whole { return t(", à relire", ", to review") }
        return t(", dont \(t.number(count)) à relire", ", \(t.number(count)) of them to review")
    }

    private static func nothing(_ model: ReuseModel, _ t: Language) -> HTML {
        emptyState(
            title: t("Rien à reprendre pour l’instant", "Nothing to reuse for now"),
            text: t(
                "Aucune autre évaluation de l’établissement ne répond à une question que celle-ci pose encore.",
                "No other assessment of the establishment answers a question that this one still asks."),
            action: Action(
                t("Revenir à l’évaluation", "Back to the assessment"),
                href: AssessmentURL.assessment(model.assessment).path))
    }

    private static func taking(
        _ fresh: [ReuseSuggestion], _ differing: [ReuseSuggestion], _ model: ReuseModel, _ t: Language
    ) -> HTML {
        var content = HTML()
        if !fresh.isEmpty {
            content.append(
                sheet(
                    t("Sans réponse ici, déjà répondu ailleurs", "Not answered here, answered elsewhere"),
                    table(
                        t,
                        rows(
                            fresh, model, hasCurrent: false,
                            caption: t("Réponses à reprendre", "Answers to take"), t))))
        }
        if !differing.isEmpty {
            content.append(
                sheet(
                    t("Répondu différemment ici", "Answered differently here"),
                    paragraph(
                        t(
                            "Votre réponse reste, sauf si vous cochez celle qui vient d’ailleurs.",
                            "Your answer stays, unless you tick the one that comes from elsewhere."))
                        + table(
                            t,
                            rows(
                                differing, model, hasCurrent: true,
                                caption: t("Réponses qui diffèrent", "Answers that differ"), t))))
        }
        return form(
            action: AssessmentURL.reuse(model.assessment).path,
            stack([content])
                + formActions(
                    submit(
                        t("Reprendre les réponses cochées", "Take the ticked answers"),
                        style: model.targets?.contains { $0.fillable > 0 } == true ? .plain : .primary)))
    }

    private static func rows(
        _ suggestions: [ReuseSuggestion], _ model: ReuseModel, hasCurrent: Bool, caption: String, _ t: Language
    ) -> Table {
        let words = AnswerWords(scale: model.scale, t: t)
        var columns = [
            Column(t("Reprendre", "Take")), Column(t("Exigence", "Requirement")),
            Column(t("Réponse suggérée", "Suggested answer")), Column(t("D’où elle vient", "Where it comes from")),
        ]
        if hasCurrent { columns.insert(Column(t("Votre réponse", "Your answer")), at: 2) }
        return Table(
            caption: caption, isCaptionHidden: true, columns: columns,
            rows: suggestions.map { suggestion in
                var cells = [
                    tick(suggestion, t), title(suggestion, t), answer(suggestion.response, words),
                    origin(suggestion, t),
                ]
                if hasCurrent { cells.insert(answer(suggestion.current.response, words), at: 2) }
                return cells
            }, hasRowHeaders: false)
    }

    private static func tick(_ suggestion: ReuseSuggestion, _ t: Language) -> HTML {
        let name = suggestion.requirement.words(t).title
        return """
            <label class="tick"><input type="checkbox" name="\(ReusePage.choice)" value="\(suggestion.token)"\
            \(flag: " checked", when: suggestion.isCertain && suggestion.isFresh)>\
            <span class="visually-hidden">\(t("Reprendre\u{00A0}: \(name)", "Take: \(name)"))</span></label>
            """
    }

    private static func title(_ suggestion: ReuseSuggestion, _ t: Language) -> HTML {
        "<span class=\"code\">\(suggestion.requirement.code)</span> \(suggestion.requirement.words(t).title)"
    }

    private static func answer(_ response: Response, _ words: AnswerWords) -> HTML {
        let (status, level): (Answer.Status, Int?) =
            switch response {
            case .unanswered: (.open, nil)
            case .notApplicable: (.notApplicable, nil)
            case .level(let value): (.answered, value)
            }
        return "\(words.title(status, level))"
    }

    private static func origin(_ suggestion: ReuseSuggestion, _ t: Language) -> HTML {
        let relation = FrameworkWords.relation(suggestion.relation, t)
        let state =
            suggestion.isCertain
            ? badge(t, .declared, t("Sûr", "Certain")) : badge(t, .toReview, t("À relire", "To review"))
        return """
            <p>\(suggestion.originTitle) <span class="code">\(suggestion.sources)</span></p>\
            <p class="quiet">\(t("La question posée là \(relation).", "The question there \(relation)."))</p>\(state)
            """
    }

    private static func carrying(_ targets: [Target], _ model: ReuseModel, _ t: Language) -> HTML {
        let useful = targets.filter { $0.fillable > 0 || $0.openTitle != nil }
        guard !useful.isEmpty else {
            return emptyState(
                title: t("Rien à reporter pour l’instant", "Nothing to carry over for now"),
                text: t(
                    "Répondez d’abord à l’entretien\u{00A0}: ses réponses rempliront alors les référentiels détaillés.",
                    "Answer the interview first: its answers will then fill the detailed frameworks."),
                action: Action(
                    t("Revenir à l’entretien", "Back to the interview"),
                    href: AssessmentURL.assessment(model.assessment).path))
        }
        // One primary action a page: the framework that gains most.
        let first = useful.max { $0.fillable < $1.fillable }
        return sheet(
            t("Reporter ces réponses dans un référentiel détaillé", "Carry these answers to a detailed framework"),
            useful.html { target($0, isFirst: $0 == first, model, t) })
    }

    private static func target(_ target: Target, isFirst: Bool, _ model: ReuseModel, _ t: Language) -> HTML {
        let count = t.count(target.fillable, ("exigence", "exigences"), ("requirement", "requirements"))
        let review = review(target.toReview, of: target.fillable, t)
        let place: HTML
        if let title = target.openTitle, let href = target.openHref {
            place =
                "\(t("dans l’évaluation en cours ", "in the assessment in progress "))<a href=\"\(href)\">\(title)</a>"
        } else {
            place = "\(t("dans une évaluation ouverte pour l’occasion", "in an assessment opened for the purpose"))"
        }
        let sentence: HTML =
            target.fillable > 0
            ? "<p>\(count)\(review), \(place).</p>"
            : "<p class=\"quiet\">\(t("Tout ce qui pouvait l’être est déjà rempli, ", "All that could be is filled already, "))\(place).</p>"
        let button = postButton(
            action: AssessmentURL.reuse(model.assessment).path,
            t("Remplir «\u{00A0}\(target.title)\u{00A0}»", "Fill “\(target.title)”"),
            style: isFirst ? .primary : .plain,
            hidden: [(ReusePage.destination, target.identifier)])
        return "<h3>\(target.title)</h3>\(sentence)\(when(target.fillable > 0, button))"
    }
}
