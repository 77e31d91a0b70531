// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Site

/// What is kept above an organisation and holds for it: who was appointed to serve it, and how the texts are read.
enum GovernanceExcerpt {
    static func part(of place: Lineage) -> ExcerptPart {
        ExcerptPart(
            widened: [
                "appointment": { alias in
                    """
                    EXISTS (SELECT 1 FROM appointment_served s JOIN organisation o ON o.id = s.organisation_id
                        WHERE s.appointment_id = \(alias).id AND \(place.sqlCondition(on: "o.lineage")))
                    """
                },
                "interpretation": { alias in "\(alias).organisation_id IN (\(list: place.identifiers))" },
            ],
            // The program's own bookkeeping: which proofs of which members an appointment gave.
            omitted: ["appointment_publication"])
    }
}
