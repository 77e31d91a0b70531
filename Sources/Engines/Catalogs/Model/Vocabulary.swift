// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Whether a public source settles what is written.
public enum Status: String, Sendable, Hashable, CaseIterable {
    case confirmed
    /// No public source settles it yet: it is shown as such wherever it appears.
    case toConfirm
}

/// The four pillars of the programme CaRE.
public enum Pillar: String, Sendable, Hashable, CaseIterable {
    /// Governance and resilience.
    case governance
    /// Resources and mutualisation.
    case resources
    /// Awareness and training.
    case awareness
    /// Operational security.
    case operations
}

/// At which level of the health system something is asked.
public enum Scope: String, Sendable, Hashable, CaseIterable {
    case national
    case region
    /// Groupement hospitalier de territoire: hospitals that share a medical project and an information system.
    case group = "GHT"
    /// Entité juridique: the legal person.
    case legalEntity = "EJ"
    /// Établissement géographique: the place where care is given.
    case site = "EG"
}
