// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// How both scores are computed, for those who ask: the formulas of `Catalogs.Score` in sentences.
enum ScoreExplanation {
    static func html(_ t: Language) -> HTML {
        disclosure(
            t("Comment ces scores sont calculés", "How these scores are computed"),
            "\(paragraph(index(t)))\(paragraph(mean(t)))\(paragraph(source(t), isQuiet: true))")
    }

    private static func index(_ t: Language) -> String {
        t(
            """
            L’indice va de 0 à 5. Dans chaque chapitre, la part atteinte de l’indispensable (I) est multipliée par 0,6 \
            plus 0,4 fois la part atteinte du recommandé (R)\u{00A0}: (0,6 + 0,4 × R) × I. Ce qui n’a pas de réponse \
            compte pour zéro. Rien de recommandé ne rattrape donc un manque d’indispensable. L’indice de l’ensemble \
            est cinq fois la moyenne des chapitres, pondérée par ce qu’ils contiennent.
            """,
            """
            The index goes from 0 to 5. In each chapter, the share reached of the indispensable (I) is multiplied by \
            0.6 plus 0.4 times the share reached of the recommended (R): (0.6 + 0.4 × R) × I. What has no answer counts \
            for zero. So nothing recommended makes up for something indispensable that is missing. The index of the \
            whole is five times the mean of the chapters, weighted by what they hold.
            """)
    }

    private static func mean(_ t: Language) -> String {
        t(
            """
            La moyenne va de 0 à 100\u{00A0}% et ne porte que sur ce qui a une réponse\u{00A0}: la somme des niveaux \
            atteints, chacun multiplié par le poids de son exigence, divisée par la somme de ces poids.
            """,
            """
            The mean goes from 0 to 100% and covers only what is answered: the sum of the levels reached, each \
            multiplied by the weight of its requirement, divided by the sum of these weights.
            """)
    }

    private static func source(_ t: Language) -> String {
        t(
            """
            Ce qui est sans objet ne compte dans aucun des deux. La formule de l’indice est celle de \
            l’«\u{00A0}indice cyber\u{00A0}» de MonServiceSécurisé, projet libre de l’ANSSI (licence Apache-2.0).
            """,
            """
            What is not applicable counts in neither. The formula of the index is that of the “indice cyber” of \
            MonServiceSécurisé, a free project of ANSSI (Apache-2.0 licence).
            """)
    }
}
