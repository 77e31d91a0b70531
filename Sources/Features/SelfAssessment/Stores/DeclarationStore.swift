// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What organisations declared, for the rooms that need it: their latest assessment on each framework.
enum DeclarationStore {
    /// Two statements, whatever the number of organisations.
    static func declarations(
        of organisations: [Organisation.ID], in session: any Session
    ) throws(DatabaseError) -> [Declaration] {
        guard !organisations.isEmpty else { return [] }
        var latest: [Key: Assessment] = [:]
        for assessment in try AssessmentStore.ofOrganisations(organisations, in: session) {
            // Oldest first: the last one stays.
            latest[Key(assessment.organisation, assessment.framework)] = assessment
        }
        let answers = try AnswerStore.declared(in: latest.values.map(\.id), in: session)
        return latest.values.sorted { ($0.openedAt, $0.id.text) > ($1.openedAt, $1.id.text) }.map { assessment in
            Declaration(
                organisation: assessment.organisation, framework: assessment.framework, profiles: assessment.profiles,
                title: assessment.title, href: AssessmentURL.assessment(.init(assessment.id)).path,
                isClosed: assessment.isClosed, isShared: assessment.sharedAt != nil,
                answers: answers[assessment.id] ?? [:])
        }
    }

    private struct Key: Hashable {
        let organisation: Organisation.ID
        let framework: Framework.Identity

        init(_ organisation: Organisation.ID, _ framework: Framework.Identity) {
            self.organisation = organisation
            self.framework = framework
        }
    }
}
