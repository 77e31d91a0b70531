// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What an OSCAL catalogue holds (NIST, OSCAL 1.1 and 1.2, catalog model), before it becomes a framework.
struct OSCALCatalog {
    struct Property {
        let name: String
        let value: String
        let namespace: String
        let propertyClass: String
        let group: String
        let remarks: String
    }

    struct Parameter {
        let id: String
        let label: String
        let values: [String]
        let choices: [String]
    }

    struct Part {
        let id: String
        let name: String
        let partClass: String
        let title: String
        let prose: String
        let properties: [Property]
        var parts: [Part]
    }

    struct Control {
        let id: String
        var title: String
        var properties: [Property]
        var parameters: [Parameter]
        var parts: [Part]
        var controls: [Control]
    }

    struct Group {
        let id: String
        let title: String
        let properties: [Property]
        let parameters: [Parameter]
        let parts: [Part]
        var groups: [Group]
        var controls: [Control]
    }

    struct Metadata {
        var title = ""
        var version = ""
        var summary = ""
        var language = ""
        var publisher = ""
        var properties: [Property] = []
    }

    var metadata = Metadata()
    var parameters: [Parameter] = []
    var groups: [Group] = []
    var controls: [Control] = []

    /// The namespace of the properties that Carène adds.
    static let namespace = "https://carene.eu/ns/oscal"
}

extension [OSCALCatalog.Property] {
    /// The value of one of our own properties.
    func own(_ name: String) -> String? {
        first { $0.name == name && $0.namespace == OSCALCatalog.namespace }?.value
    }

    /// The property by which people know a part or a control: ‘a.’, ‘AC-2(1)’.
    var label: String? {
        first { $0.name == "label" && $0.namespace != OSCALCatalog.namespace }?.value
    }
}
