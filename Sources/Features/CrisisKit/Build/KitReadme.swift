// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Site

/// The one file that everybody opens first. French and plain: it must be read in any editor, on any machine.
enum KitReadme {
    static func text(_ contents: KitContents) -> String {
        let t = Language.french
        var lines = [
            "MALLETTE DE CRISE", contents.organisation.name,
            (contents.above + [contents.organisation.name]).joined(separator: " > "), "",
            "\(contents.madeAt), par \(contents.madeBy).", contents.validity(t), "",
            "CE QUE C’EST",
            "Ce qu’il faut pour tenir et redémarrer quand le réseau, l’annuaire et la messagerie sont arrêtés.",
            "Elle contient des numéros privés et l’ordre de la reprise : elle aiderait un attaquant. Ne la laissez pas ouverte.",
            "",
            "COMMENT L’OUVRIR",
            "1. Avec 7-Zip (ou WinZip, bsdtar), extrayez tout dans un dossier. La phrase de passe se tape comme elle est",
            "   écrite, en minuscules, espaces compris.",
            "2. Ouvrez index.html d’un double clic. Rien d’autre n’est nécessaire : ni réseau, ni programme.",
            "3. Après la crise, effacez le dossier extrait.", "",
            "CE QU’ELLE CONTIENT",
        ]
        for (chapter, items) in contents.chapters {
            lines.append(chapter.title(t))
            for item in items {
                lines.append("  \(item.page)  \(item.document.title)")
                if contents.prints.contains(item.sheet) { lines.append("  \(item.sheet)  à imprimer") }
                for (path, table) in item.tables { lines.append("  \(path)  \(table.name), pour un tableur") }
            }
        }
        if contents.prints.contains(KitContents.printPath) {
            lines.append("  \(KitContents.printPath)  tout, à imprimer")
        }
        lines += database(contents)
        if !contents.missing.isEmpty { lines += ["", "CE QUI N’A PAS PU Y ÊTRE MIS"] + contents.missing }
        lines += [
            "", "EST-CE BIEN LA NÔTRE ?",
            "carene kit verify FICHIER contrôle chaque octet et dit l’empreinte de la clé :",
            contents.fingerprint.text, "Comparez-la à celle qui est gardée au coffre, avec la couverture imprimée.", "",
        ]
        // Windows' own editor of old machines shows one line without these.
        return lines.joined(separator: "\r\n")
    }

    private static func database(_ contents: KitContents) -> [String] {
        guard contents.hasDatabase else { return [] }
        return [
            "", "ROUVRIR CARÈNE, EN LECTURE SEULE",
            "Sur une machine où le programme carene est installé : carene kit open FICHIER (le fichier chiffré, non extrait).",
            "La base (\(KitFile.database)) ne contient que la part de l’établissement : ni mot de passe, ni session, ni",
            "journal, ni fichiers de preuves. Les comptes n’y sont que des noms. La clé (\(KitFile.key)) ne vaut que pour elle.",
        ]
    }
}
