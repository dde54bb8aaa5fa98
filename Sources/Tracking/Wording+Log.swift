// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// A line of the log for people: steps by their labels, numbers in groups, nouns in the right form.
    ///
    /// The stored sentence stays what programs get.
    package func log(_ line: LogLine) -> String {
        func number(_ text: String) -> Int64 { Int64(text) ?? 0 }
        switch line.event {
        case "step_started":
            guard let places = StoredText.Form.places("step {} of {}: {}", in: line.message) else { break }
            let title = stored(line.stepLabel ?? places[2])
            return language(
                "step \(places[0]) of \(places[1]): \(title)", "étape \(places[0]) sur \(places[1]) : \(title)")
        case "step_ended":
            guard let places = StoredText.Form.places("{}: {}, {} done, {} warnings", in: line.message) else { break }
            let done = places[2].isEmpty ? nil : "\(grouped(number(places[2]))) \(unit(line.stepUnit))"
            let problems = problems(errors: 0, warnings: number(places[3]))
            let parts = [endState(places[1]), done, problems.isEmpty ? nil : problems].compactMap(\.self)
            return stored(line.stepLabel ?? places[0]) + colon + parts.joined(separator: ", ")
        case "ended":
            guard let places = StoredText.Form.places("{}: {} warnings, {} errors", in: line.message) else { break }
            let problems = problems(errors: number(places[2]), warnings: number(places[1]))
            return problems.isEmpty ? endState(places[0]) : endState(places[0]) + colon + problems
        default: break
        }
        return stored(line.message)
    }
}
