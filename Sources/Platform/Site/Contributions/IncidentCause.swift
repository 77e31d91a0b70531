// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations

/// What a page shows that may be the first sign of an incident: carried, as the beginning of a form, to whichever feature
/// offers the red button. Nothing is declared until somebody has read it and sent it.
public struct IncidentCause: Sendable, Hashable {
    public let title: String
    public let detail: String
    /// The identifier of the alert that it comes from.
    public let alert: String

    /// The names under which the form finds them in its address.
    public static let titleKey = "titre"
    public static let detailKey = "detail"
    public static let alertKey = "alerte"

    public init(title: String, detail: String, alert: String) {
        self.title = title
        self.detail = detail
        self.alert = alert
    }
}

extension Visit {
    /// Where `cause` can be declared; nil when no feature takes incidents, or when this person may not declare one here.
    public func declaration(of cause: IncidentCause, at organisation: Organisation) -> URLPath? {
        for feature in house.features {
            guard let entry = feature.alarm(for: self, at: organisation) else { continue }
            return entry.href.with(IncidentCause.titleKey, cause.title).with(IncidentCause.detailKey, cause.detail)
                .with(IncidentCause.alertKey, cause.alert)
        }
        return nil
    }
}
