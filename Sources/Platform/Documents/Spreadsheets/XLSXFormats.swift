// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CXLSXWriter

/// The looks of a workbook, each made once however many cells wear it.
struct XLSXFormats {
    enum Kind: Hashable {
        case general
        case text
        case percent
        case wholeEuros
        case euros
        case date
        case link
        case header
        case note
    }

    private struct Key: Hashable {
        let kind: Kind
        let style: Workbook.Style
    }

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    /// Some cells of the sheet being written are locked: the others must be opened.
    var isProtected = false
    private var made: [Key: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    mutating func format(_ kind: Kind, _ style: Workbook.Style = .plain) -> UnsafeMutablePointer<lxw_format>? {
        var style = style
        // Locked is what a cell is by itself, and matters in a protected sheet only.
        style.isLocked = style.isLocked || !isProtected || kind == .header || kind == .note
        let key = Key(kind: kind, style: style)
        if let format = made[key] { return format }
        guard let format = workbook_add_format(workbook) else { return nil }
        made[key] = format
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        if style.isBold { format_set_bold(format) }
        if style.wraps { format_set_text_wrap(format) }
        if !style.isLocked { format_set_unlocked(format) }
        set(style.tone, on: format)
        setLook(kind, on: format)
        if let code = Self.code(kind, style.tone) { format_set_num_format(format, code) }
        return format
    }

    /// Dark text on a pale ground: contrast above 7 to 1 for each pair (WCAG 2.2, 1.4.6).
    private func set(_ tone: Workbook.Tone, on format: UnsafeMutablePointer<lxw_format>) {
        let (text, ground): (lxw_color_t, lxw_color_t)
        switch tone {
        case .neutral: return
        case .good: (text, ground) = (0x0B4A2B, 0xE3F4EA)
        case .warning: (text, ground) = (0x5A3D00, 0xFFF3D6)
        case .bad: (text, ground) = (0x7A1414, 0xFCE6E6)
        }
        format_set_font_color(format, text)
        format_set_bg_color(format, ground)
    }

    private func setLook(_ kind: Kind, on format: UnsafeMutablePointer<lxw_format>) {
        switch kind {
        case .header:
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_bg_color(format, 0xEEF2F6)
            format_set_font_color(format, 0x1B2A3A)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bottom_color(format, 0x8A9BAD)
        case .note:
            format_set_italic(format)
            format_set_font_color(format, 0x4A5560)
        case .link:
            format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
            format_set_font_color(format, 0x0B4F8A)
        default: break
        }
    }

    /// The code of the number format (ECMA-376 part 1, 18.8.31), the tone's sign in front: quoted, so that it is shown
    /// and not kept. Codes are in English whatever the language; the program shows its own separators.
    private static func code(_ kind: Kind, _ tone: Workbook.Tone) -> String? {
        let sign =
            switch tone {
            case .neutral: ""
            case .good: "\"✓ \""
            case .warning: "\"▲ \""
            case .bad: "\"✕ \""
            }
        switch kind {
        case .general: return sign.isEmpty ? nil : "\(sign)General"
        // "@" also keeps what a person types in the cell as text: "00123" stays itself.
        case .text, .link: return "\(sign)@"
        case .percent: return "\(sign)0\\ %"
        case .wholeEuros: return "\(sign)#,##0\\ \"€\""
        case .euros: return "\(sign)#,##0.00\\ \"€\""
        case .date: return "\(sign)dd/mm/yyyy"
        case .header, .note: return nil
        }
    }
}
