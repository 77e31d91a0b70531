// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The text of a name in an archive.
enum ZipName {
    /// MS-DOS code page 850, which Windows in French gives to old archives (Unicode Consortium, CP850.TXT).
    private static let codePage850 = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
            + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars)

    /// UTF-8 when the bytes are, whatever the flag says: many programs forget it.
    static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let index = Int(byte) - 0x80
            text.append(codePage850.indices.contains(index) ? codePage850[index] : Unicode.Scalar(byte))
        }
        return String(text)
    }
}
