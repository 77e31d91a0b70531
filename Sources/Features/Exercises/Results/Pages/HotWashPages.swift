// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Markup
import Primitives
import Site

/// The hot wash as those who lead it see it: slips to hand out, and what came back, in no order.
enum HotWashPages {
    private static let slipsField = "bulletins"

    static func title(_ t: Language) -> String {
        t("Qu’en disent ceux qui ont joué\u{00A0}?", "What do those who played say?")
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        return page(visit, desk)
    }

    private static func page(
        _ visit: Visit, _ desk: ResultsDesk, errors: FormErrors = FormErrors(), status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return desk.page(visit, title(t), .hotWash, status: status, render(desk, errors, t))
    }

    /// The keys are shown this once: the database knows only their hashes.
    @Sendable
    static func open(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let t = visit.language
        guard let slips = form.int(slipsField), (1...HotWash.slipsLimit).contains(slips) else {
            var errors = FormErrors()
            errors.add(
                t("Un nombre de 1 à \(HotWash.slipsLimit).", "A number from 1 to \(HotWash.slipsLimit)."),
                to: slipsField)
            return page(visit, desk, errors: errors, status: .unprocessable)
        }
        let head = desk.facts.head
        let keys = try await desk.keep(visit) { change in
            try HotWashStore.open(slips: slips, for: head, in: change)
        }
        let base = visit.house.settings.publicAddress ?? "http://\(visit.host)"
        return desk.page(
            visit, t("Bulletins à distribuer", "Slips to hand out"), .hotWash, crumb: t("Bulletins", "Slips"),
            try SlipSheet.render(desk, keys, base: base, t))
    }

    @Sendable
    static func move(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let state: HotWash.State = form["vers"] == "ouvert" ? .open : .closed
        let head = desk.facts.head
        try await desk.keep(visit) { change in try HotWashStore.move(head, to: state, in: change) }
        return .redirect(
            ResultsURL.hotWash(desk.part, desk.id).path,
            notice: state == .open
                ? visit.language("Le retour à chaud est rouvert.", "The hot wash is open again.")
                : visit.language("Le retour à chaud est clos.", "The hot wash is closed."))
    }

    static func render(_ desk: ResultsDesk, _ errors: FormErrors, _ t: Language) -> HTML {
        let wash = desk.facts.hotWash
        let head = PageHead(title(t), lead: lead(wash, t), state: badge(wash, t))
        return """
            \(pageHead(t, head))\(ResultTabs.render(desk, .hotWash, t))\(errorSummary(t, errors.resultFaults))\
            \(answers(desk.facts, t))\(when(desk.mayManage, steering(desk, errors, t)))
            """
    }

    private static func badge(_ wash: HotWash, _ t: Language) -> StateBadge {
        switch wash.state {
        case .unopened: StateBadge(.unanswered, t("Pas commencé", "Not begun"))
        case .open: StateBadge(.expiring, t("Ouvert", "Open"))
        case .closed: StateBadge(.closed, t("Clos", "Closed"))
        }
    }

    private static func lead(_ wash: HotWash, _ t: Language) -> String {
        let promise = t(
            "Anonyme\u{00A0}: ni nom, ni heure, ni bulletin n’est gardé avec une réponse, et les réponses d’une même personne ne sont pas reliées.",
            "Anonymous: neither name, hour nor slip is kept with an answer, and the answers of one person are not tied together."
        )
        guard wash.waiting + wash.received > 0 else { return promise }
        return promise
            + t(
                " \(t.count(wash.received, ("réponse", "réponses"), ("", ""))) sur \(t.number(wash.waiting + wash.received)) bulletins.",
                " \(t.count(wash.received, ("", ""), ("answer", "answers"))) of \(t.number(wash.waiting + wash.received)) slips."
            )
    }

    private static func answers(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        let wash = facts.hotWash
        guard wash.isShown else {
            guard wash.state != .unopened else {
                return emptyState(
                    title: t("Le retour à chaud n’a pas commencé", "The hot wash has not begun"),
                    text: t(
                        "Préparez un bulletin par personne présente, imprimez-les et laissez cinq minutes dès la fin du jeu.",
                        "Prepare one slip a person, print them and leave five minutes at the end of the play."))
            }
            return emptyState(
                title: t("Encore trop peu de réponses pour les montrer", "Too few answers to show them yet"),
                text: t(
                    "Elles se montrent à partir de \(HotWash.shownFrom)\u{00A0}: avant, chacun saurait qui a dit quoi. Reçues\u{00A0}: \(wash.received).",
                    "They are shown from \(HotWash.shownFrom) on: before, everybody would know who said what. Received: \(wash.received)."
                ))
        }
        return summary(facts.feedback, t)
    }

    /// Also in the report.
    static func summary(_ feedback: [HotWashAnswers], _ t: Language) -> HTML {
        let scales = feedback.filter { $0.question.kind == .scale }
        let caption = t("De 1 (pas du tout) à 4 (tout à fait)", "From 1 (not at all) to 4 (fully)")
        let scored = table(
            t,
            Table(
                caption: caption,
                columns: [Column(t("Affirmation", "Statement"))]
                    + (1...4).map { Column("\($0)", isNumber: true) } + [Column(t("Moyenne", "Mean"), isNumber: true)],
                rows: scales.map { one -> [HTML] in
                    ["\(one.question.title)"] + one.scores.map { "\($0)" }
                        + ["\(one.mean.map { t.decimal($0) } ?? "–")"]
                }))
        let texts = feedback.filter { $0.question.kind == .text && !$0.texts.isEmpty }
        return sheet(
            t("Ce qui revient", "What comes back"),
            """
            \(scored)\(texts.html { one in
                "<h3>\(one.question.title)</h3>\(items(one.texts.prefix(200).map { prose($0) }))"
            })
            """)
    }

    private static func steering(_ desk: ResultsDesk, _ errors: FormErrors, _ t: Language) -> HTML {
        let wash = desk.facts.hotWash
        guard desk.facts.exercise.state == .ended || desk.facts.exercise.state.isLive else {
            return paragraph(
                t(
                    "Les bulletins se préparent une fois le jeu commencé.",
                    "Slips are prepared once the play has begun."),
                isQuiet: true)
        }
        let move: (title: String, value: String)? =
            switch wash.state {
            case .unopened: nil
            case .open: (t("Clore le retour à chaud", "Close the hot wash"), "clos")
            case .closed: (t("Rouvrir le retour à chaud", "Open the hot wash again"), "ouvert")
            }
        let steer: HTML = when(move) { move in
            form(
                action: ResultsURL.hotWashState(desk.part, desk.id).path, hidden: [(name: "vers", value: move.value)],
                formActions(submit(move.title, style: .plain)))
        }
        let more = form(
            action: ResultsURL.hotWash(desk.part, desk.id).path,
            """
            \(textField(
                Field(
                    t, slipsField, label: t("Combien de bulletins\u{00A0}?", "How many slips?"),
                    hint: t(
                        "Un par personne présente. Chacun ne sert qu’une fois, et n’est montré qu’une fois\u{00A0}: imprimez la page qui suit.",
                        "One a person. Each serves once and is shown once: print the next page."),
                    error: errors[slipsField], isRequired: true),
                value: wash.state == .unopened ? String(max(desk.facts.participants.count, 12)) : "", maxLength: 3,
                isNumeric: true))\(formActions(submit(t("Préparer les bulletins", "Prepare the slips"))))
            """)
        return sheet(
            wash.state == .unopened ? t("Commencer", "Begin") : t("D’autres bulletins", "More slips"), more + steer)
    }
}

/// The slips, to be cut out: a code to type and a square to aim at.
enum SlipSheet {
    static func render(_ desk: ResultsDesk, _ keys: [HotWashKey], base: String, _ t: Language) throws -> HTML {
        let head = PageHead(
            t("Bulletins à distribuer", "Slips to hand out"),
            lead: t(
                "Imprimez cette page maintenant\u{00A0}: elle ne se montre qu’une fois. Découpez, mélangez, distribuez sans noter qui reçoit lequel.",
                "Print this page now: it is shown once. Cut, shuffle, and hand out without noting who receives which."),
            actions: [
                Action(
                    t("Les bulletins sont imprimés", "The slips are printed"),
                    href: ResultsURL.hotWash(desk.part, desk.id).path)
            ])
        let address = base + ResultsURL.slipDesk.path.full
        let slips = try keys.map { key -> HTML in
            let link = base + ResultsURL.slip(.init(key.text)).path.full
            let matrix = try QRCode.matrix(of: link)
            return """
                <li class="slip"><div>\(SlipDrawing.svg(matrix, label: t("Code QR du bulletin", "QR code of the slip")))</div>\
                <div><p><strong>EXERCICE</strong> · \(desk.facts.exercise.title)</p>\
                <p>\(t("Votre avis, anonyme, en cinq minutes\u{00A0}:", "Your opinion, anonymous, in five minutes:"))<br>\
                <a href="\(ResultsURL.slip(.init(key.text)).path)">\(address)</a></p><p class="slip-code">\(key.spoken)</p></div></li>
                """
        }
        return "\(pageHead(t, head))<ul class=\"slips\">\(slips.html { $0 })</ul>"
    }
}

/// A QR code drawn as one path, black on white whatever the colours of the page.
enum SlipDrawing {
    /// ISO/IEC 18004 asks for four light modules around the symbol.
    private static let quietZone = 4

    static func svg(_ matrix: [[Bool]], label: String) -> SVG {
        let side = matrix.count + 2 * quietZone
        return """
            <svg viewBox="0 0 \(side) \(side)" width="\(side * 3)" height="\(side * 3)" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#ffffff"/>\
            <path fill="#000000" d="\(outline(matrix))"/></svg>
            """
    }

    private static func outline(_ matrix: [[Bool]]) -> String {
        var path = ""
        for (y, row) in matrix.enumerated() {
            for (x, isDark) in row.enumerated() where isDark {
                path += "M\(x + quietZone) \(y + quietZone)h1v1h-1z"
            }
        }
        return path
    }
}
