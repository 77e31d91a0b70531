// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery

extension ExchangePage {
    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let head = PageHead(
            title(t),
            lead: t(
                "Envoyez le tableau de votre plan de continuité tel qu’il est\u{00A0}: Carène montre ce qu’il en comprend avant d’enregistrer quoi que ce soit.",
                "Send the table of your continuity plan as it is: Carène shows what it understands of it before saving anything."
            ),
            actions: [
                Action(t("Télécharger un modèle", "Download a template"), href: CartographyURL.template(place).path),
                Action(t("Exporter vers Excel", "Export to Excel"), href: CartographyURL.workbook(place).path),
                Action(t("Exporter en CSV", "Export as CSV"), href: CartographyURL.csv(place).path),
            ])
        var parts: [HTML] = [CartographyTabs.render(model.place.id, current: .exchange, mayManage: true, t)]
        if model.isOvertaken {
            parts.append(
                notice(
                    Notice(
                        .warning, title: t("La carte a changé entre-temps", "The map changed meanwhile"),
                        text: t(
                            "Rien n’a été enregistré. Voici ce que le fichier changerait maintenant.",
                            "Nothing was saved. This is what the file would change now."))))
        }
        if let preview = model.preview { parts += ExchangePreview(preview, place: model.place).render(t) }
        parts.append(sending(model, t))
        if model.preview == nil { parts.append(help(t)) }
        return pageHead(t, head) + stack(parts)
    }

    private static func sending(_ model: Model, _ t: Language) -> HTML {
        let field = Field(
            t, "fichier", label: t("Classeur Excel ou fichier CSV", "Excel workbook or CSV file"),
            hint: t(
                "5 Mo au plus, .xlsx ou .csv. Une ligne par élément\u{00A0}; la colonne du nom est la seule nécessaire.",
                "5 MB at most, .xlsx or .csv. One line for each element; the column of the name is the only one needed."
            ),
            error: model.error, isRequired: true)
        let isAgain = model.preview != nil
        return sheet(
            isAgain ? t("Recommencer", "Start again") : t("Envoyer le fichier", "Send the file"),
            form(
                action: CartographyURL.exchange(.init(model.place.id)).path, isMultipart: true,
                fileField(field, accept: ".xlsx,.csv,text/csv")
                    + formActions(
                        submit(
                            isAgain
                                ? t("Lire un autre fichier", "Read another file")
                                : t("Lire le fichier", "Read the file"),
                            style: isAgain ? .plain : .primary))))
    }

    private static func help(_ t: Language) -> HTML {
        sheet(
            t("Ce que Carène reconnaît", "What Carène recognises"),
            definitionList([
                (
                    t("Colonnes", "Columns"),
                    "\(t("Nom, Application ou Service\u{00A0}; Type ou Nature\u{00A0}; Criticité\u{00A0}; DMIA, DIMA ou RTO\u{00A0}; PDMA ou RPO\u{00A0}; Dépend de ou Dépendances\u{00A0}; Responsable\u{00A0}; Éditeur ou Fournisseur. Casse et accents ne comptent pas.", "Name, Application or Service; Type or Kind; Criticality; DMIA, DIMA or RTO; PDMA or RPO; Depends on or Dependencies; Owner; Publisher or Supplier. Case and accents do not matter."))"
                ),
                (
                    t("Durées", "Durations"),
                    "\(t("4 h, 2 j, 30 min, 1 h 30\u{00A0}; un nombre seul compte des heures, ou l’unité écrite entre parenthèses en tête de colonne.", "4 h, 2 days, 30 min, 1 h 30; a number alone counts hours, or the unit written in brackets in the head of the column."))"
                ),
                (
                    t("Dépendances", "Dependencies"),
                    "\(t("Noms ou codes, séparés par des points-virgules ou des virgules\u{00A0}; ceux du groupement comptent. Entre crochets, un délai ou «\u{00A0}amorçage\u{00A0}»\u{00A0}: dns [amorçage].", "Names or codes, separated by semicolons or commas; those of the group count. In brackets, a lag or “bootstrap”: dns [bootstrap]."))"
                ),
                (
                    t("Criticité", "Criticality"),
                    "\(t("De 1 (des vies en dépendent dans les heures) à 4 (peut attendre), ou vitale, haute, moyenne, faible.", "From 1 (lives depend on it within hours) to 4 (can wait), or vital, high, medium, low."))"
                ),
                (
                    t("Ce qui est déjà là", "What is there already"),
                    "\(t("Retrouvé par son code, sinon par son nom. Un fichier ajoute et corrige, il n’efface rien\u{00A0}: une case vide laisse ce qui est.", "Found by its code, else by its name. A file adds and corrects, it erases nothing: an empty cell leaves what is."))"
                ),
            ]))
    }
}
