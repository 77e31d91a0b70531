// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives

/// A group, member by member: how much of it satisfies the rule, and what each still lacks.
extension ReadingWords {
    /// "3 entités sur 7 réunissent 71 % de l’activité combinée ; il faut 66 %."
    public func shareSentence(_ coverage: CoverageReading) -> String {
        let all = coverage.members.count
        let holding = coverage.members.count { $0.reading.standing.holds }
        let share = t.percent(coverage.share)
        let wanted = t.percent(coverage.atLeast)
        if holding == 0, all > 0 { return noneSentence(coverage, wanted) }
        let who = t(
            "\(t.count(holding, ("entité", "entités"), ("", ""))) sur \(t.number(all))",
            "\(t.number(holding)) of \(t.count(all, ("", ""), ("entity", "entities")))")
        if coverage.weight == nil, coverage.atLeast >= 1 {
            return holding == all
                ? t("\(who) y répondent\u{00A0}: toutes celles du groupement.", "\(who) satisfy it: all of the group.")
                : t(
                    "\(who) y \(holding < 2 ? "répond" : "répondent")\u{00A0}; il les faut toutes.",
                    "\(who) satisfy it; all must.")
        }
        let verb = holding < 2 ? "réunit" : "réunissent"
        if coverage.weight == nil {
            return t(
                "\(who) y \(holding < 2 ? "répond" : "répondent"), soit \(share)\u{00A0}; il faut \(wanted).",
                "\(who) satisfy it, that is \(share); \(wanted) is needed.")
        }
        return t(
            "\(who) \(verb) \(share) de l’activité combinée\u{00A0}; il faut \(wanted).",
            "\(who) make up \(share) of the combined activity; \(wanted) is needed.")
    }

    /// "Aucune des 7 entités n’y répond ; il les faut toutes."
    private func noneSentence(_ coverage: CoverageReading, _ wanted: String) -> String {
        let all = coverage.members.count
        let none =
            all == 1
            ? t("La seule entité n’y répond pas", "The only entity does not satisfy it")
            : t("Aucune des \(t.number(all)) entités n’y répond", "None of the \(t.number(all)) entities satisfies it")
        if coverage.weight == nil, coverage.atLeast >= 1 {
            return all == 1
                ? t("\(none).", "\(none).")
                : t("\(none)\u{00A0}; il les faut toutes.", "\(none); all must.")
        }
        return coverage.weight == nil
            ? t("\(none)\u{00A0}; il faut \(wanted).", "\(none); \(wanted) is needed.")
            : t(
                "\(none)\u{00A0}; il faut \(wanted) de l’activité combinée.",
                "\(none); \(wanted) of the combined activity is needed.")
    }

    /// Why the share is only a floor; nil when every weight is known.
    public func unweighedSentence(_ coverage: CoverageReading) -> String? {
        guard coverage.weight != nil, !coverage.unweighed.isEmpty else { return nil }
        let names = coverage.unweighed.map { member($0) ?? $0 }.joined(separator: ", ")
        return t(
            "L’activité n’est pas connue pour \(names)\u{00A0}: sa part compte pour zéro, et il faut que la règle y soit "
                + "tenue aussi. L’activité combinée vient de l’import des établissements\u{00A0}: demandez-le à qui tient Carène.",
            "The activity of \(names) is not known: it counts for nothing in the share, and the rule must be satisfied there "
                + "too. The combined activity comes from the import of establishments: ask whoever runs Carène.")
    }

    func html(_ coverage: CoverageReading, _ standing: EvidenceStanding, _ code: String?) -> HTML {
        """
        <p><strong>\(shareSentence(coverage))</strong> \(sentence(standing))</p>\
        \(when(unweighedSentence(coverage)) { "<p>\($0)</p>" })\
        \(table(coverage, code))
        """
    }

    private func table(_ coverage: CoverageReading, _ code: String?) -> HTML {
        let brought = t("Ce que chaque entité apporte", "What each entity brings")
        let caption = code.map { t("\(brought) à \($0)", "\(brought) to \($0)") } ?? brought
        let members = coverage.members.enumerated().sorted {
            ($0.element.share ?? -1, $1.offset) > ($1.element.share ?? -1, $0.offset)
        }.map(\.element)
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table>\
            <caption><span>\(caption)</span></caption><thead><tr>\
            <th scope="col">\(t("Entité", "Entity"))</th>\
            <th scope="col" class="n">\(coverage.weight == nil ? t("Part", "Share") : t("Part de l’activité", "Share of activity"))</th>\
            <th scope="col">\(t("Ce que disent ses preuves", "What its proofs say"))</th>\
            </tr></thead><tbody>\(alike(members).html(row))</tbody></table></div>
            """
    }

    /// Members of whom the same is to be said stand on one line, or a group of seven says everything seven times.
    private struct Alike {
        var members: [CoverageReading.Member]
        let said: HTML
    }

    private func alike(_ members: [CoverageReading.Member]) -> [Alike] {
        var groups: [Alike] = []
        var places: [String: Int] = [:]
        for part in members {
            let said: HTML = """
                <details class="disclosure"><summary>\(sentence(part.reading.standing))</summary>\
                <div class="disclosed">\(html(part.reading))</div></details>
                """
            let key = (part.share == nil ? "?" : "") + said.text
            if let place = places[key] {
                groups[place].members.append(part)
            } else {
                places[key] = groups.count
                groups.append(Alike(members: [part], said: said))
            }
        }
        return groups
    }

    private func row(_ group: Alike) -> HTML {
        let names = group.members.map { member($0.id) ?? $0.id }
        let shares = group.members.compactMap(\.share)
        let share = shares.isEmpty ? t("inconnue", "unknown") : t.percent(shares.reduce(0, +), 1)
        return """
            <tr><th scope="row">\(names.joined(separator: ", "))</th>\
            <td class="n">\(share)</td><td>\(group.said)</td></tr>
            """
    }
}
