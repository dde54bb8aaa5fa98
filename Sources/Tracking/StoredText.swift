// SPDX-License-Identifier: Apache-2.0

internal import Setup

/// Sentences that stand in the database in English — why a step failed, what to do, labels of jobs and steps — in French.
///
/// The stored sentence stays what SQL, JSON and plain output show. A form is a sentence with `{}` where something of the case
/// stands; what stood there is taken over, in French where it is such a
/// sentence itself. What has no form here stays English.
package enum StoredText {
    /// A sentence's form in both languages.
    package struct Form: Sendable, Hashable {
        package let english: String
        package let french: String

        package init(_ english: String, _ french: String) {
            self.english = english
            self.french = french
        }

        /// The French sentence for an English one of this form; nil for any other.
        package func translated(_ text: String) -> String? {
            guard let found = Self.places(english, in: text) else { return nil }
            let words = Self.split(french)
            return zip(words.dropFirst(), found).reduce(words.first ?? "") {
                $0 + StoredText.french($1.1) + $1.0
            }
        }

        /// What stands in the places of a form; nil for a text that is not of this form.
        static func places(_ form: String, in text: String) -> [String]? {
            let parts = split(form)
            guard let first = parts.first, text.hasPrefix(first) else { return nil }
            var rest = text.dropFirst(first.count)
            var found: [Substring] = []
            for (place, part) in parts.enumerated().dropFirst() {
                if place == parts.count - 1 {
                    guard rest.hasSuffix(part) else { return nil }
                    found.append(rest.dropLast(part.count))
                    rest = ""
                } else {
                    guard let range = rest.firstRange(of: part) else { return nil }
                    found.append(rest[..<range.lowerBound])
                    rest = rest[range.upperBound...]
                }
            }
            return rest.isEmpty ? found.map(String.init) : nil
        }

        /// The parts between the places.
        static func split(_ form: String) -> [String] {
            var parts = [""]
            var rest = form[...]
            while let range = rest.firstRange(of: "{}") {
                parts[parts.count - 1] += rest[..<range.lowerBound]
                parts.append("")
                rest = rest[range.upperBound...]
            }
            parts[parts.count - 1] += rest
            return parts
        }
    }

    /// A stored sentence in French, as far as its form is known.
    package static func french(_ text: String) -> String {
        if let refusal = frenchFilter(text) ?? frenchActions(text) { return refusal }
        if let known = forms.lazy.compactMap({ $0.translated(text) }).first { return known }
        // A refused header names all its faults in one sentence.
        let parts = text.split(separator: "; ").map(String.init).map { (english: $0, french: frenchWarning($0)) }
        return parts.contains { $0.english != $0.french } ? parts.map(\.french).joined(separator: " ; ") : text
    }

    /// What is said of a record, a cell or a column in French; what it quotes of the file stays as it is.
    package static func frenchWarning(_ text: String) -> String {
        if let rule = frenchRule(text) ?? frenchRuleAction(text) { return rule }
        for form in warnings {
            guard let places = Form.places(form.english, in: text) else { continue }
            let words = Form.split(form.french)
            return zip(words.dropFirst(), places.enumerated()).reduce(words[0]) { result, next in
                // Behind the name of a column stands what is wrong with it.
                let isSentence = form == columnForm && next.1.offset == 1
                return result + (isSentence ? frenchWarning(next.1.element) : next.1.element) + next.0
            }
        }
        return text
    }
}

extension Wording {
    /// A sentence or label that stands in the database, in this language.
    package func stored(_ text: String) -> String {
        visible(language == .french ? StoredText.french(text) : text)
    }

    /// What is wrong with a part of a rule, in this language.
    package func ruleFault(_ text: String) -> String {
        visible(language == .french ? StoredText.frenchRuleFault(text) : text)
    }

    /// What people read of a step.
    package func title(_ step: StepReport) -> String { stored(step.title) }
    /// What people read of an execution: its own label, or its job's.
    package func label(_ execution: ExecutionSummary) -> String {
        stored(execution.label) + (execution.isPreview ? language(" (preview)", " (aperçu)") : "")
    }
}
