// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import TestSupport
import Testing

@Suite struct HTMLTests {
    @Test func `what is interpolated is escaped, what is written is kept`() {
        let name = "<b>\"A&B\"</b> 'x'"
        let markup: HTML = "<li title=\"\(name)\">\(name) \(3)</li>"
        let escaped = "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; &#39;x&#39;"
        #expect(markup.text == "<li title=\"\(escaped)\">\(escaped) 3</li>")
    }

    @Test func `markup in markup is not escaped twice`() {
        let inner: HTML = "<em>\("a<b")</em>"
        let optional: HTML? = nil
        let outer: HTML = "<p>\(inner)\(optional)\([inner, inner])</p>"
        #expect(outer.text == "<p><em>a&lt;b</em><em>a&lt;b</em><em>a&lt;b</em></p>")
    }

    @Test func `control characters are replaced`() {
        #expect(HTML(text: "a\0b\u{1B}c\td\ne").text == "a\u{FFFD}b\u{FFFD}c\td\ne")
    }

    @Test func `attributes and flags`() {
        let value: HTML =
            "<input \(flag: "checked", when: true)\(flag: "disabled", when: false) \(attribute: "lang", "f\"r")>"
        #expect(value.text == "<input checked lang=\"f&quot;r\">")
        let none: HTML = "<td\(attribute: "lang", nil)>"
        #expect(none.text == "<td>")
    }

    @Test func `whatever a person types stays text`() {
        var generator = SplitMix64(seed: 11)
        let seed = Array("<script>alert('x')</script> & \" > é 🏥 <!-- ]]>".utf8)
        for _ in 0..<2000 {
            let typed = String(decoding: generator.mutated(seed), as: UTF8.self)
            let page: HTML = "<p title=\"\(typed)\">\(typed)</p>"
            #expect(TagBalance.fault(in: page.text) == nil)
            #expect(page.text.utf8.count { $0 == UInt8(ascii: "<") } == 2)
        }
    }

    @Test(arguments: [
        (0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (0.005, "0.01"), (2.049, "2.05"), (-0.001, "0"), (1e12, "0"),
        (.nan, "0"),
        (.infinity, "0"), (100.1, "100.1"),
    ])
    func `drawings write short numbers`(_ value: Double, _ text: String) {
        #expect(SVG.number(value) == text)
    }

    @Test func `text in a drawing is escaped`() {
        let drawing: SVG = "<text x=\"\(1.5)\">\("<a>")</text>"
        #expect(drawing.text == "<text x=\"1.5\">&lt;a&gt;</text>")
    }
}

@Suite struct TagBalanceTests {
    @Test(arguments: [
        "", "text", "<p>a</p>", "<!doctype html><html><body><br><img src=\"a>b\"></body></html>",
        "<svg><path d='M0 0'/></svg>", "<!-- <p> --><p></p>", "<input disabled>",
    ])
    func `balanced`(_ markup: String) {
        #expect(TagBalance.fault(in: markup) == nil)
    }

    @Test(arguments: [
        "<p>", "</p>", "<p></div>", "<p", "<p title=\"a>", "<!-- never closed", "<!--", "<", "<>", "</", "<p <b>",
        "<b><i></b></i>",
        "a<",
    ])
    func `faulty`(_ markup: String) {
        #expect(TagBalance.fault(in: markup) != nil)
    }

    @Test func `no input traps`() {
        var generator = SplitMix64(seed: 3)
        let seed = Array("<!-- x --><p class=\"a\"><br/>'\"</p><!doctype>".utf8)
        var faults = 0
        for _ in 0..<3000 where TagBalance.fault(in: String(decoding: generator.mutated(seed), as: UTF8.self)) != nil {
            faults += 1
        }
        #expect(faults > 100)
    }
}

@Suite struct URLPathTests {
    @Test func `values are one segment`() {
        let path: URLPath = "/evaluations/\("a/b?c#d é")/chapitres/\(3)"
        #expect(path.full == "/evaluations/a%2Fb%3Fc%23d%20%C3%A9/chapitres/3")
    }

    @Test func `query and fragment`() {
        let path: URLPath = "/liste"
        #expect(path.with("q", "a&b=c").with("page", nil).with("tri", "nom").full == "/liste?q=a%26b%3Dc&tri=nom")
        #expect(path.with("q", "1").anchored(at: "e 1").full == "/liste?q=1#e%201")
    }

    @Test func `the same text registers a route`() {
        let pattern: URLPath = "/evaluations/\(URLPath.Part.parameter("id"))"
        #expect(pattern.full == "/evaluations/:id")
    }

    @Test(arguments: ["/", "/evaluations?page=2", "/a/b%20c"])
    func `a path inside the site is accepted`(_ text: String) {
        #expect(URLPath(local: text)?.full == text)
    }

    @Test(arguments: [
        "", "evaluations", "//evil.example", "/\\evil.example", "https://evil.example", "/a:b", "/a b", "/a\nb", "/é",
        "javascript:alert(1)", "/\t/evil.example",
    ])
    func `an address elsewhere is refused`(_ text: String) {
        #expect(URLPath(local: text) == nil)
    }
}
