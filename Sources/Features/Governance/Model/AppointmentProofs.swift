// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives

/// What an appointment proves.
///
/// Each establishment that it serves has somebody in the function. Where it serves several, its keeper has moreover a
/// shared one: the two are different facts, because the frameworks ask the first of every establishment and the second of
/// the group (CaRE programme, GOV.3 and RES.3). The keeper does not get the plain fact: a proof kept for a group counts for
/// all its members, and the appointment may serve only some of them.
enum AppointmentProofs {
    static let feature = "governance"
    static let kind = "function.appointed"

    static func measurements(of appointment: Appointment, on day: Day) -> [Measurement] {
        guard appointment.isInForce(on: day) else { return [] }
        let fact = appointment.job.fact ?? String(appointment.title.prefix(100))
        func measurement(_ place: Keeper, _ fact: String, _ suffix: String) -> Measurement {
            Measurement(
                feature: feature, object: "\(appointment.id)/\(place.id)\(suffix)", kind: kind,
                title: "Nomination\u{00A0}: \(appointment.name(.french)), \(appointment.person)".prefixed(200),
                facts: ["function": .text(fact)], obtainedOn: appointment.startsOn, validUntil: appointment.endsOn,
                organisation: place.id)
        }
        var found = appointment.served.map { measurement($0, fact, "") }
        if appointment.isShared { found.append(measurement(appointment.keeper, "shared-\(fact)", "/shared")) }
        return found
    }
}

extension String {
    /// Cut where the schema cuts: at a number of code points.
    func prefixed(_ limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}
