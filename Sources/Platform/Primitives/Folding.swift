// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Text reduced to what a person compares: lower case, no accent, ligatures opened, one space between words.
///
/// Used to search and sort: "Hôpital  Sœur-Élise" folds to "hopital soeur-elise". Covers Latin-1 and Latin Extended-A;
/// other scripts are only lowered.
public func folded(_ text: some StringProtocol) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
        let isSpace = scalar.isASCII ? scalar.value == 0x20 || 9...13 ~= scalar.value : scalar.properties.isWhitespace
        if isSpace {
            pendingSpace = !result.isEmpty
            continue
        }
        // Combining marks: the accent of a decomposed letter.
        if (0x0300...0x036F).contains(scalar.value) { continue }
        if pendingSpace {
            result.append(UInt8(ascii: " "))
            pendingSpace = false
        }
        if scalar.isASCII {
            let value = UInt8(truncatingIfNeeded: scalar.value)
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(value)
            result.append(isUpper ? value + 32 : value)
        } else if let plain = foldings[scalar.value] {
            result += plain.utf8
        } else {
            result += scalar.properties.lowercaseMapping.utf8
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private let foldings: [UInt32: String] = {
    let groups: [(String, String)] = [
        ("àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"), ("çćĉċčÇĆĈĊČ", "c"), ("ďđðĎĐÐ", "d"), ("èéêëēĕėęěÈÉÊËĒĔĖĘĚ", "e"),
        ("ĝğġģĜĞĠĢ", "g"), ("ĥħĤĦ", "h"), ("ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", "i"), ("ĵĴ", "j"), ("ķĶ", "k"), ("ĺļľŀłĹĻĽĿŁ", "l"),
        ("ñńņňÑŃŅŇ", "n"), ("òóôõöøōŏőÒÓÔÕÖØŌŎŐ", "o"), ("ŕŗřŔŖŘ", "r"), ("śŝşšŚŜŞŠ", "s"), ("ţťŧŢŤŦ", "t"),
        ("ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", "u"), ("ŵŴ", "w"), ("ýÿŷÝŸŶ", "y"), ("źżžŹŻŽ", "z"), ("œŒ", "oe"), ("æÆ", "ae"),
        ("ß", "ss"),
        ("’‘ʼ", "'"), ("–—‑", "-"),
    ]
    var table: [UInt32: String] = [:]
    for (letters, plain) in groups {
        for scalar in letters.unicodeScalars { table[scalar.value] = plain }
    }
    return table
}()
