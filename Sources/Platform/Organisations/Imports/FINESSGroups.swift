// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives

/// The hospital groups of a "Structures" document, read before its legal entities: only the numbers of their members
/// need then be remembered.
struct FINESSGroups {
    private var groups: [(line: Int, group: FINESSStructures.Group)] = []
    private var numbers: [String: FINESS?] = [:]
    /// Groups that could not be read.
    private(set) var refused: [RefusedLine] = []

    init(_ source: ByteSource) throws(DocumentError) {
        var elements = try JSONElements(source, array: "gcc")
        do throws(DocumentError) {
            while let element = try elements.next() {
                guard let group = group(element) else { continue }
                groups.append((element.line, group))
                for member in group.members { numbers.updateValue(nil, forKey: member.identifier) }
            }
        } catch .missingArray {
            // The schema makes groups optional.
        }
    }

    mutating func met(_ identifier: String, _ finess: FINESS) {
        if numbers.keys.contains(identifier) { numbers.updateValue(finess, forKey: identifier) }
    }

    func resolved() -> [GroupPlacement.Group] {
        groups.map { line, group in
            GroupPlacement.Group(
                code: group.code, name: group.name,
                members: group.members.compactMap { member in
                    guard let known = numbers[member.identifier], let finess = known else { return nil }
                    return GroupPlacement.Member(
                        line: line, finess: finess, role: member.isSupport ? .support : .party)
                })
        }
    }

    /// Nil for other kinds of groups, for those that ended, and for what cannot be read.
    private mutating func group(_ element: JSONElements.Element) -> FINESSStructures.Group? {
        do throws(DocumentError) {
            var group = try FINESSStructures.group(element)
            group.code = cleaned(group.code)
            guard group.code.utf8.count <= 50 else {
                refused.append(
                    RefusedLine(
                        line: element.line,
                        reason: Phrase("Le code du GHT est trop long.", "The group's code is too long.")))
                return nil
            }
            let isWanted = group.isHospitalGroup && group.isActive && !group.code.isEmpty && !group.members.isEmpty
            return isWanted ? group : nil
        } catch {
            refused.append(RefusedLine(line: element.line, reason: error.message))
            return nil
        }
    }
}
