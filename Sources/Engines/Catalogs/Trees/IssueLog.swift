// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where in a document, written only when an issue is reported.
indirect enum TreePath: CustomStringConvertible {
    case root
    case key(TreePath, String)
    case item(TreePath, Int)

    var description: String {
        switch self {
        case .root: ""
        case .key(.root, let name): name
        case .key(let parent, let name): "\(parent).\(name)"
        case .item(let parent, let index): "\(parent)[\(index)]"
        }
    }
}

/// Collects the issues of one reading.
final class IssueLog {
    /// A file with more errors than this is not the kind of file that it was taken for.
    static let longest = 200

    private(set) var issues: [Issue] = []
    private(set) var hasErrors = false
    private var said: Set<String> = []

    func add(_ severity: Issue.Severity, at mark: Tree.Mark?, path: TreePath, _ message: String) {
        hasErrors = hasErrors || severity == .error
        guard issues.count < IssueLog.longest else { return }
        issues.append(
            Issue(
                severity: severity, line: mark?.line, column: mark?.column, path: path.description, message: message))
    }

    /// Says a thing the first time only.
    func addOnce(_ severity: Issue.Severity, at mark: Tree.Mark?, path: TreePath, _ message: String) {
        guard said.insert(message).inserted else { return }
        add(severity, at: mark, path: path, message)
    }

    /// In the order of the file.
    var sorted: [Issue] {
        issues.enumerated().sorted { left, right in
            (left.element.line ?? 0, left.element.column ?? 0, left.offset)
                < (right.element.line ?? 0, right.element.column ?? 0, right.offset)
        }.map(\.element)
    }

    func throwErrors() throws(CatalogError) {
        if hasErrors { throw CatalogError(issues: sorted) }
    }
}
