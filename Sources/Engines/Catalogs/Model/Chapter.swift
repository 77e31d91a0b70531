// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A part of a framework that has its own score: a node of the first level with its descendants.
public struct Chapter: Sendable, Hashable {
    public let code: String
    public let title: String
    /// Indices in the framework's ``Framework/requirements``, the chapter's own node included.
    public let range: Range<Int>

    /// The code of the only chapter of a framework that is a plain list. No requirement may take it.
    public static let wholeFramework = "_"

    static func chapters(of requirements: [Requirement], frameworkTitle: String) -> [Chapter] {
        let starts = requirements.indices.filter { requirements[$0].depth == 0 }
        // A plain list of questions is one chapter, rather than as many chapters as questions.
        if starts.count == requirements.count, requirements.allSatisfy(\.isAssessable) {
            return [Chapter(code: wholeFramework, title: frameworkTitle, range: 0..<requirements.count)]
        }
        let ends = starts.dropFirst() + [requirements.count]
        return zip(starts, ends).map { start, end in
            Chapter(code: requirements[start].code, title: requirements[start].title, range: start..<end)
        }
    }
}

extension Framework {
    public func chapter(_ code: String) -> Chapter? {
        chapters.first { $0.code == code }
    }

    /// The chapter that holds this requirement.
    public func chapter(of code: String) -> Chapter? {
        place(of: code).flatMap { place in chapters.first { $0.range.contains(place) } }
    }

    /// What someone concerned by these profiles has to answer, in order. An empty set stands for every profile.
    public func assessable(in profiles: Set<String> = []) -> [Requirement] {
        requirements.filter { $0.isAssessable && $0.concerns(profiles) }
    }

    /// The nodes right below this one; the first level for nil.
    public func children(of code: String?) -> [Requirement] {
        guard let code else { return requirements.filter { $0.parent == nil } }
        return descendants(of: code).filter { $0.parent == code }
    }

    /// Every node below this one, in order.
    public func descendants(of code: String) -> ArraySlice<Requirement> {
        guard let place = place(of: code) else { return [] }
        let depth = requirements[place].depth
        return requirements[(place + 1)...].prefix { $0.depth > depth }
    }

    /// From the first level down to this requirement, itself included.
    public func breadcrumb(to code: String) -> [Requirement] {
        var path: [Requirement] = []
        var next: String? = code
        while let current = next.flatMap({ requirement($0) }) {
            path.append(current)
            next = current.parent
        }
        return path.reversed()
    }

    /// The profiles that are chosen before anyone chooses.
    public var defaultProfiles: Set<String> {
        Set(profiles.filter(\.isSelectedByDefault).map(\.code))
    }
}
