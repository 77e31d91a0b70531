// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Testing

/// What holds for all components, whatever they show.
struct EveryComponentTests {
    @Test(arguments: Language.allCases)
    func `closes every tag that it opens`(_ language: Language) {
        for sample in samples(language) {
            #expect(TagBalance.fault(in: sample.markup.text) == nil, "\(sample.name)")
        }
    }

    @Test(arguments: Language.allCases)
    func `escapes hostile text`(_ language: Language) {
        for sample in samples(language) {
            let read = elements(in: sample.markup.text)
            // The page has one script of its own, an address and nothing inside.
            let scripts = read.filter { $0.name == "script" }
            #expect(scripts.allSatisfy { $0.attributes["src"] == "/site.js" }, "\(sample.name)")
            #expect(!sample.markup.text.contains("<script>"), "\(sample.name)")
            #expect(!sample.markup.text.contains("\u{0}"), "\(sample.name)")
            #expect(!read.contains { $0.name == "i" }, "\(sample.name)")
        }
    }

    @Test(arguments: Language.allCases)
    func `writes neither inline style nor inline script`(_ language: Language) {
        for sample in samples(language) {
            for element in elements(in: sample.markup.text) {
                #expect(element.attributes["style"] == nil, "\(sample.name): <\(element.name)>")
                #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, "\(sample.name): <\(element.name)>")
                #expect(element.name != "style", "\(sample.name)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `links only inside the site`(_ language: Language) {
        for sample in samples(language) {
            for element in elements(in: sample.markup.text) {
                for key in ["href", "src", "action"] {
                    guard let address = element.attributes[key] else { continue }
                    let isInside = address.hasPrefix("/") && !address.hasPrefix("//") || address.hasPrefix("#")
                    #expect(isInside, "\(sample.name): \(address)")
                }
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `names every drawing or hides it`(_ language: Language) {
        for sample in samples(language) {
            let read = elements(in: sample.markup.text)
            let isInPicture = read.contains { $0.attributes["role"] == "img" && $0.name == "div" }
            let isInHidden = read.contains { $0.attributes["aria-hidden"] == "true" && $0.name != "svg" }
            for drawing in read where drawing.name == "svg" {
                let isNamed = drawing.attributes["role"] == "img" && drawing.attributes["aria-label"]?.isEmpty == false
                let isHidden = drawing.attributes["aria-hidden"] == "true"
                #expect(isNamed || isHidden || isInPicture || isInHidden, "\(sample.name)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `points only at identifiers that exist`(_ language: Language) {
        for sample in samples(language) where !["errorSummary", "region"].contains(sample.name) {
            let read = elements(in: sample.markup.text)
            let known = Set(read.compactMap { $0.attributes["id"] })
            for element in read {
                for key in ["for", "aria-describedby", "aria-labelledby"] {
                    for target in element.attributes[key]?.split(separator: " ") ?? [] {
                        #expect(known.contains(String(target)), "\(sample.name): \(key)=\(target)")
                    }
                }
            }
        }
    }

    @Test func `says everything in both languages`() {
        for (french, english) in zip(samples(.french), samples(.english)) {
            // These have no words of their own.
            let mute: Set = [
                "buttonLink", "submit", "postButton", "notice", "sheet", "sheet with a button", "columns", "stack",
                "paragraph", "prose", "disclosure", "emptyState", "definitionList", "region", "todoList", "form",
                "pageHead", "tabs", "conversation", "items",
            ]
            if mute.contains(french.name) {
                #expect(french.markup.text == english.markup.text, "\(french.name)")
            } else {
                #expect(french.markup.text != english.markup.text, "\(french.name)")
            }
        }
    }
}
