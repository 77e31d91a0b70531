// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Testing

struct FormTests {
    private let faulty = Field(
        .french, "echeance", label: "Échéance", hint: "Un jour ouvré.", error: "Choisissez un jour à venir.",
        isRequired: true)

    @Test func `ties the label, the hint and the error to the control`() throws {
        let read = elements(in: textField(faulty).text)
        let input = try #require(read.first { $0.name == "input" })
        #expect(input.attributes["aria-describedby"] == "champ-echeance-aide champ-echeance-erreur")
        #expect(input.attributes["aria-invalid"] == "true")
        #expect(input.attributes["required"] != nil)
        #expect(read.first { $0.name == "label" }?.attributes["for"] == input.attributes["id"])
    }

    @Test func `says in words that an answer is required`() {
        #expect(textField(faulty).text.contains("(obligatoire)"))
        #expect(!textField(Field(.french, "a", label: "A")).text.contains("obligatoire"))
    }

    @Test func `leads from the summary to each field`() throws {
        let errors = [
            FieldError(name: "echeance", message: "Choisissez un jour à venir."),
            FieldError(name: "nom", message: "Nommez-la."),
        ]
        let summary = errorSummary(.french, errors)
        #expect(elements(in: summary.text).compactMap { $0.attributes["href"] } == ["#champ-echeance", "#champ-nom"])
        #expect(summary.text.contains("2\u{00A0}réponses à corriger."))
        #expect(errorSummary(.french, []).isEmpty)
        let control = try #require(elements(in: dateField(faulty).text).first { $0.name == "input" })
        #expect(control.attributes["id"] == "champ-echeance")
    }

    @Test func `never writes a password back`() throws {
        let input = try #require(elements(in: passwordField(faulty).text).first { $0.name == "input" })
        #expect(input.attributes["value"] == nil)
        #expect(input.attributes["autocomplete"] == "current-password")
    }

    @Test func `keeps a text that begins with an empty line`() {
        // The parser drops one line feed after the start tag: there must be two.
        #expect(textArea(Field(.french, "a", label: "A"), value: "\nb").text.contains(">\n\nb</textarea>"))
    }

    @Test func `chooses exactly the answer given`() {
        let choices = [Choice("oui", "Oui"), Choice("non", "Non"), Choice("so", "Sans objet")]
        let field = Field(.french, "reponse", label: "Réponse")
        for markup in [scale(field, choices, selected: "non"), radioGroup(field, choices, selected: "non")] {
            let chosen = elements(in: markup.text).filter { $0.attributes["checked"] != nil }
            #expect(chosen.map { $0.attributes["value"] } == ["non"])
        }
        let none = scale(field, choices, selected: "inconnu").text
        #expect(!elements(in: none).contains { $0.attributes["checked"] != nil })
    }

    @Test func `shows the keys of the first nine answers only`() {
        let choices = (1...12).map { Choice(String($0), "Réponse \($0)") }
        let field = Field(.french, "reponse", label: "Réponse")
        #expect(elements(in: scale(field, choices).text).count { $0.name == "kbd" } == 9)
        #expect(!scale(field, choices, hasKeys: false).text.contains("<kbd"))
    }

    @Test func `marks the forms that save by themselves and the buttons that this spares`() throws {
        let markup = form(action: "/r", autosave: true, submit("Enregistrer", isHiddenByScript: true)).text
        #expect(elements(in: markup).first?.attributes["data-autosave"] != nil)
        #expect(elements(in: markup).last?.attributes["data-no-js"] != nil)
        #expect(
            elements(in: form(action: "/r", isMultipart: true, "").text).first?.attributes["enctype"]
                == "multipart/form-data")
    }

    @Test(arguments: [
        (7, 30, "Question 7 sur 30", "Question suivante"), (30, 30, "Question 30 sur 30", "Terminer"),
        (0, 0, "Question 1 sur 1", "Terminer"),
    ])
    func `says the place of a question and what comes next`(
        _ number: Int, _ total: Int, _ place: String, _ next: String
    ) {
        let step = QuestionStep(
            number: number, total: total, question: "Qui appeler ?", name: "r", choices: [Choice("a", "A")],
            action: "/q")
        let markup = questionStep(.french, step).text
        #expect(markup.contains(place))
        #expect(markup.contains(">\(next)</button>"))
        #expect(elements(in: markup).count { $0.name == "h1" } == 1)
    }

    @Test func `shows both versions of a conflict in a region that the script can find`() throws {
        let card = AnswerCard(
            id: "r-O3A", code: "O3.A", title: "Sauvegardes", expectation: "", content: "<p>formulaire</p>")
        let markup = conflictCard(
            .french, card, theirs: AnswerVersion(author: "Paul", answer: "Non", form: "<p>a</p>"),
            mine: AnswerVersion(author: "Vous", answer: "Oui", form: "<p>b</p>"))
        let region = try #require(elements(in: markup.text).first)
        #expect(region.attributes["id"] == "r-O3A")
        #expect(region.attributes["data-region"] != nil)
        #expect(markup.text.contains("Non") && markup.text.contains("Oui"))
        #expect(!markup.text.contains("formulaire"))
    }
}
