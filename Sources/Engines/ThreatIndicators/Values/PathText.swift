// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names and paths of files, and keys of the Windows registry.
enum PathText {
    static func name(_ text: String) -> String? {
        guard text.utf8.count <= 255, !text.contains("/"), !text.contains("\\"), text != ".", text != ".." else {
            return nil
        }
        return text
    }

    static func path(_ text: String) -> String? {
        guard text.unicodeScalars.count <= 1024, text.contains("/") || text.contains("\\"), text.count > 1 else {
            return nil
        }
        return text
    }

    /// `C:\…`, `\\server\…`, `%APPDATA%\…`, `/usr/…`, `~/…`.
    static func isPath(_ text: String) -> Bool {
        let head = Array(text.utf8.prefix(3))
        if head.count == 3, head[0].isLetter, head[1] == UInt8(ascii: ":"),
            head[2] == UInt8(ascii: "\\") || head[2] == UInt8(ascii: "/")
        {
            return true
        }
        if text.hasPrefix("\\\\") || text.hasPrefix("~/") { return text.utf8.count > 3 }
        if text.hasPrefix("%"), text.contains("%\\") { return true }
        return text.hasPrefix("/") && text.utf8.count(where: { $0 == UInt8(ascii: "/") }) >= 2
    }

    private static let hives = [
        "HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER", "HKU": "HKEY_USERS", "HKCR": "HKEY_CLASSES_ROOT",
        "HKCC": "HKEY_CURRENT_CONFIG",
    ]

    /// With the whole name of its hive: the same key is written `HKLM\…` and `HKEY_LOCAL_MACHINE\…`.
    static func registryKey(_ text: String) -> String? {
        guard text.unicodeScalars.count <= 1024 else { return nil }
        let hive = text.prefix { $0 != "\\" && $0 != ":" }
        var rest = text[hive.endIndex...]
        if rest.hasPrefix(":") { rest = rest.dropFirst() }
        guard rest.hasPrefix("\\"), rest.count > 1 else { return nil }
        let upper = hive.uppercased()
        if let whole = hives[upper] { return whole + rest }
        return hives.values.contains(upper) ? upper + rest : nil
    }

    /// Whether the last part reads as a file rather than as a host. `.com` and `.app` are hosts far more often.
    static func hasFileExtension(_ text: String) -> Bool {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return false }
        return extensions.contains(text[text.index(after: dot)...].lowercased())
    }

    private static let extensions: Set<String> = [
        "exe", "dll", "sys", "scr", "msi", "msp", "cpl", "ocx", "drv", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js",
        "jse", "wsf", "wsh", "hta", "lnk", "url", "inf", "reg", "jar", "py", "pyc", "sh", "pl", "php", "asp", "aspx",
        "jsp", "elf", "so", "bin", "dat", "tmp", "bak", "log", "txt", "rtf", "csv", "doc", "docx", "docm", "dot",
        "dotm",
        "xls", "xlsx", "xlsm", "xlsb", "xll", "ppt", "pptx", "pptm", "pdf", "one", "chm", "zip", "rar", "7z", "gz",
        "tgz",
        "tar", "cab", "iso", "img", "vhd", "vhdx", "eml", "msg", "htm", "html", "svg", "xml", "json", "yml", "yaml",
        "conf", "cfg", "ini", "png", "jpg", "jpeg", "gif", "ico", "apk", "ipa", "dmg", "pkg", "deb", "rpm", "kirbi",
        "dmp", "evtx", "pcap", "locked", "encrypted", "md",
    ]
}
